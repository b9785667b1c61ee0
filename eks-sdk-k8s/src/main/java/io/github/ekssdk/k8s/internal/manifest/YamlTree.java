package io.github.ekssdk.k8s.internal.manifest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Makes maps, lists and values of the nodes of a document. */
final class YamlTree {

    private static final String MERGE = "<<";

    private final YamlProblems problems;
    private final Deque<Node> open = new ArrayDeque<>();

    YamlTree(YamlProblems problems) {
        this.problems = problems;
    }

    /** Returns what a map says, as far as it can be read. */
    Map<String, Object> map(MappingNode node) {
        Map<String, Object> map = new LinkedHashMap<>();
        Map<String, Object> merged = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            String key = key(tuple.getKeyNode());
            if (key.equals(MERGE)) {
                value(tuple.getValueNode()).ifPresent(value -> merge(merged, value));
            } else {
                if (map.containsKey(key)) {
                    problems.add(tuple.getKeyNode(), "The key '" + key + "' is there twice.", "Keep one of the two.");
                }
                value(tuple.getValueNode()).ifPresent(value -> map.put(key, value));
            }
        }
        merged.forEach(map::putIfAbsent);
        return map;
    }

    private static void merge(Map<String, Object> merged, Object value) {
        if (value instanceof Map<?, ?> other) {
            other.forEach((key, item) -> {
                if (item != null) {
                    merged.putIfAbsent(String.valueOf(key), item);
                }
            });
        } else if (value instanceof List<?> others) {
            others.stream().filter(Map.class::isInstance).forEach(other -> merge(merged, other));
        }
    }

    private String key(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        problems.add(
                node, "A key is a map or a list.", "Keys are texts; perhaps {{ }} of a template was not filled in.");
        return "";
    }

    private Optional<Object> value(Node node) {
        if (open.contains(node)) {
            problems.add(node, "The value contains itself.", "Resolve the alias.");
            return Optional.empty();
        }
        open.push(node);
        try {
            return read(node);
        } finally {
            open.pop();
        }
    }

    private Optional<Object> read(Node node) {
        if (node instanceof MappingNode map) {
            return Optional.of(map(map));
        }
        if (node instanceof SequenceNode list) {
            List<Object> items = new ArrayList<>();
            for (Node item : list.getValue()) {
                value(item)
                        .ifPresentOrElse(
                                items::add,
                                () -> problems.add(
                                        item, "The item of the list is empty.", "Fill it in or take it out."));
            }
            return Optional.of(items);
        }
        return node instanceof ScalarNode scalar ? YamlValues.of(scalar) : Optional.empty();
    }
}
