package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Objects as a table, which {@code kubectl get} prints. */
final class Tables {
    private static final Map<String, List<Column>> COLUMNS = columns();

    private final Instant now;

    Tables(Instant now) {
        this.now = now;
    }

    /** @param path where the value is, or two values with {@code /} between them */
    private record Column(String name, String path, String type) {}

    private static Map<String, List<Column>> columns() {
        Map<String, List<Column>> columns = new TreeMap<>();
        for (String line : Trees.resource("columns.txt").lines().toList()) {
            if (!line.startsWith("#") && !line.isBlank()) {
                String[] words = line.trim().split("\\s+");
                columns.computeIfAbsent(words[0], key -> new ArrayList<>())
                        .add(new Column(words[1].replace('_', ' '), words[2], "string"));
            }
        }
        return columns;
    }

    static boolean isWanted(ApiRequest request) {
        return request.header("accept").contains("as=Table");
    }

    /** The table of an object or of a list. */
    ObjectNode of(ObjectNode shown, ResourceType type) {
        List<Column> columns = new ArrayList<>(COLUMNS.getOrDefault(type.key(), List.of()));
        for (JsonNode column : type.definition().path("additionalPrinterColumns")) {
            columns.add(new Column(
                    Trees.text(column, "name"),
                    Trees.text(column, "jsonPath").replaceFirst("^\\.", ""),
                    Trees.text(column, "type")));
        }
        ObjectNode table = Trees.object().put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
        boolean list = shown.path("items").isArray();
        table.set("metadata", list ? shown.path("metadata") : Trees.object());
        ArrayNode definitions = table.putArray("columnDefinitions");
        define(definitions, "Name", "name");
        columns.forEach(column -> define(definitions, column.name(), ""));
        define(definitions, "Age", "");
        ArrayNode rows = table.putArray("rows");
        if (list) {
            shown.path("items").forEach(item -> row(rows, (ObjectNode) item, columns));
        } else {
            row(rows, shown, columns);
        }
        return table;
    }

    private static void define(ArrayNode definitions, String name, String format) {
        definitions
                .addObject()
                .put("name", name)
                .put("type", "string")
                .put("format", format)
                .put("description", name)
                .put("priority", 0);
    }

    private void row(ArrayNode rows, ObjectNode object, List<Column> columns) {
        ObjectNode row = rows.addObject();
        ArrayNode cells = row.putArray("cells").add(Trees.name(object));
        columns.forEach(column -> cells.add(cell(object, column)));
        cells.add(age(Trees.text(object, "metadata", "creationTimestamp")));
        ObjectNode partial =
                row.putObject("object").put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
        ObjectNode metadata = object.path("metadata").deepCopy();
        metadata.remove("managedFields");
        partial.set("metadata", metadata);
    }

    private String cell(ObjectNode object, Column column) {
        if (column.type().equals("date")) {
            return age(value(object, column.path()));
        }
        if (!column.path().contains("/")) {
            return value(object, column.path());
        }
        String[] sides = column.path().split("/", 2);
        return number(value(object, sides[0])) + "/" + number(value(object, sides[1]));
    }

    private static String number(String value) {
        return value.equals("<none>") ? "0" : value;
    }

    /** A value by its path; {@code list[]} is how many there are, {@code conditions?Ready} says whether it is ready. */
    private static String value(JsonNode object, String path) {
        JsonNode found = object;
        for (String step : path.split("\\.")) {
            if (step.endsWith("[]")) {
                return String.valueOf(
                        found.path(step.substring(0, step.length() - 2)).size());
            }
            if (step.equals("conditions?Ready")) {
                return Pods.hasCondition(object, "Ready") ? "Ready" : "NotReady";
            }
            found = found.path(step);
        }
        if (found.isContainerNode()) {
            return found.isEmpty() ? "<none>" : String.join(",", Trees.list(found));
        }
        return found.isMissingNode() || found.asText().isEmpty() ? "<none>" : found.asText();
    }

    private String age(String since) {
        if (since.isEmpty() || since.equals("<none>")) {
            return "<unknown>";
        }
        Duration age = Duration.between(Instant.parse(since), now);
        if (age.compareTo(Duration.ofMinutes(2)) < 0) {
            return Math.max(0, age.toSeconds()) + "s";
        }
        if (age.compareTo(Duration.ofHours(3)) < 0) {
            return age.toMinutes() + "m";
        }
        return age.compareTo(Duration.ofDays(2)) < 0 ? age.toHours() + "h" : age.toDays() + "d";
    }
}
