package io.github.ekssdk.internal.resource.autoscaling;

import static io.github.ekssdk.spec.TaintEffect.NO_SCHEDULE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.Eks;
import io.github.ekssdk.error.EksSdkException;
import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.error.Problem;
import io.github.ekssdk.error.StepFailedException;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.AmiType;
import io.github.ekssdk.spec.AuthenticationMode;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.SelfManagedNodeGroupSpec;
import io.github.ekssdk.spec.SpotAllocationStrategy;
import io.github.ekssdk.testing.RecordedCall;
import io.github.ekssdk.testing.Resource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Self-managed node groups on their way into AWS, and what becomes of them. */
class AutoScalingGroupTest extends ClusterScenario {

    private static final String STEP = "autoScalingGroup/web";
    private static final String WEB_TARGETS =
            "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/0123456789abcdef";

    private static ClusterSpec with(Consumer<SelfManagedNodeGroupSpec.Builder> more) {
        return at("1.34", more);
    }

    private static ClusterSpec at(String version, Consumer<SelfManagedNodeGroupSpec.Builder> more) {
        return Eks.cluster("prod")
                .version(version)
                .vpc(vpc -> vpc.availabilityZones(2))
                .selfManagedNodeGroup("web", group -> {
                    group.instanceTypes("m7i.large").scaling(1, 2, 4);
                    more.accept(group);
                })
                .build();
    }

    private static final ClusterSpec PLAIN = with(group -> {});

    private static ClusterSpec without() {
        return Eks.cluster("prod")
                .version("1.34")
                .vpc(vpc -> vpc.availabilityZones(2))
                .build();
    }

    private <T extends SdkPojo> T last(Class<T> type) {
        List<RecordedCall> calls = aws.ledger().calls().stream()
                .filter(call -> call.request().filter(type::isInstance).isPresent())
                .toList();
        return calls.get(calls.size() - 1).request(type);
    }

    private static String decoded(String userData) {
        return new String(Base64.getDecoder().decode(userData), StandardCharsets.UTF_8);
    }

    private Resource scalingGroup() {
        return all("autoscaling:group").get(0);
    }

    private software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup described() {
        return stranger(AutoScalingClient.builder())
                .describeAutoScalingGroups()
                .autoScalingGroups()
                .get(0);
    }

    private List<Instance> inService() {
        return described().instances().stream()
                .filter(instance -> instance.lifecycleState() == LifecycleState.IN_SERVICE)
                .toList();
    }

    private String image(String path) {
        return stranger(SsmClient.builder())
                .getParameter(request -> request.name(path + "/image_id"))
                .parameter()
                .value();
    }

    @Nested
    class Create {

        @Test
        void nodes_start_from_the_newest_image_with_all_they_need_to_join() {
            apply(with(group -> group.label("tier", "web")
                    .taint("dedicated", "web", NO_SCHEDULE)
                    .tag("cost", "1742")));

            RequestLaunchTemplateData data =
                    last(CreateLaunchTemplateRequest.class).launchTemplateData();
            assertThat(data.imageId())
                    .isEqualTo(
                            image("/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/x86_64/standard/recommended"));
            assertThat(data.iamInstanceProfile().arn()).contains(":instance-profile/eks-sdk/");
            assertThat(data.securityGroupIds()).hasSize(1);
            assertThat(decoded(data.userData()))
                    .contains(
                            "name: prod\n",
                            "apiServerEndpoint: https://",
                            "certificateAuthority: ",
                            "cidr: 172.20.0.0/16",
                            "--node-labels=eks-sdk/node-group=web,tier=web",
                            "--register-with-taints=dedicated=web:NoSchedule");
            CreateAutoScalingGroupRequest request = last(CreateAutoScalingGroupRequest.class);
            assertThat(request.tags())
                    .anySatisfy(tag -> {
                        assertThat(tag.key()).isEqualTo("kubernetes.io/cluster/prod");
                        assertThat(tag.value()).isEqualTo("owned");
                        assertThat(tag.propagateAtLaunch()).isTrue();
                    })
                    .anySatisfy(tag -> {
                        assertThat(tag.key()).isEqualTo("eks-sdk/cluster");
                        assertThat(tag.propagateAtLaunch()).isFalse();
                    });
            assertThat(inService()).hasSize(2);
        }

        @Test
        void the_role_of_the_nodes_is_let_in_before_they_start() {
            apply(PLAIN);

            String role = one("iamRole/self-managed").id();
            List<RecordedCall> calls = aws.ledger().mutatingCalls();
            assertThat(all("eks:access-entry"))
                    .anySatisfy(entry -> assertThat(entry.id()).contains(role.substring(role.lastIndexOf('/') + 1)));
            assertThat(calls.indexOf(aws.ledger().of("eks", "CreateAccessEntry").get(0)))
                    .isLessThan(calls.indexOf(aws.ledger()
                            .of("autoscaling", "CreateAutoScalingGroup")
                            .get(0)));
            settled(PLAIN);
        }

