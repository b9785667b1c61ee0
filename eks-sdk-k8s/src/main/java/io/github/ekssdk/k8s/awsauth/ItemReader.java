package io.github.ekssdk.k8s.awsauth;

import io.github.ekssdk.error.Problem;
import io.github.ekssdk.internal.Yaml;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads the items of a list, and says what of them EKS could not read. */
final class ItemReader {

    /** What is a switch to EKS, which reads YAML 1.1, and so no text. */
    private static final Set<String> SWITCHES = Set.of("y", "n", "yes", "no", "on", "off");

    private static final String LEAVE_TEXT =
            "Write text, in quotation marks where it could be taken for something else.";

    private final Section section;
    private final List<Problem> problems;

    ItemReader(Section section, List<Problem> problems) {
        this.section = section;
        this.problems = problems;
    }

    List<Item> items(SequenceNode list) {
        List<Item> items = new ArrayList<>();
        for (Node node : list.getValue()) {
            item(node).ifPresent(mapping -> items.add(new Item(mapping, node)));
        }
        return items;
    }

    private Optional<IamMapping> item(Node node) {
        if (section == Section.ACCOUNTS) {
            Optional<String> account = Yaml.textOf(node);
            if (account.isEmpty()) {
                add(node, "This is not the id of an account.", "Write its twelve digits in quotation marks.");
            }
            return account.map(id -> new IamMapping(id, "", List.of()));
        }
        if (!(node instanceof MappingNode map)) {
            add(node, "This is not a mapping.", "Write " + section.arnKey() + ", username and groups.");
            return Optional.empty();
        }
        checkKeys(map);
        return Optional.of(
                new IamMapping(text(map, section.arnKey()), text(map, "username"), groups(value(map, "groups"))));
    }

    private void checkKeys(MappingNode map) {
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : map.getValue()) {
            String key = Yaml.textOf(tuple.getKeyNode()).orElse("?").toLowerCase(Locale.ROOT);
            if (!seen.add(key)) {
                add(tuple.getKeyNode(), "The key " + key + " is there twice.", "Leave one of them out.");
            }
        }
    }

    private static @Nullable Node value(MappingNode map, String key) {
        return map.getValue().stream()
                .filter(tuple -> Yaml.textOf(tuple.getKeyNode())
                        .filter(key::equalsIgnoreCase)
                        .isPresent())
                .map(NodeTuple::getValueNode)
                .filter(node -> !Yaml.isNull(node))
                .findFirst()
                .orElse(null);
    }

    private String text(MappingNode map, String key) {
        Node node = value(map, key);
        return node == null ? "" : text(node, key);
    }

    private String text(Node node, String what) {
        if (!(node instanceof ScalarNode scalar) || !isText(scalar)) {
            add(node, "The " + what + " is not text.", LEAVE_TEXT);
            return "";
        }
        return scalar.getValue();
    }

    private static boolean isText(ScalarNode scalar) {
        return scalar.getTag().equals(Tag.STR)
                && !(scalar.isPlain() && SWITCHES.contains(scalar.getValue().toLowerCase(Locale.ROOT)));
    }

    private List<String> groups(@Nullable Node node) {
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode list)) {
            add(node, "The groups are not a list.", "Write each on a line of its own after a hyphen.");
            return List.of();
        }
        return list.getValue().stream().map(group -> text(group, "group")).toList();
    }

    private void add(Node node, String message, String hint) {
        problems.add(problem(section, node.getStartMark().orElse(null), message, hint));
    }

    static Problem problem(Section section, @Nullable Mark mark, String message, String hint) {
        String place = mark == null ? "" : ", line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
        return new Problem(section.key() + place, message, hint);
    }
}
