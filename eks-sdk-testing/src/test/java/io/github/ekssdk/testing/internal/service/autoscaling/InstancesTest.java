package io.github.ekssdk.testing.internal.service.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.ActiveInstanceRefreshNotFoundException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshInProgressException;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.WarmPoolState;
import software.amazon.awssdk.services.ec2.model.InstanceType;

class InstancesTest {
    private final AsgWorldFixture world = new AsgWorldFixture();

    @AfterEach
    void close() {
        world.close();
    }

    private String onlyInstance() {
        return world.instances("web").get(0).instanceId();
    }

    @Test
    void an_instance_is_terminated_with_or_without_a_replacement() {
        world.create("web", 2);
        world.pass(AsgWorldFixture.BOOT);
        List<Instance> before = world.instances("web");

        world.scaling.terminateInstanceInAutoScalingGroup(
                r -> r.instanceId(before.get(0).instanceId()).shouldDecrementDesiredCapacity(true));
        world.scaling.terminateInstanceInAutoScalingGroup(
                r -> r.instanceId(before.get(1).instanceId()).shouldDecrementDesiredCapacity(false));
        world.pass(AsgWorldFixture.SHUTDOWN);

        assertThat(world.group("web").desiredCapacity()).isEqualTo(1);
        assertThat(world.states("web")).containsExactly("InService");
        assertThat(before).extracting(Instance::instanceId).doesNotContain(onlyInstance());
        assertThatExceptionOfType(AutoScalingException.class)
                .isThrownBy(() -> world.scaling.terminateInstanceInAutoScalingGroup(
                        r -> r.instanceId(before.get(0).instanceId()).shouldDecrementDesiredCapacity(true)))
                .withMessageContaining("No managed instance found for instance ID");
    }

    @Test
    void a_detached_instance_lives_on_alone() {
        world.create("web", 1);
        world.pass(AsgWorldFixture.BOOT);
        String id = onlyInstance();

        world.scaling.detachInstances(
                r -> r.autoScalingGroupName("web").instanceIds(id).shouldDecrementDesiredCapacity(true));
        List<Instance> without = world.instances("web");
        world.scaling.attachInstances(r -> r.autoScalingGroupName("web").instanceIds(id));

        assertThat(without).isEmpty();
        assertThat(onlyInstance()).isEqualTo(id);
        assertThat(world.group("web").desiredCapacity()).isEqualTo(1);
    }

    @Test
    void an_instance_in_standby_does_not_count() {
        world.create("web", 1);
        world.pass(AsgWorldFixture.BOOT);
        String id = onlyInstance();

        world.scaling.enterStandby(
                r -> r.autoScalingGroupName("web").instanceIds(id).shouldDecrementDesiredCapacity(false));
        world.group("web");
        world.pass(AsgWorldFixture.BOOT);
        List<String> during = world.states("web");
        world.scaling.exitStandby(r -> r.autoScalingGroupName("web").instanceIds(id));

        assertThat(during).containsExactlyInAnyOrder("Standby", "InService");
        assertThat(world.group("web").desiredCapacity()).isEqualTo(2);
        assertThat(world.states("web")).containsOnly("InService");
    }

    @Test
    void a_protected_instance_is_not_scaled_in() {
        world.create("web", 1, b -> b.newInstancesProtectedFromScaleIn(true));
        world.pass(AsgWorldFixture.BOOT);
        world.scaling.setDesiredCapacity(r -> r.autoScalingGroupName("web").desiredCapacity(0));
        List<String> protectedStates = world.states("web");

        world.scaling.setInstanceProtection(
                r -> r.autoScalingGroupName("web").instanceIds(onlyInstance()).protectedFromScaleIn(false));

        assertThat(protectedStates).containsExactly("InService");
        assertThat(world.states("web")).containsExactly("Terminating");
    }

    @Test
    void an_instance_waits_for_a_lifecycle_hook() {
        world.create("web", 0);
        world.scaling.putLifecycleHook(r -> r.autoScalingGroupName("web")
                .lifecycleHookName("boot")
                .lifecycleTransition(Hook.LAUNCHING)
                .heartbeatTimeout(600)
                .defaultResult("CONTINUE"));
        world.scaling.setDesiredCapacity(r -> r.autoScalingGroupName("web").desiredCapacity(1));
        world.pass(AsgWorldFixture.BOOT);
        List<String> waiting = world.states("web");
        world.scaling.completeLifecycleAction(r -> r.autoScalingGroupName("web")
                .lifecycleHookName("boot")
                .instanceId(onlyInstance())
                .lifecycleActionResult("CONTINUE"));

        assertThat(waiting).containsExactly("Pending:Wait");
        assertThat(world.states("web")).containsExactly("InService");
        assertThat(world.scaling
                        .describeLifecycleHooks(r -> r.autoScalingGroupName("web"))
                        .lifecycleHooks()
                        .get(0)
                        .globalTimeout())
                .isEqualTo(60_000);
    }

