package io.github.ekssdk.eksctl;

import io.github.ekssdk.internal.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * What fields an object of eksctl's format has.
 *
 * @param fields the fields by name
 */
record Shape(Map<String, Field> fields) {

    /** The whole format. */
    static final Shape CLUSTER_CONFIG = load();

    /** What a field holds. */
    enum Holds {
        TEXT("text"),
        INTEGER("a whole number"),
        NUMBER("a number"),
        FLAG("true or false"),
        TEXTS("a list of texts"),
        TEXT_MAP("a map of texts"),
        TAINTS("a list of taints, or a map"),
        FREE("an object"),
        OBJECT("an object"),
        OBJECTS("a list of objects"),
        NAMED_OBJECTS("a map of objects");

        private final String words;

        Holds(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * A field.
     *
     * @param holds what it holds
     * @param required whether it has to be there
     * @param choices what it may say; anything where empty
     * @param shape the fields of its objects
     */
    record Field(Holds holds, boolean required, List<String> choices, Shape shape) {}

    /** Returns the field of a name, if there is one. */
    Optional<Field> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    private static Shape load() {
        try (InputStream in =
                Objects.requireNonNull(Shape.class.getResourceAsStream("cluster-config.yaml"), "cluster-config.yaml")) {
            Node root = Yaml.read(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .orElseThrow();
            Node definitions = Yaml.find(root, "definitions").orElseThrow();
            return of(Yaml.find(root, "config").orElseThrow(), definitions);
        } catch (IOException e) {
            throw new UncheckedIOException("The format of eksctl is not on the class path.", e);
        }
    }

    private static Shape of(Node node, Node definitions) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (NodeTuple entry : ((MappingNode) node).getValue()) {
            String key = Yaml.textOf(entry.getKeyNode()).orElseThrow();
            if (key.equals("include")) {
                String name = Yaml.textOf(entry.getValueNode()).orElseThrow();
                fields.putAll(of(Yaml.find(definitions, name).orElseThrow(), definitions)
                        .fields());
            } else {
                fields.put(key.replaceAll("\\W", ""), field(key, entry.getValueNode(), definitions));
            }
        }
        return new Shape(fields);
    }

    private static Field field(String key, Node value, Node definitions) {
        boolean required = key.endsWith("*");
        Optional<String> text = Yaml.textOf(value);
        Optional<String> reference = text.filter(word -> word.startsWith("^"));
        if (text.isEmpty() || reference.isPresent()) {
            Holds type = key.contains("[]") ? Holds.OBJECTS : key.contains("{}") ? Holds.NAMED_OBJECTS : Holds.OBJECT;
            Node fields = reference
                    .map(name -> Yaml.find(definitions, name.substring(1)).orElseThrow())
                    .orElse(value);
            return new Field(type, required, List.of(), of(fields, definitions));
        }
        return leaf(text.get(), required);
    }

    private static Field leaf(String word, boolean required) {
        Holds type = switch (word) {
            case "int" -> Holds.INTEGER;
            case "number" -> Holds.NUMBER;
            case "bool" -> Holds.FLAG;
            case "strings" -> Holds.TEXTS;
            case "map" -> Holds.TEXT_MAP;
            case "taints" -> Holds.TAINTS;
            case "free" -> Holds.FREE;
            default -> Holds.TEXT;
        };
        boolean anything = type != Holds.TEXT || word.equals("string");
        return new Field(type, required, anything ? List.of() : List.of(word.split(" \\| ")), new Shape(Map.of()));
    }
}
