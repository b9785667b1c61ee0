package io.github.ekssdk.internal.graph;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The keys of a resource's tags in the value of one more tag: the keys themselves with {@code @} between them or, where they
 * do not fit, an {@code @} and five characters for each.
 */
final class TagKeys {
    private static final int LONGEST_VALUE = 256;
    private static final int DIGEST = 5;
    private static final String SEPARATOR = "@";

    private TagKeys() {}

    static String write(Collection<String> keys) {
        String plain = keys.stream().sorted().collect(Collectors.joining(SEPARATOR));
        boolean fits = plain.length() <= LONGEST_VALUE && keys.stream().noneMatch(key -> key.contains(SEPARATOR));
        return fits
                ? plain
                : keys.stream().map(TagKeys::digest).sorted().collect(Collectors.joining("", SEPARATOR, ""));
    }

    /** Tells of which keys a value was written. */
    static Predicate<String> read(String value) {
        if (!value.startsWith(SEPARATOR)) {
            return new HashSet<>(List.of(value.split(SEPARATOR, -1)))::contains;
        }
        Set<String> digests = new HashSet<>();
        for (int i = SEPARATOR.length(); i + DIGEST <= value.length(); i += DIGEST) {
            digests.add(value.substring(i, i + DIGEST));
        }
        return key -> digests.contains(digest(key));
    }

    private static String digest(String key) {
        long bits = Long.parseLong(Owner.sha256(key).substring(0, 12), 16);
        String text = Long.toString(bits, Character.MAX_RADIX);
        return "0".repeat(Math.max(0, DIGEST - text.length())) + text.substring(Math.max(0, text.length() - DIGEST));
    }
}
