package io.github.ekssdk.internal.resource.autoscaling;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.ResourceKind.Phase;
import io.github.ekssdk.state.ResourceState;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstancesDistribution;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplate;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

/** Reads an Auto Scaling group: its settings, and what its instances are up to. */
final class ScalingState {

    /** The tag that keeps the desired size last asked for. */
    static final String DESIRED_SIZE_TAG = "eks-sdk/desired-size";

    private static final String REFRESH = "instanceRefreshId";
    /** What the status of a group begins with that is at work. */
    static final String UPDATING = "UPDATING";

    private static final String UPDATE_FAILED = "UPDATE_FAILED";
    private static final String DELETING = "DELETING";

    private ScalingState() {}

    static ResourceState of(
            Aws aws,
            software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group,
            Optional<String> refresh) {
        Map<String, String> tags = ScalingTags.map(group.tags());
        Map<String, Object> properties = properties(group, tags);
        Health health = health(aws, group, properties, refresh);
        return new ResourceState(
                tags.getOrDefault(Owner.RESOURCE_TAG, ""),
                group.autoScalingGroupName(),
                health.status(),
                properties,
                outputs(group, refresh),
                health.issues());
    }

    private record Health(String status, List<String> issues) {}

    private static Map<String, String> outputs(
            software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group, Optional<String> refresh) {
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("arn", group.autoScalingGroupARN());
        outputs.put("desiredSize", String.valueOf(group.desiredCapacity()));
        outputs.put("createdAt", String.valueOf(group.createdTime()));
        refresh.ifPresent(id -> outputs.put(REFRESH, id));
        return outputs;
    }

