package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An entry of {@code managedFields}: who manages which fields.
 *
 * @param operation {@code Apply} or {@code Update}
 * @param time as in the entry; empty if it has none
 */
record Manager(
        String name, String operation, String apiVersion, String subresource, String time, Set<List<String>> fields) {

    static Manager of(JsonNode entry) {
        Set<List<String>> fields = new LinkedHashSet<>();
        collect(entry.path("fieldsV1"), List.of(), fields);
        return new Manager(
                Trees.text(entry, "manager"),
                Trees.text(entry, "operation"),
                Trees.text(entry, "apiVersion"),
                Trees.text(entry, "subresource"),
                Trees.text(entry, "time"),
                fields);
    }

    private static void collect(JsonNode node, List<String> path, Set<List<String>> fields) {
        node.properties().forEach(field -> {
            if (field.getKey().equals(".")) {
                fields.add(path);
            } else {
                List<String> below = Structure.below(path, field.getKey());
                if (field.getValue().isEmpty()) {
                    fields.add(below);
                } else {
                    collect(field.getValue(), below, fields);
                }
            }
        });
    }

    boolean isSameAs(String otherName, String otherOperation, String otherSubresource) {
        return name.equals(otherName) && operation.equals(otherOperation) && subresource.equals(otherSubresource);
    }

    Manager with(Set<List<String>> otherFields) {
        return new Manager(name, operation, apiVersion, subresource, time, otherFields);
    }

    Manager at(String newTime) {
        return new Manager(name, operation, apiVersion, subresource, newTime, fields);
    }

    ObjectNode entry() {
        ObjectNode entry = Trees.object()
                .put("manager", name)
                .put("operation", operation)
                .put("apiVersion", apiVersion)
                .put("time", time)
                .put("fieldsType", "FieldsV1");
        ObjectNode tree = entry.putObject("fieldsV1");
        for (List<String> path : fields) {
            ObjectNode at = Trees.child(tree, path.toArray(String[]::new));
            if (path.get(path.size() - 1).startsWith("k:")) {
                at.putObject(".");
            }
        }
        if (!subresource.isEmpty()) {
            entry.put("subresource", subresource);
        }
        return entry;
    }

    /** How messages about conflicts name the manager. */
    String words() {
        String words = "\"" + name + "\"";
        if (!subresource.isEmpty()) {
            words += " with subresource \"" + subresource + "\"";
        }
        return operation.equals("Update") ? words + " using " + apiVersion : words;
    }
}
