package io.github.ekssdk.testing.internal.policy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;

/** The condition operators of IAM, without their prefixes and suffixes. */
final class Operators {
    private static final Map<String, Test> POSITIVE = new HashMap<>();

    static {
        POSITIVE.put("StringEquals", String::equals);
        POSITIVE.put("StringEqualsIgnoreCase", String::equalsIgnoreCase);
        POSITIVE.put("StringLike", Wildcards::matches);
        POSITIVE.put("ArnEquals", Wildcards::matchesArn);
        POSITIVE.put("ArnLike", Wildcards::matchesArn);
        POSITIVE.put("Bool", String::equalsIgnoreCase);
        POSITIVE.put("BinaryEquals", String::equals);
        POSITIVE.put("IpAddress", IpRange::contains);
        POSITIVE.put("Null", String::equals);
        numbers("NumericEquals", c -> c == 0);
        numbers("NumericLessThan", c -> c < 0);
        numbers("NumericLessThanEquals", c -> c <= 0);
        numbers("NumericGreaterThan", c -> c > 0);
        numbers("NumericGreaterThanEquals", c -> c >= 0);
        dates("DateEquals", c -> c == 0);
        dates("DateLessThan", c -> c < 0);
        dates("DateLessThanEquals", c -> c <= 0);
        dates("DateGreaterThan", c -> c > 0);
        dates("DateGreaterThanEquals", c -> c >= 0);
    }

    private Operators() {}

    static Optional<Test> named(String word) {
        return Optional.ofNullable(POSITIVE.get(positive(word)));
    }

    static boolean isNegated(String word) {
        return !positive(word).equals(word);
    }

    private static String positive(String word) {
        return word.equals("NotIpAddress") ? "IpAddress" : word.replaceFirst("^(String|Arn|Numeric|Date)Not", "$1");
    }

    private static void numbers(String name, IntPredicate holds) {
        POSITIVE.put(name, (wanted, given) -> compare(wanted, given, holds, BigDecimal::new));
    }

    private static void dates(String name, IntPredicate holds) {
        POSITIVE.put(name, (wanted, given) -> compare(wanted, given, holds, Operators::instant));
    }

    private static <T extends Comparable<T>> boolean compare(
            String wanted, String given, IntPredicate holds, Function<String, T> reader) {
        try {
            return holds.test(reader.apply(given).compareTo(reader.apply(wanted)));
        } catch (NumberFormatException | DateTimeException unreadable) {
            return false;
        }
    }

    private static Instant instant(String text) {
        return text.indexOf('-') > 0
                ? OffsetDateTime.parse(text.indexOf('T') > 0 ? text : text + "T00:00:00Z")
                        .toInstant()
                : Instant.ofEpochSecond(Long.parseLong(text));
    }

    /** Whether a value that a request has fits one that a policy wants. */
    @FunctionalInterface
    interface Test {
        boolean matches(String wanted, String given);
    }
}
