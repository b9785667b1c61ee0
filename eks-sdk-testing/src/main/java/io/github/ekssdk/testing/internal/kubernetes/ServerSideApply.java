package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ekssdk.testing.internal.kubernetes.Structure.How;
import io.github.ekssdk.testing.internal.kubernetes.Structure.Merging;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Server-side apply: what a manager wants is merged in, what it wanted before and nobody else does, goes. */
final class ServerSideApply {
    private static final Comparator<List<String>> BY_STEPS = Comparator.comparing(path -> String.join("\n", path));

    private final ResourceType type;
    private final Structure structure;
    private final Writer writer;
    private final boolean force;

    ServerSideApply(ResourceType type, Writer writer, boolean force) {
        this.type = type;
        this.structure = new Structure(type);
        this.writer = writer;
        this.force = force;
    }

    /** Who manages the fields of an object; all that nobody manages belongs to whoever was there before. */
    private List<Manager> managers(ObjectNode live) {
        List<Manager> managers = ManagedFields.read(live);
        Set<List<String>> all = Leaves.of(live, structure).keySet();
        return managers.isEmpty() && !all.isEmpty()
                ? List.of(new Manager("before-first-apply", "Update", type.apiVersion(), "", writer.time(), all))
                : managers;
    }

    /**
     * The object after the configuration was applied.
     *
     * @throws ApiFailure if others manage fields that it would change, and force is not used
     */
    ObjectNode apply(ObjectNode live, ObjectNode config) {
        Map<List<String>, JsonNode> wanted = Leaves.of(config, structure);
        Map<List<String>, JsonNode> present = Leaves.of(live, structure);
        List<Manager> others = new ArrayList<>();
        Manager own = null;
        for (Manager manager : managers(live)) {
            if (manager.isSameAs(writer.manager(), "Apply", writer.subresource())) {
                own = manager;
            } else {
                others.add(manager);
            }
        }
        others = settle(others, wanted, present);
        ObjectNode merged = live.deepCopy();
        merge(merged, config, List.of());
        prune(merged, own, wanted.keySet(), others);
        return noted(live, merged, own, wanted.keySet(), others);
    }

    /** Leaves each field with one manager if values differ: refuses, or takes it from the others by force. */
    private List<Manager> settle(
            List<Manager> others, Map<List<String>, JsonNode> wanted, Map<List<String>, JsonNode> present) {
        Map<String, Set<List<String>>> conflicts = new TreeMap<>();
        List<Manager> left = new ArrayList<>();
        for (Manager other : others) {
            Set<List<String>> kept = new LinkedHashSet<>();
            for (List<String> path : other.fields()) {
                JsonNode value = wanted.get(path);
                if (value == null || value.equals(present.get(path))) {
                    kept.add(path);
                } else {
                    conflicts
                            .computeIfAbsent(other.words(), words -> new TreeSet<>(BY_STEPS))
                            .add(path);
                }
            }
            left.add(other.with(kept));
        }
        if (!conflicts.isEmpty() && !force) {
            throw refusal(conflicts);
        }
        return left;
    }

    private static ApiFailure refusal(Map<String, Set<List<String>>> conflicts) {
        int count = conflicts.values().stream().mapToInt(Set::size).sum();
        StringBuilder message =
                new StringBuilder("Apply failed with " + count + (count == 1 ? " conflict: " : " conflicts: "));
        List<String> blocks = new ArrayList<>();
        conflicts.forEach((manager, paths) -> {
            if (count == 1) {
                blocks.add("conflict with " + manager + ": "
                        + words(paths.iterator().next()));
            } else {
                StringBuilder block = new StringBuilder("conflicts with " + manager + ":");
                paths.forEach(path -> block.append("\n- ").append(words(path)));
                blocks.add(block.toString());
            }
        });
        ApiFailure failure = new ApiFailure(
                409, "Conflict", message.append(String.join("\n", blocks)).toString());
        conflicts.forEach((manager, paths) ->
                paths.forEach(path -> failure.cause("FieldManagerConflict", "conflict with " + manager, words(path))));
        return failure;
    }

    /** A path as messages say it: {@code .spec.template.spec.containers[name="app"].image}. */
    static String words(List<String> path) {
        StringBuilder words = new StringBuilder();
        for (String step : path) {
            String rest = step.substring(2);
            if (step.startsWith("f:")) {
                words.append('.').append(rest);
            } else if (step.startsWith("v:")) {
                words.append("[=").append(rest).append(']');
            } else {
                List<String> keys = new ArrayList<>();
                Trees.parse(rest.getBytes(StandardCharsets.UTF_8))
                        .properties()
                        .forEach(key -> keys.add(key.getKey() + "=" + key.getValue()));
                words.append('[').append(String.join(",", keys)).append(']');
            }
        }
        return words.toString();
    }

