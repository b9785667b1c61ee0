package io.github.ekssdk.spec;

import static java.util.Objects.requireNonNull;

/**
 * A set of Kubernetes permissions that EKS keeps, to be given to an IAM principal by its access entry. EKS adds new ones from
 * time to time; {@link #named} takes any.
 *
 * @param name the name in EKS, for example {@code AmazonEKSViewPolicy}
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html">Access policies in the EKS
 *     user guide</a>
 * @since 0.1
 */
public record AccessPolicy(String name) {

    /** Everything in the whole cluster; the counterpart of Kubernetes' {@code cluster-admin}. */
    public static final AccessPolicy CLUSTER_ADMIN = new AccessPolicy("AmazonEKSClusterAdminPolicy");

    /** Most things, usually in some namespaces; the counterpart of Kubernetes' {@code admin}. */
    public static final AccessPolicy ADMIN = new AccessPolicy("AmazonEKSAdminPolicy");

    /** Looking at everything, Secrets included. */
    public static final AccessPolicy ADMIN_VIEW = new AccessPolicy("AmazonEKSAdminViewPolicy");

    /** Changing most objects; the counterpart of Kubernetes' {@code edit}. */
    public static final AccessPolicy EDIT = new AccessPolicy("AmazonEKSEditPolicy");

    /** Looking at most objects; the counterpart of Kubernetes' {@code view}. */
    public static final AccessPolicy VIEW = new AccessPolicy("AmazonEKSViewPolicy");

    /** Takes the name as it is; the spec checks it when it is built. */
    public AccessPolicy {
        requireNonNull(name, "name");
    }

    /** The access policy with that name in EKS. */
    public static AccessPolicy named(String name) {
        return new AccessPolicy(name);
    }
}
