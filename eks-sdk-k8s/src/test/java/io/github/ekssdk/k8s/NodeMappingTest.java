package io.github.ekssdk.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.Eks;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.error.EksSdkException;
import io.github.ekssdk.error.MalformedAwsAuthException;
import io.github.ekssdk.k8s.awsauth.AwsAuth;
import io.github.ekssdk.k8s.awsauth.IamMapping;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.plan.Step;
import io.github.ekssdk.plan.StepAction;
import io.github.ekssdk.spec.AmiType;
import io.github.ekssdk.spec.AuthenticationMode;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.FakeProcess;
import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.ProcessCrash;
import io.github.ekssdk.testing.Resource;
import io.github.ekssdk.testing.kubernetes.KubernetesRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;

/** Self-managed nodes of a cluster that lets nobody in by access entries. */
class NodeMappingTest {

    private static final String NODE_NAME = "system:node:{{EC2PrivateDNSName}}";
    private static final String KIND = "awsAuthMapping";
    private static final IamMapping CI =
            new IamMapping("arn:aws:iam::123456789012:role/ci", "ci:{{SessionName}}", List.of("deployers"));

    private final FakeAws aws =
            FakeAws.builder().latency(LatencyProfile.instant()).kubernetes().build();
    private final Set<String> before = inventory();
    private final EksManager eks = aws.connect();

    @AfterEach
    void close() {
        eks.close();
        aws.close();
    }

    private static ClusterSpec.Builder bare() {
        return Eks.cluster("prod")
                .version("1.34")
                .authenticationMode(AuthenticationMode.CONFIG_MAP)
                .vpc(vpc -> vpc.availabilityZones(2));
    }

    private static ClusterSpec.Builder web() {
        return bare().selfManagedNodeGroup("web", group -> group.scaling(2));
    }

    private void apply(ClusterSpec.Builder spec) {
        eks.apply(eks.plan(spec.build()));
    }

    private void settled(ClusterSpec.Builder spec) {
        assertThat(eks.plan(spec.build()).changes()).isEmpty();
    }

    private <T> T inside(Function<KubernetesClient, T> question) {
        try (KubernetesClient client = EksKubernetes.connect(eks.cluster("prod"))) {
            return question.apply(client);
        }
    }

    private List<IamMapping> mappings() {
        return inside(client -> AwsAuth.of(client).read().roles());
    }

    private List<Node> nodes() {
        pass(Duration.ofMinutes(2));
        return inside(client -> client.nodes().list().getItems());
    }

    private void pass(Duration duration) {
        try {
            aws.clock().advance(duration);
        } catch (InterruptedException interrupted) {
            throw new AssertionError("The test was interrupted.", interrupted);
        }
    }

    /** Somebody else's mapping. */
    private static void map(EksManager eks, IamMapping mapping) {
        try (KubernetesClient client = EksKubernetes.connect(eks.cluster("prod"))) {
            AwsAuth awsAuth = AwsAuth.of(client);
            awsAuth.apply(awsAuth.plan(edit -> edit.mapRole(mapping.arn(), who -> {
                who.username(mapping.username());
                mapping.groups().forEach(who::group);
            })));
        }
    }

    private Set<String> inventory() {
        return aws.inventory().stream().map(Resource::toString).collect(Collectors.toSet());
    }

    private static List<String> steps(Plan plan) {
        return plan.changes().stream()
                .filter(step -> step.kind().equals(KIND))
                .map(step -> step.action() + " " + step.id().replaceAll(".*role/", ""))
                .toList();
    }

    /** A role that nodes may take, in a path. */
    private String givenRole() {
        try (IamClient iam = aws.client(IamClient.builder())) {
            String arn = iam.createRole(request ->
                            request.roleName("ours").path("/teams/a/").assumeRolePolicyDocument("""
                                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                                 "Principal": {"Service": "ec2.amazonaws.com"}}]}\
                                """))
                    .role()
                    .arn();
            List.of("AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryPullOnly")
                    .forEach(policy -> iam.attachRolePolicy(
                            request -> request.roleName("ours").policyArn("arn:aws:iam::aws:policy/" + policy)));
            return arn;
        }
    }

