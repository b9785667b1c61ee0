package io.github.ekssdk.testing.internal.policy;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** One line of a condition block: an operator, a key, and the values it may have. */
final class Condition {
    private final Operators.Test test;
    private final boolean negated;
    private final boolean ifExists;
    private final Quantifier quantifier;
    private final boolean isNull;
    private final String key;
    private final List<String> values;

    private Condition(String operator, String key, List<String> values) {
        Quantifier many = Quantifier.ANY;
        String word = operator;
        if (word.startsWith("ForAllValues:")) {
            many = Quantifier.ALL;
            word = word.substring("ForAllValues:".length());
        } else if (word.startsWith("ForAnyValue:")) {
            many = Quantifier.SOME;
            word = word.substring("ForAnyValue:".length());
        }
        this.quantifier = many;
        this.ifExists = word.endsWith("IfExists");
        word = ifExists ? word.substring(0, word.length() - "IfExists".length()) : word;
        this.isNull = word.equals("Null");
        this.negated = Operators.isNegated(word);
        this.test = Operators.named(word).orElseThrow();
        this.key = key;
        this.values = values;
    }

    static Condition of(String operator, String key, List<String> values) {
        return new Condition(operator, key, values);
    }

    /** Whether IAM knows an operator of that name. */
    static boolean isOperator(String word) {
        String plain = word.replaceFirst("^(ForAllValues|ForAnyValue):", "").replaceFirst("IfExists$", "");
        return Operators.named(plain).isPresent();
    }

    String key() {
        return key;
    }

    boolean holds(Context context) {
        List<String> given = context.get(key);
        boolean absent = given == null || given.isEmpty();
        if (isNull) {
            return values.stream().anyMatch(v -> v.toLowerCase(Locale.ROOT).equals(String.valueOf(absent)));
        }
        if (given == null || absent) {
            return ifExists || quantifier == Quantifier.ALL || (negated && quantifier == Quantifier.ANY);
        }
        Stream<String> all = given.stream();
        return switch (quantifier) {
            case ALL -> all.allMatch(value -> matches(value, context));
            case SOME -> all.anyMatch(value -> matches(value, context));
            case ANY -> negated ? all.allMatch(v -> matches(v, context)) : all.anyMatch(v -> matches(v, context));
        };
    }

    private boolean matches(String given, Context context) {
        boolean one = values.stream()
                .map(context::fill)
                .filter(Objects::nonNull)
                .anyMatch(wanted -> test.matches(wanted, given));
        return one != negated;
    }

    private enum Quantifier {
        ANY,
        ALL,
        SOME
    }
}
