package io.github.ekssdk.testing.internal.service.autoscaling;

import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.DeleteWarmPoolRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteWarmPoolResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeWarmPoolRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeWarmPoolResponse;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.PutWarmPoolRequest;
import software.amazon.awssdk.services.autoscaling.model.PutWarmPoolResponse;
import software.amazon.awssdk.services.autoscaling.model.WarmPoolConfiguration;
import software.amazon.awssdk.services.autoscaling.model.WarmPoolState;

/** Puts, shows and deletes warm pools. */
public final class WarmPoolCalls {
    private final AsgWorld world;
    private final Reconciler reconciler;

    WarmPoolCalls(AsgWorld world, Reconciler reconciler) {
        this.world = world;
        this.reconciler = reconciler;
    }

    public PutWarmPoolResponse put(PutWarmPoolRequest request) {
        ScalingGroup group = world.changeable(request.autoScalingGroupName());
        if (request.minSize() != null && request.minSize() < 0) {
            throw AsgRefusals.validation("MinSize must not be negative, but is " + request.minSize());
        }
        if (request.poolState() == WarmPoolState.UNKNOWN_TO_SDK_VERSION) {
            throw AsgRefusals.validation("Invalid pool state: " + request.poolStateAsString());
        }
        if (group.settings().mixedInstancesPolicy() != null && hasSpot(group)) {
            throw AsgRefusals.validation("You can't add a warm pool to an Auto Scaling group that has a mixed instances"
                    + " policy or a launch template or launch configuration that requests Spot Instances.");
        }
        group.warmPool(WarmPoolConfiguration.builder()
                .minSize(request.minSize() == null ? 0 : request.minSize())
                .maxGroupPreparedCapacity(request.maxGroupPreparedCapacity())
                .poolState(request.poolState() == null ? WarmPoolState.STOPPED : request.poolState())
                .instanceReusePolicy(request.instanceReusePolicy())
                .build());
        reconciler.touch(group);
        return PutWarmPoolResponse.builder().build();
    }

    private static boolean hasSpot(ScalingGroup group) {
        var distribution = group.settings().mixedInstancesPolicy().instancesDistribution();
        return distribution != null
                && distribution.onDemandPercentageAboveBaseCapacity() != null
                && distribution.onDemandPercentageAboveBaseCapacity() < 100;
    }

    public DescribeWarmPoolResponse describe(DescribeWarmPoolRequest request) {
        ScalingGroup group = world.group(request.autoScalingGroupName());
        List<Instance> pool = group.members().stream()
                .filter(Member::isWarm)
                .map(Member::describe)
                .toList();
        AsgPages<Instance> page = AsgPages.of(pool, request.maxRecords(), request.nextToken());
        return DescribeWarmPoolResponse.builder()
                .warmPoolConfiguration(group.warmPool().orElse(null))
                .instances(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    public DeleteWarmPoolResponse delete(DeleteWarmPoolRequest request) {
        ScalingGroup group = world.group(request.autoScalingGroupName());
        if (group.warmPool().isEmpty()) {
            throw AsgRefusals.validation("No warm pool found for AutoScalingGroup " + group.name());
        }
        boolean used = group.members().stream().anyMatch(Member::isWarm);
        if (used && !Boolean.TRUE.equals(request.forceDelete())) {
            throw AsgRefusals.inUse("You cannot delete a warm pool while there are instances in it.");
        }
        group.warmPool(null);
        reconciler.touch(group);
        return DeleteWarmPoolResponse.builder().build();
    }
}
