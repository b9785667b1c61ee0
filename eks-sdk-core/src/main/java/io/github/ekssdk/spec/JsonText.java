package io.github.ekssdk.spec;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON as text: written from maps, lists and plain values, and checked for its form. */
final class JsonText {

    private static final String ESCAPED = "\"\\/bfnrtu";
    private final String text;
    private int at;

    private JsonText(String text) {
        this.text = text;
    }

    /** Writes maps, lists, text, numbers, booleans and null. */
    static String of(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            writeAll(map.entrySet().iterator(), '{', '}', out);
        } else if (value instanceof Map.Entry<?, ?> entry) {
            quote(String.valueOf(entry.getKey()), out);
            out.append(':');
            write(entry.getValue(), out);
        } else if (value instanceof Iterable<?> items) {
            writeAll(items.iterator(), '[', ']', out);
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            quote(value.toString(), out);
        }
    }

    private static void writeAll(Iterator<?> items, char open, char close, StringBuilder out) {
        out.append(open);
        while (items.hasNext()) {
            write(items.next(), out);
            if (items.hasNext()) {
                out.append(',');
            }
        }
        out.append(close);
    }

    private static void quote(String value, StringBuilder out) {
        out.append('"');
        value.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", c));
            } else {
                out.append((char) c);
            }
        });
        out.append('"');
    }

    /** Returns where a text stops being a JSON object, counted from 1; nothing where it is one. */
    static Optional<Integer> notAnObject(String text) {
        JsonText json = new JsonText(text);
        json.space();
        boolean whole = json.peek('{') && json.value() && json.ends();
        return whole ? Optional.empty() : Optional.of(json.at + 1);
    }

    private boolean ends() {
        space();
        return at == text.length();
    }

    private boolean value() {
        space();
        if (at == text.length()) {
            return false;
        }
        return switch (text.charAt(at)) {
            case '{' -> members();
            case '[' -> items();
            case '"' -> string();
            default -> word();
        };
    }

    private boolean members() {
        at++;
        if (takes('}')) {
            return true;
        }
        do {
            space();
            if (!peek('"') || !string() || !takes(':') || !value()) {
                return false;
            }
        } while (takes(','));
        return takes('}');
    }

    private boolean items() {
        at++;
        if (takes(']')) {
            return true;
        }
        do {
            if (!value()) {
                return false;
            }
        } while (takes(','));
        return takes(']');
    }

    private boolean string() {
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return true;
            }
            if (c < ' ' || (c == '\\' && !escape())) {
                return false;
            }
        }
        return false;
    }

    private boolean escape() {
        at++;
        return at < text.length() && ESCAPED.indexOf(text.charAt(at)) >= 0;
    }

    private boolean word() {
        for (String word : List.of("true", "false", "null")) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return true;
            }
        }
        return number();
    }

    private boolean number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        boolean fits = text.substring(start, at).matches("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");
        at = fits ? at : start;
        return fits;
    }

    private boolean takes(char c) {
        space();
        boolean there = peek(c);
        at += there ? 1 : 0;
        return there;
    }

    private boolean peek(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
