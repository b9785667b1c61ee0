package io.github.ekssdk.k8s.internal.manifest;

import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.spec.KubernetesObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads the objects of a YAML text as kubectl does: several documents, and lists, whose items are taken out. */
public final class ManifestReader {

    private static final int LONGEST = 64 * 1024 * 1024;
    private static final String TEMPLATE = "{{";

    private final YamlProblems problems;
    private final String text;
    private final List<KubernetesObject> objects = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private ManifestReader(String source, String text) {
        this.problems = new YamlProblems(source);
        this.text = text;
    }

    /**
     * Reads objects.
     *
     * @param source what the text is called in problems, such as the name of a file
     * @throws InvalidSpecException with all that is wrong, by line and column
     */
    public static List<KubernetesObject> read(String source, String text) {
        return new ManifestReader(source, text).read();
    }

    private List<KubernetesObject> read() {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setCodePointLimit(LONGEST)
                .setAllowNonScalarKeys(true)
                .build();
        try {
            new Compose(settings).composeAllFromString(text).forEach(this::document);
        } catch (MarkedYamlEngineException e) {
            problems.add(e.getProblemMark(), "This is not YAML: " + e.getProblem() + ".", remedy());
        } catch (YamlEngineException e) {
            problems.add(Optional.empty(), "This is not YAML: " + e.getMessage() + ".", remedy());
        }
        problems.throwIfAny();
        if (objects.isEmpty()) {
            problems.add(Optional.empty(), "There is no object in it.", "Leave it out, or describe something.");
        }
        problems.throwIfAny();
        return List.copyOf(objects);
    }

    private String remedy() {
        return text.contains(TEMPLATE)
                ? "It looks like a template; have Helm fill it in first."
                : "Look at indentation, quotation marks and colons there.";
    }

    private void document(Node node) {
        if (node.getTag().equals(Tag.NULL)) {
            return;
        }
        if (!(node instanceof MappingNode map)) {
            problems.add(node, "The document is not an object.", "Begin it with apiVersion and kind.");
            return;
        }
        Optional<Node> items = entry(map, "items");
        if (items.isPresent() && kind(map).filter(kind -> kind.endsWith("List")).isPresent()) {
            list(items.get());
        } else {
            object(map);
        }
    }

    private void list(Node items) {
        if (items instanceof SequenceNode list) {
            list.getValue().forEach(this::document);
        } else {
            problems.add(items, "The items are no list.", "Begin each with a hyphen.");
        }
    }

    private void object(MappingNode node) {
        Map<String, Object> manifest = new YamlTree(problems).map(node);
        boolean hasVersion = has(node, manifest, "apiVersion");
        boolean hasKind = has(node, manifest, "kind");
        boolean hasName = hasName(node, manifest);
        if (hasVersion && hasKind && hasName) {
            KubernetesObject object = KubernetesObject.of(Manifests.wished(manifest));
            objects.add(object);
            if (!seen.add(object.toString())) {
                problems.add(node, object + " is there twice.", "Keep one of the two.");
            }
        }
    }

    private boolean has(MappingNode node, Map<String, Object> manifest, String field) {
        if (manifest.get(field) instanceof String value && !value.isBlank()) {
            return true;
        }
        problems.add(
                entry(node, field).orElse(node),
                manifest.containsKey(field)
                        ? "'" + field + "' is " + manifest.get(field) + ", not a text."
                        : "The object has no '" + field + "'.",
                "Each object of a manifest says its apiVersion, kind and metadata.name.");
        return false;
    }

    private boolean hasName(MappingNode node, Map<String, Object> manifest) {
        Optional<Node> metadata = entry(node, "metadata");
        if (manifest.get("metadata") instanceof Map<?, ?> map && metadata.orElse(node) instanceof MappingNode inner) {
            if (map.get("name") instanceof String name && !name.isBlank()) {
                return true;
            }
            boolean generated = map.containsKey("generateName");
            problems.add(
                    entry(inner, "name").orElse(inner),
                    map.containsKey("name")
                            ? "'metadata.name' is " + map.get("name") + ", not a text."
                            : "The object has no 'metadata.name'.",
                    generated
                            ? "A name that is generated cannot be found again; give it one."
                            : "Write the name, in quotation marks where it looks like a number.");
            return false;
        }
        problems.add(metadata.orElse(node), "The object has no 'metadata' with a name.", "Add metadata.name.");
        return false;
    }

    private static Optional<String> kind(MappingNode map) {
        return entry(map, "kind").filter(ScalarNode.class::isInstance).map(node -> ((ScalarNode) node).getValue());
    }

    private static Optional<Node> entry(MappingNode map, String key) {
        return map.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode scalar
                        && scalar.getValue().equals(key))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }
}
