package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Output;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.ResourceNode;
import io.github.ekssdk.internal.resource.iam.ReleasedPolicies;
import io.github.ekssdk.internal.resource.iam.Role;
import io.github.ekssdk.spec.AccessEntryType;
import io.github.ekssdk.spec.CapabilitySpec;
import io.github.ekssdk.spec.HybridNodesSpec;
import io.github.ekssdk.spec.IpFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The IAM roles that EKS, nodes and Pods take. */
final class RoleLowering {

    static final List<String> CLUSTER_POLICIES = List.of("AmazonEKSClusterPolicy");
    static final List<String> AUTO_MODE_POLICIES = List.of(
            "AmazonEKSComputePolicy",
            "AmazonEKSBlockStoragePolicy",
            "AmazonEKSLoadBalancingPolicy",
            "AmazonEKSNetworkingPolicy");
    static final List<String> AUTO_MODE_NODE_POLICIES =
            List.of("AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly");
    static final List<String> FARGATE_POLICIES = List.of("AmazonEKSFargatePodExecutionRolePolicy");

    /** The service that runs capabilities. */
    static final String CAPABILITIES = "capabilities.eks.amazonaws.com";

    static final String KARPENTER_NODE = "karpenter-node";
    private static final String HYBRID = "hybrid";

    private final LoweringContext context;

    RoleLowering(LoweringContext context) {
        this.context = context;
    }

    /** Returns the ARN of the role by which EKS runs the control plane; Auto Mode asks for more, also while it is ended. */
    Object cluster() {
        if (context.spec().iam().clusterRoleArn().isPresent()) {
            return context.spec().iam().clusterRoleArn().get();
        }
        boolean ends = !context.resolved(AutoModeEnd.PATH).isEmpty();
        List<String> policies = new ArrayList<>(CLUSTER_POLICIES);
        if (ends || context.spec().autoMode().isPresent()) {
            policies.addAll(AUTO_MODE_POLICIES);
        }
        if (AddonSet.podSecurityGroups(context.spec())) {
            policies.add("AmazonEKSVPCResourceController");
        }
        return role("cluster", Role.trustPolicy("eks.amazonaws.com", "sts:AssumeRole", "sts:TagSession"), policies);
    }

    /** Takes off the cluster's role what Auto Mode needed, once that has ended. */
    void releaseAutoMode() {
        if (!context.resolved(AutoModeEnd.PATH).isEmpty()
                && context.spec().iam().clusterRoleArn().isEmpty()) {
            context.graph()
                    .add(
                            Kinds.RELEASED_POLICIES,
                            "cluster",
                            Properties.builder()
                                    .set(ReleasedPolicies.ROLE_NAME, roleName("cluster"))
                                    .set(
                                            ReleasedPolicies.MANAGED_POLICIES,
                                            AUTO_MODE_POLICIES.stream()
                                                    .map(this::policyArn)
                                                    .toList())
                                    .build());
        }
    }

    /** Returns the ARN of the role of the nodes of Auto Mode. */
    Output autoModeNode() {
        return role("auto-mode-node", Role.trustPolicy(ec2Principal(), "sts:AssumeRole"), AUTO_MODE_NODE_POLICIES);
    }

    /** Returns the ARN of the role of all nodes of managed groups, which is added once. */
    Output node() {
        Optional<ResourceNode> there = context.graph().find(Kinds.IAM_ROLE.name() + "/" + nodeRoleId("node"));
        return there.isPresent() ? there.get().output(Role.ARN) : newNode();
    }

    private Output newNode() {
        return nodeRole("node");
    }

    private Output nodeRole(String purpose) {
        List<String> policyArns =
                nodePolicies().stream().map(this::policyArn).distinct().toList();
        Properties.Builder role = described(purpose, Role.trustPolicy(ec2Principal(), "sts:AssumeRole"), policyArns);
        if (cniAssignsIpv6()) {
            role.set(
                    Role.POLICIES,
                    Map.of("vpc-cni-ipv6", CniPolicy.ipv6(context.owner().partition())));
        }
        return add(nodeRoleId(purpose), role.set(Role.TAGS, context.tags()));
    }

    /** Roles with policies of their own have a longer id, so that only theirs are looked for. */
    private String nodeRoleId(String purpose) {
        return cniAssignsIpv6() ? purpose + "/ipv6" : purpose;
    }

    private boolean cniAssignsIpv6() {
        return context.spec().ipFamily() == IpFamily.IPV6 && !AddonSet.cniHasRole(context.spec());
    }

    /** The CNI plugin acts as the node, unless it has a role of its own. */
    private List<String> nodePolicies() {
        List<String> policies =
                new ArrayList<>(List.of("AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"));
        if (!AddonSet.cniHasRole(context.spec())) {
            policies.add("AmazonEKS_CNI_Policy");
        }
        policies.addAll(context.spec().iam().nodeManagedPolicies());
        return policies;
    }

    /**
     * Returns the ARN of the role of all self-managed nodes with Linux, or with Windows; it is added once. EKS takes the entry of
     * a role away with the last managed node group that uses it, so those have another one.
     */
    Output selfManagedNode(String purpose) {
        Optional<ResourceNode> there = context.graph().find(Kinds.IAM_ROLE.name() + "/" + nodeRoleId(purpose));
        return there.isPresent() ? there.get().output(Role.ARN) : nodeRole(purpose);
    }

