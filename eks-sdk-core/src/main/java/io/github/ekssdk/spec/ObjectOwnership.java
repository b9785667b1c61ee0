package io.github.ekssdk.spec;

/**
 * Whose a Kubernetes object is that a component describes.
 *
 * @since 0.1
 */
public enum ObjectOwnership {
    /** It is this SDK's. Where somebody else has made one of that name, the plan is refused and the object left alone. */
    OWN,
    /** It becomes this SDK's, whoever made it; deleted when no component describes it any more. */
    ADOPT,
    /**
     * Only the described fields of it are this SDK's. It is made if it is missing; when no component describes it any more, the
     * fields are given up and the object stays. For what EKS or an add-on makes, such as the {@code aws-node} DaemonSet.
     */
    SHARE,
    /**
     * It becomes this SDK's, whoever made it, and stays as it is when no component describes it any more: nobody's then, and taken over
     * again by a component that describes it. For what holds data of users, such as a CustomResourceDefinition, with which Kubernetes
     * deletes all objects of its kind.
     */
    KEEP,
    /**
     * It is this SDK's, but only as it was first made: it is made if it is missing, never changed afterwards, and deleted when no
     * component describes it any more. For what is drawn by chance, such as the password or the key in a Secret.
     */
    INITIAL
}
