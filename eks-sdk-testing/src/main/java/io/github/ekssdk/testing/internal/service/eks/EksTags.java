package io.github.ekssdk.testing.internal.service.eks;

import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The tags of one EKS resource. */
final class EksTags {
    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private final Map<String, String> tags = new TreeMap<>();

    /** Why the tags cannot be put on a resource that has these already. */
    static Optional<String> problem(Map<String, String> present, Map<String, String> added) {
        Map<String, String> merged = new TreeMap<>(present);
        merged.putAll(added);
        if (merged.size() > MOST) {
            return Optional.of("A resource has at most " + MOST + " tags, not " + merged.size());
        }
        return added.entrySet().stream()
                .flatMap(tag -> problem(tag.getKey(), tag.getValue()).stream())
                .findFirst();
    }

    /** The tags of a create call. */
    static EksTags ofCreate(Map<String, String> given) {
        problem(Map.of(), given).ifPresent(why -> {
            throw EksRefusals.invalidParameter(why);
        });
        EksTags tags = new EksTags();
        tags.tags.putAll(given);
        return tags;
    }

    void put(Map<String, String> added) {
        tags.putAll(added);
    }

    void remove(Collection<String> keys) {
        keys.forEach(tags::remove);
    }

    Map<String, String> asMap() {
        return Collections.unmodifiableMap(tags);
    }

    private static Optional<String> problem(String key, String value) {
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            return Optional.of("Tag keys have 1 to " + LONGEST_KEY + " characters: '" + key + "'");
        }
        if (value.length() > LONGEST_VALUE) {
            return Optional.of("Tag values have at most " + LONGEST_VALUE + " characters: the one of '" + key + "'");
        }
        if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            return Optional.of("Tag keys must not begin with aws: '" + key + "'");
        }
        return Optional.empty();
    }
}
