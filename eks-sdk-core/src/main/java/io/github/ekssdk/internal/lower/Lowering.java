package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Output;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.ResourceGraph;
import io.github.ekssdk.internal.resource.eks.AccessEntry;
import io.github.ekssdk.internal.resource.eks.ControlPlane;
import io.github.ekssdk.internal.resource.eks.FargateProfile;
import io.github.ekssdk.internal.resource.iam.Role;
import io.github.ekssdk.internal.resource.logs.LogGroup;
import io.github.ekssdk.spec.AccessEntrySpec;
import io.github.ekssdk.spec.AccessEntryType;
import io.github.ekssdk.spec.AccessPolicyAssociation;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.FargateProfileSpec;
import io.github.ekssdk.spec.LogType;
import io.github.ekssdk.spec.ManagedNodeGroupSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Turns what a spec says into the resources that it takes. */
public final class Lowering {

    private final ClusterSpec spec;
    private final Owner owner;
    private final ResourceGraph graph = new ResourceGraph();

    private Lowering(ClusterSpec spec, Owner owner) {
        this.spec = spec;
        this.owner = owner;
    }

    /**
     * Returns the resources of a spec.
     *
     * @param zones the zones of its subnets, in order
     */
    public static ResourceGraph lower(ClusterSpec spec, Owner owner, List<String> zones) {
        return new Lowering(spec, owner).lower(zones);
    }

    private ResourceGraph lower(List<String> zones) {
        NetworkLowering network = new NetworkLowering(spec, owner, graph, zones);
        network.lower();
        Output clusterRole = role(
                "cluster",
                Role.trustPolicy("eks.amazonaws.com", "sts:AssumeRole", "sts:TagSession"),
                List.of("AmazonEKSClusterPolicy"));
        cluster(network, clusterRole);
        if (!spec.managedNodeGroups().isEmpty()) {
            Output nodeRole = role(
                    "node",
                    Role.trustPolicy(ec2Principal(), "sts:AssumeRole"),
                    List.of("AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly", "AmazonEKS_CNI_Policy"));
            NodeGroupLowering groups = new NodeGroupLowering(spec, owner, graph, network, nodeRole);
            for (ManagedNodeGroupSpec group : spec.managedNodeGroups()) {
                groups.lower(group);
            }
        }
        if (!spec.fargateProfiles().isEmpty()) {
            Output podRole = role(
                    "fargate",
                    Role.trustPolicyFor("eks-fargate-pods.amazonaws.com", fargateProfileArns()),
                    List.of("AmazonEKSFargatePodExecutionRolePolicy"));
            spec.fargateProfiles().forEach(profile -> fargateProfile(profile, network, podRole));
        }
        spec.accessEntries().forEach(this::accessEntry);
        return graph;
    }

    /** EKS' principal is the same everywhere; EC2's has China's domain in China. */
    private String ec2Principal() {
        return owner.partition().equals("aws-cn") ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com";
    }

    private Output role(String purpose, String trustPolicy, List<String> policies) {
        Properties.Builder role = Properties.builder()
                .set(Role.ROLE_NAME, Role.roleName(owner, purpose))
                .set(Role.TRUST_POLICY, trustPolicy)
                .set(
                        Role.MANAGED_POLICIES,
                        policies.stream()
                                .map(policy -> "arn:" + owner.partition() + ":iam::aws:policy/" + policy)
                                .toList())
                .set(Role.TAGS, new TreeMap<>(spec.tags()));
        return graph.add(Kinds.IAM_ROLE, purpose, role.build()).output(Role.ARN);
    }

