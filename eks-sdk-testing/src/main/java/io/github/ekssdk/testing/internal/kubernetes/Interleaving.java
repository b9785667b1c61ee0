package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;

/** The order of a list that a strategic merge patch has changed: that of the patch, and between its items those that it does not name. */
final class Interleaving {
    private final String key;
    private final List<JsonNode> present = new ArrayList<>();

    /** @param key what items are told apart by, empty for plain values */
    private Interleaving(JsonNode before, String key) {
        this.key = key;
        before.forEach(item -> present.add(identity(item)));
    }

    private JsonNode identity(JsonNode item) {
        return key.isEmpty() ? item : item.path(key);
    }

    /**
     * Puts a merged list in order.
     *
     * @param order the items of the patch, or what it says about the order
     * @param before the list as it was
     */
    static ArrayNode of(ArrayNode merged, JsonNode order, JsonNode before, String key) {
        return new Interleaving(before, key).sorted(merged, order);
    }

    private ArrayNode sorted(ArrayNode merged, JsonNode order) {
        List<JsonNode> named = new ArrayList<>();
        order.forEach(one -> merged.forEach(item -> {
            if (identity(item).equals(identity(one)) && !named.contains(item)) {
                named.add(item);
            }
        }));
        List<JsonNode> others = new ArrayList<>();
        merged.forEach(item -> {
            if (!named.contains(item)) {
                others.add(item);
            }
        });
        ArrayNode all = Trees.array();
        int next = 0;
        for (JsonNode item : named) {
            while (next < others.size() && wasBefore(others.get(next), item)) {
                all.add(others.get(next++));
            }
            all.add(item);
        }
        others.subList(next, others.size()).forEach(all::add);
        return all;
    }

    private boolean wasBefore(JsonNode one, JsonNode other) {
        int at = present.indexOf(identity(one));
        int otherAt = present.indexOf(identity(other));
        return at >= 0 && otherAt >= 0 && at < otherAt;
    }
}