    @Test
    void nodes_join_by_a_mapping_that_the_plan_shows() {
        ClusterSpec.Builder spec = web().selfManagedNodeGroup(
                        "windows",
                        group -> group.amiType(AmiType.WINDOWS_CORE_2022_X86_64).scaling(1));
        Plan plan = eks.plan(spec.build());
        Step linux = plan.changes().stream()
                .filter(step -> step.kind().equals(KIND))
                .findFirst()
                .orElseThrow();

        eks.apply(plan);

        assertThat(steps(plan)).hasSize(2).allMatch(step -> step.startsWith(StepAction.CREATE.name()));
        assertThat(linux.iamActions()).isEmpty();
        assertThat(plan.step("autoScalingGroup/web").orElseThrow().dependsOn()).contains(linux.id());
        assertThat(plan.steps()).noneMatch(step -> step.kind().equals("accessEntry"));
        assertThat(mappings())
                .hasSize(2)
                .allMatch(mapping -> mapping.username().equals(NODE_NAME))
                .extracting(IamMapping::groups)
                .containsExactlyInAnyOrder(
                        List.of("system:bootstrappers", "system:nodes"),
                        List.of("system:bootstrappers", "system:nodes", "eks:kube-proxy-windows"));
        assertThat(nodes()).hasSize(3).allMatch(NodeMappingTest::ready);
        settled(spec);
    }

    @Test
    void the_mode_of_the_cluster_is_all_that_a_spec_says_of_it() {
        // tag::group
        ClusterSpec legacy = Eks.cluster("legacy")
                .authenticationMode(AuthenticationMode.CONFIG_MAP)
                .selfManagedNodeGroup("web", group -> group.scaling(2))
                .build();
        // end::group

        assertThat(steps(eks.plan(legacy))).singleElement().asString().startsWith("CREATE legacy-self-managed-");
    }

    private static boolean ready(Node node) {
        return node.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    @Test
    void a_mapping_that_somebody_took_away_comes_back_with_the_nodes() {
        apply(web());
        String arn = mappings().get(0).arn();
        inside(client -> {
            AwsAuth awsAuth = AwsAuth.of(client);
            return awsAuth.apply(awsAuth.plan(edit -> edit.removeRole(arn)).allowingLockOut());
        });

        Plan plan = eks.plan(web().build());
        eks.apply(plan);

        assertThat(steps(plan)).singleElement().asString().startsWith("CREATE ");
        assertThat(mappings()).extracting(IamMapping::arn).containsExactly(arn);
        settled(web());
    }

    @Test
    void others_stay_when_the_group_comes_and_goes() {
        apply(bare().managedNodeGroup("general", group -> group.scaling(1)));
        map(eks, CI);
        List<IamMapping> others = mappings();

        apply(web().managedNodeGroup("general", group -> group.scaling(1)));
        List<IamMapping> all = mappings();
        Plan removal = eks.plan(
                bare().managedNodeGroup("general", group -> group.scaling(1)).build());
        eks.apply(removal);

        assertThat(others).hasSize(2).contains(CI);
        assertThat(all).hasSize(3).containsAll(others);
        assertThat(steps(removal)).singleElement().asString().startsWith("DELETE ");
        assertThat(mappings()).isEqualTo(others);
        settled(bare().managedNodeGroup("general", group -> group.scaling(1)));
    }

    @Test
    void a_role_that_managed_nodes_of_somebody_else_have_too_stays_mapped() {
        String role = givenRole();
        apply(bare().selfManagedNodeGroup(
                        "web", group -> group.nodeRoleArn(role).scaling(1)));
        try (EksClient somebody = aws.client(EksClient.builder())) {
            List<String> subnets = somebody.describeCluster(request -> request.name("prod"))
                    .cluster()
                    .resourcesVpcConfig()
                    .subnetIds();
            somebody.createNodegroup(request -> request.clusterName("prod")
                    .nodegroupName("theirs")
                    .nodeRole(role)
                    .subnets(subnets)
                    .scalingConfig(scaling -> scaling.minSize(1).maxSize(1).desiredSize(1)));
        }
        pass(Duration.ofMinutes(5));

        apply(bare());

        assertThat(mappings()).extracting(IamMapping::arn).containsExactly("arn:aws:iam::123456789012:role/ours");
        assertThat(nodes()).hasSize(1).allMatch(NodeMappingTest::ready);
        settled(bare());
    }

    @Test
    void what_somebody_else_has_mapped_serves_and_is_not_taken_away() {
        String role = givenRole();
        IamMapping theirs = new IamMapping(
                "arn:aws:iam::123456789012:role/ours",
                NODE_NAME,
                List.of("system:bootstrappers", "system:nodes", "monitors"));
        apply(bare());
        map(eks, theirs);
        ClusterSpec.Builder spec = bare().selfManagedNodeGroup(
                        "web", group -> group.nodeRoleArn(role).scaling(1));
        Plan plan = eks.plan(spec.build());

        eks.apply(plan);
        settled(spec);
        apply(bare());

        assertThat(steps(plan)).isEmpty();
        assertThat(mappings()).containsExactly(theirs);
    }

    @Test
    void on_the_way_to_access_entries_nodes_keep_their_mapping() {
        apply(web());
        List<IamMapping> mapped = mappings();
        ClusterSpec.Builder next = web().authenticationMode(AuthenticationMode.API_AND_CONFIG_MAP);
        Plan plan = eks.plan(next.build());

        eks.apply(plan);

        assertThat(steps(plan)).isEmpty();
        assertThat(plan.changes())
                .anyMatch(step -> step.kind().equals("accessEntry") && step.action() == StepAction.CREATE);
        assertThat(mappings()).isEqualTo(mapped);
        settled(next);
    }

    @Test
    void a_map_that_EKS_cannot_read_is_refused_and_left_alone() {
        apply(bare());
        inside(client -> client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("aws-auth")
                        .withNamespace("kube-system")
                        .endMetadata()
                        .withData(Map.of("mapRoles", "- rolearn: [\n"))
                        .build())
                .create());

        assertThatExceptionOfType(MalformedAwsAuthException.class)
                .isThrownBy(() -> eks.plan(web().build()))
                .withMessageContaining("mapRoles");
        assertThat(inside(client -> client.configMaps()
                                .inNamespace("kube-system")
                                .withName("aws-auth")
                                .get())
                        .getData())
                .containsEntry("mapRoles", "- rolearn: [\n");
    }

