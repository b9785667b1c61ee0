package io.github.ekssdk.kubeconfig;

import io.github.ekssdk.error.KubeconfigException;
import io.github.ekssdk.internal.Yaml;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads the text of a kubeconfig and refuses what is none.
 *
 * <p>The YAML library's own messages quote the lines around a mistake, and those may hold a token. So they are neither
 * repeated nor kept as a cause.
 */
final class KubeconfigParser {

    private static final String ADVICE = ". Repair the file or name another.";

    private final Path file;
    private final String text;

    private KubeconfigParser(Path file, String text) {
        this.file = file;
        this.text = text;
    }

    static KubeconfigDocument parse(Path file, String text) {
        return new KubeconfigParser(file, text).parse();
    }

    private KubeconfigDocument parse() {
        Optional<Node> root = read().filter(node -> !Yaml.isNull(node));
        return root.map(this::checked).map(KubeconfigDocument::existing).orElseGet(KubeconfigDocument::fresh);
    }

    private Optional<Node> read() {
        try {
            return Yaml.read(text);
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            throw refusal(mark, "it is not YAML: " + e.getProblem());
        } catch (ReaderException e) {
            throw refusal(position(e.getPosition()), "it holds a character that YAML does not allow");
        } catch (YamlEngineException e) {
            throw refusal("", "it cannot be read as YAML");
        }
    }

    private MappingNode checked(Node node) {
        if (!(node instanceof MappingNode root)) {
            throw refusal(node.getStartMark(), "it holds " + kind(node) + " where a kubeconfig holds a map");
        }
        refuseRepeatedKeys(root);
        Yaml.find(root, "kind").ifPresent(kind -> refuseUnless("Config", kind, "kind"));
        Yaml.find(root, "apiVersion").ifPresent(version -> refuseUnless("v1", version, "apiVersion"));
        Yaml.find(root, KubeconfigDocument.CURRENT_CONTEXT)
                .filter(current -> Yaml.textOf(current).isEmpty())
                .ifPresent(current -> {
                    throw refusal(current.getStartMark(), "current-context is " + kind(current) + ", not text");
                });
        List.of(KubeconfigDocument.CLUSTERS, KubeconfigDocument.CONTEXTS, KubeconfigDocument.USERS)
                .forEach(section -> Yaml.find(root, section).ifPresent(entries -> checkSection(section, entries)));
        return root;
    }

    private void refuseRepeatedKeys(MappingNode root) {
        List<NodeTuple> tuples = root.getValue();
        for (int i = 0; i < tuples.size(); i++) {
            Optional<String> key = Yaml.textOf(tuples.get(i).getKeyNode());
            if (key.isPresent() && tuples.subList(0, i).stream().anyMatch(before -> Yaml.hasKey(before, key.get()))) {
                throw refusal(tuples.get(i).getKeyNode().getStartMark(), "the key " + key.get() + " is there twice");
            }
        }
    }

    private void refuseUnless(String expected, Node value, String key) {
        if (Yaml.textOf(value).filter(expected::equals).isEmpty()) {
            throw refusal(value.getStartMark(), "its " + key + " is not " + expected + ", so it is no kubeconfig");
        }
    }

    private void checkSection(String section, Node entries) {
        if (Yaml.isNull(entries)) {
            return;
        }
        if (!(entries instanceof SequenceNode list)) {
            throw refusal(entries.getStartMark(), section + " is " + kind(entries) + ", not a list");
        }
        for (Node entry : list.getValue()) {
            if (!(entry instanceof MappingNode)) {
                throw refusal(entry.getStartMark(), "an entry of " + section + " is " + kind(entry) + ", not a map");
            }
        }
    }

    private static String kind(Node node) {
        return switch (node.getNodeType()) {
            case MAPPING -> "a map";
            case SEQUENCE -> "a list";
            default -> Yaml.isNull(node) ? "nothing" : "a single value";
        };
    }

    private KubeconfigException refusal(Optional<Mark> mark, String problem) {
        return refusal(
                mark.map(at -> position(at.getLine() + 1, at.getColumn() + 1)).orElse(""), problem);
    }

    private KubeconfigException refusal(String position, String problem) {
        return new KubeconfigException(file, "It is not a kubeconfig: " + position + problem + ADVICE, null);
    }

    private String position(int codePoints) {
        String before = text.substring(0, text.offsetByCodePoints(0, codePoints));
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return position(line, before.length() - before.lastIndexOf('\n'));
    }

    private static String position(int line, int column) {
        return "line " + line + ", column " + column + ": ";
    }
}
