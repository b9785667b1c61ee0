package io.github.ekssdk.event;

import io.github.ekssdk.internal.DurationText;
import io.github.ekssdk.plan.StepAction;
import io.github.ekssdk.state.NodeUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that happened while a plan was applied.
 *
 * <p>The grammar: one {@link OperationStarted}; then for each step a {@link StepStarted}, any number of {@link StepWaiting},
 * {@link StepRetrying} and {@link StepNoted}, and one of {@link StepCompleted} and {@link StepFailed}; {@link StepSkipped} for a step that was
 * never started because something it needs failed or the operation was cancelled; at the end one of {@link OperationCompleted} and
 * {@link OperationFailed}. A step that replaces a resource is started and ended once for its deletion and once for its
 * creation.
 *
 * @since 0.1
 */
public sealed interface ProgressEvent {

    /** Returns when it happened. */
    Instant at();

    /** Returns one line for people. */
    String describe();

    /**
     * A plan is being applied.
     *
     * @param at when it happened
     * @param clusterName the cluster
     * @param stepIds the ids of the steps that will do something
     * @param estimate about how long it will take
     */
    record OperationStarted(Instant at, String clusterName, List<String> stepIds, Duration estimate)
            implements ProgressEvent {
        @Override
        public String describe() {
            return "Applying " + stepIds.size() + " steps to " + clusterName + ", about "
                    + DurationText.about(estimate);
        }
    }

    /**
     * A step began.
     *
     * @param at when it happened
     * @param stepId the step
     * @param action what it does
     * @param estimate about how long it will take
     */
    record StepStarted(Instant at, String stepId, StepAction action, Duration estimate) implements ProgressEvent {
        @Override
        public String describe() {
            return stepId + ": " + action.name().toLowerCase(Locale.ROOT) + ", about " + DurationText.about(estimate);
        }
    }

    /**
     * AWS is at work on a step's resource.
     *
     * @param at when it happened
     * @param stepId the step
     * @param status AWS's word for the resource's state
     * @param elapsed how long the step has run
     * @param estimate about how long it takes in all
     * @param nodeUpdate how far a managed node group is that moves to new nodes; nothing of other resources, or where the caller may
     *     not make the call {@code autoscaling:DescribeAutoScalingGroups}
     */
    record StepWaiting(
            Instant at,
            String stepId,
            String status,
            Duration elapsed,
            Duration estimate,
            Optional<NodeUpdate> nodeUpdate)
            implements ProgressEvent {

        /** Tells of a resource that has no nodes to be updated. */
        public StepWaiting(Instant at, String stepId, String status, Duration elapsed, Duration estimate) {
            this(at, stepId, status, elapsed, estimate, Optional.empty());
        }

        @Override
        public String describe() {
            return stepId + ": " + status
                    + nodeUpdate.map(update -> ", " + update + ",").orElse("") + " for "
                    + DurationText.of(elapsed) + " of about " + DurationText.about(estimate);
        }
    }

    /**
     * A call failed in a way that passes, and will be made again.
     *
     * @param at when it happened
     * @param stepId the step
     * @param reason why, in AWS's words
     * @param delay after which time
     */
    record StepRetrying(Instant at, String stepId, String reason, Duration delay) implements ProgressEvent {
        @Override
        public String describe() {
            return stepId + ": again in " + DurationText.of(delay) + ", because " + reason;
        }
    }

    /**
     * A step ends otherwise than planned, though the operation goes on.
     *
     * @param at when it happened
     * @param stepId the step
     * @param message what is otherwise, and what becomes of it, in whole sentences
     */
    record StepNoted(Instant at, String stepId, String message) implements ProgressEvent {
        @Override
        public String describe() {
            return stepId + ": " + message;
        }
    }

    /**
     * A step is done.
     *
     * @param at when it happened
     * @param stepId the step
     * @param action what it did
     * @param elapsed how long it took
     */
    record StepCompleted(Instant at, String stepId, StepAction action, Duration elapsed) implements ProgressEvent {
        @Override
        public String describe() {
            return stepId + ": done in " + DurationText.of(elapsed);
        }
    }

    /**
     * A step failed.
     *
     * @param at when it happened
     * @param stepId the step
     * @param message why
     * @param elapsed how long it took
     */
    record StepFailed(Instant at, String stepId, String message, Duration elapsed) implements ProgressEvent {
        @Override
        public String describe() {
            return stepId + ": failed after " + DurationText.of(elapsed) + ": " + message;
        }
    }

    /**
     * A step will not be tried.
     *
     * @param at when it happened
     * @param stepId the step
     * @param reason why
     */
    record StepSkipped(Instant at, String stepId, String reason) implements ProgressEvent {
        @Override
        public String describe() {
            return stepId + ": skipped, because " + reason;
        }
    }

    /**
     * Everything is as the plan says.
     *
     * @param at when it happened
     * @param clusterName the cluster
     * @param elapsed how long it took
     */
    record OperationCompleted(Instant at, String clusterName, Duration elapsed) implements ProgressEvent {
        @Override
        public String describe() {
            return clusterName + ": done in " + DurationText.of(elapsed);
        }
    }

    /**
     * Applying ended early.
     *
     * @param at when it happened
     * @param clusterName the cluster
     * @param message why
     * @param elapsed how long it took
     */
    record OperationFailed(Instant at, String clusterName, String message, Duration elapsed) implements ProgressEvent {
        @Override
        public String describe() {
            return clusterName + ": failed after " + DurationText.of(elapsed) + ": " + message;
        }
    }
}
