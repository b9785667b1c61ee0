package io.github.ekssdk.testing.internal.service.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.eks.model.ErrorCode;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;
import software.amazon.awssdk.services.eks.model.NodegroupUpdateStrategies;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateStatus;
import software.amazon.awssdk.services.eks.model.WarmPoolState;

/** The Auto Scaling group of a managed node group, from its creation through its updates and repairs. */
class RollingUpdateTest {
    private final EksWorld world = new EksWorld();
    private final AutoScalingClient scaling = world.aws.client(AutoScalingClient.builder());

    @AfterEach
    void close() {
        world.close();
    }

    private AutoScalingGroup scalingGroup() {
        String name = world.describe("prod", "general")
                .resources()
                .autoScalingGroups()
                .get(0)
                .name();
        return scaling.describeAutoScalingGroups(r -> r.autoScalingGroupNames(name))
                .autoScalingGroups()
                .get(0);
    }

    private List<String> nodes() {
        return scalingGroup().instances().stream()
                .filter(instance -> instance.lifecycleStateAsString().equals("InService"))
                .map(instance -> instance.instanceId())
                .toList();
    }

    private String update() {
        return world.eks
                .updateNodegroupVersion(r -> r.clusterName("prod").nodegroupName("general"))
                .update()
                .id();
    }

    private Update update(String id) {
        return world.eks
                .describeUpdate(r -> r.name("prod").nodegroupName("general").updateId(id))
                .update();
    }

    @Test
    void a_node_group_is_an_auto_scaling_group_that_autoscalers_find() {
        world.cluster("prod");
        world.nodegroup(
                "prod",
                "general",
                b -> b.instanceTypes("m7i.large", "m7a.large")
                        .scalingConfig(s -> s.minSize(1).desiredSize(2).maxSize(5)));
        AutoScalingGroup group = scalingGroup();
        List<LifecycleHook> hooks = scaling.describeLifecycleHooks(
                        r -> r.autoScalingGroupName(group.autoScalingGroupName()))
                .lifecycleHooks();

        assertThat(group.autoScalingGroupName()).matches("eks-general-[0-9a-f-]{36}");
        assertThat(group.minSize()).isEqualTo(1);
        assertThat(group.maxSize()).isEqualTo(5);
        assertThat(group.tags())
                .extracting(TagDescription::key)
                .containsExactlyInAnyOrder(
                        "eks:cluster-name",
                        "eks:nodegroup-name",
                        "k8s.io/cluster-autoscaler/enabled",
                        "k8s.io/cluster-autoscaler/prod",
                        "kubernetes.io/cluster/prod");
        assertThat(group.mixedInstancesPolicy().launchTemplate().overrides())
                .extracting(override -> override.instanceType())
                .containsExactly("m7i.large", "m7a.large");
        assertThat(hooks)
                .extracting(LifecycleHook::lifecycleHookName)
                .containsExactly("Launch-LC-Hook", "Terminate-LC-Hook");
        assertThat(world.inventory("ec2:instance"))
                .hasSize(2)
                .extracting(Resource::tags)
                .allSatisfy(tags -> assertThat(tags)
                        .contains(
                                entry("eks:nodegroup-name", "general"),
                                entry("kubernetes.io/cluster/prod", "owned"),
                                entry("aws:autoscaling:groupName", group.autoScalingGroupName())));
    }

