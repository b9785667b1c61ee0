package io.github.ekssdk.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cluster knows the caller and does not allow what was asked for: neither an access policy nor RBAC gives the permission, or an
 * admission controller refused.
 *
 * @since 0.1
 */
@SuppressWarnings("serial") // Thrown and caught in one process, never serialised.
public class KubernetesForbiddenException extends KubernetesCallFailedException {

    private final @Nullable String callerArn;

    /**
     * Reports a refusal.
     *
     * @param clusterName the cluster's name
     * @param callerArn who asked, null when it is not known
     * @param message what was refused, in Kubernetes' words, and what to do next
     * @param cause the Kubernetes client's exception
     */
    public KubernetesForbiddenException(
            String clusterName, @Nullable String callerArn, String message, @Nullable Throwable cause) {
        super(clusterName, 403, "Forbidden", message, cause);
        this.callerArn = callerArn;
    }

    /** The ARN of the IAM identity that asked; empty when the client was not made by this SDK. */
    public Optional<String> callerArn() {
        return Optional.ofNullable(callerArn);
    }
}
