package io.github.ekssdk.internal.engine;

import io.github.ekssdk.error.EksSdkException;
import io.github.ekssdk.error.OperationCancelledException;
import io.github.ekssdk.error.WaitTimedOutException;
import io.github.ekssdk.event.ProgressEvent.StepRetrying;
import io.github.ekssdk.event.ProgressEvent.StepWaiting;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.plan.Step;
import io.github.ekssdk.plan.StepAction;
import io.github.ekssdk.state.NodeUpdate;
import io.github.ekssdk.state.ResourceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One resource on its way to what is wanted, in rounds: read it, see what is to be done, do that, and so on until nothing is.
 * Lives on the loop.
 *
 * @param <T> what it comes to
 */
abstract class StepRun<T> {

    final Run run;
    final Step step;
    final ResourceKind kind;
    private final Persistence persistence;
    private final Instant started;
    final NodeWatch nodes;
    private Waiting waiting;
    private boolean fresh;

    StepRun(Run run, Step step, ResourceKind kind, Verb verb) {
        this.run = run;
        this.step = step;
        this.kind = kind;
        this.started = run.scope().now();
        this.nodes = new NodeWatch(run.scope(), kind);
        this.fresh = step.action() == StepAction.REPLACE;
        this.waiting = new Waiting(kind.work(verb), started);
        this.persistence = new Persistence(step.id(), run.scope(), this::retrying);
    }

    /** Does rounds until the resource is settled. */
    CompletionStage<T> start() {
        return persistence.run(this::attempt);
    }

    private CompletionStage<T> attempt() {
        return run.cancelled() ? cancelled() : round();
    }

    private CompletionStage<T> round() {
        CompletableFuture<Optional<ResourceState>> reading =
                fresh ? run.reads().now(kind, known()) : run.reads().first(kind, known());
        fresh = true;
        return reading.thenCompose(this::decide);
    }

    /** Returns the resource as it was last seen, or as it is wanted. */
    abstract ResourceState known();

    /** Sees what is to be done and does it. */
    abstract CompletionStage<T> decide(Optional<ResourceState> found);

    /** Is told of a failure before the step is tried again. */
    void failed(AwsFault fault) {}

    /** Makes a call that changes something, unless the run has been cancelled. */
    <R> CompletionStage<T> change(Supplier<R> call, Function<R, CompletionStage<T>> then) {
        if (run.cancelled()) {
            return cancelled();
        }
        return run.scope().call(call).thenCompose(result -> {
            persistence.succeeded();
            return then.apply(result);
        });
    }

    /** Starts to wait for the work of a verb that began at the given time. */
    void waitFor(Verb verb, Instant since) {
        waitFor(kind.work(verb), since);
    }

    /** Starts to wait for work that began at the given time. */
    void waitFor(Work work, Instant since) {
        waiting = new Waiting(work, since);
        nodes.begin();
    }

    /** Comes back after a while for another round. No thread waits. */
    CompletionStage<T> again(String status) {
        return again(status, Optional.empty());
    }

    /** Comes back after a while for another round, and says meanwhile how far the resource is. */
    CompletionStage<T> again(ResourceState state) {
        return nodes.look(state).thenCompose(seen -> again(state.status(), seen));
    }

    private CompletionStage<T> again(String status, Optional<NodeUpdate> seen) {
        Instant now = run.scope().now();
        Duration waited = Duration.between(waiting.since.isBefore(started) ? started : waiting.since, now);
        if (waited.compareTo(waiting.work.deadline()) > 0) {
            return late(new WaitTimedOutException(step.id(), status, waited, waiting.polls));
        }
        Duration delay = waiting.next(Duration.between(waiting.since, now));
        publish(status, seen);
        return run.after(delay).thenCompose(due -> attempt());
    }

    private void publish(String status, Optional<NodeUpdate> nodes) {
        run.publish(new StepWaiting(
                run.scope().now(),
                step.id(),
                status,
                Duration.between(started, run.scope().now()),
                step.estimate(),
                nodes));
    }

    /** Is told that the deadline has passed. */
    CompletionStage<T> late(WaitTimedOutException failure) {
        return CompletableFuture.failedFuture(failure);
    }

    /** Says what it waits for, and comes back when that is over. */
    CompletionStage<T> waiting(ResourceState state, CompletableFuture<?> over) {
        publish(state.status(), Optional.empty());
        return over.thenCompose(due -> attempt());
    }

    /** Comes back after the given time. */
    CompletionStage<T> againIn(Duration delay) {
        return run.after(delay).thenCompose(due -> attempt());
    }

    <R> CompletionStage<R> fail(EksSdkException failure) {
        return CompletableFuture.failedFuture(failure);
    }

    private CompletionStage<T> cancelled() {
        return CompletableFuture.failedFuture(new OperationCancelledException(step.id(), List.of(), null));
    }

    private void retrying(AwsFault fault, Duration delay) {
        failed(fault);
        run.publish(new StepRetrying(run.scope().now(), step.id(), fault.error().toString(), delay));
    }

    /** The present wait. */
    private static final class Waiting {

        private final Work work;
        private final Instant since;
        private int polls;

        Waiting(Work work, Instant since) {
            this.work = work;
            this.since = since;
        }

        /** Nobody asks while nothing can have happened; after that, regularly. */
        Duration next(Duration elapsed) {
            polls++;
            Duration quiet = work.quiet().minus(elapsed);
            return quiet.compareTo(work.interval()) > 0 ? quiet : work.interval();
        }
    }

    /** Returns when the resource was made, as far as AWS tells; otherwise nothing. */
    static @Nullable Instant createdAt(ResourceState state) {
        String text = state.outputs().get("createdAt");
        return text == null || text.equals("null") ? null : Instant.parse(text);
    }
}
