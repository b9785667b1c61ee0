package io.github.ekssdk.spec;

/**
 * In which order EKS replaces the nodes of a managed node group. The constants are named as in the EKS API.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html">Update behaviour in the EKS
 *     user guide</a>
 * @since 0.1
 */
public enum UpdateStrategy {
    /** New nodes first: up to twice as many as there are zones come in addition, which quotas and subnets must have room for. */
    DEFAULT,
    /** Old nodes first: no room is needed, and there are fewer nodes meanwhile. For scarce instances such as those with GPUs. */
    MINIMAL
}
