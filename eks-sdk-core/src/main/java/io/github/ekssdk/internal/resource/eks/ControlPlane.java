package io.github.ekssdk.internal.resource.eks;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.state.ResourceState;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;

/** The control plane: the EKS cluster itself. */
public sealed class ControlPlane extends ResourceKind permits ClusterAuthenticationMode {

    public static final String VERSION = "version";

    /** The output that is the URL of the issuer of service accounts' tokens, without its scheme. */
    public static final String ISSUER = "issuer";

    /** The output that says that the SDK has put something into the cluster; it comes from a tag of that key. */
    public static final String COMPONENTS = "components";

    public static final String COMPONENTS_TAG = "eks-sdk/components";

    public static final String ROLE_ARN = "roleArn";
    public static final String SUBNET_IDS = "subnetIds";
    public static final String SECURITY_GROUP_IDS = "securityGroupIds";
    public static final String PUBLIC_ENDPOINT = "endpointPublicAccess";
    public static final String PRIVATE_ENDPOINT = "endpointPrivateAccess";
    public static final String PUBLIC_ACCESS_CIDRS = "publicAccessCidrs";
    public static final String LOGGING = "logging";
    public static final String AUTHENTICATION_MODE = "authenticationMode";
    public static final String CREATOR_ADMIN = "bootstrapClusterCreatorAdminPermissions";
    public static final String DELETION_PROTECTION = "deletionProtection";
    public static final String TAGS = EksTags.TAGS;

    public static final String UPGRADE_POLICY = "upgradePolicy";
    public static final String FORCE_UPGRADE = "forceUpgrade";
    public static final String VERSION_ROLLBACK = "versionRollback";
    public static final String ROLLBACK_TIMEOUT = "rollbackTimeoutMinutes";
    public static final String ZONAL_SHIFT = "zonalShift";
    public static final String TIER = "controlPlaneTier";
    public static final String EGRESS_MODE = "controlPlaneEgressMode";
    public static final String IP_FAMILY = "ipFamily";
    public static final String SERVICE_IPV4_CIDR = "serviceIpv4Cidr";
    public static final String REMOTE_NODE_NETWORKS = "remoteNodeNetworks";
    public static final String REMOTE_POD_NETWORKS = "remotePodNetworks";
    public static final String SELF_MANAGED_ADDONS = "bootstrapSelfManagedAddons";
    public static final String ENCRYPTION_KEY = "secretsEncryptionKey";
    public static final String AUTO_MODE = "autoMode";
    public static final String NODE_POOLS = "nodePools";
    public static final String NODE_ROLE_ARN = "nodeRoleArn";

    /** What {@link #ENCRYPTION_KEY} is while no key of the account's is used. */
    public static final String AWS_OWNED_KEY = "AWS owned key";

    private static final Set<String> UNORDERED = Set.of(
            SUBNET_IDS,
            SECURITY_GROUP_IDS,
            PUBLIC_ACCESS_CIDRS,
            LOGGING,
            REMOTE_NODE_NETWORKS,
            REMOTE_POD_NETWORKS,
            NODE_POOLS);

    private static final Set<String> OF_CONTROLLERS =
            Set.of("loadBalancer", "classicLoadBalancer", "targetGroup", "loadBalancerSecurityGroup");

    @Override
    public String name() {
        return "cluster";
    }

    /** EKS makes a log group where it finds none. */
    @Override
    public Optional<String> queue() {
        return Optional.of(Updates.QUEUE);
    }

    @Override
    public Set<String> after() {
        return Set.of("logGroup");
    }

    /** While it is there, a controller inside may make a load balancer again that is deleted past it. */
    @Override
    public Predicate<ResourceState> goingBefore(ResourceState held) {
        boolean ofController = OF_CONTROLLERS.contains(held.kind());
        return state -> ofController;
    }

    @Override
    public List<ResourceState> list(Aws aws, Owner owner) {
        return describe(aws, owner).stream().toList();
    }

    @Override
    public Optional<ResourceState> read(Aws aws, Owner owner, ResourceState known) {
        return Updates.pending(aws, owner.cluster(), Optional.empty(), known).or(() -> describe(aws, owner));
    }

    private Optional<ResourceState> describe(Aws aws, Owner owner) {
        return AwsFault.found(() -> aws.eks()
                        .describeCluster(request -> request.name(owner.cluster()))
                        .cluster())
                .map(cluster -> state(owner, cluster));
    }

    private ResourceState state(Owner owner, Cluster cluster) {
        return new ResourceState(
                name() + "/" + cluster.name(),
                cluster.arn(),
                cluster.statusAsString(),
                ControlPlaneState.properties(cluster),
                ControlPlaneState.outputs(cluster, EksTags.owner(owner, cluster.tags())),
                ControlPlaneState.issues(cluster));
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        return state(
                wanted.owner(),
                aws.eks().createCluster(NewControlPlane.request(wanted)).cluster());
    }

