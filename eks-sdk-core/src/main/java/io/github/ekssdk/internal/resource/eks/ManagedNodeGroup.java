package io.github.ekssdk.internal.resource.eks;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.state.NodeUpdate;
import io.github.ekssdk.state.ResourceState;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eks.model.Nodegroup;

/** A managed node group. */
public final class ManagedNodeGroup extends EksStatusKind {

    public static final String NODE_ROLE_ARN = "nodeRoleArn";
    public static final String SUBNET_IDS = "subnetIds";
    public static final String INSTANCE_TYPES = "instanceTypes";
    public static final String AMI_TYPE = "amiType";
    public static final String CAPACITY_TYPE = "capacityType";
    public static final String LAUNCH_TEMPLATE_ID = "launchTemplateId";
    public static final String LAUNCH_TEMPLATE_VERSION = "launchTemplateVersion";
    public static final String MIN_SIZE = "minSize";
    public static final String MAX_SIZE = "maxSize";
    public static final String DESIRED_SIZE = "desiredSize";
    public static final String LABELS = "labels";
    public static final String TAINTS = "taints";
    public static final String MAX_UNAVAILABLE = "maxUnavailable";
    public static final String UPDATE_STRATEGY = "updateStrategy";
    public static final String VERSION = "version";
    public static final String RELEASE_VERSION = "releaseVersion";
    public static final String NODE_REPAIR = "nodeRepairConfig";
    public static final String WARM_POOL = "warmPoolConfig";

    /** Set where the desired size counts at creation only. */
    public static final String INITIAL_SIZE = "initialSize";

    /** Set where updates may end Pods against their disruption budgets. */
    public static final String FORCE = "forceUpdate";

    /** The AMI type of a group whose launch template names the image. */
    public static final String CUSTOM = "CUSTOM";

    /** The output that names the Auto Scaling group which EKS made. */
    public static final String AUTO_SCALING_GROUP = "autoScalingGroup";

    private static final Set<String> UNORDERED = Set.of(SUBNET_IDS, TAINTS);
    private static final Set<String> MOVED_TO = Set.of(LAUNCH_TEMPLATE_VERSION, VERSION, RELEASE_VERSION);

    @Override
    public String name() {
        return "managedNodeGroup";
    }

    /** Nodes join a cluster that is there, over routes that are there. */
    @Override
    public Set<String> after() {
        return Set.of("vpcEndpoint", CLUSTER, "routeTable");
    }

    /** Its nodes leave the placement group that was made for them when they are replaced. */
    @Override
    public Predicate<ResourceState> goingBefore(ResourceState held) {
        return state -> held.id().equals("placementGroup/" + key(state));
    }

    @Override
    Stream<String> keys(Aws aws, Owner owner) {
        return aws.eks().listNodegroupsPaginator(request -> request.clusterName(owner.cluster())).nodegroups().stream();
    }

    @Override
    public Optional<ResourceState> read(Aws aws, Owner owner, ResourceState known) {
        return Updates.pending(aws, owner.cluster(), Optional.of(key(known)), known)
                .or(() -> describe(aws, owner, key(known)));
    }

    @Override
    Optional<ResourceState> describe(Aws aws, Owner owner, String nodegroup) {
        return AwsFault.found(() -> aws.eks()
                        .describeNodegroup(
                                request -> request.clusterName(owner.cluster()).nodegroupName(nodegroup))
                        .nodegroup())
                .map(found -> state(owner, found));
    }

    private ResourceState state(Owner owner, Nodegroup nodegroup) {
        return new ResourceState(
                name() + "/" + nodegroup.nodegroupName(),
                nodegroup.nodegroupArn(),
                nodegroup.statusAsString(),
                ManagedNodeGroupState.properties(nodegroup),
                ManagedNodeGroupState.outputs(nodegroup, EksTags.owner(owner, nodegroup.tags())),
                ManagedNodeGroupState.issues(nodegroup));
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        Properties settings = wanted.properties();
        String amiType = settings.string(AMI_TYPE);
        int desired = settings.integer(settings.has(DESIRED_SIZE) ? DESIRED_SIZE : INITIAL_SIZE);
        Nodegroup nodegroup = aws.eks()
                .createNodegroup(request -> request.clusterName(wanted.owner().cluster())
                        .nodegroupName(wanted.name())
                        .nodeRole(settings.string(NODE_ROLE_ARN))
                        .subnets(settings.strings(SUBNET_IDS))
                        .instanceTypes(settings.has(INSTANCE_TYPES) ? settings.strings(INSTANCE_TYPES) : null)
                        .amiType(amiType.equals(CUSTOM) ? null : amiType)
                        .releaseVersion(settings.optionalString(RELEASE_VERSION).orElse(null))
                        .capacityType(settings.string(CAPACITY_TYPE))
                        .launchTemplate(template -> template.id(settings.string(LAUNCH_TEMPLATE_ID))
                                .version(settings.string(LAUNCH_TEMPLATE_VERSION)))
                        .scalingConfig(scaling -> scaling.minSize(settings.integer(MIN_SIZE))
                                .maxSize(settings.integer(MAX_SIZE))
                                .desiredSize(desired))
                        .labels(settings.map(LABELS))
                        .taints(ManagedNodeGroupState.taints(settings.strings(TAINTS)))
                        .updateConfig(ManagedNodeGroupState.updateConfig(settings))
                        .nodeRepairConfig(
                                settings.has(NODE_REPAIR) ? NodeRepairText.config(settings.map(NODE_REPAIR)) : null)
                        .warmPoolConfig(settings.has(WARM_POOL) ? WarmPoolText.config(settings.map(WARM_POOL)) : null)
                        .tags(tags(wanted))
                        .clientRequestToken(wanted.token("CreateNodegroup")))
                .nodegroup();
        return state(wanted.owner(), nodegroup);
    }

