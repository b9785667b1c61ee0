package io.github.ekssdk.testing.internal.service.autoscaling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AttachInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.AttachInstancesResponse;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingInstanceDetails;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingInstancesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse;
import software.amazon.awssdk.services.autoscaling.model.DetachInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachInstancesResponse;
import software.amazon.awssdk.services.autoscaling.model.EnterStandbyRequest;
import software.amazon.awssdk.services.autoscaling.model.EnterStandbyResponse;
import software.amazon.awssdk.services.autoscaling.model.ExitStandbyRequest;
import software.amazon.awssdk.services.autoscaling.model.ExitStandbyResponse;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceHealthRequest;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceHealthResponse;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceProtectionRequest;
import software.amazon.awssdk.services.autoscaling.model.SetInstanceProtectionResponse;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupResponse;

/** Shows the instances of groups, terminates them, takes them in and out. */
public final class InstanceCalls {
    private final AsgWorld world;
    private final Retirement retirement;
    private final Activities activities;
    private final Reconciler reconciler;

    InstanceCalls(AsgWorld world, Retirement retirement, Activities activities, Reconciler reconciler) {
        this.world = world;
        this.retirement = retirement;
        this.activities = activities;
        this.reconciler = reconciler;
    }

    public DescribeAutoScalingInstancesResponse describe(DescribeAutoScalingInstancesRequest request) {
        List<AutoScalingInstanceDetails> found = world.groups().stream()
                .flatMap(group -> group.members().stream().map(member -> member.describe(group.name())))
                .filter(instance ->
                        request.instanceIds().isEmpty() || request.instanceIds().contains(instance.instanceId()))
                .toList();
        AsgPages<AutoScalingInstanceDetails> page = AsgPages.of(found, request.maxRecords(), request.nextToken());
        return DescribeAutoScalingInstancesResponse.builder()
                .autoScalingInstances(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    public DescribeScalingActivitiesResponse describeActivities(DescribeScalingActivitiesRequest request) {
        AsgPages<Activity> page = AsgPages.of(activities(request), request.maxRecords(), request.nextToken(), 100);
        return DescribeScalingActivitiesResponse.builder()
                .activities(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private List<Activity> activities(DescribeScalingActivitiesRequest request) {
        List<Activity> found = new ArrayList<>();
        if (request.autoScalingGroupName() == null) {
            world.groups().forEach(group -> found.addAll(group.activities()));
        } else if (!Boolean.TRUE.equals(request.includeDeletedGroups())) {
            found.addAll(world.group(request.autoScalingGroupName()).activities());
        } else {
            world.find(request.autoScalingGroupName()).ifPresent(group -> found.addAll(group.activities()));
        }
        if (Boolean.TRUE.equals(request.includeDeletedGroups())) {
            world.pastActivities().stream()
                    .filter(activity -> request.autoScalingGroupName() == null
                            || activity.autoScalingGroupName().equals(request.autoScalingGroupName()))
                    .map(activity -> activity.copy(b -> b.autoScalingGroupState("Deleted")))
                    .forEach(found::add);
        }
        found.removeIf(activity ->
                !request.activityIds().isEmpty() && !request.activityIds().contains(activity.activityId()));
        return found;
    }

    public TerminateInstanceInAutoScalingGroupResponse terminate(TerminateInstanceInAutoScalingGroupRequest request) {
        ScalingGroup group = groupOf(request.instanceId());
        boolean decrement =
                AsgRefusals.required(request.shouldDecrementDesiredCapacity(), "shouldDecrementDesiredCapacity");
        Member member = group.member(request.instanceId()).orElseThrow();
        if (decrement) {
            decrement(group, 1);
        }
        String why = activities.at("instance " + member.instanceId()
                + " was taken out of service in response to a user request"
                + (decrement ? ", shrinking the desired capacity to " + group.desired() + "." : "."));
        Activity activity = retirement.begin(group, member, why);
        reconciler.touch(group);
        return TerminateInstanceInAutoScalingGroupResponse.builder()
                .activity(activity)
                .build();
    }

    private static void decrement(ScalingGroup group, int by) {
        int after = group.desired() - by;
        if (after < group.settings().minSize()) {
            throw AsgRefusals.validation("Currently, desiredSize equals minSize ("
                    + group.settings().minSize() + "). Terminating instance without replacement will violate group's"
                    + " min size constraint. Either set shouldDecrementDesiredCapacity flag to false or lower group's"
                    + " min size.");
        }
        group.change(b -> b.desiredCapacity(after));
    }

    public AttachInstancesResponse attach(AttachInstancesRequest request) {
        ScalingGroup group = world.changeable(request.autoScalingGroupName());
        List<Member> joining =
                request.instanceIds().stream().map(id -> joining(group, id)).toList();
        int after = group.desired() + joining.size();
        if (after > group.settings().maxSize()) {
            throw AsgRefusals.validation("AutoScalingGroup " + group.name()
                    + " has min-size=" + group.settings().minSize() + ", max-size="
                    + group.settings().maxSize() + ", and desired-size=" + group.desired() + ". To attach "
                    + joining.size() + " more instances, please update the AutoScalingGroup sizes appropriately.");
        }
        group.change(b -> b.desiredCapacity(after));
        joining.forEach(member -> {
            world.join(group, member);
            activities.done(
                    group,
                    "Attaching an existing EC2 instance: " + member.instanceId(),
                    activities.at("an instance was attached in response to a user request."),
                    member);
        });
        reconciler.touch(group);
        return AttachInstancesResponse.builder().build();
    }

    private Member joining(ScalingGroup group, String id) {
        var instance = world.ec2()
                .instance(id)
                .filter(found -> "running".equals(found.state().nameAsString()))
                .orElseThrow(() -> AsgRefusals.validation("Invalid Instance ID(s): [" + id + "] specified"));
        if (world.ofInstance(id).isPresent()) {
            throw AsgRefusals.validation("Instance " + id + " is already part of AutoScalingGroup:"
                    + world.ofInstance(id).get().name());
        }
        LaunchTemplateSpecification template = Blueprints.specification(group.settings());
        Instance facts = Instance.builder()
                .instanceType(instance.instanceTypeAsString())
                .availabilityZone(instance.placement().availabilityZone())
                .imageId(instance.imageId())
                .launchTemplate(template == null ? null : template.copy(b -> b.version("0")))
                .build();
        return new Member(id, instance.subnetId(), facts, LifecycleState.IN_SERVICE, false);
    }

    public DetachInstancesResponse detach(DetachInstancesRequest request) {
        ScalingGroup group = world.changeable(request.autoScalingGroupName());
        List<Member> leaving = members(group, request.instanceIds());
        if (AsgRefusals.required(request.shouldDecrementDesiredCapacity(), "shouldDecrementDesiredCapacity")) {
            decrement(group, leaving.size());
        }
        List<Activity> done = each(group, leaving, "Detaching EC2 instance: ", member -> {
            world.leave(group, member);
            return "was detached in response to a user request.";
        });
        return DetachInstancesResponse.builder().activities(done).build();
    }

    public EnterStandbyResponse enterStandby(EnterStandbyRequest request) {
        ScalingGroup group = world.changeable(request.autoScalingGroupName());
        List<Member> resting = members(group, request.instanceIds());
        if (resting.stream().anyMatch(member -> !member.isInService())) {
            throw AsgRefusals.validation("Only instances that are InService can enter standby.");
        }
        if (AsgRefusals.required(request.shouldDecrementDesiredCapacity(), "shouldDecrementDesiredCapacity")) {
            decrement(group, resting.size());
        }
        List<Activity> done = each(group, resting, "Moving EC2 instance to Standby: ", member -> {
            member.state(LifecycleState.STANDBY);
            return "was moved to standby in response to a user request.";
        });
        return EnterStandbyResponse.builder().activities(done).build();
    }

    public ExitStandbyResponse exitStandby(ExitStandbyRequest request) {
        ScalingGroup group = world.changeable(request.autoScalingGroupName());
        List<Member> returning = members(group, request.instanceIds());
        if (returning.stream().anyMatch(member -> !member.isStandby())) {
            throw AsgRefusals.validation("Only instances that are in standby can exit it.");
        }
        int after = group.desired() + returning.size();
        if (after > group.settings().maxSize()) {
            throw AsgRefusals.validation("Exiting standby would exceed the max size of AutoScalingGroup " + group.name()
                    + ", " + group.settings().maxSize() + ".");
        }
        group.change(b -> b.desiredCapacity(after));
        List<Activity> done = each(group, returning, "Moving EC2 instance out of Standby: ", member -> {
            member.state(LifecycleState.IN_SERVICE);
            return "was moved out of standby in response to a user request.";
        });
        return ExitStandbyResponse.builder().activities(done).build();
    }

    private List<Activity> each(
            ScalingGroup group, List<Member> members, String description, Function<Member, String> effect) {
        List<Activity> done = new ArrayList<>();
        for (Member member : members) {
            String why = activities.at("instance " + member.instanceId() + " " + effect.apply(member));
            done.add(activities.done(group, description + member.instanceId(), why, member));
        }
        reconciler.touch(group);
        return done;
    }

    public SetInstanceHealthResponse setHealth(SetInstanceHealthRequest request) {
        ScalingGroup group = groupOf(request.instanceId());
        String status = AsgRefusals.required(request.healthStatus(), "healthStatus");
        if (!status.equals("Healthy") && !status.equals("Unhealthy")) {
            throw AsgRefusals.validation("HealthStatus must be Healthy or Unhealthy, but is " + status);
        }
        group.member(request.instanceId()).orElseThrow().healthy(status.equals("Healthy"));
        reconciler.touch(group);
        return SetInstanceHealthResponse.builder().build();
    }

    public SetInstanceProtectionResponse setProtection(SetInstanceProtectionRequest request) {
        ScalingGroup group = world.changeable(request.autoScalingGroupName());
        boolean isProtected = AsgRefusals.required(request.protectedFromScaleIn(), "protectedFromScaleIn");
        members(group, request.instanceIds()).forEach(member -> member.protect(isProtected));
        reconciler.touch(group);
        return SetInstanceProtectionResponse.builder().build();
    }

    private ScalingGroup groupOf(@Nullable String instanceId) {
        String id = AsgRefusals.required(instanceId, "instanceId");
        return world.ofInstance(id)
                .filter(group ->
                        group.member(id).filter(member -> !member.isLeaving()).isPresent())
                .orElseThrow(() -> AsgRefusals.noInstance(id));
    }

    private static List<Member> members(ScalingGroup group, List<String> ids) {
        List<String> unknown =
                ids.stream().filter(id -> group.member(id).isEmpty()).toList();
        if (!unknown.isEmpty()) {
            throw AsgRefusals.validation(
                    "The instance " + unknown.get(0) + " is not part of Auto Scaling group " + group.name() + ".");
        }
        return ids.stream().map(group::member).flatMap(Optional::stream).toList();
    }
}
