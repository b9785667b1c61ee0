package io.github.ekssdk.kubeconfig;

/**
 * How a kubeconfig is written into a file.
 *
 * @since 0.1
 */
public enum WriteOption {
    /** Makes the cluster's context the file's {@code current-context}, so that kubectl talks to it from now on. */
    USE_CONTEXT
}
