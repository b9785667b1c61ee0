package io.github.ekssdk.spec;

/**
 * What EKS does with settings of an add-on's Kubernetes objects that somebody else has changed.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-field-management.html">Fields that EKS manages</a>
 * @since 0.1
 */
public enum ResolveConflicts {
    /** EKS changes nothing and the add-on fails, naming the settings. */
    NONE,
    /** EKS puts its own values in place of the others, which are lost. */
    OVERWRITE,
    /** An update keeps the values of others. When an add-on is created, EKS takes this for {@link #NONE}. */
    PRESERVE
}