    @Test
    void a_cluster_out_of_reach_is_deleted_all_the_same() {
        apply(web());
        aws.kubernetes("prod").cutOff();

        eks.apply(eks.planDelete("prod"));

        assertThat(inventory()).isEqualTo(before);
    }

    /** A process dies at a request that changes something inside, before it is heard or before its answer. */
    @Test
    void whoever_dies_on_the_way_leaves_nothing_wrong() throws InterruptedException {
        apply(bare());
        String start = aws.snapshot();
        map(eks, CI);
        List<String> problems = new ArrayList<>();
        List<Integer> writes = writes();
        for (int nth : writes) {
            problems.addAll(disturbed(start, nth, nth % 2 == 0));
        }

        assertThat(writes).hasSizeGreaterThanOrEqualTo(6);
        assertThat(problems).isEmpty();
    }

    /** The requests, by number, that change something when the group comes and goes. */
    private List<Integer> writes() {
        int mark = aws.kubernetes("prod").requests().size();
        apply(web());
        apply(bare());
        List<KubernetesRequest> all = aws.kubernetes("prod").requests();
        return IntStream.range(mark, all.size())
                .filter(number -> all.get(number).mutating())
                .mapToObj(number -> number - mark + 1)
                .toList();
    }

    private static List<String> disturbed(String start, int nth, boolean heard) throws InterruptedException {
        List<String> problems = new ArrayList<>();
        try (FakeAws world = FakeAws.restore(start)) {
            world.kubernetes("prod");
            try (EksManager somebody = world.connect()) {
                map(somebody, CI);
            }
            FakeProcess process = world.process();
            world.kubernetes("prod").breakAt(nth, heard, process::crash);
            try (EksManager mortal = world.connect(process)) {
                mortal.apply(mortal.plan(web().build()));
                mortal.apply(mortal.plan(bare().build()));
            } catch (ProcessCrash | EksSdkException end) {
                world.kubernetes("prod").mend();
            }
            world.kubernetes("prod").mend();
            world.clock().abandon();
            world.clock().advance(Duration.ofSeconds(90));
            try (EksManager next = world.connect()) {
                next.apply(next.plan(web().build()));
                problems.addAll(left(nth, heard, next, web(), 2));
                next.apply(next.plan(bare().build()));
                problems.addAll(left(nth, heard, next, bare(), 1));
            }
        }
        return problems;
    }

    private static List<String> left(int nth, boolean heard, EksManager next, ClusterSpec.Builder spec, int mapped) {
        try (KubernetesClient client = EksKubernetes.connect(next.cluster("prod"))) {
            List<IamMapping> roles = AwsAuth.of(client).read().roles();
            ConfigMap map = client.configMaps()
                    .inNamespace("kube-system")
                    .withName("aws-auth")
                    .get();
            long marks = map.getMetadata().getAnnotations() == null
                    ? 0
                    : map.getMetadata().getAnnotations().size();
            boolean right = roles.size() == mapped
                    && roles.contains(CI)
                    && marks == mapped - 1
                    && next.plan(spec.build()).isEmpty();
            return right
                    ? List.of()
                    : List.of("request " + nth + (heard ? " unanswered: " : " unheard: ") + roles + ", " + marks
                            + " marks, " + next.plan(spec.build()).changes());
        }
    }
}