    @Test
    void an_update_scales_up_replaces_node_by_node_and_scales_down() {
        world.cluster("prod");
        world.nodegroup("prod", "general");
        List<String> old = nodes();
        int max = scalingGroup().maxSize();

        String id = update();
        world.pass(Duration.ofSeconds(1));
        AutoScalingGroup surged = scalingGroup();
        world.pass(EksWorld.UPDATE);
        List<String> halfway = nodes();
        Nodegroup during = world.describe("prod", "general");
        world.pass(EksWorld.UPDATE);

        assertThat(surged.desiredCapacity()).isEqualTo(6);
        assertThat(surged.maxSize()).isEqualTo(max + 4);
        assertThat(during.status()).isEqualTo(NodegroupStatus.UPDATING);
        assertThat(during.scalingConfig().desiredSize()).isEqualTo(2);
        assertThat(halfway).hasSize(6).containsAnyElementsOf(old);
        assertThat(update(id).status()).isEqualTo(UpdateStatus.SUCCESSFUL);
        assertThat(nodes()).hasSize(2).doesNotContainAnyElementsOf(old);
        assertThat(scalingGroup().maxSize()).isEqualTo(max);
        assertThat(scalingGroup()
                        .mixedInstancesPolicy()
                        .launchTemplate()
                        .launchTemplateSpecification()
                        .version())
                .isEqualTo("2");
    }

    @Test
    void nothing_takes_any_time_on_the_instant_profile() {
        try (EksWorld instant = new EksWorld("eu-west-1", profile -> LatencyProfile.instant())) {
            instant.cluster("prod");

            Nodegroup made = instant.eks
                    .createNodegroup(instant.nodegroupRequest("prod", "general", instant.nodeRole()))
                    .nodegroup();
            NodegroupStatus next = instant.describe("prod", "general").status();
            instant.eks.updateNodegroupVersion(r -> r.clusterName("prod").nodegroupName("general"));
            NodegroupStatus updated = instant.describe("prod", "general").status();
            instant.eks.deleteNodegroup(r -> r.clusterName("prod").nodegroupName("general"));

            assertThat(made.status()).isEqualTo(NodegroupStatus.CREATING);
            assertThat(next).isEqualTo(NodegroupStatus.ACTIVE);
            assertThat(updated).isEqualTo(NodegroupStatus.ACTIVE);
            assertThat(instant.eks.listNodegroups(r -> r.clusterName("prod")).nodegroups())
                    .isEmpty();
        }
    }

    @Test
    void as_many_nodes_are_replaced_at_a_time_as_may_be_unavailable() {
        world.cluster("prod");
        world.nodegroup(
                "prod",
                "general",
                b -> b.scalingConfig(s -> s.minSize(0).desiredSize(8).maxSize(8))
                        .updateConfig(u -> u.maxUnavailablePercentage(50)));

        String id = update();
        world.pass(EksWorld.UPDATE.multipliedBy(2));

        assertThat(update(id).status()).isEqualTo(UpdateStatus.SUCCESSFUL);
    }

    @Test
    void the_minimal_strategy_terminates_before_it_launches() {
        world.cluster("prod");
        world.nodegroup(
                "prod",
                "general",
                b -> b.updateConfig(u -> u.maxUnavailable(1).updateStrategy(NodegroupUpdateStrategies.MINIMAL)));
        List<String> old = nodes();

        String id = update();
        world.pass(Duration.ofSeconds(1));
        int during = scalingGroup().desiredCapacity();
        world.pass(EksWorld.UPDATE.multipliedBy(2));

        assertThat(during).isEqualTo(2);
        assertThat(update(id).status()).isEqualTo(UpdateStatus.SUCCESSFUL);
        assertThat(nodes()).hasSize(2).doesNotContainAnyElementsOf(old);
    }

    @Test
    void an_update_whose_new_nodes_do_not_come_is_rolled_back() {
        world.cluster("prod");
        world.nodegroup("prod", "general");
        List<String> old = nodes();
        world.aws.withoutCapacity("*", "eu-west-1a").withoutCapacity("*", "eu-west-1b");

        String id = update();
        world.pass(Duration.ofMinutes(16));
        world.aws.withCapacity("*", "eu-west-1a").withCapacity("*", "eu-west-1b");
        world.pass(Duration.ofMinutes(16));

        assertThat(update(id).status()).isEqualTo(UpdateStatus.FAILED);
        assertThat(update(id).errors().get(0).errorCode()).isEqualTo(ErrorCode.NODE_CREATION_FAILURE);
        assertThat(update(id).errors().get(0).errorMessage())
                .isEqualTo("Couldn't proceed with upgrade process as new nodes are not joining node group general");
        assertThat(nodes()).containsExactlyInAnyOrderElementsOf(old);
        assertThat(scalingGroup().desiredCapacity()).isEqualTo(2);
    }

