package io.github.ekssdk.internal.resource.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Policy documents, which IAM lets everyone write in several ways. */
final class PolicyText {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private PolicyText() {}

    /** Returns the same text for documents that mean the same: keys in order, lists in order, one of a list on its own. */
    static String canonical(String json) {
        try {
            return JSON.writeValueAsString(canonical(JSON.readValue(json, Object.class)));
        } catch (JsonProcessingException malformed) {
            return json;
        }
    }

    /** Tells whether a statement of a trust policy allows one of these services to take the role. */
    static boolean allows(String json, List<String> services) {
        try {
            JsonNode statements = JSON.readTree(json).path("Statement");
            for (JsonNode statement : statements.isArray() ? statements : List.of(statements)) {
                if (statement.path("Effect").asText().equals("Allow")
                        && (mentions(statement.path("Principal").path("Service"), services)
                                || mentions(statement.path("Principal"), services))) {
                    return true;
                }
            }
            return false;
        } catch (JsonProcessingException malformed) {
            return false;
        }
    }

    private static boolean mentions(JsonNode principals, List<String> services) {
        for (JsonNode principal : principals.isArray() ? principals : List.of(principals)) {
            if (services.contains(principal.asText())) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Object canonical(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> canonical = new LinkedHashMap<>();
            map.forEach((key, item) -> canonical.put(key, canonical(item)));
            return canonical;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(item -> items.add(canonical(item)));
            if (items.stream().allMatch(String.class::isInstance)) {
                items.sort(null);
            }
            return items.size() == 1 ? items.get(0) : items;
        }
        return value;
    }
}
