package io.github.ekssdk.error;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A step of a plan failed and the rest of the plan was not run. The completed steps stand: planning and applying again
 * goes on from there. Failures of steps that ran at the same time are {@linkplain #getSuppressed() suppressed}
 * exceptions of this one.
 *
 * @since 0.1
 */
public class StepFailedException extends EksSdkException {

    private final String stepId;
    private final String reason;
    private final List<String> completedStepIds;
    private final List<HealthIssue> healthIssues;

    /**
     * Reports a failed step.
     *
     * @param stepId the step as the plan names it, for example {@code managedNodeGroup/general}
     * @param reason one or more sentences that say why
     * @param completedStepIds the steps that were completed, in the order of their completion
     * @param healthIssues what EKS reports as wrong with the resource, possibly nothing
     * @param cause what made the step fail, null when AWS only reported a failed state
     */
    public StepFailedException(
            String stepId,
            String reason,
            List<String> completedStepIds,
            List<HealthIssue> healthIssues,
            @Nullable Throwable cause) {
        super(describe(stepId, reason, completedStepIds.size(), healthIssues), cause);
        this.stepId = requireNonNull(stepId, "stepId");
        this.reason = requireNonNull(reason, "reason");
        this.completedStepIds = List.copyOf(completedStepIds);
        this.healthIssues = List.copyOf(healthIssues);
    }

    /** The step that failed, as the plan names it. */
    public String stepId() {
        return stepId;
    }

    /** The steps that were completed, in the order of their completion. */
    public List<String> completedStepIds() {
        return completedStepIds;
    }

    /** What EKS reports as wrong with the resource of the step; often the real reason, possibly empty. */
    public List<HealthIssue> healthIssues() {
        return healthIssues;
    }

    /** This failure, told when other steps have been completed meanwhile. */
    public StepFailedException withCompletedSteps(List<String> stepIds) {
        StepFailedException later = new StepFailedException(stepId, reason, stepIds, healthIssues, getCause());
        later.setStackTrace(getStackTrace());
        return later;
    }

    /** As the cause says; false without one. */
    @Override
    public boolean retryable() {
        return getCause() instanceof EksSdkException cause && cause.retryable();
    }

    private static String describe(String stepId, String reason, int completed, List<HealthIssue> issues) {
        String health = issues.stream()
                .map(issue -> "\n  " + issue)
                .collect(Collectors.joining("", issues.isEmpty() ? "" : "\nEKS reports:", ""));
        String stand = completed == 1 ? "1 completed step stands" : completed + " completed steps stand";
        return "Step " + stepId + " failed. " + reason + " " + stand + "; plan and apply again to go on." + health;
    }
}
