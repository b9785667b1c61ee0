package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reading, writing and walking JSON trees. */
final class Trees {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Trees() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static JsonNode valueOf(Object value) {
        return MAPPER.valueToTree(value);
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isJson(byte[] text) {
        try {
            return !MAPPER.readTree(text).isMissingNode();
        } catch (IOException noJson) {
            return false;
        }
    }

    /** Reads JSON, or YAML where the text is no JSON. */
    static JsonNode parse(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException noJson) {
            return parseYaml(new String(body, StandardCharsets.UTF_8));
        }
    }

    /**
     * Reads JSON.
     *
     * @throws IllegalArgumentException if it is none, in the words of the API server's decoder
     */
    static JsonNode parseJson(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (JsonEOFException cutOff) {
            throw new IllegalArgumentException("unexpected end of JSON input", cutOff);
        } catch (JsonProcessingException noJson) {
            int at = (int) Math.max(0, noJson.getLocation().getByteOffset() - 1);
            char found = at < body.length ? (char) body[at] : ' ';
            throw new IllegalArgumentException(
                    "invalid character '" + found + "' looking for beginning of value", noJson);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode parseYaml(String text) {
        try {
            Object read = new Load(LoadSettings.builder().build()).loadFromString(text);
            return MAPPER.valueToTree(read);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException("error converting YAML to JSON: " + e.getMessage(), e);
        }
    }

    /** Length of a text as the API server counts it. */
    static int bytesOf(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** What the API server calls the type of a value in messages. */
    static String wordFor(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case BOOLEAN -> "bool";
            case NUMBER -> "number";
            case ARRAY -> "array";
            default -> "object";
        };
    }

    /** Every document of a resource of this package. */
    static List<ObjectNode> documents(String resource) {
        List<ObjectNode> all = new ArrayList<>();
        Load load = new Load(LoadSettings.builder().build());
        for (Object document : load.loadAllFromString(resource(resource))) {
            if (document != null) {
                all.add((ObjectNode) MAPPER.<JsonNode>valueToTree(document));
            }
        }
        return all;
    }

    static String resource(String name) {
        try (InputStream in = Trees.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The fake lacks its resource " + name + ".");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode at(JsonNode node, String... path) {
        JsonNode found = node;
        for (String step : path) {
            found = found.path(step);
        }
        return found;
    }

    static String text(JsonNode node, String... path) {
        return at(node, path).asText("");
    }

    static int number(JsonNode node, int otherwise, String... path) {
        JsonNode found = at(node, path);
        return found.isNumber() ? found.intValue() : otherwise;
    }

    static boolean isSet(JsonNode node, String... path) {
        JsonNode found = at(node, path);
        return !(found instanceof MissingNode) && !found.isNull();
    }

    /** The object below a name, made if there is none. */
    static ObjectNode child(ObjectNode parent, String... path) {
        ObjectNode found = parent;
        for (String name : path) {
            JsonNode next = found.get(name);
            found = next instanceof ObjectNode object ? object : found.putObject(name);
        }
        return found;
    }

    static List<String> namesExcept(JsonNode node, String one) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        names.remove(one);
        return names;
    }

    static Map<String, String> strings(JsonNode node) {
        Map<String, String> all = new LinkedHashMap<>();
        node.properties()
                .forEach(field -> all.put(field.getKey(), field.getValue().asText()));
        return all;
    }

    static List<String> list(JsonNode node) {
        List<String> all = new ArrayList<>();
        node.forEach(item -> all.add(item.asText()));
        return all;
    }

    static ArrayNode arrayOf(Iterable<String> texts) {
        ArrayNode all = array();
        texts.forEach(all::add);
        return all;
    }

    static String name(JsonNode object) {
        return text(object, "metadata", "name");
    }

    static String namespace(JsonNode object) {
        return text(object, "metadata", "namespace");
    }

    static String uid(JsonNode object) {
        return text(object, "metadata", "uid");
    }

    static Map<String, String> labels(JsonNode object) {
        return strings(at(object, "metadata", "labels"));
    }

    static boolean isDeleting(JsonNode object) {
        return isSet(object, "metadata", "deletionTimestamp");
    }
}
