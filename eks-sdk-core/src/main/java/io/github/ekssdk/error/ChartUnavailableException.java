package io.github.ekssdk.error;

import org.jspecify.annotations.Nullable;

/**
 * A Helm chart could not be loaded from where it is published. Nothing was changed.
 *
 * @since 0.1
 */
public class ChartUnavailableException extends EksSdkException {

    private final boolean retryable;

    /**
     * Reports a chart that could not be loaded.
     *
     * @param message which chart could not be loaded from where, why, and what to do
     * @param retryable whether the same may succeed later
     * @param cause what made it fail, null when it starts here
     */
    public ChartUnavailableException(String message, boolean retryable, @Nullable Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
    }

    /** Tells whether the same may succeed later: where there was no answer, or one that says so. */
    @Override
    public boolean retryable() {
        return retryable;
    }
}
