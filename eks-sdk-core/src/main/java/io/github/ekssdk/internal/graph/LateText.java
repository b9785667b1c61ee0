package io.github.ekssdk.internal.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text with values inside that are known once other resources exist.
 *
 * @param parts texts and {@link Output}s, in order
 */
public record LateText(List<Object> parts) {

    private static final Pattern MARK = Pattern.compile("\\$\\{eks-sdk:([^#}]+)#([^}]+)}");

    /** Copies the parts. */
    public LateText {
        parts = List.copyOf(parts);
    }

    /** Takes texts, outputs and texts with outputs inside, in order. */
    public static LateText of(Object... parts) {
        List<Object> all = new ArrayList<>();
        for (Object part : parts) {
            if (part instanceof LateText text) {
                all.addAll(text.parts());
            } else {
                all.add(part);
            }
        }
        return new LateText(all);
    }

    /** Returns a text that stands for an output in a longer text, until {@link #parse} finds it there. */
    public static String mark(Output output) {
        return "${eks-sdk:" + output.resourceId() + "#" + output.name() + "}";
    }

    /** Returns a tree of maps, lists and texts with the outputs in place of their marks. */
    public static Object parse(Object value) {
        if (value instanceof String text) {
            return parse(text);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(LateText::parse).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> parsed = new LinkedHashMap<>();
            map.forEach((key, item) -> parsed.put(key, parse(item)));
            return parsed;
        }
        return value;
    }

    private static Object parse(String text) {
        Matcher mark = MARK.matcher(text);
        List<Object> parts = new ArrayList<>();
        int from = 0;
        while (mark.find()) {
            if (mark.start() > from) {
                parts.add(text.substring(from, mark.start()));
            }
            parts.add(new Output(mark.group(1), mark.group(2)));
            from = mark.end();
        }
        if (parts.isEmpty()) {
            return text;
        }
        if (from < text.length()) {
            parts.add(text.substring(from));
        }
        return new LateText(parts);
    }

    /** Returns the text once all of its parts are known; until then a text of what is. */
    Object resolve(UnaryOperator<Object> known) {
        List<Object> resolved = parts.stream().map(known).toList();
        return resolved.stream().allMatch(String.class::isInstance)
                ? resolved.stream().map(String.class::cast).collect(Collectors.joining())
                : new LateText(resolved);
    }

    @Override
    public String toString() {
        return "(known after apply)";
    }
}
