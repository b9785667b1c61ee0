package io.github.ekssdk.eksctl;

import io.github.ekssdk.internal.Yaml;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * An object of a document that has the right shape. What is read of it counts as carried over; what nobody reads is reported.
 */
final class Section {

    private final Optional<MappingNode> map;
    private final Set<Node> used;

    /**
     * Starts with the whole document.
     *
     * @param used takes the values that are read; compares by identity
     */
    Section(Node root, Set<Node> used) {
        this(Optional.of(root), used);
    }

    private Section(Optional<Node> node, Set<Node> used) {
        this.map = node.filter(MappingNode.class::isInstance).map(MappingNode.class::cast);
        this.used = used;
    }

    /** Returns the same object, of which nothing that is read counts as carried over. */
    Section glance() {
        return new Section(map.map(Node.class::cast), Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** Tells whether the object is there and says something. */
    boolean present() {
        return map.filter(node -> !node.getValue().isEmpty()).isPresent();
    }

    /** Tells whether a key is there, without reading its value. */
    boolean has(String key) {
        return peek(key).isPresent();
    }

    private Optional<Node> peek(String key) {
        return map.flatMap(node -> Yaml.find(node, key)).filter(value -> !Yaml.isNull(value));
    }

    private Optional<Node> take(String key) {
        Optional<Node> value = peek(key);
        value.ifPresent(used::add);
        return value;
    }

    /** Returns text. */
    Optional<String> text(String key) {
        return take(key).flatMap(Yaml::textOf);
    }

    /** Returns a number. */
    Optional<Integer> integer(String key) {
        return text(key).map(Integer::decode);
    }

    /** Returns a switch. */
    Optional<Boolean> flag(String key) {
        return take(key).flatMap(node -> Flags.read((ScalarNode) node));
    }

    /** Tells whether a switch is on. */
    boolean on(String key) {
        return flag(key).orElse(false);
    }

    /** Takes a switch as carried over if it says what is so anyway. */
    void expect(String key, boolean anyway) {
        Optional<Node> value = peek(key);
        value.filter(node ->
                        node instanceof ScalarNode scalar && Flags.read(scalar).equals(Optional.of(anyway)))
                .ifPresent(used::add);
    }

    /** Takes a text as carried over if it says what is so anyway. */
    void expect(String key, String anyway) {
        peek(key)
                .filter(node ->
                        Yaml.textOf(node).filter(anyway::equalsIgnoreCase).isPresent())
                .ifPresent(used::add);
    }

    /** Returns text if it is of a form that can be carried over. */
    Optional<String> textIf(String key, Predicate<String> form) {
        return peek(key).flatMap(Yaml::textOf).filter(form).flatMap(text -> text(key));
    }

    /** Tells whether a text is this one, and takes it as carried over then. */
    boolean says(String key, String word) {
        return textIf(key, word::equals).isPresent();
    }

    /** Returns a list of texts if all are of a form that can be carried over. */
    List<String> textsIf(String key, Predicate<String> form) {
        boolean fits = peek(key).map(Section::items).orElse(List.of()).stream()
                .allMatch(item -> Yaml.textOf(item).filter(form).isPresent());
        return fits ? texts(key) : List.of();
    }

    /** Returns a list of texts. */
    List<String> texts(String key) {
        return take(key).map(Section::items).orElse(List.of()).stream()
                .map(item -> Yaml.textOf(item).orElse(""))
                .toList();
    }

    /** Returns a map of texts. */
    Map<String, String> textMap(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        take(key)
                .ifPresent(node -> entries(
                        node,
                        (name, value) -> texts.put(name, Yaml.textOf(value).orElse(""))));
        return texts;
    }

    /** Returns an object; an empty one where there is none. */
    Section section(String key) {
        return new Section(peek(key), used);
    }

    /** Returns a list of objects. */
    List<Section> sections(String key) {
        return peek(key).map(Section::items).orElse(List.of()).stream()
                .map(item -> new Section(item, used))
                .toList();
    }

    /** Returns the objects of a map by name. */
    Map<String, Section> namedSections(String key) {
        Map<String, Section> sections = new LinkedHashMap<>();
        peek(key).ifPresent(node -> entries(node, (name, value) -> sections.put(name, new Section(value, used))));
        return sections;
    }

    /** Returns a value of any form as maps, lists, texts, numbers and switches. */
    Optional<Object> free(String key) {
        return take(key).map(Plain::of);
    }

    /** Tells whether the value of a key is a list. */
    boolean isList(String key) {
        return peek(key).filter(SequenceNode.class::isInstance).isPresent();
    }

    private static List<Node> items(Node node) {
        return node instanceof SequenceNode list ? new ArrayList<>(list.getValue()) : List.of();
    }

    private static void entries(Node node, BiConsumer<String, Node> each) {
        if (node instanceof MappingNode map) {
            for (NodeTuple entry : map.getValue()) {
                each.accept(Yaml.textOf(entry.getKeyNode()).orElse(""), entry.getValueNode());
            }
        }
    }
}
