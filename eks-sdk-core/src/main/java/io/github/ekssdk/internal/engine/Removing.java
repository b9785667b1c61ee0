package io.github.ekssdk.internal.engine;

import io.github.ekssdk.error.HealthIssue;
import io.github.ekssdk.error.StepFailedException;
import io.github.ekssdk.error.WaitTimedOutException;
import io.github.ekssdk.event.ProgressEvent.StepNoted;
import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.internal.graph.ResourceKind.Phase;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.plan.Step;
import io.github.ekssdk.state.ResourceState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Deletes a resource and waits until it is gone. */
final class Removing extends StepRun<Boolean> {

    /** How often a deletion that AWS gave up is asked for again. */
    private static final int ATTEMPTS = 3;

    /** How often in a row AWS must say that something is gone that may still flicker. */
    private static final int GONE = 2;

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private ResourceState state;
    private boolean asked;
    private int asks;
    private int deletions;
    private int gone;

    Removing(Run run, Step step, ResourceKind kind, ResourceState state) {
        super(run, step, kind, Verb.DELETE);
        this.state = state;
    }

    @Override
    ResourceState known() {
        return state;
    }

    @Override
    CompletionStage<Boolean> decide(Optional<ResourceState> found) {
        if (found.isEmpty() || !found.get().physicalId().equals(state.physicalId())) {
            return absent();
        }
        gone = 0;
        Phase phase = kind.phase(found.get());
        state = found.get();
        if (phase == Phase.DELETING || (asked && phase != Phase.FAILED)) {
            return again(state.status());
        }
        if (phase == Phase.FAILED && asks >= ATTEMPTS) {
            return fail(notDeleted("AWS could not delete it, " + ATTEMPTS + " times."));
        }
        if (deletions >= ATTEMPTS) {
            return fail(notDeleted("It has been deleted " + ATTEMPTS
                    + " times and is there again each time. See what makes it, such as logging of a cluster that is"
                    + " still there; then plan again."));
        }
        asks++;
        return change(this::delete, done -> deleted());
    }

    private CompletionStage<Boolean> absent() {
        gone++;
        return !asked || !kind.deletionTakesTime() || gone >= GONE
                ? CompletableFuture.completedFuture(true)
                : againIn(LOOK_AGAIN);
    }

    private boolean delete() {
        kind.delete(run.scope().aws(), run.scope().owner(), state);
        return true;
    }

    private CompletionStage<Boolean> deleted() {
        deletions++;
        if (!kind.comesBackWithin().isZero()) {
            return againIn(kind.comesBackWithin());
        }
        if (!kind.deletionTakesTime()) {
            return CompletableFuture.completedFuture(true);
        }
        asked = true;
        waitFor(Verb.DELETE, run.scope().now());
        return again("DELETING");
    }

    @Override
    CompletionStage<Boolean> late(WaitTimedOutException failure) {
        Optional<String> otherwise = kind.leftStanding(state);
        if (otherwise.isEmpty()) {
            return super.late(failure);
        }
        run.publish(new StepNoted(run.scope().now(), step.id(), otherwise.get()));
        return CompletableFuture.completedFuture(false);
    }

    private StepFailedException notDeleted(String reason) {
        List<HealthIssue> issues = state.issues().stream()
                .map(issue -> new HealthIssue(state.status(), issue, List.of(state.physicalId())))
                .toList();
        return new StepFailedException(step.id(), reason, run.completed(), issues, null);
    }
}
