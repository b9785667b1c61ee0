package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** What stands in a column for an object. */
interface Cell {
    String NONE = "<none>";

    String of(ObjectNode object, Instant now);

    /**
     * The value at a path. After {@code #} stand one or two numbers, which are 0 where there are none; after {@code ?} a value that is
     * left out where there is none; {@code []} at the end stands for the length of a list.
     */
    static Cell at(String path) {
        if (path.startsWith("#")) {
            String[] sides = path.substring(1).split("/", 2);
            return (object, now) -> sides.length == 1
                    ? number(object, sides[0])
                    : number(object, sides[0]) + "/" + number(object, sides[1]);
        }
        if (path.startsWith("?")) {
            return (object, now) -> value(object, path.substring(1), "");
        }
        return (object, now) -> value(object, path, NONE);
    }

    /** A column of a CustomResourceDefinition. */
    static Cell defined(String jsonPath, String type) {
        JsonPath path = JsonPath.parse(jsonPath);
        return (object, now) -> {
            JsonNode value = path.of(object);
            if (value.isMissingNode() || value.isNull()) {
                return type.equals("date") ? "<unknown>" : "";
            }
            return type.equals("date") ? Ages.since(value.asText(), now) : plain(value);
        };
    }

    private static String number(ObjectNode object, String path) {
        return value(object, path, "0");
    }

    private static String value(ObjectNode object, String path, String otherwise) {
        boolean length = path.endsWith("[]");
        JsonNode found = Trees.at(object, (length ? path.substring(0, path.length() - 2) : path).split("\\."));
        if (length) {
            return String.valueOf(found.size());
        }
        String text = plain(found);
        return text.isEmpty() ? otherwise : text;
    }

    private static String plain(JsonNode value) {
        if (value.isArray()) {
            List<String> items = Trees.list(value);
            return String.join(",", items);
        }
        return value.isObject() ? value.toString() : value.isNull() ? "" : value.asText();
    }
}
