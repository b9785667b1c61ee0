package io.github.ekssdk.client;

import io.github.ekssdk.error.OperationCancelledException;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.engine.Failures;
import io.github.ekssdk.spi.Time;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits for futures of the engine and throws what they failed with. */
final class Waits {

    private static final Duration FOREVER = Duration.ofDays(365);

    private Waits() {}

    /** Waits for a future on the calling thread. */
    static <T> T await(Time time, CompletableFuture<T> future, String what) {
        try {
            time.await(future, FOREVER);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException(what, List.of(), interrupted);
        }
        return join(future, what);
    }

    /** Returns what a future that is done came to. */
    static <T> T join(CompletableFuture<T> future) {
        return join(future, "AWS");
    }

    private static <T> T join(CompletableFuture<T> future, String what) {
        try {
            return future.join();
        } catch (CompletionException failure) {
            Throwable cause = explain(failure, what);
            if (cause instanceof Error error) {
                throw error;
            }
            if (cause instanceof RuntimeException exception) {
                throw exception;
            }
            throw failure;
        }
    }

    /** Returns what a future failed with, in the words that callers are told it. */
    static Throwable explain(Throwable failure, String what) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof AwsFault fault ? Failures.explain(what, fault) : cause;
    }
}
