package io.github.ekssdk.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation was cancelled, or the thread that waited for it was interrupted (its interrupt flag is set again). Calls
 * already sent to AWS are not taken back; the completed steps stand, and planning and applying again goes on from
 * there.
 *
 * @since 0.1
 */
public class OperationCancelledException extends EksSdkException {

    private final List<String> completedStepIds;

    /**
     * Reports a cancelled operation.
     *
     * @param operation what was going on, for example {@code Applying the plan of cluster prod}
     * @param completedStepIds the steps that were completed, in the order of their completion
     * @param cause the interruption, null after a plain cancel
     */
    public OperationCancelledException(String operation, List<String> completedStepIds, @Nullable Throwable cause) {
        super(
                "%s was cancelled after %d completed %s. What was made so far stands; plan and apply again to go on."
                        .formatted(operation, completedStepIds.size(), completedStepIds.size() == 1 ? "step" : "steps"),
                cause);
        this.completedStepIds = List.copyOf(completedStepIds);
    }

    /** The steps that were completed, in the order of their completion. */
    public List<String> completedStepIds() {
        return completedStepIds;
    }
}
