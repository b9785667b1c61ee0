package io.github.ekssdk.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cluster does not know the caller: neither an access entry nor {@code aws-auth} names the IAM identity, or the bearer token is not
 * good. A second token was tried before this is thrown.
 *
 * @since 0.1
 */
@SuppressWarnings("serial") // Thrown and caught in one process, never serialised.
public class KubernetesLoginRefusedException extends KubernetesCallFailedException {

    private final @Nullable String callerArn;

    /**
     * Reports a refused login.
     *
     * @param clusterName the cluster's name
     * @param callerArn who logged in, null when it is not known
     * @param message who was refused, why, and what to do next
     * @param cause the Kubernetes client's exception
     */
    public KubernetesLoginRefusedException(
            String clusterName, @Nullable String callerArn, String message, @Nullable Throwable cause) {
        super(clusterName, 401, "Unauthorized", message, cause);
        this.callerArn = callerArn;
    }

    /** The ARN of the IAM identity that was refused; empty when the client was not made by this SDK. */
    public Optional<String> callerArn() {
        return Optional.ofNullable(callerArn);
    }
}
