package io.github.ekssdk.error;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What AWS said when it refused a call.
 *
 * @param service the service by its IAM prefix, for example {@code eks} or {@code ec2}
 * @param operation the operation, for example {@code CreateCluster}
 * @param errorCode the code AWS gave, for example {@code ResourceInUseException}, or the kind of failure when no answer
 *     came
 * @param statusCode the HTTP status, 0 when no answer came
 * @param message AWS's own words
 * @param requestId the id of the request, empty when no answer came
 * @since 0.1
 */
public record AwsError(
        String service,
        String operation,
        String errorCode,
        int statusCode,
        String message,
        Optional<String> requestId) {

    /** Takes the parts as they are. */
    public AwsError {
        requireNonNull(service, "service");
        requireNonNull(operation, "operation");
        requireNonNull(errorCode, "errorCode");
        requireNonNull(message, "message");
        requireNonNull(requestId, "requestId");
    }

    /** The IAM action of the call, for example {@code eks:CreateCluster}. */
    public String action() {
        return service + ":" + operation;
    }

    /** Reads as part of a sentence: operation, code, HTTP status, AWS's words and the request id. */
    @Override
    public String toString() {
        String outcome = statusCode == 0
                ? " got no answer (" + errorCode + "): "
                : " was answered with " + errorCode + " (HTTP " + statusCode + "): ";
        return action()
                + outcome
                + sentence(message)
                + requestId.map(id -> " The AWS request id is " + id + ".").orElse("");
    }

    private static String sentence(String text) {
        String words = text.strip();
        return words.endsWith(".") || words.endsWith("!") || words.endsWith("?") ? words : words + ".";
    }
}
