package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Fields that the API server writes even where they are empty, as {@code written.txt} has them. */
final class Written {
    private static final Map<String, ObjectNode> FIELDS = new HashMap<>();

    static {
        for (String line : Trees.resource("written.txt").lines().toList()) {
            int end = line.indexOf(' ');
            if (!line.startsWith("#")) {
                byte[] json = line.substring(end + 1).getBytes(StandardCharsets.UTF_8);
                FIELDS.put(line.substring(0, end), (ObjectNode) Trees.parse(json));
            }
        }
    }

    private Written() {}

    static void fill(ObjectNode object, ResourceType type) {
        ObjectNode fields = FIELDS.get(type.key());
        if (fields != null) {
            fill(object, fields);
        }
    }

    private static void fill(ObjectNode object, ObjectNode fields) {
        fields.properties().forEach(field -> {
            JsonNode present = object.get(field.getKey());
            if (present == null || present.isNull() || isEmptyList(present, field.getValue())) {
                object.set(field.getKey(), field.getValue().deepCopy());
            } else if (present instanceof ObjectNode child && field.getValue() instanceof ObjectNode below) {
                fill(child, below);
            }
        });
    }

    private static boolean isEmptyList(JsonNode present, JsonNode written) {
        return written.isNull() && present.isArray() && present.isEmpty();
    }
}
