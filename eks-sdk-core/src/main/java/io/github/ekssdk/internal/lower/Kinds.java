package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.internal.resource.autoscaling.AutoScalingGroup;
import io.github.ekssdk.internal.resource.autoscaling.ManagedGroupTags;
import io.github.ekssdk.internal.resource.ec2.ClaimedVolume;
import io.github.ekssdk.internal.resource.ec2.ClusterSecurityGroup;
import io.github.ekssdk.internal.resource.ec2.EgressOnlyInternetGateway;
import io.github.ekssdk.internal.resource.ec2.ElasticIp;
import io.github.ekssdk.internal.resource.ec2.InternetGateway;
import io.github.ekssdk.internal.resource.ec2.LaunchTemplate;
import io.github.ekssdk.internal.resource.ec2.LoadBalancerSecurityGroup;
import io.github.ekssdk.internal.resource.ec2.NatGateway;
import io.github.ekssdk.internal.resource.ec2.PlacementGroup;
import io.github.ekssdk.internal.resource.ec2.PodNetworkInterfaces;
import io.github.ekssdk.internal.resource.ec2.RouteTable;
import io.github.ekssdk.internal.resource.ec2.SecurityGroup;
import io.github.ekssdk.internal.resource.ec2.Subnet;
import io.github.ekssdk.internal.resource.ec2.SubnetTags;
import io.github.ekssdk.internal.resource.ec2.Vpc;
import io.github.ekssdk.internal.resource.ec2.VpcCidrBlock;
import io.github.ekssdk.internal.resource.ec2.VpcEndpoint;
import io.github.ekssdk.internal.resource.eks.AccessEntry;
import io.github.ekssdk.internal.resource.eks.Addon;
import io.github.ekssdk.internal.resource.eks.Capability;
import io.github.ekssdk.internal.resource.eks.ClusterAuthenticationMode;
import io.github.ekssdk.internal.resource.eks.ControlPlane;
import io.github.ekssdk.internal.resource.eks.FargateProfile;
import io.github.ekssdk.internal.resource.eks.IdentityProviderConfig;
import io.github.ekssdk.internal.resource.eks.ManagedNodeGroup;
import io.github.ekssdk.internal.resource.eks.PodIdentityAssociation;
import io.github.ekssdk.internal.resource.elb.ClassicLoadBalancer;
import io.github.ekssdk.internal.resource.elb.LoadBalancer;
import io.github.ekssdk.internal.resource.elb.TargetGroup;
import io.github.ekssdk.internal.resource.iam.InstanceProfile;
import io.github.ekssdk.internal.resource.iam.OidcProvider;
import io.github.ekssdk.internal.resource.iam.ReleasedPolicies;
import io.github.ekssdk.internal.resource.iam.Role;
import io.github.ekssdk.internal.resource.kms.KmsKey;
import io.github.ekssdk.internal.resource.logs.LogGroup;
import io.github.ekssdk.state.ResourceState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of resources a cluster is made of. */
public final class Kinds {

    private static final Vpc VPCS = new Vpc();
    private static final SecurityGroup SECURITY_GROUPS = new SecurityGroup();
    private static final AutoScalingGroup AUTO_SCALING_GROUPS = new AutoScalingGroup();

    static final ResourceKind VPC = VPCS;
    static final ResourceKind SUBNET = new Subnet();
    static final ResourceKind INTERNET_GATEWAY = new InternetGateway();
    static final ResourceKind ELASTIC_IP = new ElasticIp();
    static final ResourceKind NAT_GATEWAY = new NatGateway();
    static final ResourceKind ROUTE_TABLE = new RouteTable();
    static final ResourceKind SECURITY_GROUP = SECURITY_GROUPS;
    static final ResourceKind PLACEMENT_GROUP = new PlacementGroup();
    static final ResourceKind SUBNET_TAGS = new SubnetTags();
    static final ResourceKind VPC_CIDR_BLOCK = new VpcCidrBlock(VPCS);
    static final ResourceKind VPC_ENDPOINT = new VpcEndpoint();
    static final ResourceKind EGRESS_ONLY_INTERNET_GATEWAY = new EgressOnlyInternetGateway();
    static final ResourceKind CLUSTER_SECURITY_GROUP = new ClusterSecurityGroup(SECURITY_GROUPS);
    static final ResourceKind IAM_ROLE = new Role();
    static final ResourceKind CONTROL_PLANE = new ControlPlane();
    static final ResourceKind LAUNCH_TEMPLATE = new LaunchTemplate();
    static final ResourceKind MANAGED_NODE_GROUP = new ManagedNodeGroup();
    static final ResourceKind AUTO_SCALING_GROUP = AUTO_SCALING_GROUPS;
    static final ResourceKind INSTANCE_PROFILE = new InstanceProfile();
    static final ResourceKind MANAGED_GROUP_TAGS = new ManagedGroupTags(AUTO_SCALING_GROUPS);
    static final ResourceKind FARGATE_PROFILE = new FargateProfile();
    static final AccessEntry ACCESS_ENTRY = new AccessEntry();
    static final ResourceKind ADDON = new Addon();
    static final ResourceKind POD_IDENTITY_ASSOCIATION = new PodIdentityAssociation();
    static final ResourceKind OIDC_PROVIDER = new OidcProvider();

