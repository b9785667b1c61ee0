package io.github.ekssdk.error;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One thing EKS reports as wrong with a resource of its own, as its health or an update lists it.
 *
 * @param code EKS's code, for example {@code NodeCreationFailure}
 * @param message EKS's explanation
 * @param resourceIds the AWS resources it is about, possibly none
 * @since 0.1
 */
public record HealthIssue(String code, String message, List<String> resourceIds) {

    /** Copies the list. */
    public HealthIssue {
        requireNonNull(code, "code");
        requireNonNull(message, "message");
        resourceIds = List.copyOf(resourceIds);
    }

    /** Reads as {@code code: message (ids)}. */
    @Override
    public String toString() {
        return code + ": " + message + (resourceIds.isEmpty() ? "" : " (" + String.join(", ", resourceIds) + ")");
    }
}
