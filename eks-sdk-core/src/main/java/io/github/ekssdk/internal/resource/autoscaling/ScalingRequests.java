package io.github.ekssdk.internal.resource.autoscaling;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.state.ResourceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.model.InstancesDistribution;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.autoscaling.model.Tag;

/** Writes what is wanted of an Auto Scaling group as Auto Scaling takes it. */
final class ScalingRequests {

    private ScalingRequests() {}

    static MixedInstancesPolicy policy(Properties wanted) {
        List<LaunchTemplateOverrides> types = wanted.strings(AutoScalingGroup.INSTANCE_TYPES).stream()
                .map(type ->
                        LaunchTemplateOverrides.builder().instanceType(type).build())
                .toList();
        return MixedInstancesPolicy.builder()
                .launchTemplate(template -> template.launchTemplateSpecification(specification -> specification
                                .launchTemplateId(wanted.string(AutoScalingGroup.LAUNCH_TEMPLATE_ID))
                                .version(wanted.string(AutoScalingGroup.LAUNCH_TEMPLATE_VERSION)))
                        .overrides(types))
                .instancesDistribution(distribution(wanted))
                .build();
    }

    private static InstancesDistribution distribution(Properties wanted) {
        return InstancesDistribution.builder()
                .onDemandAllocationStrategy("prioritized")
                .onDemandBaseCapacity(wanted.integer(AutoScalingGroup.ON_DEMAND_BASE))
                .onDemandPercentageAboveBaseCapacity(wanted.integer(AutoScalingGroup.ON_DEMAND_PERCENTAGE))
                .spotAllocationStrategy(wanted.string(AutoScalingGroup.SPOT_STRATEGY))
                .spotInstancePools(
                        wanted.optionalInteger(AutoScalingGroup.SPOT_POOLS).orElse(null))
                .spotMaxPrice(
                        wanted.optionalString(AutoScalingGroup.SPOT_MAX_PRICE).orElse(""))
                .build();
    }

    /** The wanted tags reach the instances; the marks of ownership are the group's alone. */
    static List<Tag> tags(String groupName, Wanted wanted) {
        Map<String, String> asked = wanted.properties().map(AutoScalingGroup.TAGS);
        List<Tag> tags = new ArrayList<>();
        marked(wanted)
                .forEach((key, value) ->
                        tags.addAll(ScalingTags.tags(groupName, Map.of(key, value), asked.containsKey(key))));
        return tags;
    }

    /** The desired size last asked for is kept, so that an autoscaler's later choice is told from a changed spec. */
    private static Map<String, String> marked(Wanted wanted) {
        Map<String, String> tags = wanted.tags();
        if (wanted.properties().has(AutoScalingGroup.DESIRED_SIZE)) {
            tags.put(
                    ScalingState.DESIRED_SIZE_TAG,
                    wanted.properties().get(AutoScalingGroup.DESIRED_SIZE).toString());
        }
        return tags;
    }

    static void update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        Properties settings = wanted.properties();
        int min = settings.integer(AutoScalingGroup.MIN_SIZE);
        int max = settings.integer(AutoScalingGroup.MAX_SIZE);
        int present = Integer.parseInt(now.outputs().getOrDefault("desiredSize", "0"));
        int desired = differences.contains(AutoScalingGroup.DESIRED_SIZE)
                ? settings.integer(AutoScalingGroup.DESIRED_SIZE)
                : Math.max(min, Math.min(max, present));
        aws.autoScaling()
                .updateAutoScalingGroup(request -> request.autoScalingGroupName(now.physicalId())
                        .mixedInstancesPolicy(policy(settings))
                        .vpcZoneIdentifier(String.join(",", settings.strings(AutoScalingGroup.SUBNET_IDS)))
                        .minSize(min)
                        .maxSize(max)
                        .desiredCapacity(desired)
                        .capacityRebalance(settings.bool(AutoScalingGroup.CAPACITY_REBALANCE))
                        .maxInstanceLifetime(settings.integer(AutoScalingGroup.MAX_LIFETIME)));
    }

    static void register(Aws aws, Wanted wanted, ResourceState now) {
        List<String> target = wanted.properties().strings(AutoScalingGroup.TARGET_GROUPS);
        List<String> present = Properties.of(now).strings(AutoScalingGroup.TARGET_GROUPS);
        List<String> missing =
                target.stream().filter(arn -> !present.contains(arn)).toList();
        List<String> stale =
                present.stream().filter(arn -> !target.contains(arn)).toList();
        if (!missing.isEmpty()) {
            aws.autoScaling()
                    .attachLoadBalancerTargetGroups(request ->
                            request.autoScalingGroupName(now.physicalId()).targetGroupARNs(missing));
        }
        if (!stale.isEmpty()) {
            aws.autoScaling()
                    .detachLoadBalancerTargetGroups(request ->
                            request.autoScalingGroupName(now.physicalId()).targetGroupARNs(stale));
        }
    }

    static void retag(Aws aws, Wanted wanted, ResourceState now) {
        aws.autoScaling().createOrUpdateTags(request -> request.tags(tags(now.physicalId(), wanted)));
        ScalingTags.remove(
                aws, now.physicalId(), Owner.staleTags(now, wanted.properties().map(AutoScalingGroup.TAGS)));
    }

    /** Begins to replace the instances; another refresh that is under way is waited for. */
    static Optional<String> refresh(Aws aws, Wanted wanted) {
        Properties settings = wanted.properties();
        try {
            return Optional.of(aws.autoScaling()
                    .startInstanceRefresh(request -> request.autoScalingGroupName(
                                    settings.string(AutoScalingGroup.GROUP_NAME))
                            .preferences(preferences -> preferences
                                    .minHealthyPercentage(settings.integer(AutoScalingGroup.MIN_HEALTHY))
                                    .instanceWarmup(settings.integer(AutoScalingGroup.WARMUP))
                                    .skipMatching(true)))
                    .instanceRefreshId());
        } catch (AwsFault fault) {
            if (fault.code().equals("InstanceRefreshInProgress")) {
                return Optional.empty();
            }
            throw fault;
        }
    }
}