    @Test
    void a_hook_that_nobody_completes_ends_with_its_default_result() {
        world.create("web", 1);
        world.pass(AsgWorldFixture.BOOT);
        world.scaling.putLifecycleHook(r -> r.autoScalingGroupName("web")
                .lifecycleHookName("drain")
                .lifecycleTransition(Hook.TERMINATING)
                .heartbeatTimeout(300));
        world.scaling.setDesiredCapacity(r -> r.autoScalingGroupName("web").desiredCapacity(0));
        List<String> waiting = world.states("web");
        world.pass(Duration.ofSeconds(200));
        world.scaling.recordLifecycleActionHeartbeat(
                r -> r.autoScalingGroupName("web").lifecycleHookName("drain").instanceId(onlyInstance()));
        world.pass(Duration.ofSeconds(200));
        List<String> kept = world.states("web");
        world.pass(Duration.ofSeconds(100));
        List<String> ended = world.states("web");

        assertThat(waiting).containsExactly("Terminating:Wait");
        assertThat(kept).containsExactly("Terminating:Wait");
        assertThat(ended).containsExactly("Terminating:Proceed");
    }

    @Test
    void suspended_processes_do_not_happen() {
        world.create("web", 0);
        world.scaling.suspendProcesses(r -> r.autoScalingGroupName("web").scalingProcesses("Launch"));
        world.scaling.setDesiredCapacity(r -> r.autoScalingGroupName("web").desiredCapacity(1));
        List<Instance> suspended = world.instances("web");
        world.scaling.resumeProcesses(r -> r.autoScalingGroupName("web").scalingProcesses("Launch"));

        assertThat(suspended).isEmpty();
        assertThat(world.states("web")).containsExactly("Pending");
        assertThatExceptionOfType(AutoScalingException.class)
                .isThrownBy(() -> world.scaling.suspendProcesses(
                        r -> r.autoScalingGroupName("web").scalingProcesses("Everything")));
    }

    @Test
    void an_instance_refresh_replaces_instances_one_batch_after_the_other() {
        world.create("web", 2);
        world.pass(AsgWorldFixture.BOOT);
        world.ec2.createLaunchTemplateVersion(r ->
                r.launchTemplateId(world.template).launchTemplateData(AsgWorldFixture.data(InstanceType.T3_LARGE)));

        String id = world.scaling
                .startInstanceRefresh(r -> r.autoScalingGroupName("web")
                        .desiredConfiguration(d -> d.launchTemplate(
                                t -> t.launchTemplateId(world.template).version("2")))
                        .preferences(p -> p.minHealthyPercentage(50)))
                .instanceRefreshId();
        InstanceRefresh during = refresh();
        assertThatExceptionOfType(InstanceRefreshInProgressException.class)
                .isThrownBy(() -> world.scaling.startInstanceRefresh(r -> r.autoScalingGroupName("web")));
        world.pass(AsgWorldFixture.BOOT);
        world.pass(Duration.ofSeconds(1));
        InstanceRefresh half = refresh();
        world.pass(AsgWorldFixture.BOOT);
        world.pass(AsgWorldFixture.SHUTDOWN);

        assertThat(during.instanceRefreshId()).isEqualTo(id);
        assertThat(during.status()).isEqualTo(InstanceRefreshStatus.IN_PROGRESS);
        assertThat(half.percentageComplete()).isEqualTo(50);
        assertThat(refresh().status()).isEqualTo(InstanceRefreshStatus.SUCCESSFUL);
        assertThat(world.instances("web")).extracting(Instance::instanceType).containsExactly("t3.large", "t3.large");
    }

