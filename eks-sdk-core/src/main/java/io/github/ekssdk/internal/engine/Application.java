package io.github.ekssdk.internal.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The application of a plan, while it goes on. */
public final class Application {

    private final Scope scope;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private @Nullable Run run;

    Application(Scope scope) {
        this.scope = scope;
    }

    /** Takes note of the run, on the loop. */
    Run running(Run started) {
        run = started;
        if (cancelled.get()) {
            started.cancel();
        }
        return started;
    }

    void ended(@Nullable Void nothing, @Nullable Throwable failure) {
        if (failure == null) {
            done.complete(null);
        } else {
            done.completeExceptionally(Persistence.unwrap(failure));
        }
    }

    /** Returns the future that is done when the application has ended. */
    public CompletableFuture<Void> done() {
        return done;
    }

    /** Has nothing more started; calls that are under way are waited for. Tells whether it came in time. */
    public boolean cancel() {
        if (done.isDone() || !cancelled.compareAndSet(false, true)) {
            return false;
        }
        scope.loop().execute(() -> {
            if (run != null) {
                run.cancel();
            }
        });
        return true;
    }
}
