package io.github.ekssdk.benchmark;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.spec.AccessPolicy;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.HttpDoor;
import io.github.ekssdk.testing.RecordedCall;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AddonInfo;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * A cluster of 30 managed node groups, 10 Fargate profiles, 20 add-ons and 500 access entries; and a fake account for it, a
 * process of its own that takes orders on its standard input.
 */
final class LargeCluster {

    private static final String VERSION = "1.34";
    private static final int GROUPS = 30;
    private static final int PROFILES = 10;
    private static final int ADDONS = 20;
    private static final int ENTRIES = 500;

    private LargeCluster() {}

    /** Serves the account until the input ends: {@code make} makes the cluster, {@code calls} tells of calls since the last order. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws IOException {
        try (FakeAws aws = FakeAws.builder().build().rateLimits(false);
                HttpDoor door = aws.openHttp(settings -> settings.requestJournal(1));
                BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            roles(aws);
            System.out.println(door.url());
            System.out.println(aws.credentials().resolveCredentials().accessKeyId());
            System.out.println(aws.credentials().resolveCredentials().secretAccessKey());
            System.out.println(String.join(",", addons(aws)));
            int told = aws.ledger().size();
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                if (order.equals("make")) {
                    make(aws);
                }
                System.out.println(summary(aws.ledger().since(told)));
                told = aws.ledger().size();
            }
        }
    }

    private static void make(FakeAws aws) {
        try (EksManager eks = Eks.connect(config -> config.region(aws.region())
                .credentials(aws.credentials())
                .httpClient(aws.httpClient())
                .time(aws.clock()))) {
            eks.apply(eks.plan(spec(addons(aws))));
        }
    }

    private static String summary(List<RecordedCall> calls) {
        Map<String, Long> counts = calls.stream()
                .collect(Collectors.groupingBy(call -> call.service() + ":" + call.operation(), Collectors.counting()));
        String most = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(3)
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return calls.size() + " calls (" + most + ")";
    }

    private static void roles(FakeAws aws) {
        String trust = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": "sts:AssumeRole"}]}
            """;
        try (IamClient iam = aws.client(IamClient.builder())) {
            for (int i = 0; i < ENTRIES; i++) {
                String name = "team-" + i;
                iam.createRole(request -> request.roleName(name).assumeRolePolicyDocument(trust));
            }
        }
    }

    private static List<String> addons(FakeAws aws) {
        try (EksClient client = aws.client(EksClient.builder())) {
            return client
                    .describeAddonVersionsPaginator(request -> request.kubernetesVersion(VERSION))
                    .addons()
                    .stream()
                    .map(AddonInfo::addonName)
                    .distinct()
                    .limit(ADDONS)
                    .toList();
        }
    }

    static ClusterSpec spec(List<String> addons) {
        ClusterSpec.Builder spec = Eks.cluster("large").version(VERSION).defaultAddons(false);
        for (int i = 0; i < GROUPS; i++) {
            spec.managedNodeGroup(
                    "group-" + i, group -> group.instanceTypes("m7g.large").scaling(1));
        }
        for (int i = 0; i < PROFILES; i++) {
            String namespace = "team-" + i;
            spec.fargateProfile(namespace, profile -> profile.selector(namespace));
        }
        addons.forEach(spec::addon);
        for (int i = 0; i < ENTRIES; i++) {
            spec.accessEntry(
                    "arn:aws:iam::123456789012:role/team-" + i, entry -> entry.policy(AccessPolicy.EDIT, "team-*"));
        }
        return spec.build();
    }

    /** The spec with one access entry more, another size of a node group, and a tag on everything. */
    static ClusterSpec changed(ClusterSpec spec) {
        return spec.toBuilder()
                .changeManagedNodeGroup("group-7", group -> group.scaling(2))
                .tag("cost-centre", "1742")
                .accessEntry(
                        "arn:aws:iam::123456789012:user/further", entry -> entry.policy(AccessPolicy.VIEW, "team-*"))
                .build();
    }
}
