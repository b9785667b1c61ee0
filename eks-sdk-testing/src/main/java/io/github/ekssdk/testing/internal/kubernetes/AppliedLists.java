package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ekssdk.testing.internal.kubernetes.Structure.How;
import io.github.ekssdk.testing.internal.kubernetes.Structure.Merging;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with the lists of an applied configuration: items that say twice what tells them apart. */
final class AppliedLists {
    private final Structure structure;
    private final List<String> problems = new ArrayList<>();

    private AppliedLists(ResourceType type) {
        this.structure = new Structure(type);
    }

    static List<String> problems(ObjectNode config, ResourceType type) {
        AppliedLists lists = new AppliedLists(type);
        lists.visit(config, "", List.of());
        return lists.problems;
    }

    private void visit(JsonNode node, String place, List<String> fields) {
        node.properties().forEach(field -> {
            String here = place + "." + field.getKey();
            List<String> below = Structure.below(fields, field.getKey());
            if (field.getValue().isArray()) {
                list(field.getValue(), here, below);
            } else {
                visit(field.getValue(), here, below);
            }
        });
    }

    private void list(JsonNode list, String place, List<String> fields) {
        Merging merging = structure.list(fields);
        if (merging.how() == How.ATOMIC) {
            return;
        }
        Set<String> seen = new HashSet<>();
        for (JsonNode item : list) {
            String key = merging.how() == How.SET ? "v:" + item : Leaves.keyOf(item, merging);
            if (!seen.add(key)) {
                problems.add(place + ": duplicate entries for key " + ServerSideApply.words(List.of(key)));
            } else {
                visit(item, place + ServerSideApply.words(List.of(key)), fields);
            }
        }
    }
}
