package io.github.ekssdk.testing.internal.kubernetes;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of built-in types, as {@code fields.txt} has them. */
final class FieldTable {
    private static final Map<String, String> ROOTS = new HashMap<>();
    private static final Map<String, Map<String, Shape>> MESSAGES = new HashMap<>();

    static {
        for (String line : Trees.resource("fields.txt").lines().toList()) {
            String[] words = line.split(" ");
            if (words.length == 4 && words[2].equals("=")) {
                ROOTS.put(words[0] + " " + words[1], words[3]);
            } else if (!line.startsWith("#")) {
                Map<String, Shape> fields = new LinkedHashMap<>();
                for (int i = 1; i < words.length; i++) {
                    int end = words[i].lastIndexOf(':');
                    fields.put(words[i].substring(0, end), Shape.parse(words[i].substring(end + 1)));
                }
                MESSAGES.put(words[0], fields);
            }
        }
    }

    private FieldTable() {}

    /**
     * What a field holds.
     *
     * @param type {@code string}, {@code int32}, {@code int64}, {@code float64}, {@code bool}, {@code scalar} for what may be text or
     *     number, {@code any}, or the name of a message
     */
    record Shape(How how, String type) {
        static Shape parse(String word) {
            if (word.endsWith("[]")) {
                return new Shape(How.LIST, word.substring(0, word.length() - 2));
            }
            return word.startsWith("{")
                    ? new Shape(How.MAP, word.substring(1, word.length() - 1))
                    : new Shape(How.ONE, word);
        }

        /** The type as messages name it. */
        String words() {
            String one = isMessage() ? "v1." + type : type;
            return switch (how) {
                case ONE -> one;
                case LIST -> "[]" + one;
                case MAP -> "map[string]" + one;
            };
        }

        boolean isMessage() {
            return MESSAGES.containsKey(type);
        }

        Shape item() {
            return parse(type);
        }
    }

    /** How many a field holds. */
    enum How {
        ONE,
        LIST,
        MAP
    }

    /** The message that the objects of a type are; empty if it is not in the table. */
    static String message(ResourceType type) {
        return ROOTS.getOrDefault(type.apiVersion() + " " + type.kind(), "");
    }

    /** Fields of a message by name. */
    static Map<String, Shape> fields(String message) {
        return MESSAGES.getOrDefault(message, Map.of());
    }
}
