package io.github.ekssdk.eksctl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ekssdk.internal.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Turns YAML of any form into JSON. */
final class Plain {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Plain() {}

    /** Returns maps, lists, texts, numbers and switches. */
    static Object of(Node node) {
        if (node instanceof MappingNode map) {
            Map<String, Object> values = new LinkedHashMap<>();
            map.getValue()
                    .forEach(entry -> values.put(Yaml.textOf(entry.getKeyNode()).orElse(""), of(entry.getValueNode())));
            return values;
        }
        if (node instanceof SequenceNode list) {
            List<Object> values = new ArrayList<>();
            list.getValue().forEach(item -> values.add(of(item)));
            return values;
        }
        return scalar((ScalarNode) node);
    }

    private static Object scalar(ScalarNode scalar) {
        if (scalar.getTag().equals(Tag.INT)) {
            return Long.decode(scalar.getValue());
        }
        if (scalar.getTag().equals(Tag.FLOAT)) {
            return Double.valueOf(scalar.getValue());
        }
        return Flags.read(scalar).<Object>map(flag -> flag).orElse(scalar.getValue());
    }

    /** Returns the configuration of an add-on, which eksctl takes as JSON or YAML, as JSON. */
    static String configuration(String text) {
        return read(text).map(Plain::json).orElse("{}");
    }

    /** Returns what a text in JSON or YAML says as maps, lists, texts, numbers and switches. */
    static Optional<Object> read(String text) {
        return Yaml.read(text).map(Plain::of);
    }

    /** Returns a value as JSON text. */
    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Maps, lists and texts can always be written.", impossible);
        }
    }
}
