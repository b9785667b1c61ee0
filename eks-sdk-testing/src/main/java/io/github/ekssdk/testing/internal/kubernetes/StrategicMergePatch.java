package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ekssdk.testing.internal.kubernetes.Structure.How;
import io.github.ekssdk.testing.internal.kubernetes.Structure.Merging;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Strategic merge patches: lists merge by the keys of their type, with {@code $patch} and its kin as directives. */
final class StrategicMergePatch {
    private static final String DIRECTIVE = "$patch";
    private static final String DELETE_VALUES = "$deleteFromPrimitiveList/";
    private static final String ORDER = "$setElementOrder/";
    private static final String RETAIN = "$retainKeys";

    private final Structure structure;

    StrategicMergePatch(ResourceType type) {
        this.structure = new Structure(type);
    }

    ObjectNode apply(ObjectNode to, JsonNode patch) {
        if (!(patch instanceof ObjectNode object)) {
            throw ApiFailure.badRequest("json: cannot unmarshal " + Trees.wordFor(patch)
                    + " into Go value of type map[string]interface {}");
        }
        ObjectNode merged = to.deepCopy();
        merge(merged, object, List.of());
        return merged;
    }

    private void merge(ObjectNode into, ObjectNode patch, List<String> path) {
        if (patch.path(DIRECTIVE).asText().equals("replace")) {
            into.removeAll();
        }
        if (patch.path(RETAIN).isArray()) {
            into.retain(Trees.list(patch.path(RETAIN)));
        }
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        patch.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        ObjectNode before = into.deepCopy();
        fields.forEach((name, value) -> {
            if (name.startsWith(DELETE_VALUES)) {
                deleteValues(into.path(name.substring(DELETE_VALUES.length())), value);
            } else if (!name.startsWith("$")) {
                set(into, name, value, Structure.below(path, name));
            }
        });
        fields.forEach((name, value) -> {
            if (name.startsWith(ORDER)) {
                String list = name.substring(ORDER.length());
                order(into, list, value, before.path(list), structure.list(Structure.below(path, list)));
            }
        });
    }

    private void set(ObjectNode into, String name, JsonNode value, List<String> path) {
        if (value.isNull() || value.path(DIRECTIVE).asText().equals("delete")) {
            into.remove(name);
        } else if (value instanceof ObjectNode object) {
            ObjectNode below = into.get(name) instanceof ObjectNode found ? found : into.putObject(name);
            merge(below, object, path);
        } else if (value instanceof ArrayNode items) {
            into.set(name, merged(into.path(name), items, path));
        } else {
            into.set(name, value.deepCopy());
        }
    }

    private JsonNode merged(JsonNode before, ArrayNode patch, List<String> path) {
        Merging merging = structure.list(path);
        ArrayNode result = before instanceof ArrayNode list ? list.deepCopy() : Trees.array();
        if (merging.how() == How.SET) {
            patch.forEach(value -> {
                if (!contains(result, value)) {
                    result.add(value);
                }
            });
            return Interleaving.of(result, patch, before, "");
        }
        if (merging.how() != How.MAP) {
            return patch.deepCopy();
        }
        for (JsonNode item : patch) {
            if (item.path(DIRECTIVE).asText().equals("replace")) {
                result.removeAll();
                patch.forEach(one -> addUnlessDirective(result, one));
                return result;
            }
        }
        String key = merging.keys().get(0);
        patch.forEach(item -> mergeItem(result, item, key, path));
        return Interleaving.of(result, patch, before, key);
    }

    private static void addUnlessDirective(ArrayNode to, JsonNode item) {
        if (!item.has(DIRECTIVE)) {
            to.add(item.deepCopy());
        }
    }

    private void mergeItem(ArrayNode list, JsonNode item, String key, List<String> path) {
        if (!item.has(key)) {
            throw new ApiFailure(500, "", "map: " + item + " does not contain declared merge key: " + key);
        }
        int at = indexOf(list, key, item.get(key));
        if (item.path(DIRECTIVE).asText().equals("delete")) {
            for (int same = at; same >= 0; same = indexOf(list, key, item.get(key))) {
                list.remove(same);
            }
        } else if (at < 0) {
            ObjectNode fresh = Trees.object();
            merge(fresh, (ObjectNode) item, path);
            list.add(fresh);
        } else {
            merge((ObjectNode) list.get(at), (ObjectNode) item, path);
        }
    }

    private static int indexOf(ArrayNode list, String key, JsonNode value) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).path(key).equals(value)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean contains(ArrayNode list, JsonNode value) {
        for (JsonNode item : list) {
            if (item.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static void deleteValues(JsonNode list, JsonNode values) {
        if (list instanceof ArrayNode array) {
            for (int i = array.size() - 1; i >= 0; i--) {
                if (values.isArray() && contains((ArrayNode) values, array.get(i))) {
                    array.remove(i);
                }
            }
        }
    }

    private static void order(ObjectNode into, String name, JsonNode order, JsonNode before, Merging merging) {
        if (into.get(name) instanceof ArrayNode list && merging.how() != How.ATOMIC) {
            String key = merging.keys().isEmpty() ? "" : merging.keys().get(0);
            into.set(name, Interleaving.of(list, order, before, key));
        }
    }
}
