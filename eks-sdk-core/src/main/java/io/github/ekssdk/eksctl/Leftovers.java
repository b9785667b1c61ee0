package io.github.ekssdk.eksctl;

import io.github.ekssdk.internal.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Finds what of a document nobody has read. */
final class Leftovers {

    private final Set<Node> used;
    private final List<NotCarriedOver> found = new ArrayList<>();

    private Leftovers(Set<Node> used) {
        this.used = used;
    }

    /** Returns the values that were not read, in the order of the document. */
    static List<NotCarriedOver> of(Node root, Set<Node> used) {
        Leftovers leftovers = new Leftovers(used);
        leftovers.visit(root, root, "");
        return leftovers.found;
    }

    private void visit(Node key, Node value, String path) {
        if (used.contains(value) || Yaml.isNull(value)) {
            return;
        }
        if (value instanceof MappingNode map) {
            for (NodeTuple entry : map.getValue()) {
                String name = Yaml.textOf(entry.getKeyNode()).orElse("");
                visit(entry.getKeyNode(), entry.getValueNode(), path.isEmpty() ? name : path + "." + name);
            }
        } else if (value instanceof SequenceNode list
                && list.getValue().stream().allMatch(MappingNode.class::isInstance)) {
            for (int i = 0; i < list.getValue().size(); i++) {
                Node item = list.getValue().get(i);
                visit(item, item, path + "[" + i + "]");
            }
        } else {
            key.getStartMark()
                    .ifPresent(mark -> found.add(new NotCarriedOver(
                            path,
                            mark.getLine() + 1,
                            mark.getColumn() + 1,
                            Mapping.reason(path, Yaml.textOf(value).orElse("")))));
        }
    }
}
