package io.github.ekssdk.k8s.helm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values of charts: merged as Helm does, and written as JSON, which every reader of YAML understands alike. */
final class Values {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private Values() {}

    /** Puts values into others: maps into maps, everything else in place of what is there. */
    static void merge(Map<?, ?> from, Map<String, Object> into) {
        from.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (value instanceof Map<?, ?> map) {
                Map<String, Object> merged = new LinkedHashMap<>();
                if (into.get(name) instanceof Map<?, ?> present) {
                    merge(present, merged);
                }
                merge(map, merged);
                into.put(name, merged);
            } else {
                into.put(name, value);
            }
        });
    }

    /** Writes values, in an order that does not depend on how they were given. */
    static String json(Map<String, Object> values) {
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "Values of a chart are maps, lists, texts, numbers and booleans: " + e.getOriginalMessage(), e);
        }
    }
}
