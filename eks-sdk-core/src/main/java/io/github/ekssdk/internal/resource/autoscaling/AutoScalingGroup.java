package io.github.ekssdk.internal.resource.autoscaling;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.state.ResourceState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The Auto Scaling group of a self-managed node group. Its instances follow its launch template by an instance refresh: which
 * version they were started from is a property of its own, so that a refresh that was not begun is made up for.
 */
public final class AutoScalingGroup extends ResourceKind {

    public static final String GROUP_NAME = "autoScalingGroupName";
    public static final String LAUNCH_TEMPLATE_ID = "launchTemplateId";
    public static final String LAUNCH_TEMPLATE_VERSION = "launchTemplateVersion";

    /** The version of the launch template that the instances were started from. */
    public static final String INSTANCES_VERSION = "instancesOfVersion";

    public static final String SUBNET_IDS = "subnetIds";
    public static final String INSTANCE_TYPES = "instanceTypes";
    public static final String MIN_SIZE = "minSize";
    public static final String MAX_SIZE = "maxSize";
    public static final String DESIRED_SIZE = "desiredSize";

    /** Set where the desired size counts at creation only. */
    public static final String INITIAL_SIZE = "initialSize";

    public static final String ON_DEMAND_BASE = "onDemandBaseCapacity";
    public static final String ON_DEMAND_PERCENTAGE = "onDemandPercentageAboveBaseCapacity";
    public static final String SPOT_STRATEGY = "spotAllocationStrategy";
    public static final String SPOT_POOLS = "spotInstancePools";
    public static final String SPOT_MAX_PRICE = "spotMaxPrice";
    public static final String CAPACITY_REBALANCE = "capacityRebalance";
    public static final String MAX_LIFETIME = "maxInstanceLifetime";
    public static final String TARGET_GROUPS = "targetGroupArns";

    /** How an instance refresh goes about it; of no consequence otherwise. */
    public static final String MIN_HEALTHY = "minHealthyPercentage";

    public static final String WARMUP = "instanceWarmup";
    public static final String TAGS = "tags";

    private static final Set<String> UNORDERED = Set.of(SUBNET_IDS, TARGET_GROUPS);
    private static final Set<String> OPTIONAL = Set.of(SPOT_POOLS, SPOT_MAX_PRICE);
    private static final Set<String> NOT_SETTINGS = Set.of(INSTANCES_VERSION, TAGS, TARGET_GROUPS);

    @Override
    public String name() {
        return "autoScalingGroup";
    }

    /** Nodes join a cluster that lets their role in, over routes that are there. */
    @Override
    public Set<String> after() {
        return Set.of("cluster", "accessEntry", "awsAuthMapping", "routeTable", "vpcEndpoint");
    }

    /** Brings the tags of the groups of managed node groups along. */
    @Override
    public List<ResourceState> list(Aws aws, Owner owner) {
        return ScalingTags.groups(aws, owner)
                .map(group -> ManagedGroupTags.of(group).orElseGet(() -> ScalingState.of(aws, group, Optional.empty())))
                .toList();
    }

    @Override
    public Optional<ResourceState> read(Aws aws, Owner owner, ResourceState known) {
        String groupName = String.valueOf(known.properties().get(GROUP_NAME));
        return aws
                .autoScaling()
                .describeAutoScalingGroups(request -> request.autoScalingGroupNames(groupName))
                .autoScalingGroups()
                .stream()
                .findFirst()
                .map(group -> ScalingState.of(aws, group, ScalingState.refresh(known)));
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        Properties settings = wanted.properties();
        String groupName = settings.string(GROUP_NAME);
        int desired = settings.integer(settings.has(DESIRED_SIZE) ? DESIRED_SIZE : INITIAL_SIZE);
        aws.autoScaling()
                .createAutoScalingGroup(request -> request.autoScalingGroupName(groupName)
                        .mixedInstancesPolicy(ScalingRequests.policy(settings))
                        .vpcZoneIdentifier(String.join(",", settings.strings(SUBNET_IDS)))
                        .minSize(settings.integer(MIN_SIZE))
                        .maxSize(settings.integer(MAX_SIZE))
                        .desiredCapacity(desired)
                        .capacityRebalance(settings.bool(CAPACITY_REBALANCE))
                        .maxInstanceLifetime(settings.integer(MAX_LIFETIME))
                        .targetGroupARNs(settings.strings(TARGET_GROUPS))
                        .tags(ScalingRequests.tags(groupName, wanted)));
        Map<String, Object> properties = new LinkedHashMap<>(settings.asMap());
        return new ResourceState(
                wanted.id(), groupName, ScalingState.launching(0, desired), properties, Map.of(), List.of());
    }

    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        boolean settings = differences.stream().anyMatch(property -> !NOT_SETTINGS.contains(property));
        if (settings) {
            ScalingRequests.update(aws, wanted, now, differences);
        }
        if (differences.contains(TARGET_GROUPS)) {
            ScalingRequests.register(aws, wanted, now);
        }
        if (differences.contains(TAGS) || differences.contains(DESIRED_SIZE)) {
            ScalingRequests.retag(aws, wanted, now);
        }
        if (differences.contains(INSTANCES_VERSION)) {
            return ScalingState.refreshing(now, ScalingRequests.refresh(aws, wanted));
        }
        return new ResourceState(
                now.id(),
                now.physicalId(),
                settings ? ScalingState.UPDATING : now.status(),
                wanted.properties().over(now, differences),
                now.outputs(),
                now.issues());
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        try {
            aws.autoScaling()
                    .deleteAutoScalingGroup(request ->
                            request.autoScalingGroupName(now.physicalId()).forceDelete(true));
        } catch (AwsFault fault) {
            if (!ScalingState.gone(fault)) {
                throw fault;
            }
        }
    }

    @Override
    public boolean deletionTakesTime() {
        return true;
    }

    @Override
    public boolean createdWhole() {
        return true;
    }

    @Override
    public boolean clears(String property) {
        return OPTIONAL.contains(property);
    }

    @Override
    public boolean unordered(String property) {
        return UNORDERED.contains(property);
    }

    @Override
    public Mutability mutability(String property) {
        return switch (property) {
            case GROUP_NAME -> Mutability.REPLACE;
            case INITIAL_SIZE, MIN_HEALTHY, WARMUP -> Mutability.INITIAL;
            default -> Mutability.IN_PLACE;
        };
    }

    @Override
    public boolean disrupts(String property) {
        return property.equals(INSTANCES_VERSION);
    }

    @Override
    public Phase phase(ResourceState state) {
        return ScalingState.phase(state.status());
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE ->
                Work.brief("autoscaling:CreateAutoScalingGroup", "autoscaling:CreateOrUpdateTags", "iam:PassRole")
                        .lasting(60, 20, 5, 40);
            case UPDATE ->
                Work.brief(
                                "autoscaling:UpdateAutoScalingGroup",
                                "autoscaling:StartInstanceRefresh",
                                "autoscaling:AttachLoadBalancerTargetGroups",
                                "autoscaling:DetachLoadBalancerTargetGroups",
                                "autoscaling:CreateOrUpdateTags",
                                "autoscaling:DeleteTags")
                        .lasting(60, 10, 10, 240);
            case DELETE ->
                Work.brief("autoscaling:DeleteAutoScalingGroup")
                        .lasting(120, 20, 5, 40)
                        .disrupting();
        };
    }
}
