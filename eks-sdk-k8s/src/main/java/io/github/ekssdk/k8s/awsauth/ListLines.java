package io.github.ekssdk.k8s.awsauth;

import io.github.ekssdk.internal.Yaml;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The lines of a list with an item to a hyphen, in which the lines of an item can be taken out, changed and added. */
final class ListLines {

    private final String text;
    private final @Nullable SequenceNode root;
    private final List<Item> items;
    private final List<String> lines;

    ListLines(String text, @Nullable SequenceNode root, List<Item> items) {
        this.text = text;
        this.root = root;
        this.items = items;
        this.lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    }

    /** Returns the changed text; nothing where the list is not written that way. */
    Optional<String> edit(Set<Item> removed, Map<Item, Node> changed, List<Node> added) {
        if (text.indexOf('\r') >= 0 || (root != null && root.getFlowStyle() == FlowStyle.FLOW)) {
            return Optional.empty();
        }
        return root == null || items.isEmpty() ? appended(added) : edited(root, removed, changed, added);
    }

    /** Only comments, or nothing at all. */
    private Optional<String> appended(List<Node> added) {
        boolean blank =
                lines.stream().allMatch(line -> line.isBlank() || line.strip().startsWith("#"));
        String before = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        return blank ? Optional.of(before + String.join("\n", rendered(added, 0)) + "\n") : Optional.empty();
    }

    private Optional<String> edited(SequenceNode list, Set<Item> removed, Map<Item, Node> changed, List<Node> added) {
        int column = list.getStartMark().map(Mark::getColumn).orElse(0);
        List<Integer> starts = new ArrayList<>();
        for (Item item : items) {
            int start = hyphen(item.node(), column);
            if (start < 0) {
                return Optional.empty();
            }
            starts.add(start);
        }
        starts.add(lines.size());
        List<String> edited = new ArrayList<>(lines.subList(0, starts.get(0)));
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            int end = end(starts.get(i), starts.get(i + 1));
            if (changed.containsKey(item)) {
                edited.addAll(rendered(List.of(changed.get(item)), column));
            } else if (!removed.contains(item)) {
                edited.addAll(lines.subList(starts.get(i), end));
            }
            if (i == items.size() - 1) {
                edited.addAll(rendered(added, column));
            }
            edited.addAll(lines.subList(end, starts.get(i + 1)));
        }
        String joined = String.join("\n", edited);
        boolean nothing = edited.stream().allMatch(String::isBlank);
        return Optional.of(nothing ? "[]\n" : joined.endsWith("\n") ? joined : joined + "\n");
    }

    /** The line with the hyphen of an item. */
    private int hyphen(Node node, int column) {
        int line = node.getStartMark().map(Mark::getLine).orElse(-1);
        while (line >= 0) {
            String text = lines.get(line);
            if (text.length() > column
                    && text.charAt(column) == '-'
                    && text.substring(0, column).isBlank()) {
                return line;
            }
            line--;
        }
        return -1;
    }

    /** Where an item ends: the comments before the next one stay, whatever becomes of this. */
    private int end(int start, int next) {
        int end = next;
        while (end > start + 1 && isAside(lines.get(end - 1))) {
            end--;
        }
        return end;
    }

    private static boolean isAside(String line) {
        String stripped = line.strip();
        return stripped.isEmpty() || stripped.startsWith("#") || stripped.equals("...");
    }

    private static List<String> rendered(List<Node> nodes, int column) {
        List<String> rendered = new ArrayList<>();
        for (Node node : nodes) {
            Yaml.write(Yaml.list(List.of(node)))
                    .lines()
                    .map(line -> " ".repeat(column) + line)
                    .forEach(rendered::add);
        }
        return rendered;
    }
}