        @Test
        void instances_are_mixed_as_described() {
            ClusterSpec spec = with(group -> group.instanceTypes("m7i.large", "m7a.large", "m6i.large")
                    .instancesDistribution(mix -> mix.onDemandBaseCapacity(1)
                            .onDemandPercentageAboveBaseCapacity(0)
                            .spotAllocationStrategy(SpotAllocationStrategy.LOWEST_PRICE)
                            .spotInstancePools(2)
                            .spotMaxPrice("0.08"))
                    .capacityRebalance(true)
                    .maxInstanceLifetime(Duration.ofDays(7))
                    .targetGroupArns(WEB_TARGETS));

            apply(spec);

            CreateAutoScalingGroupRequest request = last(CreateAutoScalingGroupRequest.class);
            assertThat(request.mixedInstancesPolicy().launchTemplate().overrides())
                    .extracting(type -> type.instanceType())
                    .containsExactly("m7i.large", "m7a.large", "m6i.large");
            var mix = request.mixedInstancesPolicy().instancesDistribution();
            assertThat(mix.onDemandBaseCapacity()).isEqualTo(1);
            assertThat(mix.onDemandPercentageAboveBaseCapacity()).isZero();
            assertThat(mix.spotAllocationStrategy()).isEqualTo("lowest-price");
            assertThat(mix.spotInstancePools()).isEqualTo(2);
            assertThat(mix.spotMaxPrice()).isEqualTo("0.08");
            assertThat(request.capacityRebalance()).isTrue();
            assertThat(request.maxInstanceLifetime()).isEqualTo(604800);
            assertThat(request.targetGroupARNs()).containsExactly(WEB_TARGETS);
            settled(spec);
        }

        @Test
        void Bottlerocket_and_Windows_are_told_in_their_own_words() {
            ClusterSpec spec = with(group -> group.amiType(AmiType.BOTTLEROCKET_X86_64)
                            .label("tier", "web")
                            .userData(data -> data.bottlerocketSettings("[settings.kubernetes]\nmax-pods = 42")))
                    .toBuilder()
                    .selfManagedNodeGroup(
                            "win",
                            group -> group.amiType(AmiType.WINDOWS_CORE_2022_X86_64)
                                    .userData(data -> data.powerShell("Write-Output ready")))
                    .build();

            apply(spec);

            List<String> texts = aws.ledger().of("ec2", "CreateLaunchTemplate").stream()
                    .map(call -> decoded(call.request(CreateLaunchTemplateRequest.class)
                            .launchTemplateData()
                            .userData()))
                    .sorted()
                    .toList();
            assertThat(texts.get(0))
                    .startsWith("<powershell>\nWrite-Output ready\n")
                    .contains("Start-EKSBootstrap.ps1", "-EKSClusterName \"prod\"");
            assertThat(texts.get(1))
                    .containsOnlyOnce("[settings.kubernetes]\n")
                    .contains("api-server = \"https://", "max-pods = 42", "\"tier\" = \"web\"");
            assertThat(all("eks:access-entry"))
                    .extracting(entry -> entry.attributes().get("type"))
                    .contains("EC2_LINUX", "EC2_WINDOWS");
            settled(spec);
        }

        @Test
        void without_access_entries_it_takes_the_module_that_knows_the_inside() {
            ClusterSpec spec = with(group -> {}).toBuilder()
                    .authenticationMode(AuthenticationMode.CONFIG_MAP)
                    .build();

            assertThat(failure(InvalidSpecException.class, spec).problems())
                    .containsExactly(new Problem(
                            "authenticationMode",
                            "With the authentication mode CONFIG_MAP, self-managed nodes are let in by the ConfigMap"
                                    + " aws-auth, and nothing on the class path can write into it.",
                            "Add io.github.ekssdk:eks-sdk-k8s as a dependency, or use the authentication mode API or"
                                    + " API_AND_CONFIG_MAP."));
            assertThat(aws.ledger().calls()).noneMatch(RecordedCall::mutating);
        }

        @Test
        void what_is_wrong_with_a_launch_is_told() {
            aws.quota("ec2.onDemandVcpus", 0);

            StepFailedException failure = failure(StepFailedException.class, PLAIN);

            assertThat(failure.stepId()).isEqualTo(STEP);
            assertThat(failure.healthIssues())
                    .singleElement()
                    .satisfies(issue -> assertThat(issue.message()).contains("vCPU"));
            aws.quota("ec2.onDemandVcpus", 500);
            pass(Duration.ofMinutes(30));
            settled(PLAIN);
        }

        @Test
        void an_image_that_is_not_there_is_told_by_the_plan() {
            InvalidSpecException refusal = catchThrowableOfType(
                    InvalidSpecException.class,
                    () -> eks().plan(with(group -> group.releaseVersion("1.34.4-20200101"))));

            assertThat(refusal)
                    .hasMessageContaining("There is no AL2023_x86_64_STANDARD for Kubernetes 1.34, 1.34.4-20200101 in");
        }
    }

    @Nested
    class Change {

