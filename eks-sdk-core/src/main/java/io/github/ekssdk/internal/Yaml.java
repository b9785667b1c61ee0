package io.github.ekssdk.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import org.snakeyaml.engine.v2.schema.Schema;

/**
 * Reads, makes and writes YAML as nodes, not as Java values, so that what is only passed through keeps its spelling:
 * {@code 0123} stays as it is and is never taken for a number. Comments are lost.
 */
public final class Yaml {

    /** The one that knows {@code ~} for nothing, as kubectl does. */
    private static final Schema SCHEMA = new CoreSchema();

    private static final int LONGEST_FILE = 64 * 1024 * 1024;

    /** What a reader of YAML 1.1, such as kubectl's, would not take for text. */
    private static final Set<String> WORDS_WITH_A_MEANING =
            Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "~");

    private static final Pattern MAY_BE_A_NUMBER = Pattern.compile("[-+]?[.0-9].*", Pattern.DOTALL);

    private Yaml() {}

    /** Reads the one document of a text; empty if it holds none. */
    public static Optional<Node> read(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(SCHEMA)
                .setCodePointLimit(LONGEST_FILE)
                .build();
        return new Compose(settings).composeString(text);
    }

    /** Writes a document. */
    public static String write(Node root) {
        DumpSettings settings = DumpSettings.builder()
                .setSchema(SCHEMA)
                .setSplitLines(false)
                .setWidth(Integer.MAX_VALUE)
                .build();
        return new Present(settings)
                .emitToString(new Serialize(settings).serializeOne(root).iterator());
    }

    /** Makes text, in quotation marks where a reader could take it for something else. */
    public static ScalarNode text(String value) {
        boolean plain = !MAY_BE_A_NUMBER.matcher(value).matches()
                && !WORDS_WITH_A_MEANING.contains(value.toLowerCase(Locale.ROOT));
        return new ScalarNode(Tag.STR, value, plain ? ScalarStyle.PLAIN : ScalarStyle.SINGLE_QUOTED);
    }

    /** Makes a list. */
    public static SequenceNode list(List<? extends Node> items) {
        return new SequenceNode(Tag.SEQ, new ArrayList<>(items), FlowStyle.BLOCK);
    }

    /** Makes a map. */
    public static MappingNode map(NodeTuple... entries) {
        return new MappingNode(Tag.MAP, new ArrayList<>(List.of(entries)), FlowStyle.BLOCK);
    }

    /** Makes an entry of a map. */
    public static NodeTuple entry(String key, Node value) {
        return new NodeTuple(text(key), value);
    }

    /** Makes an entry of a map that is text. */
    public static NodeTuple entry(String key, String value) {
        return entry(key, text(value));
    }

    /** Tells whether the node is nothing. */
    public static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    /** The text of a scalar; empty if the node is none. */
    public static Optional<String> textOf(Node node) {
        return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
    }

    /** Tells whether an entry has that key. */
    public static boolean hasKey(NodeTuple tuple, String key) {
        return textOf(tuple.getKeyNode()).filter(key::equals).isPresent();
    }

    /** The value under a key; empty if the node is no map or has no such key. */
    public static Optional<Node> find(Node node, String key) {
        return node instanceof MappingNode map
                ? map.getValue().stream()
                        .filter(tuple -> hasKey(tuple, key))
                        .map(NodeTuple::getValueNode)
                        .findFirst()
                : Optional.empty();
    }

    /** The text under a key; empty if the node is no map or has no text there. */
    public static Optional<String> findText(Node node, String key) {
        return find(node, key).flatMap(Yaml::textOf);
    }

    /** Sets a key where it stands, or at the end of the map. */
    public static void put(MappingNode map, String key, Node value) {
        List<NodeTuple> tuples = map.getValue();
        for (int i = 0; i < tuples.size(); i++) {
            if (hasKey(tuples.get(i), key)) {
                tuples.set(i, new NodeTuple(tuples.get(i).getKeyNode(), value));
                return;
            }
        }
        tuples.add(entry(key, value));
    }

    /** Adds the entries of {@code other} whose keys the map lacks. */
    public static void addMissing(MappingNode map, MappingNode other) {
        for (NodeTuple tuple : other.getValue()) {
            if (textOf(tuple.getKeyNode()).flatMap(key -> find(map, key)).isEmpty()) {
                map.getValue().add(tuple);
            }
        }
    }

    /** Writes {@code to} in the style of {@code from}, unless that was an empty {@code []}. */
    public static void keepStyle(Node from, SequenceNode to) {
        if (from instanceof SequenceNode list && !list.getValue().isEmpty()) {
            to.setFlowStyle(list.getFlowStyle());
        }
    }
}
