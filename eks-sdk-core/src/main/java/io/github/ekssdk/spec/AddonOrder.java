package io.github.ekssdk.spec;

/**
 * When an add-on is installed, seen from the node groups and Fargate profiles of the cluster.
 *
 * @since 0.1
 */
public enum AddonOrder {
    /** At the same time: nothing waits, and Pods start as soon as there is a node for them. */
    WITH_COMPUTE,
    /** Node groups and Fargate profiles are made once the add-on is there, because nodes have to start with its settings. */
    BEFORE_COMPUTE,
    /** The add-on is installed once all node groups and Fargate profiles are there. */
    AFTER_COMPUTE
}
