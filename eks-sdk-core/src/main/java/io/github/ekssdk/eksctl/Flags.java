package io.github.ekssdk.eksctl;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The words that YAML 1.1, which eksctl reads, takes for true and false. */
final class Flags {

    private static final Set<String> TRUE = Set.of("true", "yes", "on", "y");
    private static final Set<String> FALSE = Set.of("false", "no", "off", "n");

    private Flags() {}

    /** Returns what a scalar without quotation marks says; nothing where it is something else. */
    static Optional<Boolean> read(ScalarNode scalar) {
        String word = scalar.getValue().toLowerCase(Locale.ROOT);
        if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
            return Optional.empty();
        }
        return TRUE.contains(word) ? Optional.of(true) : FALSE.contains(word) ? Optional.of(false) : Optional.empty();
    }
}
