package io.github.ekssdk.k8s.nodes;

/**
 * What a node is part of.
 *
 * @since 0.1
 */
public enum ComputeType {
    /** A managed node group; its nodes carry the label {@code eks.amazonaws.com/nodegroup}. */
    MANAGED_NODE_GROUP,
    /** A self-managed node group of this SDK or of eksctl, or an instance of nobody's group. */
    SELF_MANAGED,
    /** Fargate, which gives each pod a node of its own. */
    FARGATE,
    /** A node pool of EKS Auto Mode. */
    AUTO_MODE,
    /** A node pool of Karpenter. */
    KARPENTER,
    /** A machine outside of AWS. */
    HYBRID
}