    private void merge(ObjectNode into, ObjectNode config, List<String> fields) {
        config.properties().forEach(field -> {
            List<String> below = Structure.below(fields, field.getKey());
            JsonNode value = field.getValue();
            JsonNode present = into.path(field.getKey());
            boolean granular = value.isObject() && structure.map(below).how() != How.ATOMIC;
            if (granular && present instanceof ObjectNode object) {
                merge(object, (ObjectNode) value, below);
            } else if (value instanceof ArrayNode wanted && present instanceof ArrayNode list) {
                mergeList(into, field.getKey(), list, wanted, below);
            } else if (value.isNull()) {
                into.remove(field.getKey());
            } else {
                into.set(field.getKey(), value.deepCopy());
            }
        });
    }

    private void mergeList(ObjectNode into, String name, ArrayNode list, ArrayNode wanted, List<String> fields) {
        Merging merging = structure.list(fields);
        if (merging.how() == How.ATOMIC) {
            into.set(name, wanted.deepCopy());
            return;
        }
        for (JsonNode item : wanted) {
            JsonNode same = find(list, item, merging);
            if (same == null) {
                list.add(item.deepCopy());
            } else if (same instanceof ObjectNode object) {
                merge(object, (ObjectNode) item, fields);
            }
        }
    }

    private static @Nullable JsonNode find(ArrayNode list, JsonNode item, Merging merging) {
        for (JsonNode candidate : list) {
            boolean same = merging.how() == How.SET
                    ? candidate.equals(item)
                    : Leaves.keyOf(candidate, merging).equals(Leaves.keyOf(item, merging));
            if (same) {
                return candidate;
            }
        }
        return null;
    }

    /** Whole items of lists go before their fields, as an item without its keys would not be found any more. */
    private void prune(ObjectNode merged, @Nullable Manager own, Set<List<String>> wanted, List<Manager> others) {
        if (own == null) {
            return;
        }
        Set<List<String>> kept = new HashSet<>(wanted);
        others.forEach(other -> kept.addAll(other.fields()));
        own.fields().stream()
                .filter(path -> !kept.contains(path))
                .sorted(Comparator.comparingInt(List::size))
                .filter(path -> kept.stream().noneMatch(one -> startsWith(one, path)))
                .forEach(path -> remove(merged, path, List.of()));
    }

    private static boolean startsWith(List<String> path, List<String> start) {
        return path.size() > start.size() && path.subList(0, start.size()).equals(start);
    }

    /** Removes what is at a path, and what became empty by that; tells whether the node is empty now. */
    private boolean remove(JsonNode node, List<String> path, List<String> fields) {
        String step = path.get(0);
        List<String> rest = path.subList(1, path.size());
        if (node instanceof ObjectNode object && step.startsWith("f:")) {
            String name = step.substring(2);
            JsonNode below = object.path(name);
            if (rest.isEmpty() || (!below.isMissingNode() && remove(below, rest, Structure.below(fields, name)))) {
                object.remove(name);
            }
            return object.isEmpty();
        }
        if (node instanceof ArrayNode list) {
            Merging merging = structure.list(fields);
            for (int i = list.size() - 1; i >= 0; i--) {
                JsonNode item = list.get(i);
                boolean meant = step.startsWith("v:")
                        ? step.equals("v:" + item)
                        : merging.how() == How.MAP
                                && Leaves.keyOf(item, merging).equals(step);
                if (meant && (rest.isEmpty() || remove(item, rest, fields))) {
                    list.remove(i);
                }
            }
            return list.isEmpty();
        }
        return false;
    }

    private ObjectNode noted(
            ObjectNode live, ObjectNode merged, @Nullable Manager own, Set<List<String>> wanted, List<Manager> others) {
        boolean same =
                own != null && own.fields().equals(wanted) && own.apiVersion().equals(type.apiVersion());
        boolean nothingNew = same && withoutManagers(live).equals(withoutManagers(merged));
        String time = own != null && nothingNew ? own.time() : writer.time();
        List<Manager> managers = new ArrayList<>();
        managers.add(new Manager(writer.manager(), "Apply", type.apiVersion(), writer.subresource(), time, wanted));
        managers.addAll(others);
        ManagedFields.write(merged, managers);
        return merged;
    }

    static ObjectNode withoutManagers(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        Trees.child(copy, "metadata").remove("managedFields");
        return copy;
    }
}
