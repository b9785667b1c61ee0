package io.github.ekssdk.testing.internal.service.autoscaling;

import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupResponse;

/** Changes the settings of groups. */
public final class GroupUpdates {
    private final AsgWorld world;
    private final GroupCheck check;
    private final Reconciler reconciler;

    GroupUpdates(AsgWorld world, GroupCheck check, Reconciler reconciler) {
        this.world = world;
        this.check = check;
        this.reconciler = reconciler;
    }

    public UpdateAutoScalingGroupResponse update(UpdateAutoScalingGroupRequest request) {
        ScalingGroup group = world.changeable(request.autoScalingGroupName());
        AutoScalingGroup.Builder changing = group.settings().toBuilder();
        sizes(group.settings(), request, changing);
        source(request, changing);
        GroupSettings.copy(request, changing);
        List<String> subnets = subnets(group, request, changing);
        AutoScalingGroup after = changing.build();
        GroupCheck.sizes(after);
        GroupCheck.words(after);
        if (request.launchTemplate() != null || request.mixedInstancesPolicy() != null) {
            check.source(after);
        }
        group.settings(after);
        group.subnets(subnets);
        reconciler.touch(group);
        return UpdateAutoScalingGroupResponse.builder().build();
    }

    /** New bounds move the desired capacity unless it is given too. */
    private static void sizes(
            AutoScalingGroup before, UpdateAutoScalingGroupRequest request, AutoScalingGroup.Builder after) {
        int desired = before.desiredCapacity();
        if (request.minSize() != null) {
            after.minSize(request.minSize());
            desired = Math.max(desired, request.minSize());
        }
        if (request.maxSize() != null) {
            after.maxSize(request.maxSize());
            desired = Math.min(desired, request.maxSize());
        }
        after.desiredCapacity(request.desiredCapacity() == null ? Integer.valueOf(desired) : request.desiredCapacity());
    }

    /** A launch template takes the place of a mixed instances policy and the other way round. */
    private static void source(UpdateAutoScalingGroupRequest request, AutoScalingGroup.Builder after) {
        if (request.launchTemplate() != null) {
            after.launchTemplate(request.launchTemplate()).mixedInstancesPolicy((MixedInstancesPolicy) null);
        }
        if (request.mixedInstancesPolicy() != null) {
            after.mixedInstancesPolicy(request.mixedInstancesPolicy())
                    .launchTemplate((LaunchTemplateSpecification) null);
        }
    }

    private List<String> subnets(
            ScalingGroup group, UpdateAutoScalingGroupRequest request, AutoScalingGroup.Builder after) {
        if (request.vpcZoneIdentifier() == null && request.availabilityZones().isEmpty()) {
            return group.subnets();
        }
        List<String> subnets = check.subnets(request.vpcZoneIdentifier(), request.availabilityZones());
        after.vpcZoneIdentifier(request.vpcZoneIdentifier() == null ? "" : request.vpcZoneIdentifier())
                .availabilityZones(check.zones(subnets, request.availabilityZones()));
        return subnets;
    }
}
