package io.github.ekssdk.internal.engine;

import io.github.ekssdk.plan.FieldChange;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.plan.Step;
import io.github.ekssdk.plan.StepAction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Checks that what would be done now is what the plan that was approved says, or less. */
final class Approval {

    private Approval() {}

    /**
     * Returns how what is to be done now goes beyond what was approved, a line for each step.
     *
     * @param createdWhole tells the resources that one call creates with all of their settings
     */
    static List<String> excesses(Plan approved, Plan now, Predicate<Step> createdWhole) {
        List<String> excesses = new ArrayList<>();
        for (Step step : now.steps()) {
            Optional<Step> agreed = approved.step(step.id());
            StepAction allowed = agreed.map(Step::action).orElse(StepAction.KEEP);
            if (!covers(allowed, step.action()) || (createdWhole.test(step) && unannounced(agreed, step))) {
                excesses.add(step.id() + " would be " + word(step.action()) + ", where the plan says " + word(allowed)
                        + ": it " + step.reason());
            } else if (allowed == StepAction.UPDATE && step.action() == StepAction.UPDATE) {
                extraFields(agreed.orElseThrow(), step)
                        .forEach(field -> excesses.add(step.id() + " would have " + field + " changed as well"));
            }
        }
        return excesses;
    }

    private static boolean covers(StepAction allowed, StepAction action) {
        return switch (allowed) {
            case CREATE -> action != StepAction.REPLACE && action != StepAction.DELETE;
            case UPDATE -> waits(action) || action == StepAction.UPDATE;
            case REPLACE -> action != StepAction.DELETE;
            case DELETE -> action == StepAction.KEEP || action == StepAction.DELETE;
            case KEEP, AWAIT -> waits(action);
        };
    }

    private static boolean waits(StepAction action) {
        return action == StepAction.KEEP || action == StepAction.AWAIT;
    }

    /** What one call creates is never half created, so changing it is something that the plan does not say. */
    private static boolean unannounced(Optional<Step> agreed, Step now) {
        return now.action() == StepAction.UPDATE
                && agreed.filter(step -> step.action() == StepAction.CREATE)
                        .filter(step -> !step.awsCalls().containsAll(now.awsCalls()))
                        .isPresent();
    }

    /** A resource that was at work when it was planned showed nothing of its settings, so nothing is extra. */
    private static Set<String> extraFields(Step agreed, Step now) {
        if (agreed.changes().isEmpty()) {
            return Set.of();
        }
        Set<String> fields = new HashSet<>();
        now.changes().forEach(change -> fields.add(change.field()));
        agreed.changes().stream().map(FieldChange::field).forEach(fields::remove);
        return fields;
    }

    private static String word(StepAction action) {
        return switch (action) {
            case KEEP -> "kept";
            case AWAIT -> "awaited";
            case CREATE -> "created";
            case UPDATE -> "updated";
            case REPLACE -> "replaced";
            case DELETE -> "deleted";
        };
    }
}
