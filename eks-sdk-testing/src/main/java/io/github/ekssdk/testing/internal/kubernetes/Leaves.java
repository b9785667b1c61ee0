package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.ekssdk.testing.internal.kubernetes.Structure.How;
import io.github.ekssdk.testing.internal.kubernetes.Structure.Merging;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields of an object that somebody can manage, each with its value, by paths in the form of {@code managedFields}:
 * {@code f:spec}, {@code k:{"name":"app"}}, {@code v:"text"}.
 */
final class Leaves {
    private static final Set<List<String>> NOBODYS = Set.of(
            List.of("f:apiVersion"),
            List.of("f:kind"),
            List.of("f:metadata", "f:name"),
            List.of("f:metadata", "f:generateName"),
            List.of("f:metadata", "f:namespace"),
            List.of("f:metadata", "f:uid"),
            List.of("f:metadata", "f:resourceVersion"),
            List.of("f:metadata", "f:generation"),
            List.of("f:metadata", "f:creationTimestamp"),
            List.of("f:metadata", "f:deletionTimestamp"),
            List.of("f:metadata", "f:deletionGracePeriodSeconds"),
            List.of("f:metadata", "f:selfLink"));

    private final Structure structure;
    private final Map<List<String>, JsonNode> found = new LinkedHashMap<>();

    private Leaves(Structure structure) {
        this.structure = structure;
    }

    static Map<List<String>, JsonNode> of(ObjectNode object, Structure structure) {
        Leaves leaves = new Leaves(structure);
        object.properties().forEach(field -> {
            if (!field.getKey().equals("metadata")) {
                leaves.visit(field.getValue(), List.of("f:" + field.getKey()), List.of(field.getKey()));
            } else {
                leaves.metadata(field.getValue());
            }
        });
        leaves.found.keySet().removeIf(NOBODYS::contains);
        return leaves.found;
    }

    private void metadata(JsonNode metadata) {
        metadata.properties().forEach(field -> {
            if (!field.getKey().equals("managedFields")) {
                visit(
                        field.getValue(),
                        List.of("f:metadata", "f:" + field.getKey()),
                        List.of("metadata", field.getKey()));
            }
        });
    }

    private void visit(JsonNode node, List<String> path, List<String> fields) {
        if (node.isObject() && !node.isEmpty() && structure.map(fields).how() != How.ATOMIC) {
            node.properties()
                    .forEach(field -> visit(
                            field.getValue(),
                            Structure.below(path, "f:" + field.getKey()),
                            Structure.below(fields, field.getKey())));
        } else if (node.isArray()) {
            visitList(node, path, fields);
        } else {
            found.put(path, node);
        }
    }

    private void visitList(JsonNode list, List<String> path, List<String> fields) {
        Merging merging = structure.list(fields);
        if (merging.how() == How.MAP) {
            list.forEach(item -> {
                List<String> own = Structure.below(path, keyOf(item, merging));
                found.put(own, BooleanNode.TRUE);
                item.properties()
                        .forEach(field -> visit(
                                field.getValue(),
                                Structure.below(own, "f:" + field.getKey()),
                                Structure.below(fields, field.getKey())));
            });
        } else if (merging.how() == How.SET) {
            list.forEach(item -> found.put(Structure.below(path, "v:" + item), BooleanNode.TRUE));
        } else {
            found.put(path, list);
        }
    }

    /** What an item of a list is told apart by, such as <code>k:{"port":80,"protocol":"TCP"}</code>. */
    static String keyOf(JsonNode item, Merging merging) {
        ObjectNode key = Trees.object();
        List<String> names = new ArrayList<>(merging.keys());
        names.sort(null);
        for (String name : names) {
            JsonNode value = item.path(name);
            key.set(name, value.isMissingNode() && name.equals("protocol") ? TextNode.valueOf("TCP") : value);
        }
        return "k:" + key;
    }
}