    @Test
    void a_warm_pool_stands_beside_the_nodes_and_goes_by_an_update() {
        world.cluster("prod");
        world.nodegroup(
                "prod",
                "general",
                b -> b.scalingConfig(s -> s.minSize(0).desiredSize(1).maxSize(3))
                        .warmPoolConfig(w -> w.enabled(true).poolState(WarmPoolState.STOPPED)));
        String name = scalingGroup().autoScalingGroupName();
        int prepared = scaling.describeWarmPool(r -> r.autoScalingGroupName(name))
                .instances()
                .size();

        Update begun = world.eks
                .updateNodegroupConfig(
                        r -> r.clusterName("prod").nodegroupName("general").warmPoolConfig(w -> w.enabled(false)))
                .update();
        world.pass(EksWorld.UPDATE);

        assertThat(prepared).isEqualTo(2);
        assertThat(begun.params()).extracting(param -> param.typeAsString()).containsExactly("WarmPoolEnabled");
        assertThat(world.describe("prod", "general").warmPoolConfig().enabled()).isFalse();
        assertThat(scaling.describeWarmPool(r -> r.autoScalingGroupName(name)).instances())
                .isEmpty();
        assertThat(world.inventory("ec2:instance")).hasSize(1);
    }

    @Test
    void node_auto_repair_replaces_a_node_that_stays_unhealthy_for_half_an_hour() {
        world.cluster("prod");
        world.nodegroup("prod", "general", b -> b.nodeRepairConfig(r -> r.enabled(true)));
        String sick = nodes().get(0);
        FakeAws aws = world.aws.unhealthyNode(sick, "KernelReady");

        world.pass(Duration.ofMinutes(29));
        List<String> waiting = nodes();
        world.pass(Duration.ofMinutes(2));

        assertThat(aws).isSameAs(world.aws);
        assertThat(waiting).contains(sick);
        assertThat(nodes()).hasSize(2).doesNotContain(sick);
    }

    @Test
    void unhealthy_nodes_stay_without_node_auto_repair() {
        world.cluster("prod");
        world.nodegroup("prod", "general");
        String sick = nodes().get(0);
        world.aws.unhealthyNode(sick, "KernelReady");

        world.pass(Duration.ofHours(2));

        assertThat(nodes()).contains(sick);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> world.aws.unhealthyNode("i-0123456789abcdef0", "Ready"));
    }

    @Test
    void settings_of_warm_pools_and_node_auto_repair_are_checked() {
        world.cluster("prod");
        String role = world.nodeRole();
        Map<
                        String,
                        java.util.function.Consumer<
                                software.amazon.awssdk.services.eks.model.CreateNodegroupRequest.Builder>>
                refused = Map.of(
                        "not supported for node groups of capacity type SPOT",
                        b -> b.capacityType("SPOT").warmPoolConfig(w -> w.enabled(true)),
                        "Only one of maxParallelNodesRepairedCount",
                        b -> b.nodeRepairConfig(r -> r.enabled(true)
                                .maxParallelNodesRepairedCount(1)
                                .maxParallelNodesRepairedPercentage(10)),
                        "Capacity type CAPACITY_BLOCK needs a launch template",
                        b -> b.capacityType("CAPACITY_BLOCK"));

        refused.forEach((message, change) -> assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.createNodegroup(
                        world.nodegroupRequest("prod", "general", role).copy(change)))
                .withMessageContaining(message));
    }
}
