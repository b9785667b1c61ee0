package io.github.ekssdk.spec;

/**
 * What EKS does when the standard support of a cluster's Kubernetes version ends, 14 months after its release. The constants are
 * named as in the EKS API.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/view-upgrade-policy.html">Upgrade policies in the EKS user
 *     guide</a>
 * @since 0.1
 */
public enum UpgradePolicy {
    /** EKS upgrades the cluster by itself when standard support ends. Refused for versions whose standard support has ended. */
    STANDARD,
    /** The cluster keeps its version for 12 months more, at a higher price for each hour; EKS's default. */
    EXTENDED
}
