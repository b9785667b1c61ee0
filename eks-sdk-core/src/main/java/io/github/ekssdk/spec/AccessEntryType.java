package io.github.ekssdk.spec;

/**
 * What kind of principal an access entry lets in.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAccessEntry.html">CreateAccessEntry in the EKS
 *     API</a>
 * @since 0.1
 */
public enum AccessEntryType {
    /** People and programs. */
    STANDARD,
    /** Self-managed Linux and Bottlerocket nodes. */
    EC2_LINUX,
    /** Self-managed Windows nodes. */
    EC2_WINDOWS,
    /** Pods on Fargate; EKS makes these entries itself. */
    FARGATE_LINUX,
    /** Nodes of EKS Auto Mode with a node class of one's own. */
    EC2,
    /** Hybrid nodes. */
    HYBRID_LINUX,
    /** SageMaker HyperPod nodes. */
    HYPERPOD_LINUX
}
