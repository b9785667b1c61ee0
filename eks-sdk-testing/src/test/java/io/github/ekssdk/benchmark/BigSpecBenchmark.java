package io.github.ekssdk.benchmark;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.AccessPolicy;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.HttpDoor;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AddonInfo;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * Prints how long planning takes for a large spec (30 managed node groups, 10 Fargate profiles, 20 add-ons, 500 access entries)
 * against the fake over HTTP, before the cluster is made and after, and how much heap it takes, the fake's own included.
 */
public final class BigSpecBenchmark {

    private static final int RUNS = 5;

    private BigSpecBenchmark() {}

    /** Runs all of it; takes a minute or two. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) {
        try (FakeAws aws = FakeAws.builder().build();
                HttpDoor door = aws.openHttp();
                EksManager eks = Eks.connect(config -> config.region(aws.region())
                        .credentials(aws.credentials())
                        .endpoint(door.url())
                        .time(aws.clock()))) {
            roles(aws);
            ClusterSpec spec = spec(addons(aws));
            measure("planning, nothing there", eks, spec);
            eks.apply(eks.plan(spec));
            measure("planning again, all there", eks, spec);
        }
    }

    private static void roles(FakeAws aws) {
        String trust = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": "sts:AssumeRole"}]}
            """;
        try (IamClient iam = aws.client(IamClient.builder())) {
            for (int i = 0; i < 500; i++) {
                String name = "team-" + i;
                iam.createRole(request -> request.roleName(name).assumeRolePolicyDocument(trust));
            }
        }
    }

    private static List<String> addons(FakeAws aws) {
        try (EksClient client = aws.client(EksClient.builder())) {
            return client.describeAddonVersionsPaginator(request -> request.kubernetesVersion("1.34")).addons().stream()
                    .map(AddonInfo::addonName)
                    .distinct()
                    .limit(20)
                    .toList();
        }
    }

    private static ClusterSpec spec(List<String> addons) {
        ClusterSpec.Builder spec = Eks.cluster("large").version("1.34").defaultAddons(false);
        for (int i = 0; i < 30; i++) {
            spec.managedNodeGroup(
                    "group-" + i, group -> group.instanceTypes("m7g.large").scaling(1));
        }
        for (int i = 0; i < 10; i++) {
            String namespace = "team-" + i;
            spec.fargateProfile(namespace, profile -> profile.selector(namespace));
        }
        addons.forEach(spec::addon);
        for (int i = 0; i < 500; i++) {
            spec.accessEntry(
                    "arn:aws:iam::123456789012:role/team-" + i, entry -> entry.policy(AccessPolicy.EDIT, "team-*"));
        }
        return spec.build();
    }

    @SuppressWarnings("SystemOut")
    private static void measure(String what, EksManager eks, ClusterSpec spec) {
        for (int run = 1; run <= RUNS; run++) {
            ManagementFactory.getMemoryPoolMXBeans().forEach(pool -> pool.resetPeakUsage());
            long started = System.nanoTime();
            Plan plan = eks.plan(spec);
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            System.out.printf(
                    Locale.ROOT,
                    "%s, run %d: %d ms, %d steps, %d to change, heap at most %d MB%n",
                    what,
                    run,
                    took.toMillis(),
                    plan.steps().size(),
                    plan.changes().size(),
                    peak() / 1_000_000);
        }
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }
}
