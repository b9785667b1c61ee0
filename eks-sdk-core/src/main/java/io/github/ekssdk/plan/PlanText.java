package io.github.ekssdk.plan;

import io.github.ekssdk.internal.DurationText;
import io.github.ekssdk.state.ResourceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Renders a plan for people to read and approve. */
final class PlanText {

    private static final String INDENT = "      ";
    private static final Set<String> EMPTY = Set.of("{}", "[]", "none");
    private static final Pattern SEVERAL_UNKNOWN =
            Pattern.compile("\\[\\(known after apply\\)(, \\(known after apply\\))+\\]");

    private final Plan plan;
    private final StringBuilder out = new StringBuilder();

    private PlanText(Plan plan) {
        this.plan = plan;
    }

    static String render(Plan plan) {
        return new PlanText(plan).render();
    }

    private String render() {
        header();
        warnings();
        steps();
        howToAllow();
        howToAllowDeletion();
        howToAllowLockOut();
        kept();
        iamActions();
        return out.toString();
    }

    private void header() {
        line("Plan for cluster " + TextLines.clean(plan.clusterName()) + " in account " + plan.accountId() + ", region "
                + plan.region());
        if (plan.isEmpty()) {
            line("Nothing to do: everything is as it should be.");
            return;
        }
        line(counts() + "; about " + DurationText.about(plan.estimate()) + ".");
    }

    private String counts() {
        List<String> parts = new ArrayList<>();
        count(parts, StepAction.CREATE, "to create");
        count(parts, StepAction.UPDATE, "to update");
        count(parts, StepAction.REPLACE, "to replace");
        count(parts, StepAction.DELETE, "to delete");
        count(parts, StepAction.AWAIT, "to wait for");
        return String.join(", ", parts);
    }

    private void count(List<String> parts, StepAction action, String words) {
        long count = count(action);
        if (count > 0) {
            parts.add(count + " " + words);
        }
    }

    private long count(StepAction action) {
        return plan.steps().stream().filter(step -> step.action() == action).count();
    }

    private void warnings() {
        if (!plan.warnings().isEmpty() || !plan.lockOuts().isEmpty()) {
            line("");
        }
        for (String warning : plan.warnings()) {
            wrapped("! ", "  ", List.of(TextLines.clean(warning).split(" ")), " ");
        }
        for (String lockOut : plan.lockOuts()) {
            wrapped("!! Locks out: ", "   ", List.of(TextLines.clean(lockOut).split(" ")), " ");
        }
    }

    private void steps() {
        if (!plan.isEmpty()) {
            line("");
        }
        plan.changes().forEach(this::step);
    }

    private void step(Step step) {
        String reason = step.reason().isBlank() ? "" : ": " + TextLines.clean(step.reason());
        line(sign(step.action()) + TextLines.clean(step.id()) + physicalId(step) + reason + " (" + remarks(step) + ")");
        if (step.action() == StepAction.CREATE) {
            wrapped(INDENT, INDENT, settings(step), ", ");
        } else {
            step.changes().forEach(this::change);
        }
        if (!step.awsCalls().isEmpty()) {
            wrapped(INDENT + "calls ", INDENT + "  ", step.awsCalls(), ", ");
        }
    }

    private static String sign(StepAction action) {
        return switch (action) {
            case KEEP -> "    ";
            case AWAIT -> "  … ";
            case CREATE -> "  + ";
            case UPDATE -> "  ~ ";
            case REPLACE -> "-/+ ";
            case DELETE -> "  - ";
        };
    }

    private String physicalId(Step step) {
        ResourceState state = plan.observed().get(step.id());
        return state == null || state.physicalId().equals(step.name())
                ? ""
                : " [" + TextLines.clean(state.physicalId()) + "]";
    }

    private String remarks(Step step) {
        List<String> remarks = new ArrayList<>();
        remarks.add("about " + DurationText.about(step.estimate()));
        if (step.disruptive()) {
            remarks.add("disrupts running work");
        }
        if (!step.reversible()) {
            remarks.add("cannot be undone");
        }
        return String.join("; ", remarks);
    }

    /** What a new resource does not have is not worth a word. */
    private static List<String> settings(Step step) {
        return step.changes().stream()
                .filter(change -> change.after().filter(EMPTY::contains).isEmpty())
                .flatMap(change -> Stream.of((change.field() + " = " + value(change.after())).split(", ")))
                .toList();
    }

    private static String value(Optional<String> value) {
        String text = TextLines.clean(value.orElse("none"));
        Matcher unknown = SEVERAL_UNKNOWN.matcher(text);
        return unknown.matches() ? text.split(", ").length + " × (known after apply)" : text;
    }

    private void change(FieldChange change) {
        String before = INDENT + change.field() + ": " + value(change.before());
        String after = " → " + value(change.after()) + (change.forcesReplacement() ? "  (forces replacement)" : "");
        if (before.length() + after.length() <= TextLines.WIDTH) {
            line(before + after);
        } else {
            line(before);
            line(INDENT + " " + after);
        }
    }

    private void howToAllow() {
        List<String> refused = plan.changes().stream()
                .filter(step -> step.action() == StepAction.REPLACE && step.disruptive())
                .map(Step::id)
                .filter(id -> !plan.allowedReplacements().contains(id))
                .map(id -> '"' + TextLines.clean(id) + '"')
                .toList();
        if (!refused.isEmpty()) {
            line("");
            line("Applying refuses to replace what you have not allowed to be replaced. To allow it, apply");
            line("    plan.allowingReplacement(" + String.join(", ", refused) + ")");
        }
    }

    private void howToAllowDeletion() {
        List<String> refused = plan.deletionsToAllow().stream()
                .map(id -> '"' + TextLines.clean(id) + '"')
                .toList();
        if (!refused.isEmpty()) {
            line("");
            line("Applying refuses to delete what could never be recovered. To allow it, apply");
            line("    plan.allowingDeletion(" + String.join(", ", refused) + ")");
        }
    }

    private void howToAllowLockOut() {
        if (!plan.lockOuts().isEmpty() && !plan.lockOutAllowed()) {
            line("");
            line("Applying refuses to lock anybody out. To allow it, apply");
            line("    plan.allowingLockOut()");
        }
    }

    private void kept() {
        long kept = count(StepAction.KEEP);
        if (kept > 0) {
            line("");
            line("    " + kept + (kept == 1 ? " resource stays as it is." : " resources stay as they are."));
        }
    }

    private void iamActions() {
        Map<String, TreeSet<String>> byService = new TreeMap<>();
        plan.changes().stream().flatMap(step -> step.iamActions().stream()).forEach(action -> {
            int colon = action.indexOf(':');
            byService
                    .computeIfAbsent(action.substring(0, colon + 1), service -> new TreeSet<>())
                    .add(action.substring(colon + 1));
        });
        if (byService.isEmpty()) {
            return;
        }
        line("");
        line("IAM actions needed:");
        byService.forEach((service, actions) -> wrapped("    " + service + " ", INDENT + "  ", actions, ", "));
    }

    private void wrapped(String first, String next, Iterable<String> items, String separator) {
        TextLines.wrap(first, next, items, separator).forEach(this::line);
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}