    private void cluster(NetworkLowering network, Output roleArn) {
        Properties.Builder cluster = Properties.builder()
                .setIfPresent(ControlPlane.VERSION, spec.version())
                .set(ControlPlane.ROLE_ARN, roleArn)
                .set(ControlPlane.SUBNET_IDS, network.privateSubnets())
                .set(ControlPlane.SECURITY_GROUP_IDS, List.of(network.controlPlaneSecurityGroup()))
                .set(ControlPlane.PUBLIC_ENDPOINT, spec.endpointAccess().publicEndpoint())
                .set(ControlPlane.PRIVATE_ENDPOINT, spec.endpointAccess().privateEndpoint());
        if (spec.endpointAccess().publicEndpoint()) {
            cluster.set(ControlPlane.PUBLIC_ACCESS_CIDRS, spec.endpointAccess().publicAccessCidrs());
        }
        cluster.set(
                        ControlPlane.LOGGING,
                        spec.logging().stream().map(LogType::value).sorted().toList())
                .set(ControlPlane.AUTHENTICATION_MODE, spec.authenticationMode().name())
                .set(ControlPlane.CREATOR_ADMIN, spec.creatorAdmin())
                .set(ControlPlane.DELETION_PROTECTION, spec.deletionProtection())
                .set(ControlPlane.TAGS, new TreeMap<>(spec.tags()));
        if (!spec.logging().isEmpty()) {
            graph.add(
                    Kinds.LOG_GROUP,
                    LogGroup.CONTROL_PLANE,
                    Properties.builder()
                            .set(
                                    LogGroup.RETENTION_DAYS,
                                    spec.logRetentionDays().isPresent()
                                            ? Integer.toString(
                                                    spec.logRetentionDays().getAsInt())
                                            : LogGroup.FOREVER)
                            .set(LogGroup.TAGS, new TreeMap<>(spec.tags()))
                            .build());
        }
        graph.add(Kinds.CONTROL_PLANE, spec.name(), cluster.build());
    }

    private String fargateProfileArns() {
        return "arn:" + owner.partition() + ":eks:" + owner.region() + ":" + owner.account() + ":fargateprofile/"
                + spec.name() + "/*";
    }

    private void fargateProfile(FargateProfileSpec profile, NetworkLowering network, Output podRole) {
        graph.add(
                Kinds.FARGATE_PROFILE,
                profile.name(),
                Properties.builder()
                        .set(FargateProfile.POD_EXECUTION_ROLE_ARN, podRole)
                        .set(FargateProfile.SUBNET_IDS, network.privateSubnets())
                        .set(
                                FargateProfile.SELECTORS,
                                profile.selectors().stream()
                                        .map(selector ->
                                                FargateProfile.selector(selector.namespace(), selector.labels()))
                                        .toList())
                        .set(FargateProfile.TAGS, tags(spec, profile.tags()))
                        .build());
    }

    private void accessEntry(AccessEntrySpec entry) {
        Properties.Builder wanted = Properties.builder()
                .set(AccessEntry.PRINCIPAL_ARN, entry.principalArn())
                .set(AccessEntry.TYPE, entry.type().name())
                .setIfPresent(AccessEntry.USERNAME, entry.username());
        if (entry.type() == AccessEntryType.STANDARD) {
            wanted.set(AccessEntry.KUBERNETES_GROUPS, entry.kubernetesGroups())
                    .set(
                            AccessEntry.POLICIES,
                            entry.policies().stream()
                                    .map(this::association)
                                    .sorted()
                                    .toList());
        }
        wanted.set(AccessEntry.TAGS, tags(spec, entry.tags()));
        graph.add(Kinds.ACCESS_ENTRY, entry.principalArn(), wanted.build());
    }

    private String association(AccessPolicyAssociation association) {
        return AccessEntry.association(
                "arn:" + owner.partition() + ":eks::aws:cluster-access-policy/"
                        + association.policy().name(),
                association.namespaces());
    }

    /** Returns the spec's tags with others that win over them. */
    static Map<String, String> tags(ClusterSpec spec, Map<String, String> more) {
        Map<String, String> tags = new TreeMap<>(spec.tags());
        tags.putAll(more);
        return tags;
    }
}
