package io.github.ekssdk.client;

import io.github.ekssdk.event.ProgressEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Work that goes on: a plan being applied.
 *
 * @param <T> what it comes to
 * @since 0.1
 */
public interface Operation<T> {

    /**
     * Waits until the work has ended.
     *
     * @throws io.github.ekssdk.error.StepFailedException if a step failed
     * @throws io.github.ekssdk.error.PlanOutdatedException if AWS has changed so that more would be done than planned
     * @throws io.github.ekssdk.error.OperationCancelledException if it was cancelled, also by interrupting this thread,
     *     whose interrupt flag is then set again
     */
    T await();

    /**
     * Waits for some time until the work has ended; it goes on if the time was too short.
     *
     * @throws io.github.ekssdk.error.WaitTimedOutException if it has not ended by then
     */
    T await(Duration limit);

    /** Returns what happened last; nothing before the first event. */
    Optional<ProgressEvent> latest();

    /**
     * Starts nothing more. Calls that are under way are waited for, and what was made stands: apply again to go on.
     *
     * @return whether it came in time
     */
    boolean cancel();

    /** Tells whether the work has ended, well or not. */
    boolean isDone();

    /** Returns a future of the result. Cancelling that future does not cancel the work. */
    CompletableFuture<T> toFuture();
}
