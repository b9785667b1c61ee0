package io.github.ekssdk.k8s.awsauth;

import io.github.ekssdk.error.Problem;
import io.github.ekssdk.internal.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** One of the lists of aws-auth, as the text that it is. */
final class MappingList {

    /** What EKS takes for an empty list besides one that is. */
    private static final Set<String> NOTHING = Set.of("", "``", "\"\"");

    private final Section section;
    private final String text;
    private final @Nullable SequenceNode root;
    private final List<Item> items;

    private MappingList(Section section, String text, @Nullable SequenceNode root, List<Item> items) {
        this.section = section;
        this.text = text;
        this.root = root;
        this.items = List.copyOf(items);
    }

    /**
     * Reads a list.
     *
     * @param text the text; nothing where the ConfigMap has no such key
     * @param problems takes what EKS could not read of it
     */
    static MappingList read(Section section, @Nullable String text, List<Problem> problems) {
        String present = text == null ? "" : text;
        Optional<Node> root = NOTHING.contains(present.strip()) ? Optional.empty() : parse(section, present, problems);
        if (root.isEmpty() || Yaml.isNull(root.get())) {
            return new MappingList(section, present, null, List.of());
        }
        if (!(root.get() instanceof SequenceNode list)) {
            problems.add(ItemReader.problem(
                    section,
                    root.get().getStartMark().orElse(null),
                    "This is not a list.",
                    "Begin each item with a hyphen."));
            return new MappingList(section, present, null, List.of());
        }
        return new MappingList(section, present, list, new ItemReader(section, problems).items(list));
    }

    private static Optional<Node> parse(Section section, String text, List<Problem> problems) {
        try {
            return Yaml.read(text);
        } catch (MarkedYamlEngineException malformed) {
            problems.add(ItemReader.problem(
                    section,
                    malformed.getProblemMark().or(malformed::getContextMark).orElse(null),
                    sentence(String.valueOf(malformed.getProblem())),
                    "It has to be YAML."));
        } catch (YamlEngineException unreadable) {
            problems.add(ItemReader.problem(
                    section, null, sentence(String.valueOf(unreadable.getMessage())), "It has to be YAML."));
        }
        return Optional.empty();
    }

    private static String sentence(String problem) {
        String line = problem.lines().findFirst().orElse("");
        return Character.toUpperCase(line.charAt(0)) + line.substring(1) + (line.endsWith(".") ? "" : ".");
    }

    Section section() {
        return section;
    }

    String text() {
        return text;
    }

    /** The items in their order. */
    List<Item> items() {
        return items;
    }

    /** The last item of a principal, which is the one that counts. */
    Optional<Item> find(String key) {
        return items.stream().filter(item -> item.mapping().key().equals(key)).reduce((earlier, later) -> later);
    }

    /** Tells whether anybody can be let in by an item, which no later one makes void. */
    boolean counts(Item item) {
        return item.mapping().matches()
                && find(item.mapping().key()).filter(last -> last == item).isPresent();
    }

    /**
     * Returns the text with some items taken out, some changed and some added at the end. What is not touched stays as it is, to the
     * letter, unless the list is written in one line.
     */
    String edit(Set<Item> removed, Map<Item, Node> changed, List<Node> added) {
        if (removed.isEmpty() && changed.isEmpty() && added.isEmpty()) {
            return text;
        }
        List<Node> wanted = new ArrayList<>();
        items.stream()
                .filter(item -> !removed.contains(item))
                .forEach(item -> wanted.add(changed.getOrDefault(item, item.node())));
        wanted.addAll(added);
        return new ListLines(text, root, items)
                .edit(removed, changed, added)
                .filter(edited -> says(edited, wanted))
                .orElseGet(() -> Yaml.write(Yaml.list(wanted)));
    }

    /** Tells whether a text says exactly that. */
    private static boolean says(String edited, List<Node> wanted) {
        try {
            List<Node> read = Yaml.read(edited)
                    .filter(SequenceNode.class::isInstance)
                    .map(root -> ((SequenceNode) root).getValue())
                    .orElse(List.of());
            return read.stream()
                    .map(Meaning::of)
                    .toList()
                    .equals(wanted.stream().map(Meaning::of).toList());
        } catch (YamlEngineException malformed) {
            return false;
        }
    }
}
