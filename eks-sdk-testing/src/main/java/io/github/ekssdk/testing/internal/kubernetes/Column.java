package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A column of what {@code kubectl get} prints.
 *
 * @param wide whether {@code -o wide} alone shows it
 */
record Column(String title, Cell cell, boolean wide) {
    private static final Map<String, List<Column>> BUILT_IN = builtIn();
    private static final List<Column> WITHOUT_PRINTER =
            List.of(new Column("Name", Cell.at("metadata.name"), false), createdAt());

    private static Map<String, List<Column>> builtIn() {
        Map<String, List<Column>> columns = new TreeMap<>();
        for (String line : Trees.resource("columns.txt").lines().toList()) {
            if (!line.startsWith("#") && !line.isBlank()) {
                String[] words = line.trim().split("\\s+");
                columns.computeIfAbsent(words[0], key -> new ArrayList<>()).add(parse(words[1], words[2]));
            }
        }
        return columns;
    }

    private static Column parse(String title, String source) {
        boolean wide = title.endsWith("*");
        String name = (wide ? title.substring(0, title.length() - 1) : title).replace('_', ' ');
        return new Column(name, source.startsWith("@") ? Cells.named(source.substring(1)) : Cell.at(source), wide);
    }

    private static Column createdAt() {
        return new Column("Created At", Cell.at("metadata.creationTimestamp"), false);
    }

    /** The columns of a type: Kubernetes' own, or those that its definition names. */
    static List<Column> of(ResourceType type) {
        return type.isCustom() ? custom(type.definition()) : BUILT_IN.getOrDefault(type.key(), WITHOUT_PRINTER);
    }

    private static List<Column> custom(JsonNode definition) {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("Name", Cell.at("metadata.name"), false));
        for (JsonNode column : definition.path("additionalPrinterColumns")) {
            columns.add(new Column(
                    Trees.text(column, "name"),
                    Cell.defined(Trees.text(column, "jsonPath"), Trees.text(column, "type")),
                    Trees.number(column, 0, "priority") > 0));
        }
        if (columns.size() == 1) {
            columns.add(new Column("Age", Cells.named("age"), false));
        }
        return columns;
    }
}
