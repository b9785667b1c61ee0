package io.github.ekssdk.testing.internal.policy;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The condition keys of one request with their values; case does not matter in the keys. */
public final class Context {
    private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private @Nullable Supplier<Map<String, String>> resourceTags;

    /** An empty context. */
    public Context() {}

    /** A copy, to add to. */
    public Context(Context other) {
        values.putAll(other.values);
        resourceTags = other.resourceTags;
    }

    /** Adds the keys of another context. */
    public Context putAll(Context other) {
        values.putAll(other.values);
        return this;
    }

    /** Where the tags of the resource come from, when a policy looks at them. */
    public Context tagsOf(Supplier<Map<String, String>> resource) {
        resourceTags = resource;
        return this;
    }

    /** Sets a key that has one value; null leaves it out. */
    public Context put(String key, @Nullable String value) {
        if (value != null) {
            values.put(key, List.of(value));
        }
        return this;
    }

    /** Sets a key that may have several values. */
    public Context putAll(String key, Collection<String> several) {
        values.put(key, List.copyOf(several));
        return this;
    }

    /** Sets {@code prefix/key} for each tag. */
    public Context putTags(String prefix, Map<String, String> tags) {
        tags.forEach((key, value) -> put(prefix + "/" + key, value));
        return this;
    }

    /** The values of a key; null when the request does not have it. */
    public @Nullable List<String> get(String key) {
        List<String> found = values.get(key);
        int tag = found == null && resourceTags != null ? key.indexOf(":ResourceTag/") : -1;
        if (tag < 0 || resourceTags == null) {
            return found;
        }
        String value = resourceTags.get().get(key.substring(tag + ":ResourceTag/".length()));
        return value == null ? null : List.of(value);
    }

    /** All keys with their values. */
    public Map<String, List<String>> asMap() {
        return Collections.unmodifiableMap(values);
    }

    /** Puts the values of keys in the place of {@code ${key}}; null when a key has no value. */
    @Nullable String fill(String text) {
        if (!text.contains("${")) {
            return text;
        }
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int start = text.indexOf("${"); start >= 0; start = text.indexOf("${", from)) {
            int end = text.indexOf('}', start);
            String value = end < 0 ? null : variable(text.substring(start + 2, end));
            if (value == null) {
                return null;
            }
            filled.append(text, from, start).append(value);
            from = end + 1;
        }
        return filled.append(text.substring(from)).toString();
    }

    private @Nullable String variable(String name) {
        if (name.equals("*") || name.equals("?") || name.equals("$")) {
            return name;
        }
        int comma = name.indexOf(',');
        List<String> found = get((comma < 0 ? name : name.substring(0, comma)).trim());
        if (found != null && !found.isEmpty()) {
            return found.get(0);
        }
        return comma < 0 ? null : name.substring(comma + 1).trim().replace("'", "");
    }
}
