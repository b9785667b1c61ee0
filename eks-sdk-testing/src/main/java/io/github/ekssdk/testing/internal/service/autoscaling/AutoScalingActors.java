package io.github.ekssdk.testing.internal.service.autoscaling;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;
import software.amazon.awssdk.services.autoscaling.model.PutWarmPoolRequest;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;

/**
 * What other services of AWS do in Auto Scaling on behalf of the account: EKS makes a group for each managed node group.
 * Nothing here counts as a call of the account.
 */
public final class AutoScalingActors {
    private static final int HEARTBEAT = 1800;

    private final AsgWorld world;
    private final GroupCalls groups;
    private final GroupUpdates updates;
    private final InstanceCalls instances;
    private final WarmPoolCalls warmPools;

    AutoScalingActors(
            AsgWorld world, GroupCalls groups, GroupUpdates updates, InstanceCalls instances, WarmPoolCalls warmPools) {
        this.world = world;
        this.groups = groups;
        this.updates = updates;
        this.instances = instances;
        this.warmPools = warmPools;
    }

    /** Makes a group. */
    public void create(CreateAutoScalingGroupRequest request) {
        groups.create(request);
    }

    /**
     * Adds lifecycle hooks that whoever made the group completes at once.
     *
     * @param transitions name of each hook and its transition
     */
    public void answerHooks(String group, Map<String, String> transitions, String notificationTargetArn) {
        transitions.forEach((name, transition) -> world.group(group)
                .hooks()
                .put(
                        name,
                        new Hook(
                                LifecycleHook.builder()
                                        .autoScalingGroupName(group)
                                        .lifecycleHookName(name)
                                        .lifecycleTransition(transition)
                                        .notificationTargetARN(notificationTargetArn)
                                        .heartbeatTimeout(HEARTBEAT)
                                        .globalTimeout(100 * HEARTBEAT)
                                        .defaultResult("CONTINUE")
                                        .build(),
                                true)));
    }

    /** What a group is to be, without its instances; nothing if it is gone or on its way out. */
    public Optional<AutoScalingGroup> group(String name) {
        return world.find(name).filter(group -> !group.isDeleting()).map(ScalingGroup::settings);
    }

    /** Whether there is a group of that name, also one that is being deleted. */
    public boolean exists(String name) {
        return world.find(name).isPresent();
    }

    /** Changes a group; does nothing if it is gone or on its way out. */
    public void update(UpdateAutoScalingGroupRequest request) {
        if (group(request.autoScalingGroupName()).isPresent()) {
            updates.update(request);
        }
    }

    /** The instances that count for the capacity of a group, oldest first. */
    public List<Instance> instances(String name) {
        return world.find(name)
                .map(group -> group.counted().map(Member::describe).toList())
                .orElse(List.of());
    }

    /** Why a group could not launch its last instance, as long as it could launch none since. */
    public Optional<String> launchFailure(String name) {
        return world.find(name).flatMap(ScalingGroup::launchFailure);
    }

    /** Whether somebody has started an instance refresh of a group that still runs. */
    public boolean isRefreshing(String name) {
        return world.find(name).flatMap(ScalingGroup::runningRefresh).isPresent();
    }

    /** Terminates an instance of a group; another one takes its place unless the capacity shrinks with it. */
    public void terminate(String instanceId, boolean shrink) {
        if (world.ofInstance(instanceId).isPresent()) {
            try {
                instances.terminate(TerminateInstanceInAutoScalingGroupRequest.builder()
                        .instanceId(instanceId)
                        .shouldDecrementDesiredCapacity(shrink)
                        .build());
            } catch (AwsRefusal leavingAlready) {
                world.ec2().terminate(instanceId);
            }
        }
    }

    /** Gives a group a warm pool. */
    public void putWarmPool(PutWarmPoolRequest request) {
        if (group(request.autoScalingGroupName()).isPresent()) {
            warmPools.put(request);
        }
    }

    /** Takes the warm pool of a group away with the instances in it. */
    public void deleteWarmPool(String name) {
        if (world.find(name).flatMap(ScalingGroup::warmPool).isPresent()) {
            warmPools.delete(software.amazon.awssdk.services.autoscaling.model.DeleteWarmPoolRequest.builder()
                    .autoScalingGroupName(name)
                    .forceDelete(true)
                    .build());
        }
    }

    /** Deletes a group with its instances. Does nothing if it is gone already. */
    public void delete(String name) {
        world.find(name).ifPresent(groups::remove);
    }
}
