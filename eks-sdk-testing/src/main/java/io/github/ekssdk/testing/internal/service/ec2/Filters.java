package io.github.ekssdk.testing.internal.service.ec2;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * The filters that one kind of thing can be found by. A filter matches if any of its values does; all filters must match.
 * Values are case-sensitive; {@code *} stands for any text, {@code ?} for one character, a backslash before them for themselves.
 */
final class Filters<T> {
    private static final int MOST_VALUES = 200;

    private final Map<String, Function<T, ?>> fields = new LinkedHashMap<>();
    private @Nullable Function<T, Map<String, String>> tags;

    /** Adds a filter on a value, or on any of several values; what is null has no value. */
    Filters<T> on(String name, Function<T, ?> value) {
        fields.put(name, value);
        return this;
    }

    /** Adds {@code tag:<key>} and {@code tag-key}. */
    Filters<T> onTags(Function<T, Map<String, String>> read) {
        tags = read;
        return on("tag-key", item -> read.apply(item).keySet());
    }

    /** Adds {@code tag:<key>} only. */
    Filters<T> onTagValues(Function<T, Map<String, String>> read) {
        tags = read;
        return this;
    }

    List<T> apply(List<Filter> filters, List<T> items) {
        return items.stream().filter(matching(filters)).toList();
    }

    /** Tells what all filters match. */
    Predicate<T> matching(List<Filter> filters) {
        long values =
                filters.stream().mapToLong(filter -> filter.values().size()).sum();
        if (values > MOST_VALUES) {
            throw Refusals.badRequest(
                    "FilterLimitExceeded", "The maximum number of filter values specified on a single call is 200.");
        }
        return filters.stream().map(this::predicate).reduce(item -> true, Predicate::and);
    }

    private Predicate<T> predicate(Filter filter) {
        Function<T, ?> field = field(Refusals.present(filter.name(), "Filter.1.Name"));
        List<Pattern> patterns = filter.values().stream().map(Filters::pattern).toList();
        return item -> values(field.apply(item)).anyMatch(value -> matches(patterns, value));
    }

    private Function<T, ?> field(String name) {
        Function<T, Map<String, String>> read = tags;
        if (read != null && name.startsWith("tag:")) {
            String key = name.substring("tag:".length());
            return item -> read.apply(item).get(key);
        }
        Function<T, ?> field = fields.get(name);
        if (field == null) {
            throw Refusals.invalidValue("The filter '" + name + "' is invalid");
        }
        return field;
    }

    private static Stream<String> values(@Nullable Object value) {
        if (value instanceof Collection<?> several) {
            return several.stream().flatMap(Filters::values);
        }
        return Stream.ofNullable(value).map(Object::toString);
    }

    private static boolean matches(List<Pattern> patterns, String value) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(value).matches());
    }

    private static Pattern pattern(String value) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                regex.append(Pattern.quote(String.valueOf(value.charAt(++i))));
            } else if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
