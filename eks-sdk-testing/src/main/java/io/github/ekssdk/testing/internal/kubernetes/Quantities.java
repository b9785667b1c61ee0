package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Quantities such as {@code 250m}, {@code 2} or {@code 512Mi}, in the one form that the API server writes. */
final class Quantities {
    /** What is said of a text that is no quantity. */
    static final String REFUSAL =
            "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

    private static final Pattern FORM =
            Pattern.compile("([+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+))([numkMGTPE]|[KMGTPE]i|[eE][-+]?[0-9]+)?");
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final List<String> DECIMAL = List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
    private static final int ONES = 3;
    private static final BigDecimal KIBI = BigDecimal.valueOf(1024);

    private Quantities() {}

    static boolean isQuantity(String text) {
        return FORM.matcher(text.trim()).matches();
    }

    /** The value of a quantity; zero for what is none. */
    static BigDecimal value(String text) {
        Matcher matcher = FORM.matcher(text.trim());
        if (!matcher.matches()) {
            return BigDecimal.ZERO;
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        String unit = matcher.group(2);
        if (unit == null) {
            return number;
        }
        if (DECIMAL.contains(unit)) {
            return number.scaleByPowerOfTen(3 * (DECIMAL.indexOf(unit) - ONES));
        }
        return BINARY.contains(unit)
                ? number.multiply(KIBI.pow(BINARY.indexOf(unit)))
                : number.scaleByPowerOfTen(Integer.parseInt(unit.substring(1)));
    }

    static JsonNode canonical(JsonNode quantity) {
        return TextNode.valueOf(canonical(quantity.asText()));
    }

    private static String canonical(String text) {
        BigDecimal value = value(text);
        boolean binary = text.trim().endsWith("i");
        if (binary && value.abs().compareTo(KIBI) >= 0) {
            return binary(value.setScale(0, RoundingMode.CEILING));
        }
        return decimal(value.setScale(9, RoundingMode.UP));
    }

    private static String binary(BigDecimal value) {
        BigDecimal rest = value;
        int unit = 0;
        while (unit < BINARY.size() - 1 && rest.remainder(KIBI).signum() == 0) {
            rest = rest.divide(KIBI);
            unit++;
        }
        return rest.toBigInteger() + BINARY.get(unit);
    }

    private static String decimal(BigDecimal value) {
        if (value.signum() == 0) {
            return "0";
        }
        int unit = 0;
        BigDecimal rest = value.scaleByPowerOfTen(3 * ONES);
        BigDecimal thousand = BigDecimal.valueOf(1000);
        while (unit < DECIMAL.size() - 1 && rest.remainder(thousand).signum() == 0) {
            rest = rest.divide(thousand);
            unit++;
        }
        return rest.toBigInteger() + DECIMAL.get(unit);
    }
}
