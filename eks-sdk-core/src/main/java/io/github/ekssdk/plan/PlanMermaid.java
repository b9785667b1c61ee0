package io.github.ekssdk.plan;

import io.github.ekssdk.internal.DurationText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Renders a plan as a Mermaid flowchart: an arrow leads from a step to those that wait for it. Where a way by other arrows leads there
 * already, there is none.
 */
final class PlanMermaid {

    private final Plan plan;
    private final Map<String, String> nodeIds = new LinkedHashMap<>();
    private final Map<String, Set<String>> waitedFor = new HashMap<>();

    private PlanMermaid(Plan plan) {
        this.plan = plan;
        Set<String> taken = new HashSet<>();
        plan.steps().forEach(step -> nodeIds.put(step.id(), unique(step.id(), taken)));
        plan.steps().forEach(step -> waitedFor.put(step.id(), before(step)));
    }

    /** Everything that is done before a step; a plan names each step after those that it waits for. */
    private Set<String> before(Step step) {
        Set<String> before = new HashSet<>(step.dependsOn());
        step.dependsOn().forEach(needed -> before.addAll(waitedFor.getOrDefault(needed, Set.of())));
        return before;
    }

    static String render(Plan plan) {
        return new PlanMermaid(plan).render();
    }

    private String render() {
        StringBuilder out = new StringBuilder("flowchart LR\n");
        plan.steps().forEach(step -> out.append(node(step)));
        plan.steps().forEach(step -> edges(step, out));
        return out.append("""
                classDef keep fill:#eeeeee,stroke:#999999,color:#333333
                classDef await fill:#dbe9ff,stroke:#1f5fa8,color:#000000
                classDef create fill:#d4f4d7,stroke:#2e7d32,color:#000000
                classDef update fill:#fff3cd,stroke:#b58900,color:#000000
                classDef replace fill:#ffd8b0,stroke:#c75b00,color:#000000
                classDef delete fill:#f8d7da,stroke:#b71c1c,color:#000000
            """).toString();
    }

    private String node(Step step) {
        String word = step.action().name().toLowerCase(Locale.ROOT);
        String label = escape(step.id()) + "<br/>" + word
                + (step.action() == StepAction.KEEP ? "" : ", about " + DurationText.about(step.estimate()));
        return "    " + nodeIds.get(step.id()) + "[\"" + label + "\"]:::" + word + "\n";
    }

    private void edges(Step step, StringBuilder out) {
        for (String needed : step.dependsOn()) {
            String from = nodeIds.get(needed);
            if (from != null && isNext(needed, step)) {
                out.append("    ").append(from).append(" --> ");
                out.append(nodeIds.get(step.id())).append('\n');
            }
        }
    }

    private boolean isNext(String needed, Step step) {
        return step.dependsOn().stream()
                .noneMatch(other -> waitedFor.getOrDefault(other, Set.of()).contains(needed));
    }

    /** Mermaid takes letters, digits and underscores in ids, and stumbles over words of its own such as "end". */
    private static String unique(String stepId, Set<String> taken) {
        String base = "s_" + stepId.replaceAll("[^A-Za-z0-9]", "_");
        String id = base;
        for (int i = 2; !taken.add(id); i++) {
            id = base + "_" + i;
        }
        return id;
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(point -> {
            boolean plain = Character.isLetterOrDigit(point) || "/-_. :".indexOf(point) >= 0;
            escaped.append(plain ? Character.toString(point) : "#" + point + ";");
        });
        return escaped.toString();
    }
}
