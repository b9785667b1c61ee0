package io.github.ekssdk.eksctl;

import io.github.ekssdk.error.EksctlConfigException;
import io.github.ekssdk.error.Problem;
import io.github.ekssdk.internal.Yaml;
import io.github.ekssdk.spec.ClusterSpec;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A document that was read.
 *
 * @param spec the cluster that it describes
 * @param region the region that it names
 * @param notCarriedOver what it says and nobody has read
 */
record Reading(ClusterSpec spec, String region, List<NotCarriedOver> notCarriedOver) {

    static final String API_VERSION = "eksctl.io/v1alpha5";
    static final String KIND = "ClusterConfig";

    /** Reads a text. */
    static Reading of(String yaml, String source) {
        Node root = checked(yaml, source);
        Set<Node> used = Collections.newSetFromMap(new IdentityHashMap<>());
        Section document = new Section(root, used);
        document.text("apiVersion");
        document.text("kind");
        String region = document.section("metadata").text("region").orElse("");
        ClusterSpec spec = ClusterReader.read(document);
        return new Reading(spec, region, Leftovers.of(root, used));
    }

    private static Node checked(String yaml, String source) {
        Node root = node(yaml, source)
                .orElseThrow(() -> refusal(
                        source, new Problem("the document", "There is nothing in it.", "Describe a ClusterConfig.")));
        Optional<String> kind = Yaml.findText(root, "kind");
        Optional<String> version = Yaml.findText(root, "apiVersion");
        if (kind.isPresent()
                && version.isPresent()
                && !(kind.get().equals(KIND) && version.get().equals(API_VERSION))) {
            throw refusal(
                    source,
                    new Problem(
                            ShapeCheck.place(root) + "kind",
                            "It is a " + kind.get() + " of " + version.get() + ".",
                            "This SDK reads a " + KIND + " of " + API_VERSION + "."));
        }
        List<Problem> problems = ShapeCheck.check(root, Shape.CLUSTER_CONFIG);
        if (!problems.isEmpty()) {
            throw new EksctlConfigException(source, problems);
        }
        return root;
    }

    private static Optional<Node> node(String yaml, String source) {
        try {
            return Yaml.read(yaml).filter(node -> !Yaml.isNull(node));
        } catch (MarkedYamlEngineException e) {
            String place =
                    e.getProblemMark().or(e::getContextMark).map(Reading::place).orElse("the document");
            throw refusal(source, new Problem(place, "It is not YAML: " + e.getProblem() + ".", "Mend it there."));
        } catch (YamlEngineException e) {
            throw refusal(source, new Problem("the document", "It is not YAML: " + e.getMessage() + ".", "Mend it."));
        }
    }

    private static String place(Mark mark) {
        return "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
    }

    private static EksctlConfigException refusal(String source, Problem problem) {
        return new EksctlConfigException(source, List.of(problem));
    }
}