    private static Map<String, Object> properties(
            software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group, Map<String, String> tags) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(AutoScalingGroup.GROUP_NAME, group.autoScalingGroupName());
        Optional<LaunchTemplate> template =
                Optional.ofNullable(group.mixedInstancesPolicy()).map(MixedInstancesPolicy::launchTemplate);
        Optional<LaunchTemplateSpecification> specification = template.map(LaunchTemplate::launchTemplateSpecification)
                .or(() -> Optional.ofNullable(group.launchTemplate()));
        specification.ifPresent(launched -> {
            properties.put(AutoScalingGroup.LAUNCH_TEMPLATE_ID, launched.launchTemplateId());
            properties.put(AutoScalingGroup.LAUNCH_TEMPLATE_VERSION, launched.version());
            properties.put(AutoScalingGroup.INSTANCES_VERSION, instancesVersion(group, launched.version()));
        });
        properties.put(AutoScalingGroup.SUBNET_IDS, words(group.vpcZoneIdentifier()));
        properties.put(
                AutoScalingGroup.INSTANCE_TYPES,
                template.stream()
                        .flatMap(launch -> launch.overrides().stream())
                        .map(LaunchTemplateOverrides::instanceType)
                        .filter(Objects::nonNull)
                        .toList());
        properties.put(AutoScalingGroup.MIN_SIZE, group.minSize());
        properties.put(AutoScalingGroup.MAX_SIZE, group.maxSize());
        properties.put(AutoScalingGroup.DESIRED_SIZE, lastDesired(group, tags));
        if (group.mixedInstancesPolicy() != null && group.mixedInstancesPolicy().instancesDistribution() != null) {
            distribution(properties, group.mixedInstancesPolicy().instancesDistribution());
        }
        properties.put(AutoScalingGroup.CAPACITY_REBALANCE, Boolean.TRUE.equals(group.capacityRebalance()));
        properties.put(AutoScalingGroup.MAX_LIFETIME, Objects.requireNonNullElse(group.maxInstanceLifetime(), 0));
        properties.put(AutoScalingGroup.TARGET_GROUPS, group.targetGroupARNs());
        properties.put(AutoScalingGroup.TAGS, Owner.wantedTags(tags));
        return properties;
    }

    private static void distribution(Map<String, Object> properties, InstancesDistribution distribution) {
        properties.put(
                AutoScalingGroup.ON_DEMAND_BASE, Objects.requireNonNullElse(distribution.onDemandBaseCapacity(), 0));
        properties.put(
                AutoScalingGroup.ON_DEMAND_PERCENTAGE,
                Objects.requireNonNullElse(distribution.onDemandPercentageAboveBaseCapacity(), 100));
        properties.put(
                AutoScalingGroup.SPOT_STRATEGY,
                Objects.requireNonNullElse(distribution.spotAllocationStrategy(), "lowest-price"));
        if (distribution.spotInstancePools() != null && distribution.spotInstancePools() > 0) {
            properties.put(AutoScalingGroup.SPOT_POOLS, distribution.spotInstancePools());
        }
        String price = distribution.spotMaxPrice();
        if (price != null && !price.isEmpty()) {
            properties.put(AutoScalingGroup.SPOT_MAX_PRICE, price);
        }
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static int lastDesired(
            software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group, Map<String, String> tags) {
        String tag = tags.get(DESIRED_SIZE_TAG);
        return tag != null && tag.matches("\\d{1,9}") ? Integer.parseInt(tag) : group.desiredCapacity();
    }

    /** Returns the version of all instances, or that of one which is to be replaced. */
    private static String instancesVersion(
            software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group, String version) {
        return staying(group)
                .map(Instance::launchTemplate)
                .filter(Objects::nonNull)
                .map(LaunchTemplateSpecification::version)
                .filter(other -> !version.equals(other))
                .sorted()
                .findFirst()
                .orElse(version);
    }

    private static Stream<Instance> staying(software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group) {
        return group.instances().stream()
                .filter(instance -> !instance.lifecycleStateAsString().startsWith("Terminat"));
    }

    private static Health health(
            Aws aws,
            software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group,
            Map<String, Object> properties,
            Optional<String> refresh) {
        if (group.status() != null) {
            return new Health(DELETING, List.of());
        }
        boolean mixed = !Objects.equals(
                properties.get(AutoScalingGroup.INSTANCES_VERSION),
                properties.get(AutoScalingGroup.LAUNCH_TEMPLATE_VERSION));
        if (mixed || refresh.isPresent()) {
            Optional<Health> underWay = refreshed(aws, group.autoScalingGroupName(), refresh);
            if (underWay.isPresent()) {
                return underWay.get();
            }
        }
        long inService = staying(group)
                .filter(instance -> instance.lifecycleState() == LifecycleState.IN_SERVICE)
                .count();
        if (inService >= group.desiredCapacity()) {
            return new Health("InService", List.of());
        }
        List<String> failures = launchFailures(aws, group.autoScalingGroupName());
        return failures.isEmpty()
                ? new Health(launching(inService, group.desiredCapacity()), List.of())
                : new Health("DEGRADED", failures);
    }

    /** Returns the status of a group whose instances are on their way. */
    static String launching(long inService, int desired) {
        return UPDATING + ", " + inService + " of " + desired + " nodes in service";
    }

    private static Optional<Health> refreshed(Aws aws, String groupName, Optional<String> ours) {
        Optional<InstanceRefresh> last = aws
                .autoScaling()
                .describeInstanceRefreshes(
                        request -> request.autoScalingGroupName(groupName).maxRecords(1))
                .instanceRefreshes()
                .stream()
                .findFirst();
        return last.flatMap(refresh -> switch (refresh.status()) {
            case PENDING, IN_PROGRESS, CANCELLING, ROLLBACK_IN_PROGRESS, BAKING ->
                Optional.of(new Health(
                        UPDATING + ", " + Objects.requireNonNullElse(refresh.percentageComplete(), 0)
                                + " % of the nodes replaced",
                        List.of()));
            case FAILED, CANCELLED, ROLLBACK_FAILED, ROLLBACK_SUCCESSFUL ->
                ours.filter(refresh.instanceRefreshId()::equals).map(id -> failed(refresh));
            default -> Optional.empty();
        });
    }

    private static Health failed(InstanceRefresh refresh) {
        return new Health(
                UPDATE_FAILED,
                List.of("InstanceRefresh" + refresh.statusAsString() + ": "
                        + Objects.requireNonNullElse(refresh.statusReason(), "no reason was given")));
    }

    /** Capacity may come yet; other failures to launch need somebody. */
    private static List<String> launchFailures(Aws aws, String groupName) {
        return aws
                .autoScaling()
                .describeScalingActivities(
                        request -> request.autoScalingGroupName(groupName).maxRecords(1))
                .activities()
                .stream()
                .filter(activity -> activity.statusCode() == ScalingActivityStatusCode.FAILED)
                .map(Activity::statusMessage)
                .filter(message -> message != null && !message.contains("InsufficientInstanceCapacity"))
                .map(message -> "AsgInstanceLaunchFailures: " + message)
                .toList();
    }

    /** Returns the id of the instance refresh that was begun in this run. */
    static Optional<String> refresh(ResourceState known) {
        return Optional.ofNullable(known.outputs().get(REFRESH));
    }

    /** Returns the state of a group on which an instance refresh was just begun. */
    static ResourceState refreshing(ResourceState now, Optional<String> refresh) {
        Map<String, String> outputs = new LinkedHashMap<>(now.outputs());
        refresh.ifPresent(id -> outputs.put(REFRESH, id));
        return new ResourceState(now.id(), now.physicalId(), UPDATING, now.properties(), outputs, List.of());
    }

    static Phase phase(String status) {
        if (status.startsWith(UPDATING)) {
            return Phase.BUSY;
        }
        return switch (status) {
            case DELETING -> Phase.DELETING;
            case UPDATE_FAILED -> Phase.FAILED;
            default -> Phase.READY;
        };
    }

    /** Tells whether Auto Scaling says, in the way it does, that there is no such group. */
    static boolean gone(AwsFault fault) {
        return fault.code().equals("ValidationError") && fault.error().message().contains("not found");
    }
}