        @Test
        void sizes_mix_and_target_groups_change_in_place() {
            apply(PLAIN);
            ClusterSpec other = with(group -> group.scaling(2, 3, 6)
                    .instanceTypes("m7i.large", "m7a.large")
                    .spot()
                    .targetGroupArns(WEB_TARGETS)
                    .tag("cost", "1742"));

            Plan plan = eks().plan(other);

            assertThat(step(plan, STEP).disruptive()).isFalse();
            assertThat(fields(plan, STEP)).doesNotContain("instancesOfVersion");
            eks().apply(plan, events);
            assertThat(scalingGroup().attributes()).containsEntry("sizes", "2/3/6");
            assertThat(inService()).hasSize(3);
            settled(other);
            apply(PLAIN);
            settled(PLAIN);
        }

        @Test
        void another_disk_is_brought_to_the_nodes_by_an_instance_refresh_with_progress() {
            apply(PLAIN);
            List<String> before = instances();
            ClusterSpec larger =
                    with(group -> group.diskSize(100).minHealthyPercentage(50).instanceWarmup(Duration.ofSeconds(30)));

            Plan plan = eks().plan(larger);

            assertThat(step(plan, STEP).disruptive()).isTrue();
            assertThat(fields(plan, STEP)).containsExactly("launchTemplateVersion", "instancesOfVersion");
            eks().apply(plan, events);
            assertThat(instances()).hasSize(2).doesNotContainAnyElementsOf(before);
            assertThat(last(StartInstanceRefreshRequest.class).preferences().minHealthyPercentage())
                    .isEqualTo(50);
            assertThat(events.texts()).anyMatch(text -> text.contains("% of the nodes replaced"));
            settled(larger);
        }

        private List<String> instances() {
            return inService().stream().map(instance -> instance.instanceId()).toList();
        }

        @Test
        void a_refresh_that_was_not_begun_is_made_up_for() {
            apply(PLAIN);
            String id = one("launchTemplate/web").id();
            ClusterSpec larger = with(group -> group.diskSize(100));
            aws.faults().on("autoscaling", "StartInstanceRefresh").failBefore(403, "AccessDenied", "You may not.");
            failure(EksSdkException.class, larger);
            aws.faults().clear();
            assertThat(scalingGroup().attributes()).containsEntry("launchTemplate", id + ":2");

            assertThat(fields(eks().plan(larger), STEP)).containsExactly("instancesOfVersion");
            assertThat(changesOf(larger)).containsExactly("autoscaling:StartInstanceRefresh");

            settled(larger);
        }

        @Test
        void nodes_follow_the_control_plane_to_another_version() {
            apply(PLAIN);
            ClusterSpec newer = at("1.35", group -> {});

            apply(newer);

            assertThat(inService())
                    .allSatisfy(instance ->
                            assertThat(instance.launchTemplate().version()).isEqualTo("2"));
            settled(newer);
        }

        @Test
        void the_size_that_an_autoscaler_chose_is_left_alone() {
            ClusterSpec spec = with(group -> group.desiredManagedByAutoscaler().label("tier", "web"));
            apply(spec);
            stranger(AutoScalingClient.builder())
                    .setDesiredCapacity(request ->
                            request.autoScalingGroupName(scalingGroup().id()).desiredCapacity(4));
            pass(Duration.ofMinutes(10));

            settled(spec);

            assertThat(scalingGroup().attributes()).containsEntry("sizes", "1/4/4");
            assertThat(scalingGroup().tags())
                    .containsEntry("k8s.io/cluster-autoscaler/node-template/label/tier", "web")
                    .containsEntry("k8s.io/cluster-autoscaler/prod", "owned");
        }

        @Test
        void what_somebody_changed_is_put_right() {
            apply(PLAIN);
            stranger(AutoScalingClient.builder())
                    .updateAutoScalingGroup(request -> request.autoScalingGroupName(
                                    scalingGroup().id())
                            .maxSize(9)
                            .capacityRebalance(true));

            assertThat(fields(eks().plan(PLAIN), STEP)).containsExactly("maxSize", "capacityRebalance");

            apply(PLAIN);
            settled(PLAIN);
        }
    }

    @Nested
    class Delete {

        @Test
        void a_group_that_is_taken_out_leaves_nothing() {
            apply(PLAIN);

            apply(without());

            assertThat(all("autoscaling:group")).isEmpty();
            assertThat(all("iam:instance-profile")).isEmpty();
            assertThat(ours("ec2:launch-template")).isEmpty();
            assertThat(all("iam:role")).extracting(Resource::id).noneMatch(id -> id.contains("self-managed"));
            settled(without());
        }

        @Test
        void a_cluster_goes_with_its_nodes() {
            apply(PLAIN);

            delete("prod");

            assertThat(all("autoscaling:group")).isEmpty();
            assertThat(all("ec2:instance"))
                    .allSatisfy(instance -> assertThat(instance.status()).isEqualTo("terminated"));
            assertThat(ours("ec2:vpc")).isEmpty();
        }
    }
}
