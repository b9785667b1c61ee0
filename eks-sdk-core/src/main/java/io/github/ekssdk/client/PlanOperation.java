package io.github.ekssdk.client;

import io.github.ekssdk.error.OperationCancelledException;
import io.github.ekssdk.error.WaitTimedOutException;
import io.github.ekssdk.event.ProgressEvent;
import io.github.ekssdk.internal.engine.Application;
import io.github.ekssdk.spi.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The application of a plan. */
final class PlanOperation<T> implements Operation<T> {

    private static final Duration FOREVER = Duration.ofDays(365);

    private final String what;
    private final Time time;
    private final Instant started;
    private final CompletableFuture<T> result;
    private volatile @Nullable Application application;
    private volatile @Nullable ProgressEvent latest;

    PlanOperation(String what, Time time, CompletableFuture<T> result) {
        this.what = what;
        this.time = time;
        this.started = time.now();
        this.result = result;
    }

    void of(Application started) {
        application = started;
    }

    void on(ProgressEvent event) {
        latest = event;
    }

    @Override
    public T await() {
        return await(FOREVER);
    }

    @Override
    public T await(Duration limit) {
        try {
            if (!time.await(result, limit)) {
                throw new WaitTimedOutException(
                        what, latest().map(ProgressEvent::describe).orElse("not started"), elapsed(), 0);
            }
        } catch (InterruptedException interrupted) {
            cancel();
            Thread.currentThread().interrupt();
            throw new OperationCancelledException(what, List.of(), interrupted);
        }
        return Waits.join(result);
    }

    private Duration elapsed() {
        return Duration.between(started, time.now());
    }

    /** Waits for a while for the end of the work, and ends it if that does not come. */
    void end(Duration grace) {
        boolean over = false;
        try {
            over = time.await(result, grace);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!over) {
            result.completeExceptionally(new OperationCancelledException(what, List.of(), null));
        }
    }

    @Override
    public Optional<ProgressEvent> latest() {
        return Optional.ofNullable(latest);
    }

    @Override
    public boolean cancel() {
        Application started = application;
        return started != null && started.cancel();
    }

    @Override
    public boolean isDone() {
        return result.isDone();
    }

    @Override
    public CompletableFuture<T> toFuture() {
        return result.copy();
    }
}
