package io.github.ekssdk.testing.internal.service.cloudformation;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What an update does to each resource of a stack: what is new, what changes as it is, what takes another resource. */
final class UpdatePlan {
    private final Map<String, Made> present;
    private final Template before;
    private final Template after;
    private final Evaluator evaluator;
    private final Map<String, Step> steps = new LinkedHashMap<>();

    enum Action {
        ADD,
        MODIFY,
        REPLACE,
        REMOVE
    }

    /**
     * What happens to one resource.
     *
     * @param properties names of the properties that differ
     * @param made what is there, if anything
     */
    record Step(
            String logicalId,
            Action action,
            Set<String> properties,
            String type,
            @Nullable Made made) {
        boolean makes() {
            return action == Action.ADD || action == Action.REPLACE;
        }
    }

    private UpdatePlan(Map<String, Made> present, Template before, Template after, Evaluator evaluator) {
        this.present = present;
        this.before = before;
        this.after = after;
        this.evaluator = evaluator;
    }

    /** The steps in the order of the template, what goes at the end. */
    static List<Step> of(Map<String, Made> present, Template before, Template after, Evaluator evaluator) {
        return new UpdatePlan(present, before, after, evaluator).steps();
    }

    private List<Step> steps() {
        boolean grown = true;
        while (grown) {
            grown = false;
            for (String id : after.resources().keySet()) {
                Step known = steps.get(id);
                Step now = known == null || known.action() == Action.MODIFY ? look(id) : known;
                if (now != null && !now.equals(known)) {
                    steps.put(id, now);
                    grown = true;
                }
            }
        }
        Map<String, Step> ordered = new LinkedHashMap<>();
        after.resources().keySet().stream().filter(steps::containsKey).forEach(id -> ordered.put(id, steps.get(id)));
        present.forEach((id, made) -> {
            if (!after.resources().containsKey(id)) {
                ordered.put(id, step(made, Action.REMOVE, Set.of()));
            }
        });
        return List.copyOf(ordered.values());
    }

    private @Nullable Step look(String id) {
        Made made = present.get(id);
        if (!evaluator.holds(after.resource(id).get("Condition"))) {
            return made == null ? null : step(made, Action.REMOVE, Set.of());
        }
        if (made == null) {
            return new Step(id, Action.ADD, Set.of(), after.typeOf(id), null);
        }
        if (!before.typeOf(id).equals(after.typeOf(id))) {
            return step(made, Action.REPLACE, Set.of());
        }
        Set<String> properties = changed(made);
        if (properties.isEmpty()) {
            return null;
        }
        return step(made, made.kind().canChange(properties) ? Action.MODIFY : Action.REPLACE, properties);
    }

    private Step step(Made made, Action action, Set<String> properties) {
        String type = action == Action.REMOVE ? made.kind().type() : after.typeOf(made.logicalId());
        return new Step(made.logicalId(), action, properties, type, made);
    }

    private Set<String> changed(Made made) {
        Map<String, Object> wanted = Values.map(after.resource(made.logicalId()).get("Properties"));
        Map<String, Object> declared =
                Values.map(before.resource(made.logicalId()).get("Properties"));
        Set<String> names = new TreeSet<>(wanted.keySet());
        names.addAll(made.properties().keySet());
        names.removeIf(name -> isSame(made, name, wanted.get(name), declared.get(name)));
        return names;
    }

    private boolean isSame(Made made, String name, @Nullable Object wanted, @Nullable Object declared) {
        Set<String> references = References.in(wanted);
        if (references.isEmpty() && Json.of(wanted).equals(Json.of(declared))) {
            return true;
        }
        boolean pending = references.stream().map(steps::get).anyMatch(step -> step != null && step.makes());
        return !pending
                && Json.of(value(name, wanted)).equals(Json.of(made.properties().get(name)));
    }

    private @Nullable Object value(String name, @Nullable Object raw) {
        if (raw == null) {
            return null;
        }
        try {
            return evaluator.map(Map.of(name, raw)).get(name);
        } catch (AwsRefusal unknown) {
            return raw;
        }
    }
}
