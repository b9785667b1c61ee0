package io.github.ekssdk.error;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A resource did not become what was awaited within the time allowed. AWS may still be working on it: planning and
 * applying again looks at it anew and goes on waiting.
 *
 * @since 0.1
 */
public class WaitTimedOutException extends EksSdkException {

    private final String lastStatus;
    private final Duration elapsed;
    private final int polls;

    /**
     * Reports a wait that ran out of time.
     *
     * @param awaited what was awaited, for example {@code cluster/prod to be ACTIVE}
     * @param lastStatus the status seen last, in AWS's words
     * @param elapsed how long the wait took
     * @param polls how often AWS was asked
     */
    public WaitTimedOutException(String awaited, String lastStatus, Duration elapsed, int polls) {
        super(
                "Waited %d min %d s for %s and asked %d times; the last status was %s. AWS may still be working on it: apply again to go on waiting."
                        .formatted(elapsed.toMinutes(), elapsed.toSecondsPart(), awaited, polls, lastStatus),
                null);
        this.lastStatus = requireNonNull(lastStatus, "lastStatus");
        this.elapsed = elapsed;
        this.polls = polls;
    }

    /** The status seen last, in AWS's words. */
    public String lastStatus() {
        return lastStatus;
    }

    /** How long the wait took. */
    public Duration elapsed() {
        return elapsed;
    }

    /** How often AWS was asked. */
    public int polls() {
        return polls;
    }

    /** Always true. */
    @Override
    public boolean retryable() {
        return true;
    }
}