    static final ResourceKind CAPABILITY = new Capability();
    static final ResourceKind IDENTITY_PROVIDER_CONFIG = new IdentityProviderConfig();
    static final ResourceKind RELEASED_POLICIES = new ReleasedPolicies();
    static final ResourceKind LOG_GROUP = new LogGroup();
    static final ResourceKind KMS_KEY = new KmsKey();

    /** Only where a cluster that no spec describes is to know access entries. */
    static final ResourceKind AUTHENTICATION_MODE = new ClusterAuthenticationMode();

    private static final ResourceKind LOAD_BALANCER = new LoadBalancer();
    private static final ResourceKind CLASSIC_LOAD_BALANCER = new ClassicLoadBalancer();
    private static final ResourceKind TARGET_GROUP = new TargetGroup();
    private static final ResourceKind LOAD_BALANCER_SECURITY_GROUP = new LoadBalancerSecurityGroup();
    private static final ResourceKind POD_NETWORK_INTERFACES = new PodNetworkInterfaces();
    private static final ResourceKind CLAIMED_VOLUME = new ClaimedVolume();

    private static final List<ResourceKind> ALL = Stream.concat(
                    Stream.of(
                            CONTROL_PLANE,
                            MANAGED_NODE_GROUP,
                            AUTO_SCALING_GROUP,
                            MANAGED_GROUP_TAGS,
                            FARGATE_PROFILE,
                            ACCESS_ENTRY,
                            CAPABILITY,
                            IDENTITY_PROVIDER_CONFIG,
                            ADDON,
                            POD_IDENTITY_ASSOCIATION,
                            OIDC_PROVIDER,
                            VPC,
                            SUBNET,
                            INTERNET_GATEWAY,
                            ELASTIC_IP,
                            NAT_GATEWAY,
                            ROUTE_TABLE,
                            SECURITY_GROUP,
                            PLACEMENT_GROUP,
                            SUBNET_TAGS,
                            VPC_CIDR_BLOCK,
                            VPC_ENDPOINT,
                            EGRESS_ONLY_INTERNET_GATEWAY,
                            CLUSTER_SECURITY_GROUP,
                            LAUNCH_TEMPLATE,
                            INSTANCE_PROFILE,
                            IAM_ROLE,
                            RELEASED_POLICIES,
                            LOG_GROUP,
                            KMS_KEY,
                            LOAD_BALANCER,
                            CLASSIC_LOAD_BALANCER,
                            TARGET_GROUP,
                            LOAD_BALANCER_SECURITY_GROUP,
                            POD_NETWORK_INTERFACES,
                            CLAIMED_VOLUME),
                    Extensions.kinds())
            .toList();

    private Kinds() {}

    /** Returns the kind of a resource. */
    public static ResourceKind of(ResourceState state) {
        return Stream.concat(ALL.stream(), access().stream())
                .filter(kind -> kind.name().equals(state.kind()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Nothing is known of the kind of " + state.id() + "."));
    }

    /** Returns the kind that the cluster itself is of, alone. */
    public static List<ResourceKind> cluster() {
        return List.of(CONTROL_PLANE);
    }

    /** Returns the kinds that say who is let into a cluster. */
    public static List<ResourceKind> access() {
        return List.of(AUTHENTICATION_MODE, ACCESS_ENTRY);
    }

    /** Reads the control plane of a cluster, whoever made it. */
    public static Optional<ResourceState> readCluster(Aws aws, Owner owner) {
        return CONTROL_PLANE.list(aws, owner).stream().findFirst();
    }

    /** Reads the managed node groups of a cluster, whoever made them. */
    public static List<ResourceState> listManagedNodeGroups(Aws aws, Owner owner) {
        return MANAGED_NODE_GROUP.list(aws, owner).stream()
                .map(known -> MANAGED_NODE_GROUP.read(aws, owner, known))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Reads the access entries of a cluster with their access policies, whoever made them. */
    public static List<ResourceState> listAccessEntries(Aws aws, Owner owner) {
        return ACCESS_ENTRY.listWhole(aws, owner);
    }

    /** Returns all kinds but those that matter only to those who delete the cluster. */
    public static List<ResourceKind> standing() {
        return ALL.stream().filter(kind -> !kind.deletionOnly()).toList();
    }

    /** Returns all kinds, those that take longest to read first. */
    public static List<ResourceKind> all() {
        return ALL;
    }
}
