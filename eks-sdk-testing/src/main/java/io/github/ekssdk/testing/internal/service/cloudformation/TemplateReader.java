package io.github.ekssdk.testing.internal.service.cloudformation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads templates, JSON or YAML: every scalar as text, short forms of functions as their long ones. */
final class TemplateReader {
    private TemplateReader() {}

    static Map<String, Object> read(String body) {
        Optional<Node> root;
        try {
            root = new Compose(LoadSettings.builder().setLabel("template").build()).composeString(body);
        } catch (YamlEngineException broken) {
            throw CfnRefusals.format("YAML not well-formed. " + firstLine(String.valueOf(broken.getMessage())));
        }
        Object value = root.map(TemplateReader::value).orElse("");
        if (!Values.isMap(value)) {
            throw CfnRefusals.format("unsupported structure.");
        }
        return Values.map(value);
    }

    private static Object value(Node node) {
        String tag = node.getTag().getValue();
        return tag.startsWith("!") && tag.length() > 1 ? function(tag.substring(1), plain(node)) : plain(node);
    }

    private static Object plain(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        if (node instanceof SequenceNode sequence) {
            List<Object> items = new ArrayList<>();
            sequence.getValue().forEach(item -> items.add(value(item)));
            return items;
        }
        if (node instanceof MappingNode mapping) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (NodeTuple entry : mapping.getValue()) {
                map.put(String.valueOf(plain(entry.getKeyNode())), value(entry.getValueNode()));
            }
            return map;
        }
        throw CfnRefusals.format("unsupported structure.");
    }

    private static Object function(String name, Object argument) {
        if (name.equals("Ref") || name.equals("Condition")) {
            return Map.of(name, argument);
        }
        if (name.equals("GetAtt") && argument instanceof String text) {
            int dot = text.indexOf('.');
            if (dot < 0) {
                throw CfnRefusals.template("Fn::GetAtt needs a resource and an attribute: " + text);
            }
            return Map.of("Fn::GetAtt", List.of(text.substring(0, dot), text.substring(dot + 1)));
        }
        return Map.of("Fn::" + name, argument);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
