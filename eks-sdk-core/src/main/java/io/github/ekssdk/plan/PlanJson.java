package io.github.ekssdk.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ekssdk.state.ResourceState;
import java.util.Locale;
import java.util.TreeSet;

/** Renders a plan for programs. Fields may be added; one that is removed or changes its meaning raises the version. */
final class PlanJson {

    private static final int SCHEMA_VERSION = 1;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectWriter WRITER = new ObjectMapper().writer(printer());

    private PlanJson() {}

    static String render(Plan plan) {
        ObjectNode root = NODES.objectNode();
        root.put("schemaVersion", SCHEMA_VERSION);
        root.put("clusterName", plan.clusterName());
        root.put("accountId", plan.accountId());
        root.put("region", plan.region());
        root.put("deletesCluster", plan.deletesCluster());
        ObjectNode resolved = root.putObject("resolved");
        plan.resolved().forEach((path, answers) -> resolved.set(path, array(answers)));
        root.put("estimateSeconds", plan.estimate().toSeconds());
        root.set("counts", counts(plan));
        root.set("warnings", array(plan.warnings()));
        root.set("allowedReplacements", array(new TreeSet<>(plan.allowedReplacements())));
        if (!plan.deletionsToAllow().isEmpty()) {
            root.set("deletionsToAllow", array(plan.deletionsToAllow()));
        }
        if (!plan.lockOuts().isEmpty()) {
            root.set("lockOuts", array(plan.lockOuts()));
            root.put("lockOutAllowed", plan.lockOutAllowed());
        }
        ArrayNode steps = root.putArray("steps");
        plan.steps().forEach(step -> steps.add(step(plan, step)));
        return write(root) + "\n";
    }

    private static ObjectNode counts(Plan plan) {
        ObjectNode counts = NODES.objectNode();
        for (StepAction action : StepAction.values()) {
            counts.put(
                    word(action),
                    plan.steps().stream()
                            .filter(step -> step.action() == action)
                            .count());
        }
        return counts;
    }

    private static ObjectNode step(Plan plan, Step step) {
        ObjectNode node = NODES.objectNode();
        node.put("id", step.id());
        node.put("action", word(step.action()));
        node.put("reason", step.reason());
        ResourceState state = plan.observed().get(step.id());
        if (state != null) {
            node.put("physicalId", state.physicalId());
            node.put("status", state.status());
        }
        ArrayNode changes = node.putArray("changes");
        step.changes().forEach(change -> changes.add(change(change)));
        node.put("disruptive", step.disruptive());
        node.put("reversible", step.reversible());
        node.put("estimateSeconds", step.estimate().toSeconds());
        node.set("awsCalls", array(step.awsCalls()));
        node.set("iamActions", array(step.iamActions()));
        node.set("dependsOn", array(step.dependsOn()));
        return node;
    }

    private static ObjectNode change(FieldChange change) {
        ObjectNode node = NODES.objectNode();
        node.put("field", change.field());
        node.put("before", change.before().orElse(null));
        node.put("after", change.after().orElse(null));
        node.put("forcesReplacement", change.forcesReplacement());
        return node;
    }

    private static String word(StepAction action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    private static ArrayNode array(Iterable<String> texts) {
        ArrayNode array = NODES.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static String write(ObjectNode root) {
        try {
            return WRITER.writeValueAsString(root);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A tree of texts and numbers can always be written.", impossible);
        }
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    }
}
