package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/** JSON patches, RFC 6902. */
final class JsonPatch {
    private JsonPatch() {}

    static ObjectNode apply(ObjectNode to, JsonNode patch) {
        if (!patch.isArray()) {
            throw ApiFailure.badRequest("error decoding patch: json: cannot unmarshal " + Trees.wordFor(patch)
                    + " into Go value of type []interface {}");
        }
        ObjectNode root = Trees.object();
        root.set("", to.deepCopy());
        for (JsonNode operation : patch) {
            perform(root, operation);
        }
        if (root.get("") instanceof ObjectNode patched) {
            return patched;
        }
        throw refused();
    }

    private static void perform(ObjectNode root, JsonNode operation) {
        String path = Trees.text(operation, "path");
        switch (Trees.text(operation, "op")) {
            case "add" -> add(root, path, operation.path("value"));
            case "remove" -> remove(root, path);
            case "replace" -> replace(root, path, operation.path("value"));
            case "move" -> add(root, path, remove(root, Trees.text(operation, "from")));
            case "copy" ->
                add(root, path, get(root, Trees.text(operation, "from")).deepCopy());
            case "test" -> {
                JsonNode found = find(root, path);
                boolean bothNone =
                        found.isMissingNode() && operation.path("value").isNull();
                if (!found.equals(operation.path("value")) && !bothNone) {
                    throw refused();
                }
            }
            default -> throw refused();
        }
    }

    /** What an object does not have may be replaced: the API server does not look. */
    private static void replace(ObjectNode root, String path, JsonNode value) {
        if (!path.isEmpty() && parent(root, path) instanceof ArrayNode) {
            remove(root, path);
        }
        add(root, path, value);
    }

    private static List<String> steps(String path) {
        return Stream.of(path.split("/", -1))
                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    private static JsonNode find(JsonNode root, String path) {
        JsonNode found = root;
        for (String step : steps(path)) {
            found = found.isArray() ? found.path(index(step, found.size())) : found.path(step);
        }
        return found;
    }

    private static JsonNode get(JsonNode root, String path) {
        JsonNode found = find(root, path);
        if (found.isMissingNode()) {
            throw refused();
        }
        return found;
    }

    private static JsonNode parent(JsonNode root, String path) {
        return get(root, path.substring(0, Math.max(0, path.lastIndexOf('/'))));
    }

    private static String last(String path) {
        List<String> steps = steps(path);
        return steps.get(steps.size() - 1);
    }

    private static void add(ObjectNode root, String path, JsonNode value) {
        if (path.isEmpty()) {
            root.set("", value);
        } else if (parent(root, path) instanceof ArrayNode array) {
            int at = last(path).equals("-") ? array.size() : index(last(path), array.size() + 1);
            array.insert(at, value.deepCopy());
        } else if (parent(root, path) instanceof ObjectNode object) {
            object.set(last(path), value.deepCopy());
        } else {
            throw refused();
        }
    }

    private static JsonNode remove(ObjectNode root, String path) {
        JsonNode removed = get(root, path);
        if (path.isEmpty()) {
            root.remove("");
        } else if (parent(root, path) instanceof ArrayNode array) {
            array.remove(index(last(path), array.size()));
        } else if (parent(root, path) instanceof ObjectNode object) {
            object.remove(last(path));
        }
        return removed;
    }

    private static int index(String step, int size) {
        if (!step.matches("\\d+") || Integer.parseInt(step) >= size) {
            throw refused();
        }
        return Integer.parseInt(step);
    }

    private static ApiFailure refused() {
        return ApiFailure.generic(422, "Invalid", "the server rejected our request due to an error in our request");
    }
}
