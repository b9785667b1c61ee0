package io.github.ekssdk.eksctl;

import io.github.ekssdk.internal.Yaml;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** An object to be written: what is empty is left out. */
final class Document {

    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Sets a text, a number, a switch, a list, a map or another object. */
    Document set(String key, Object value) {
        if (!empty(value)) {
            values.put(key, value);
        }
        return this;
    }

    /** Sets what is there. */
    Document set(String key, Optional<?> value) {
        value.ifPresent(present -> set(key, present));
        return this;
    }

    /** Tells whether something was set. */
    boolean has(String key) {
        return values.containsKey(key);
    }

    private static boolean empty(Object value) {
        return (value instanceof Collection<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty())
                || (value instanceof Document document && document.values.isEmpty());
    }

    String yaml() {
        return Yaml.write(node(values));
    }

    private static Node node(Object value) {
        if (value instanceof Document document) {
            return node(document.values);
        }
        if (value instanceof Map<?, ?> map) {
            NodeTuple[] entries = map.entrySet().stream()
                    .map(entry -> Yaml.entry(String.valueOf(entry.getKey()), node(entry.getValue())))
                    .toArray(NodeTuple[]::new);
            return Yaml.map(entries);
        }
        if (value instanceof List<?> list) {
            return Yaml.list(list.stream().map(Document::node).toList());
        }
        if (value instanceof Boolean) {
            return new ScalarNode(Tag.BOOL, value.toString(), ScalarStyle.PLAIN);
        }
        if (value instanceof Integer || value instanceof Long || value instanceof BigDecimal) {
            return new ScalarNode(Tag.INT, value.toString(), ScalarStyle.PLAIN);
        }
        return Yaml.text(value.toString());
    }
}