    /** Returns the ARN of the role of hybrid nodes. */
    Output hybrid(HybridNodesSpec hybrid) {
        boolean activations = hybrid.trustAnchorArn().isEmpty();
        String trust = hybrid.trustAnchorArn()
                .map(HybridPolicies::trustOfCertificates)
                .orElseGet(() -> HybridPolicies.trustOfActivations(context.owner()));
        return add(
                HYBRID + "/nodes",
                described(
                                HYBRID,
                                trust,
                                HybridPolicies.managed(activations).stream()
                                        .map(this::policyArn)
                                        .toList())
                        .set(
                                Role.POLICIES,
                                Map.of("hybrid-nodes", HybridPolicies.document(context.owner(), activations)))
                        .set(Role.TAGS, context.tags()));
    }

    /** Lets hybrid nodes in, and those that Karpenter starts. */
    void nodesOfOthers() {
        context.spec()
                .hybridNodes()
                .ifPresent(hybrid ->
                        NodeEntries.letIn(context, arn(HYBRID), hybrid(hybrid), AccessEntryType.HYBRID_LINUX));
        if (context.spec().karpenter()) {
            NodeEntries.letIn(context, arn(KARPENTER_NODE), selfManagedNode(KARPENTER_NODE), AccessEntryType.EC2_LINUX);
        }
    }

    /** Returns the ARN that the role for a purpose has once it is there. */
    String arn(String purpose) {
        return "arn:" + context.owner().partition() + ":iam::" + context.owner().account() + ":role"
                + Role.path(context.owner(), context.spec().iam().path()) + roleName(purpose);
    }

    /** Returns the ARN of the role by which Fargate starts Pods; one that is made is added once. */
    Object fargate() {
        return context.spec()
                .iam()
                .fargatePodExecutionRoleArn()
                .<Object>map(arn -> arn)
                .or(() ->
                        context.graph().find(Kinds.IAM_ROLE.name() + "/fargate").map(there -> there.output(Role.ARN)))
                .orElseGet(this::madeForFargate);
    }

    private Output madeForFargate() {
        return role(
                "fargate",
                Role.trustPolicyFor(
                        "eks-fargate-pods.amazonaws.com",
                        context.eksArn("fargateprofile/" + context.spec().name() + "/*")),
                FARGATE_POLICIES);
    }

    /** Returns the ARN of the role that a capability takes. */
    Output capability(CapabilitySpec capability) {
        return roleWith(
                "capability-" + capability.name(),
                Role.trustPolicy(CAPABILITIES, "sts:AssumeRole", "sts:TagSession"),
                capability.managedPolicyArns());
    }

    /** EKS' principal is the same everywhere; EC2's has China's domain in China. */
    private String ec2Principal() {
        return ec2Principal(context.owner().partition());
    }

    static String ec2Principal(String partition) {
        return partition.equals("aws-cn") ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com";
    }

    private String roleName(String purpose) {
        return Role.roleName(context.owner(), context.spec().iam().rolePrefix(), purpose);
    }

    /**
     * Adds a role and returns its ARN.
     *
     * @param policies names of AWS managed policies
     */
    Output role(String purpose, String trustPolicy, List<String> policies) {
        return roleWith(
                purpose, trustPolicy, policies.stream().map(this::policyArn).toList());
    }

    private Output roleWith(String purpose, String trustPolicy, List<String> policyArns) {
        return add(purpose, described(purpose, trustPolicy, policyArns).set(Role.TAGS, context.tags()));
    }

    private Output add(String id, Properties.Builder role) {
        return context.graph().add(Kinds.IAM_ROLE, id, role.build()).output(Role.ARN);
    }

    private Properties.Builder described(String purpose, Object trustPolicy, List<String> policyArns) {
        return Properties.builder()
                .set(Role.ROLE_NAME, roleName(purpose))
                .set(Role.PATH, Role.path(context.owner(), context.spec().iam().path()))
                .set(
                        Role.BOUNDARY,
                        context.spec().iam().permissionsBoundary().stream().toList())
                .set(Role.TRUST_POLICY, trustPolicy)
                .set(Role.MANAGED_POLICIES, List.copyOf(policyArns));
    }

    /**
     * Adds a role that Pods take and returns its ARN.
     *
     * @param id what it is for, with slashes
     * @param policies names of AWS managed policies, or ARNs
     * @param documents policies of its own, by name
     */
    Output workload(
            String id,
            Object trustPolicy,
            List<String> policies,
            Map<String, String> documents,
            Map<String, String> tags) {
        String words = id.substring(id.indexOf('/') + 1).replaceAll("[^A-Za-z0-9-]", "-");
        String purpose = words.substring(0, Math.min(words.length(), 22)) + "-"
                + Owner.sha256(id).substring(0, 6);
        List<String> arns = policies.stream().map(this::policyArn).toList();
        return add(
                id,
                described(purpose, trustPolicy, arns)
                        .set(Role.POLICIES, documents)
                        .set(Role.TAGS, tags));
    }

    private String policyArn(String policy) {
        return policyArn(context.owner().partition(), policy);
    }

    /** Returns the ARN of a managed policy, from the name of one of AWS's or an ARN. */
    static String policyArn(String partition, String policy) {
        return policy.startsWith("arn:") ? policy : "arn:" + partition + ":iam::aws:policy/" + policy;
    }
}
