package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON merge patches, RFC 7386. */
final class MergePatch {
    private MergePatch() {}

    static ObjectNode apply(ObjectNode to, JsonNode patch) {
        if (!patch.isObject()) {
            throw ApiFailure.badRequest("error decoding patch: json: cannot unmarshal " + Trees.wordFor(patch)
                    + " into Go value of type map[string]interface {}");
        }
        ObjectNode merged = to.deepCopy();
        merge(merged, patch);
        return merged;
    }

    private static void merge(ObjectNode into, JsonNode patch) {
        patch.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isNull()) {
                into.remove(field.getKey());
            } else if (value.isObject()) {
                ObjectNode below =
                        into.get(field.getKey()) instanceof ObjectNode object ? object : into.putObject(field.getKey());
                merge(below, value);
            } else {
                into.set(field.getKey(), value.deepCopy());
            }
        });
    }
}
