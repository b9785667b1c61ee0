package io.github.ekssdk.k8s.internal.manifest;

import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * What plain words of YAML mean. Kubernetes reads YAML 1.1, in which {@code yes} is true and {@code 0644} is 420.
 */
final class YamlValues {

    private static final Set<String> TRUE = Set.of("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF");
    private static final Pattern OCTAL = Pattern.compile("([-+]?)0o?([0-7]+)");
    private static final Pattern HEXADECIMAL = Pattern.compile("([-+]?)0x([0-9a-fA-F]+)");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(?:0|[1-9][0-9]*)");
    private static final Pattern FRACTION =
            Pattern.compile("[-+]?(?:[0-9]+\\.[0-9]*|\\.[0-9]+|[0-9]+)(?:[eE][-+]?[0-9]+)?");

    private YamlValues() {}

    /** Returns the value; nothing for null. */
    static Optional<Object> of(ScalarNode node) {
        String text = node.getValue();
        if (node.getScalarStyle() != ScalarStyle.PLAIN) {
            return Optional.of(text);
        }
        if (node.getTag().equals(Tag.NULL)) {
            return Optional.empty();
        }
        if (TRUE.contains(text)) {
            return Optional.of(true);
        }
        if (FALSE.contains(text)) {
            return Optional.of(false);
        }
        return Optional.of(number(text).orElse(text));
    }

    private static Optional<Object> number(String text) {
        if (DECIMAL.matcher(text).matches()) {
            return Optional.of(whole(new BigInteger(text)));
        }
        var octal = OCTAL.matcher(text);
        if (octal.matches()) {
            return Optional.of(whole(new BigInteger(octal.group(1) + octal.group(2), 8)));
        }
        var hexadecimal = HEXADECIMAL.matcher(text);
        if (hexadecimal.matches()) {
            return Optional.of(whole(new BigInteger(hexadecimal.group(1) + hexadecimal.group(2), 16)));
        }
        return FRACTION.matcher(text).matches() && (text.contains(".") || text.matches(".*[eE].*"))
                ? Optional.of(Double.valueOf(text))
                : Optional.empty();
    }

    private static Object whole(BigInteger value) {
        if (value.bitLength() < Integer.SIZE) {
            return value.intValue();
        }
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }
}