    /** EKS takes one kind of change at a time, so this starts the first that is due; the engine comes back for the rest. */
    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        if (differences.contains(TAGS)) {
            EksTags.retag(aws, wanted, now, wanted.tags());
        }
        Set<String> rest = new HashSet<>(differences);
        rest.remove(TAGS);
        return rest.isEmpty() ? with(now, wanted, Set.of(TAGS)) : change(aws, wanted, now, rest);
    }

    private static ResourceState change(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        ControlPlaneChange change = ControlPlaneChange.first(differences);
        String history = Updates.history(aws, wanted.owner().cluster(), Optional.empty());
        return Updates.start(() -> change.start(aws, wanted, now, history))
                .map(id -> Updates.started(now, id))
                .orElseGet(() -> with(now, wanted, change.properties()));
    }

    private static ResourceState with(ResourceState now, Wanted wanted, Set<String> changed) {
        Map<String, Object> properties = new LinkedHashMap<>(now.properties());
        changed.stream()
                .filter(wanted.properties()::has)
                .forEach(
                        property -> properties.put(property, wanted.properties().get(property)));
        return new ResourceState(
                now.id(),
                now.physicalId(),
                now.status(),
                properties,
                EksTags.outputs(now, wanted, changed),
                now.issues());
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        AwsFault.unlessGone(() -> aws.eks().deleteCluster(request -> request.name(owner.cluster())));
    }

    @Override
    public boolean foreign(ResourceState state) {
        return EksTags.foreign(state);
    }

    @Override
    public boolean unordered(String property) {
        return UNORDERED.contains(property);
    }

    @Override
    public Optional<String> refusal(String property, Properties wanted, Object present) {
        return ControlPlaneRules.refusal(property, wanted, present);
    }

    @Override
    public Optional<String> warning(String property, Object wanted, ResourceState now) {
        return ControlPlaneRules.warning(property, wanted, now);
    }

    @Override
    public boolean oneWay(String property) {
        return ControlPlaneRules.ONE_WAY.contains(property);
    }

    /** Whoever runs on EKS Auto Mode goes when it is switched off. */
    @Override
    public boolean disrupts(String property, Object wanted, @Nullable Object present) {
        return property.equals(AUTO_MODE) && Boolean.FALSE.equals(wanted);
    }

    @Override
    public Optional<String> deletionRefusal(ResourceState state) {
        return Boolean.TRUE.equals(state.properties().get(DELETION_PROTECTION))
                ? Optional.of("deletion protection is on")
                : Optional.empty();
    }

    @Override
    public Mutability mutability(String property) {
        return switch (property) {
            case ROLE_ARN, IP_FAMILY, SERVICE_IPV4_CIDR -> Mutability.REPLACE;
            case CREATOR_ADMIN, SELF_MANAGED_ADDONS, FORCE_UPGRADE, VERSION_ROLLBACK, ROLLBACK_TIMEOUT ->
                Mutability.INITIAL;
            default -> Mutability.IN_PLACE;
        };
    }

    @Override
    public Phase phase(ResourceState state) {
        if (state.status().equals(Updates.UPDATE_FAILED)) {
            return Phase.FAILED;
        }
        return switch (ClusterStatus.fromValue(state.status())) {
            case ACTIVE -> Phase.READY;
            case FAILED -> Phase.FAILED;
            case DELETING -> Phase.DELETING;
            default -> Phase.BUSY;
        };
    }

    /** EKS puts network interfaces of its own into the subnets, which it moves only once there are others. */
    @Override
    public boolean holds(String property) {
        return property.equals(SUBNET_IDS) || property.equals(SECURITY_GROUP_IDS);
    }

    @Override
    public boolean createdWhole() {
        return true;
    }

    @Override
    public boolean tokenPerRun() {
        return true;
    }

    @Override
    public boolean deletionTakesTime() {
        return true;
    }

    @Override
    public Work changing(Collection<String> properties, Properties wanted, ResourceState now) {
        return ControlPlaneChange.work(properties, wanted, now);
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE ->
                Work.brief("eks:CreateCluster", "eks:TagResource", "iam:PassRole")
                        .lasting(540, 330, 10, 40);
            case UPDATE ->
                Work.brief(
                                "eks:UpdateClusterConfig",
                                "eks:UpdateClusterVersion",
                                "eks:AssociateEncryptionConfig",
                                "eks:TagResource",
                                "eks:UntagResource")
                        .lasting(60, 20, 5, 75);
            case DELETE ->
                Work.brief("eks:DeleteCluster").lasting(150, 60, 5, 30).disrupting();
        };
    }
}