    /** The desired size last asked for is kept in a tag, so that an autoscaler's later choice is told from a changed spec. */
    private static Map<String, String> tags(Wanted wanted) {
        Map<String, String> tags = new LinkedHashMap<>(wanted.tags());
        if (wanted.properties().has(DESIRED_SIZE)) {
            tags.put(ManagedNodeGroupState.DESIRED_SIZE_TAG, desired(wanted));
        }
        return tags;
    }

    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        if (differences.stream().anyMatch(MOVED_TO::contains)) {
            return NodeUpdates.begun(started(
                    now,
                    wanted,
                    ManagedNodeGroupChanges.version(aws, wanted),
                    differences.stream().filter(MOVED_TO::contains).toArray(String[]::new)));
        }
        Set<String> config = new HashSet<>(differences);
        config.removeAll(Set.of(TAGS, DESIRED_SIZE));
        if (config.isEmpty()
                && differences.contains(DESIRED_SIZE)
                && now.outputs().getOrDefault("desiredSize", "").equals(desired(wanted))) {
            EksTags.retag(aws, wanted, now, tags(wanted));
            return with(now, wanted, Set.of(TAGS, DESIRED_SIZE));
        }
        config.remove(TAGS);
        if (config.isEmpty() && !differences.contains(DESIRED_SIZE)) {
            EksTags.retag(aws, wanted, now, tags(wanted));
            return with(now, wanted, Set.of(TAGS));
        }
        return started(
                now,
                wanted,
                ManagedNodeGroupChanges.config(aws, wanted, now, differences),
                config.toArray(String[]::new));
    }

    private static String desired(Wanted wanted) {
        return wanted.properties().get(DESIRED_SIZE).toString();
    }

    private static ResourceState started(
            ResourceState now, Wanted wanted, Optional<String> updateId, String... properties) {
        return updateId.map(id -> Updates.started(now, id)).orElseGet(() -> with(now, wanted, Set.of(properties)));
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        AwsFault.unlessGone(() -> aws.eks()
                .deleteNodegroup(request -> request.clusterName(owner.cluster()).nodegroupName(key(now))));
    }

    @Override
    public boolean unordered(String property) {
        return UNORDERED.contains(property);
    }

    @Override
    public boolean same(String property, Object wanted, Object present) {
        return property.equals(VERSION) ? minor(present) >= minor(wanted) : super.same(property, wanted, present);
    }

    /** EKS never takes nodes back to an older version, and makes new ones with that of the control plane. */
    private static int minor(Object version) {
        String text = version.toString();
        return Integer.parseInt(text.substring(text.indexOf('.') + 1));
    }

    @Override
    public boolean clears(String property) {
        return property.equals(NODE_REPAIR) || property.equals(WARM_POOL);
    }

    @Override
    public Mutability mutability(String property) {
        return switch (property) {
            case LAUNCH_TEMPLATE_VERSION,
                    VERSION,
                    RELEASE_VERSION,
                    MIN_SIZE,
                    MAX_SIZE,
                    DESIRED_SIZE,
                    LABELS,
                    TAINTS,
                    MAX_UNAVAILABLE,
                    UPDATE_STRATEGY,
                    NODE_REPAIR,
                    WARM_POOL,
                    TAGS -> Mutability.IN_PLACE;
            case INITIAL_SIZE, FORCE -> Mutability.INITIAL;
            default -> Mutability.REPLACE;
        };
    }

    @Override
    public boolean disrupts(String property) {
        return MOVED_TO.contains(property) || super.disrupts(property);
    }

    @Override
    public boolean updatesNodes(ResourceState state) {
        return NodeUpdates.possible(state);
    }

    @Override
    public Optional<NodeUpdate> nodeUpdate(Aws aws, ResourceState state, Optional<NodeUpdate> latest) {
        return NodeUpdates.seen(aws, state, latest);
    }

    @Override
    public List<String> affected(ResourceState state) {
        return Updates.affected(state);
    }

    /** Moving to new nodes is watched at the Auto Scaling group. */
    @Override
    public Work changing(Collection<String> properties, Properties wanted, ResourceState now) {
        Work work = work(Verb.UPDATE);
        return properties.stream().anyMatch(MOVED_TO::contains)
                ? work.calling("autoscaling:DescribeAutoScalingGroups")
                : work;
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE ->
                Work.brief("eks:CreateNodegroup", "eks:TagResource", "iam:PassRole")
                        .lasting(120, 75, 8, 40);
            case UPDATE ->
                Work.brief(
                                "eks:UpdateNodegroupConfig",
                                "eks:UpdateNodegroupVersion",
                                "eks:TagResource",
                                "eks:UntagResource")
                        .lasting(60, 10, 5, 120);
            case DELETE ->
                Work.brief("eks:DeleteNodegroup").lasting(330, 120, 5, 40).disrupting();
        };
    }
}
