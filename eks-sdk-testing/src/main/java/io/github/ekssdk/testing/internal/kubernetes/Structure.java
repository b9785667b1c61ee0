package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How the lists and maps of a type merge: of built-in types by a table, of custom ones by their schema. */
final class Structure {
    private static final Map<String, Merging> TABLE = table();

    private final ResourceType type;

    Structure(ResourceType type) {
        this.type = type;
    }

    /** How a list or map is merged. */
    enum How {
        MAP,
        SET,
        ATOMIC,
        GRANULAR
    }

    /** @param keys what the items of a list are told apart by */
    record Merging(How how, List<String> keys) {}

    private static final Merging ATOMIC = new Merging(How.ATOMIC, List.of());
    private static final Merging GRANULAR = new Merging(How.GRANULAR, List.of());

    private static Map<String, Merging> table() {
        Map<String, Merging> table = new TreeMap<>();
        for (String line : Trees.resource("lists.txt").lines().toList()) {
            String[] words = line.split(" ");
            if (!line.startsWith("#") && words.length == 3) {
                How how = How.valueOf(words[0].toUpperCase(Locale.ROOT));
                table.put(words[1], new Merging(how, how == How.MAP ? List.of(words[2].split(",")) : List.of()));
            }
        }
        return table;
    }

    /** How the list at a path of field names is merged. */
    Merging list(List<String> path) {
        return type.isCustom() ? customList(path) : inTable(path).orElse(ATOMIC);
    }

    /** How the map or object at a path of field names is merged. */
    Merging map(List<String> path) {
        if (type.isCustom()) {
            return "atomic".equals(schema(path).path("x-kubernetes-map-type").asText()) ? ATOMIC : GRANULAR;
        }
        return inTable(path).filter(merging -> merging.how() == How.ATOMIC).orElse(GRANULAR);
    }

    private static Optional<Merging> inTable(List<String> path) {
        int end = path.size();
        if (end == 0) {
            return Optional.empty();
        }
        Merging byName = TABLE.get(path.get(end - 1));
        if (byName != null || end == 1) {
            return Optional.ofNullable(byName);
        }
        return Optional.ofNullable(TABLE.get(path.get(end - 2) + "." + path.get(end - 1)));
    }

    private Merging customList(List<String> path) {
        if (!path.isEmpty() && path.get(0).equals("metadata")) {
            return inTable(path).orElse(ATOMIC);
        }
        JsonNode schema = schema(path);
        return switch (schema.path("x-kubernetes-list-type").asText()) {
            case "map" -> new Merging(How.MAP, Trees.list(schema.path("x-kubernetes-list-map-keys")));
            case "set" -> new Merging(How.SET, List.of());
            default -> ATOMIC;
        };
    }

    private JsonNode schema(List<String> path) {
        JsonNode schema = Trees.at(type.definition(), "schema", "openAPIV3Schema");
        for (String field : path) {
            JsonNode items = schema.path("items");
            JsonNode in = items.isObject() ? items : schema;
            JsonNode property = in.path("properties").path(field);
            schema = property.isObject() ? property : in.path("additionalProperties");
        }
        return schema;
    }

    /** The path with one more field. */
    static List<String> below(List<String> path, String field) {
        List<String> longer = new ArrayList<>(path);
        longer.add(field);
        return longer;
    }
}
