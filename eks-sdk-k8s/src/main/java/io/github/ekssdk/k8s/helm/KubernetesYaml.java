package io.github.ekssdk.k8s.helm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * YAML as Kubernetes' own tools read it: YAML 1.2, besides numbers in base eight and the words for yes and no, which are YAML 1.1's.
 *
 * @see <a href="https://github.com/yaml/go-yaml/blob/v2/resolve.go">go-yaml</a>
 */
final class KubernetesYaml extends CoreSchema {

    private static final Tag OCTAL = new Tag("tag:ekssdk,2026:octal");
    private static final Tag WORD = new Tag("tag:ekssdk,2026:word");
    private static final Pattern BASE_EIGHT = Pattern.compile("[-+]?0[0-7]{1,9}");
    private static final Pattern YES_OR_NO = Pattern.compile("y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF");

    @Override
    public ScalarResolver getScalarResolver() {
        ScalarResolver core = super.getScalarResolver();
        return (value, implicit) -> {
            if (implicit && BASE_EIGHT.matcher(value).matches()) {
                return OCTAL;
            }
            return implicit && YES_OR_NO.matcher(value).matches() ? WORD : core.resolve(value, implicit);
        };
    }

    @Override
    public Map<Tag, ConstructNode> getSchemaTagConstructors() {
        Map<Tag, ConstructNode> constructors = new LinkedHashMap<>(super.getSchemaTagConstructors());
        constructors.put(OCTAL, node -> Integer.parseInt(text(node), 8));
        constructors.put(
                WORD,
                node -> "yYoO".indexOf(text(node).charAt(0)) >= 0 && !text(node).matches("(?i)off"));
        return constructors;
    }

    private static String text(@org.jspecify.annotations.Nullable Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}
