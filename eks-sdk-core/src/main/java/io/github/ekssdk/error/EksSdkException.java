package io.github.ekssdk.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The base of everything this library throws on purpose. Catch it to handle all of them, and ask {@link #retryable()}
 * whether waiting and doing the same again can help or a person has to change something first.
 *
 * <p>Whatever was made in AWS before a failure stands: planning and applying again goes on from there. No message of
 * this family holds a secret or a token.
 *
 * @since 0.1
 */
public abstract class EksSdkException extends RuntimeException {

    /**
     * Starts an exception of the family.
     *
     * @param message what happened to which resource, why, and what to do next, in complete sentences
     * @param cause what led to it, or null when it starts here
     */
    protected EksSdkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Tells whether the same call may succeed later without anybody changing anything; false unless a subclass knows
     * better.
     */
    public boolean retryable() {
        return false;
    }

    /**
     * The id AWS gave to the request that failed, which AWS support asks for. Empty when no AWS call is behind the
     * failure or no answer came; otherwise that of the nearest cause that has one.
     */
    public Optional<String> awsRequestId() {
        return getCause() instanceof EksSdkException cause ? cause.awsRequestId() : Optional.empty();
    }
}
