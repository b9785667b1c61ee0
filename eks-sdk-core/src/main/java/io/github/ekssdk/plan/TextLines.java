package io.github.ekssdk.plan;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Fits text into lines that a terminal shows whole. */
final class TextLines {

    static final int WIDTH = 110;

    private TextLines() {}

    /** Returns the text with control characters spelled out, so that no value can move a reader's cursor. */
    static String clean(String text) {
        StringBuilder cleaned = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (Character.isISOControl(point)) {
                cleaned.append(String.format("\\u%04x", point));
            } else {
                cleaned.appendCodePoint(point);
            }
        });
        return cleaned.toString();
    }

    /** Returns the items with a separator between them, as lines; an item is never cut. */
    static List<String> wrap(String first, String next, Iterable<String> items, String separator) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        boolean fresh = true;
        for (Iterator<String> rest = items.iterator(); rest.hasNext(); ) {
            String item = rest.next() + (rest.hasNext() ? separator : "");
            if (!fresh && line.length() + item.stripTrailing().length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(next);
            }
            line.append(item);
            fresh = false;
        }
        if (!fresh) {
            lines.add(line.toString());
        }
        return lines;
    }
}