    @Test
    void an_instance_refresh_is_cancelled_or_rolled_back() {
        world.create("web", 1);
        world.pass(AsgWorldFixture.BOOT);
        assertThatExceptionOfType(ActiveInstanceRefreshNotFoundException.class)
                .isThrownBy(() -> world.scaling.cancelInstanceRefresh(r -> r.autoScalingGroupName("web")));
        world.scaling.startInstanceRefresh(r -> r.autoScalingGroupName("web"));
        world.scaling.cancelInstanceRefresh(r -> r.autoScalingGroupName("web"));
        InstanceRefreshStatus cancelled = refresh().status();
        world.pass(AsgWorldFixture.BOOT);
        world.ec2.createLaunchTemplateVersion(r ->
                r.launchTemplateId(world.template).launchTemplateData(AsgWorldFixture.data(InstanceType.T3_LARGE)));
        world.scaling.startInstanceRefresh(r -> r.autoScalingGroupName("web")
                .desiredConfiguration(d ->
                        d.launchTemplate(t -> t.launchTemplateId(world.template).version("2"))));
        world.pass(Duration.ofSeconds(1));

        world.scaling.rollbackInstanceRefresh(r -> r.autoScalingGroupName("web"));
        world.pass(Duration.ofMinutes(3));

        assertThat(cancelled).isEqualTo(InstanceRefreshStatus.CANCELLED);
        assertThat(refresh().status()).isEqualTo(InstanceRefreshStatus.ROLLBACK_SUCCESSFUL);
        assertThat(world.instances("web")).extracting(Instance::instanceType).containsExactly("t3.small");
    }

    private InstanceRefresh refresh() {
        return world.scaling
                .describeInstanceRefreshes(r -> r.autoScalingGroupName("web"))
                .instanceRefreshes()
                .get(0);
    }

    @Test
    void a_warm_pool_keeps_stopped_instances_that_enter_the_group() {
        world.create("web", 1, b -> b.maxSize(3));
        world.scaling.putWarmPool(r -> r.autoScalingGroupName("web").poolState(WarmPoolState.STOPPED));
        world.pass(AsgWorldFixture.BOOT);
        var pool = world.scaling.describeWarmPool(r -> r.autoScalingGroupName("web"));
        String warm = pool.instances().get(0).instanceId();
        String state = world.ec2
                .describeInstances(r -> r.instanceIds(warm))
                .reservations()
                .get(0)
                .instances()
                .get(0)
                .state()
                .nameAsString();

        world.scaling.setDesiredCapacity(r -> r.autoScalingGroupName("web").desiredCapacity(2));
        world.group("web");
        world.pass(AsgWorldFixture.BOOT);

        assertThat(pool.instances())
                .hasSize(2)
                .allSatisfy(instance -> assertThat(instance.lifecycleState()).isEqualTo(LifecycleState.WARMED_STOPPED));
        assertThat(state).isEqualTo("stopped");
        assertThat(world.instances("web")).extracting(Instance::instanceId).contains(warm);
        assertThat(world.states("web")).containsExactlyInAnyOrder("InService", "InService");
        assertThat(world.group("web").warmPoolSize()).isEqualTo(1);
    }

    @Test
    void tags_are_put_shown_and_deleted() {
        world.create("web", 0);
        Tag tag = Tag.builder()
                .resourceId("web")
                .resourceType("auto-scaling-group")
                .key("team")
                .value("one")
                .propagateAtLaunch(true)
                .build();

        world.scaling.createOrUpdateTags(r -> r.tags(tag));
        var shown = world.scaling.describeTags().tags();
        world.scaling.deleteTags(r -> r.tags(tag));

        assertThat(shown).hasSize(1);
        assertThat(shown.get(0).propagateAtLaunch()).isTrue();
        assertThat(world.scaling.describeTags().tags()).isEmpty();
    }

    @Test
    void a_simple_policy_is_kept_and_executed() {
        world.create("web", 1);
        world.scaling.putScalingPolicy(r -> r.autoScalingGroupName("web")
                .policyName("more")
                .adjustmentType("ChangeInCapacity")
                .scalingAdjustment(2));

        world.scaling.executePolicy(r -> r.autoScalingGroupName("web").policyName("more"));

        assertThat(world.group("web").desiredCapacity()).isEqualTo(3);
        assertThat(world.scaling
                        .describePolicies(r -> r.autoScalingGroupName("web"))
                        .scalingPolicies())
                .extracting(policy -> policy.policyType())
                .containsExactly("SimpleScaling");
    }

    @Test
    void target_groups_are_attached_and_detached() {
        world.create("web", 0);
        String arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/0123456789abcdef";

        world.scaling.attachLoadBalancerTargetGroups(
                r -> r.autoScalingGroupName("web").targetGroupARNs(arn));
        List<String> attached = world.group("web").targetGroupARNs();
        world.scaling.detachLoadBalancerTargetGroups(
                r -> r.autoScalingGroupName("web").targetGroupARNs(arn));

        assertThat(attached).containsExactly(arn);
        assertThat(world.group("web").targetGroupARNs()).isEmpty();
    }
}
