package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Output;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.ResourceNode;
import io.github.ekssdk.internal.resource.iam.Role;
import io.github.ekssdk.spec.CapabilitySpec;
import java.util.List;
import java.util.Optional;

/** The IAM roles that EKS, nodes and Pods take. */
final class RoleLowering {

    private final LoweringContext context;

    RoleLowering(LoweringContext context) {
        this.context = context;
    }

    /** Returns the ARN of the role by which EKS runs the control plane. */
    Output cluster() {
        return role(
                "cluster",
                Role.trustPolicy("eks.amazonaws.com", "sts:AssumeRole", "sts:TagSession"),
                List.of("AmazonEKSClusterPolicy"));
    }

    /** Returns the ARN of the role of all nodes of managed groups, which is added once. */
    Output node() {
        Optional<ResourceNode> there = context.graph().find(Kinds.IAM_ROLE.name() + "/node");
        return there.isPresent() ? there.get().output(Role.ARN) : newNode();
    }

    private Output newNode() {
        return role(
                "node",
                Role.trustPolicy(ec2Principal(), "sts:AssumeRole"),
                List.of("AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly", "AmazonEKS_CNI_Policy"));
    }

    /** Returns the ARN of the role by which Fargate starts Pods. */
    Output fargate() {
        return role(
                "fargate",
                Role.trustPolicyFor(
                        "eks-fargate-pods.amazonaws.com",
                        context.eksArn("fargateprofile/" + context.spec().name() + "/*")),
                List.of("AmazonEKSFargatePodExecutionRolePolicy"));
    }

    /** Returns the ARN of the role that a capability takes. */
    Output capability(CapabilitySpec capability) {
        return roleWith(
                "capability-" + capability.name(),
                Role.trustPolicy("capabilities.eks.amazonaws.com", "sts:AssumeRole", "sts:TagSession"),
                capability.managedPolicyArns());
    }

    /** EKS' principal is the same everywhere; EC2's has China's domain in China. */
    private String ec2Principal() {
        return context.owner().partition().equals("aws-cn") ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com";
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
        return context.graph()
                .add(
                        Kinds.IAM_ROLE,
                        purpose,
                        Properties.builder()
                                .set(Role.ROLE_NAME, Role.roleName(context.owner(), purpose))
                                .set(Role.TRUST_POLICY, trustPolicy)
                                .set(Role.MANAGED_POLICIES, List.copyOf(policyArns))
                                .set(Role.TAGS, context.tags())
                                .build())
                .output(Role.ARN);
    }

    private String policyArn(String policy) {
        return "arn:" + context.owner().partition() + ":iam::aws:policy/" + policy;
    }
}
