package io.github.ekssdk.error;

import org.jspecify.annotations.Nullable;

/**
 * The Kubernetes API of a cluster refused a call, or no answer came. The exceptions that extend this one tell the reasons that a
 * caller may want to deal with apart.
 *
 * @since 0.1
 */
@SuppressWarnings("serial") // Thrown and caught in one process, never serialised.
public class KubernetesCallFailedException extends EksSdkException {

    private final String clusterName;
    private final int statusCode;
    private final String reason;

    /**
     * Reports a failed call.
     *
     * @param clusterName the cluster's name
     * @param statusCode the HTTP status of the answer; 0 when none came
     * @param reason the reason in Kubernetes' word, for example {@code Conflict}; empty when there is none
     * @param message what happened, why, and what to do next
     * @param cause the Kubernetes client's exception
     */
    public KubernetesCallFailedException(
            String clusterName, int statusCode, String reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.clusterName = clusterName;
        this.statusCode = statusCode;
        this.reason = reason;
    }

    /** The name of the cluster. */
    public String clusterName() {
        return clusterName;
    }

    /** The HTTP status of the answer; 0 when none came. */
    public int statusCode() {
        return statusCode;
    }

    /** The reason in Kubernetes' word, for example {@code NotFound} or {@code Conflict}; empty when there is none. */
    public String reason() {
        return reason;
    }

    /** Whether no answer came, the server was overloaded, or it failed itself. */
    @Override
    public boolean retryable() {
        return statusCode == 0 || statusCode == 429 || statusCode >= 500;
    }
}
