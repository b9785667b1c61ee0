package io.github.ekssdk.error;

import org.jspecify.annotations.Nullable;

/**
 * What answers at the address of a cluster's Kubernetes API cannot show that it is that cluster: its certificate is not from the
 * cluster's certificate authority. No token was sent.
 *
 * @since 0.1
 */
@SuppressWarnings("serial") // Thrown and caught in one process, never serialised.
public class KubernetesUntrustedException extends KubernetesCallFailedException {

    /**
     * Reports a certificate that is not trusted.
     *
     * @param clusterName the cluster's name
     * @param message who answered, why it is not trusted, and what to do next
     * @param cause the failure of the handshake
     */
    public KubernetesUntrustedException(String clusterName, String message, @Nullable Throwable cause) {
        super(clusterName, 0, "", message, cause);
    }

    /** Always false. */
    @Override
    public boolean retryable() {
        return false;
    }
}
