package io.github.ekssdk.error;

import org.jspecify.annotations.Nullable;

/**
 * No connection to the Kubernetes API of a cluster came about: its name is not known here, nothing answers, or there is no way to it. So
 * it is with a private endpoint from outside of the VPC, and with a public one from an address that it does not answer.
 *
 * @since 0.1
 */
@SuppressWarnings("serial") // Thrown and caught in one process, never serialised.
public class KubernetesUnreachableException extends KubernetesCallFailedException {

    /**
     * Reports that the API cannot be reached.
     *
     * @param clusterName the cluster's name
     * @param message what was tried, why it failed, and what to do next
     * @param cause the failure of the connection
     */
    public KubernetesUnreachableException(String clusterName, String message, @Nullable Throwable cause) {
        super(clusterName, 0, "", message, cause);
    }
}
