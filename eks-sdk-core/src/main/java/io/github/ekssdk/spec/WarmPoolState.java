package io.github.ekssdk.spec;

/**
 * What the instances of a warm pool do until they are needed. The constants are named as in the EKS API.
 *
 * @since 0.1
 */
public enum WarmPoolState {
    /** They are stopped; only their volumes cost. */
    STOPPED,
    /** They run, at the full price. */
    RUNNING,
    /** They are hibernated, with their memory on the volume; not with Bottlerocket. */
    HIBERNATED
}
