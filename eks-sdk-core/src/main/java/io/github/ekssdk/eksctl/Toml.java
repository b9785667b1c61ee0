package io.github.ekssdk.eksctl;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes settings in TOML, in which Bottlerocket takes them. */
final class Toml {

    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]+");

    private Toml() {}

    /** Returns a table with its tables; of each, what is no table comes first. */
    static String table(String name, Map<?, ?> values) {
        StringBuilder text = new StringBuilder();
        write(name, values, text);
        return text.toString();
    }

    private static void write(String name, Map<?, ?> values, StringBuilder text) {
        String own = values.entrySet().stream()
                .filter(entry -> !(entry.getValue() instanceof Map))
                .map(entry -> key(entry.getKey()) + " = " + value(entry.getValue()) + "\n")
                .collect(Collectors.joining());
        if (!own.isEmpty()) {
            text.append("[").append(name).append("]\n").append(own);
        }
        values.forEach((key, value) -> {
            if (value instanceof Map<?, ?> table) {
                write(name + "." + key(key), table, text);
            }
        });
    }

    private static String key(Object key) {
        String name = String.valueOf(key);
        return BARE.matcher(name).matches() ? name : Plain.json(name);
    }

    private static String value(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(Toml::value).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> key(entry.getKey()) + " = " + value(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return Plain.json(value);
    }
}
