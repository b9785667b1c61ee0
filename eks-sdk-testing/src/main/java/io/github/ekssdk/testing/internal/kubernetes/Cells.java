package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Cells that are more than the value at a path, by the names that {@code columns.txt} gives them. */
final class Cells {
    private static final int SHOWN = 3;
    private static final Map<String, Cell> NAMED = new HashMap<>();

    static {
        NAMED.put("age", (object, now) -> Ages.since(Trees.text(object, "metadata", "creationTimestamp"), now));
        NAMED.put(
                "dataCount",
                (object, now) -> String.valueOf(Trees.at(object, "data").size()
                        + Trees.at(object, "binaryData").size()));
        NAMED.put("lastSeen", (event, now) -> Ages.since(Trees.text(event, "lastTimestamp"), now));
        NAMED.put("firstSeen", (event, now) -> Ages.since(Trees.text(event, "firstTimestamp"), now));
        NAMED.put("eventCount", (event, now) -> String.valueOf(Trees.number(event, 1, "count")));
        NAMED.put(
                "eventObject",
                (event, now) -> Trees.text(event, "involvedObject", "kind").toLowerCase(Locale.ROOT) + "/"
                        + Trees.text(event, "involvedObject", "name"));
        NAMED.put("eventSource", (event, now) -> Trees.text(event, "source", "component"));
        NAMED.put("quotaRequest", (quota, now) -> quota(quota, false));
        NAMED.put("quotaLimit", (quota, now) -> quota(quota, true));
        NAMED.put(
                "roleReference",
                (binding, now) ->
                        Trees.text(binding, "roleRef", "kind") + "/" + Trees.text(binding, "roleRef", "name"));
        NAMED.put("users", (binding, now) -> subjects(binding, "User"));
        NAMED.put("groups", (binding, now) -> subjects(binding, "Group"));
        NAMED.put("accounts", (binding, now) -> subjects(binding, "ServiceAccount"));
        NAMED.put("controller", (object, now) -> controller(object));
        NAMED.put("globalDefault", (object, now) -> flag(object.path("globalDefault")));
        NAMED.put("requestCondition", (request, now) -> {
            String states = String.join(",", texts(Trees.at(request, "status", "conditions"), "type"));
            return states.isEmpty() ? "Pending" : states;
        });
        NAMED.put(
                "apiService",
                (object, now) -> Trees.isSet(object, "spec", "service")
                        ? Trees.text(object, "spec", "service", "namespace") + "/"
                                + Trees.text(object, "spec", "service", "name")
                        : "Local");
        NAMED.put("apiAvailable", (object, now) -> Pods.hasCondition(object, "Available") ? "True" : "False");
        NAMED.put(
                "paramKind",
                (policy, now) -> Trees.isSet(policy, "spec", "paramKind")
                        ? Trees.text(policy, "spec", "paramKind", "apiVersion") + "/"
                                + Trees.text(policy, "spec", "paramKind", "kind")
                        : "<unset>");
        NAMED.put(
                "paramReference",
                (binding, now) -> Trees.isSet(binding, "spec", "paramRef")
                        ? Trees.text(binding, "spec", "paramRef", "name")
                        : "<unset>");
        NAMED.putAll(WorkloadCells.named());
        NAMED.putAll(NetworkCells.named());
        NAMED.putAll(StorageCells.named());
    }

    private Cells() {}

    static Cell named(String name) {
        Cell cell = NAMED.get(name);
        if (cell == null) {
            throw new IllegalStateException("columns.txt names a cell that there is not: " + name);
        }
        return cell;
    }

    /** A boolean that is false where nothing is said. */
    static String flag(JsonNode value) {
        return String.valueOf(value.asBoolean());
    }

    /** Several values in one cell. */
    static String joined(List<String> values) {
        return values.isEmpty() ? Cell.NONE : String.join(",", values);
    }

    /** The first of several values, and how many there are more. */
    static String shortened(List<String> values, String none) {
        if (values.isEmpty()) {
            return none;
        }
        return values.size() <= SHOWN
                ? String.join(",", values)
                : String.join(",", values.subList(0, SHOWN)) + " + " + (values.size() - SHOWN) + " more...";
    }

    static List<String> texts(JsonNode list, String... path) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(Trees.text(item, path)));
        return texts;
    }

    /** Labels, or what a selector wants, as a query would say it. */
    static String selector(JsonNode selector) {
        JsonNode labels = selector.has("matchLabels") || selector.has("matchExpressions")
                ? selector.path("matchLabels")
                : selector;
        List<String> parts = new ArrayList<>();
        new TreeMap<>(Trees.strings(labels)).forEach((key, value) -> parts.add(key + "=" + value));
        for (JsonNode expression : selector.path("matchExpressions")) {
            parts.add(expression(expression));
        }
        return joined(parts);
    }

    private static String expression(JsonNode expression) {
        String key = Trees.text(expression, "key");
        String values = " (" + String.join(",", Trees.list(expression.path("values"))) + ")";
        return switch (Trees.text(expression, "operator")) {
            case "In" -> key + " in" + values;
            case "NotIn" -> key + " notin" + values;
            case "DoesNotExist" -> "!" + key;
            default -> key;
        };
    }

    private static String subjects(ObjectNode binding, String kind) {
        List<String> names = new ArrayList<>();
        for (JsonNode subject : binding.path("subjects")) {
            if (Trees.text(subject, "kind").equals(kind)) {
                String namespace = Trees.text(subject, "namespace");
                names.add((namespace.isEmpty() ? "" : namespace + "/") + Trees.text(subject, "name"));
            }
        }
        return String.join(", ", names);
    }

    private static String controller(ObjectNode object) {
        for (JsonNode owner : Trees.at(object, "metadata", "ownerReferences")) {
            if (owner.path("controller").asBoolean()) {
                String group = Trees.text(owner, "apiVersion").replaceFirst("/.*", "");
                return Trees.text(owner, "kind").toLowerCase(Locale.ROOT) + (group.equals("v1") ? "" : "." + group)
                        + "/" + Trees.text(owner, "name");
            }
        }
        return Cell.NONE;
    }

    private static String quota(ObjectNode quota, boolean limits) {
        List<String> parts = new ArrayList<>();
        new TreeMap<>(Trees.strings(Trees.at(quota, "status", "hard"))).forEach((resource, hard) -> {
            if (resource.startsWith("limits.") == limits) {
                String used = Trees.text(quota, "status", "used", resource);
                parts.add(resource + ": " + (used.isEmpty() ? "0" : used) + "/" + hard);
            }
        });
        return String.join(", ", parts);
    }
}
