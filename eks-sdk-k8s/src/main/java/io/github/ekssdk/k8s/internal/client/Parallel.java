package io.github.ekssdk.k8s.internal.client;

import io.github.ekssdk.error.OperationCancelledException;
import io.github.ekssdk.spi.Time;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

/** Makes calls next to each other, at most so many at once. Closing it ends its threads. */
public final class Parallel implements AutoCloseable {

    private static final Duration FOREVER = Duration.ofDays(365);

    private final Time time;
    private final ExecutorService workers;

    /**
     * Prepares threads.
     *
     * @param most how many calls may be under way at once
     */
    public Parallel(Time time, int most) {
        this.time = time;
        this.workers = time.workers(most);
    }

    /**
     * Does the same with each item and returns what it came to, in the order of the items. Waits for all of them, and then fails with
     * the first failure.
     */
    public <A, B> List<B> map(Collection<A> items, Function<? super A, ? extends B> work) {
        List<CompletableFuture<B>> futures = items.stream()
                .map(item -> CompletableFuture.<B>supplyAsync(() -> work.apply(item), workers))
                .toList();
        await(CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)));
        return futures.stream().map(Parallel::join).toList();
    }

    private void await(CompletableFuture<Void> all) {
        try {
            time.await(all, FOREVER);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException("calls of the Kubernetes API", List.of(), interrupted);
        }
    }

    private static <B> B join(CompletableFuture<B> future) {
        try {
            return future.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (failure.getCause() instanceof Error error) {
                throw error;
            }
            throw failure;
        }
    }

    @Override
    public void close() {
        workers.shutdown();
    }
}
