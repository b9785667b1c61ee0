package io.github.ekssdk.internal.graph;

import io.github.ekssdk.state.ResourceState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The settings of a resource by name: strings, integers, booleans, and lists and maps of them, each of which may be an
 * {@link Output} or a {@link LateText} instead.
 */
public final class Properties {

    private final Map<String, Object> values;

    private Properties(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /** Takes the given settings. */
    public static Properties of(Map<String, Object> values) {
        return new Properties(new LinkedHashMap<>(values));
    }

    /** Takes the settings that a resource has. */
    public static Properties of(ResourceState state) {
        return new Properties(state.properties());
    }

    /** Starts an empty collection of settings. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns all settings in order. */
    public Map<String, Object> asMap() {
        return values;
    }

    /** Tells whether the setting is there. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Returns a setting. */
    public Object get(String name) {
        return Objects.requireNonNull(values.get(name), () -> "No property " + name + " in " + values.keySet());
    }

    /** Returns a setting that is text. */
    public String string(String name) {
        return (String) get(name);
    }

    /** Returns a setting that is text, or nothing where it is absent. */
    public Optional<String> optionalString(String name) {
        return Optional.ofNullable((String) values.get(name));
    }

    /** Returns a setting that is a number. */
    public int integer(String name) {
        return (Integer) get(name);
    }

    /** Returns a setting that is a number, or nothing where it is absent. */
    public Optional<Integer> optionalInteger(String name) {
        return Optional.ofNullable((Integer) values.get(name));
    }

    /** Returns a setting that is a switch. */
    public boolean bool(String name) {
        return (Boolean) get(name);
    }

    /** Returns a setting that is a list of text. */
    @SuppressWarnings("unchecked")
    public List<String> strings(String name) {
        return (List<String>) get(name);
    }

    /** Returns a setting that is a list of text, or an empty one where it is absent. */
    public List<String> stringsOrNone(String name) {
        return has(name) ? strings(name) : List.of();
    }

    /** Returns a setting that maps text to text. */
    @SuppressWarnings("unchecked")
    public Map<String, String> map(String name) {
        return (Map<String, String>) get(name);
    }

    /** Returns the settings of a resource with some changed to these, or taken away where these do not have them. */
    public Map<String, Object> over(ResourceState now, Set<String> changed) {
        Map<String, Object> properties = new LinkedHashMap<>(now.properties());
        for (String name : changed) {
            if (has(name)) {
                properties.put(name, get(name));
            } else {
                properties.remove(name);
            }
        }
        return properties;
    }

    /** Returns a setting that maps text to anything. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> objects(String name) {
        return (Map<String, Object>) get(name);
    }

    /** Returns every output these settings wait for. */
    public Set<Output> outputs() {
        Set<Output> found = new LinkedHashSet<>();
        values.values().forEach(value -> collect(value, found));
        return found;
    }

    /** Returns these settings with the known outputs filled in. */
    public Properties resolve(Function<Output, Optional<String>> known) {
        Map<String, Object> resolved = new LinkedHashMap<>();
        values.forEach((name, value) -> resolved.put(name, isSettled(value) ? value : resolve(value, known)));
        return new Properties(resolved);
    }

    private static boolean isSettled(Object value) {
        if (value instanceof Sensitive secret) {
            return isSettled(secret.value());
        }
        if (value instanceof List<?> list) {
            return list.stream().allMatch(Properties::isSettled);
        }
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().allMatch(Properties::isSettled);
        }
        return !(value instanceof Output || value instanceof LateText);
    }

    private static void collect(Object value, Set<Output> found) {
        if (value instanceof Output output) {
            found.add(output);
        } else if (value instanceof LateText text) {
            collect(text.parts(), found);
        } else if (value instanceof Sensitive secret) {
            collect(secret.value(), found);
        } else if (value instanceof List<?> list) {
            list.forEach(item -> collect(item, found));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(item -> collect(item, found));
        }
    }

    private static Object resolve(Object value, Function<Output, Optional<String>> known) {
        if (value instanceof Output output) {
            return known.apply(output).<Object>map(Function.identity()).orElse(output);
        }
        if (value instanceof LateText text) {
            return text.resolve(part -> resolve(part, known));
        }
        if (value instanceof Sensitive secret) {
            return new Sensitive(resolve(secret.value(), known));
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(resolve(item, known)));
            return Collections.unmodifiableList(items);
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> items = new LinkedHashMap<>();
            map.forEach((key, item) -> items.put(key, resolve(item, known)));
            return Collections.unmodifiableMap(items);
        }
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Properties that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }

    /** Collects settings in order. */
    public static final class Builder {

        private final Map<String, Object> values = new LinkedHashMap<>();

        /** Sets one. */
        public Builder set(String name, Object value) {
            values.put(name, value);
            return this;
        }

        /** Sets one if there is a value. */
        public Builder setIfPresent(String name, Optional<?> value) {
            value.ifPresent(present -> values.put(name, present));
            return this;
        }

        /** Returns the settings. */
        public Properties build() {
            return new Properties(new LinkedHashMap<>(values));
        }
    }
}
