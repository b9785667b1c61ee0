package io.github.ekssdk.k8s.awsauth;

import io.github.ekssdk.internal.Yaml;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** What a piece of YAML says, however it is written. */
final class Meaning {

    private Meaning() {}

    static Object of(Node node) {
        if (node instanceof SequenceNode list) {
            return list.getValue().stream().map(Meaning::of).toList();
        }
        if (node instanceof MappingNode map) {
            List<Object> entries = new ArrayList<>();
            for (NodeTuple tuple : map.getValue()) {
                entries.add(List.of(of(tuple.getKeyNode()), of(tuple.getValueNode())));
            }
            return entries;
        }
        return node.getTag() + " " + Yaml.textOf(node).orElse("");
    }
}
