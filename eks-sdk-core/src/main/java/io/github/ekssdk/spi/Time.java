package io.github.ekssdk.spi;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Where the SDK gets the present, its timers and its threads from.
 *
 * <p>Production code uses {@link #system()}. Tests hand in the virtual clock of {@code eks-sdk-testing}, on which a
 * forty-minute upgrade takes milliseconds and the same seed gives the same calls in the same order. Nothing else in the
 * SDK reads a clock, sleeps or starts a thread.
 *
 * @since 0.1
 */
public interface Time {

    /** Returns the clock that tells the present, in UTC. */
    Clock clock();

    /**
     * Makes an executor for timers. Callbacks run one at a time and must not block; whoever asked for the executor
     * shuts it down.
     */
    ScheduledExecutorService timers();

    /**
     * Makes an executor for work that blocks, such as a call to AWS.
     *
     * @param max how many tasks may run at once; further ones queue in order
     */
    ExecutorService workers(int max);

    /**
     * Blocks the calling thread.
     *
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    void sleep(Duration duration) throws InterruptedException;

    /**
     * Blocks the calling thread until the future is done or the limit has passed.
     *
     * @return whether the future is done
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    boolean await(CompletableFuture<?> future, Duration limit) throws InterruptedException;

    /** Returns the present. */
    default Instant now() {
        return clock().instant();
    }

    /** Returns the computer's own time and threads. */
    static Time system() {
        return new SystemTime();
    }
}
