package io.github.ekssdk.internal.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A text with values inside that are known once other resources exist.
 *
 * @param parts texts and {@link Output}s, in order
 */
public record LateText(List<Object> parts) {

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
