package io.github.ekssdk.internal.engine;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.spi.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What the parts of a run share. Decisions are made on the loop, one at a time; calls to AWS are made by workers, and block.
 *
 * @param aws the clients
 * @param owner the cluster it is about
 * @param time the present
 * @param loop where decisions are made and timers fire
 * @param workers where calls are made
 */
public record Scope(Aws aws, Owner owner, Time time, ScheduledExecutorService loop, Executor workers) {

    Instant now() {
        return time.now();
    }

    /** Makes a call on a worker and hands its result back on the loop. */
    <T> CompletableFuture<T> call(Supplier<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        workers.execute(() -> perform(call, result));
        return result;
    }

    // Whatever a call throws, an Error too, is the result of the call.
    @SuppressWarnings("PMD.AvoidCatchingThrowable")
    private <T> void perform(Supplier<T> call, CompletableFuture<T> result) {
        T value;
        try {
            value = AwsFault.calling(call);
        } catch (Throwable failure) {
            handBack(() -> result.completeExceptionally(failure));
            return;
        }
        handBack(() -> result.complete(value));
    }

    /** A call may outlive the loop when the manager is closed; whoever still waits for it is told all the same. */
    private void handBack(Runnable completion) {
        try {
            loop.execute(completion);
        } catch (RejectedExecutionException closed) {
            completion.run();
        }
    }

    /** Returns a future that is done after the delay, on the loop. No thread waits for it. */
    CompletableFuture<Void> after(Duration delay) {
        CompletableFuture<Void> due = new CompletableFuture<>();
        var unused = loop.schedule(() -> due.complete(null), delay.toNanos(), TimeUnit.NANOSECONDS);
        return due;
    }
}
