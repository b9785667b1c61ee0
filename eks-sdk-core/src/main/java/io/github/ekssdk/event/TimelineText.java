package io.github.ekssdk.event;

import io.github.ekssdk.event.Timeline.Entry;
import io.github.ekssdk.event.Timeline.Span;
import io.github.ekssdk.internal.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws a timeline. */
final class TimelineText {

    private static final int BAR = 48;
    private static final char SOLID = '█';
    private static final char LIGHT = '░';

    private final Timeline timeline;
    private final List<Entry> entries;
    private final List<Entry> chain;
    private final Set<Entry> onChain;
    private final Duration total;
    private final int labelWidth;

    private TimelineText(Timeline timeline) {
        this.entries = timeline.entries();
        this.chain = timeline.longestChain();
        this.onChain = new HashSet<>(chain);
        this.total = timeline.total();
        this.timeline = timeline;
        this.labelWidth = entries.stream()
                .flatMap(entry -> Stream.concat(
                        Stream.of(label(entry)), timeline.phases(entry).stream().map(TimelineText::label)))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    static String render(Timeline timeline) {
        return new TimelineText(timeline).render();
    }

    private String render() {
        if (entries.isEmpty()) {
            return "Nothing ran.\n";
        }
        Instant start = entries.stream()
                .map(Entry::start)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        StringBuilder out = new StringBuilder(ruler());
        for (Entry entry : entries) {
            out.append(row(entry, start));
            timeline.phases(entry).forEach(span -> out.append(row(span, start, entry)));
        }
        return out.append(footer()).toString();
    }

    private String ruler() {
        String end = DurationText.of(total);
        return " ".repeat(labelWidth + 2) + "0" + " ".repeat(Math.max(1, BAR - 1 - end.length())) + end + "\n";
    }

    private String row(Entry entry, Instant start) {
        return row(label(entry), bar(start, entry.start(), entry.end(), entry), entry.duration(), remark(entry));
    }

    private String row(Span span, Instant start, Entry entry) {
        Instant end = span.end().orElse(entry.end());
        return row(label(span), bar(start, span.start(), end, entry), Duration.between(span.start(), end), "");
    }

    private String bar(Instant start, Instant begin, Instant end, Entry entry) {
        int from = Math.min(column(Duration.between(start, begin)), BAR - 1);
        int to = Math.max(column(Duration.between(start, end)), from + 1);
        char ink = onChain.contains(entry) ? SOLID : LIGHT;
        return " ".repeat(from) + String.valueOf(ink).repeat(to - from) + " ".repeat(BAR - to);
    }

    private String row(String label, String bar, Duration duration, String remark) {
        return (label + " ".repeat(labelWidth - label.length() + 2) + bar + "  " + DurationText.of(duration) + remark)
                        .stripTrailing()
                + "\n";
    }

    private static String label(Span span) {
        return "    " + span.phase();
    }

    private int column(Duration sinceStart) {
        return total.isZero() ? 0 : (int) Math.round((double) sinceStart.toMillis() / total.toMillis() * BAR);
    }

    private static String label(Entry entry) {
        return switch (entry.action()) {
                    case DELETE -> "- ";
                    case UPDATE -> "~ ";
                    case AWAIT -> "… ";
                    case CREATE, REPLACE, KEEP -> "+ ";
                }
                + entry.stepId();
    }

    private static String remark(Entry entry) {
        return entry.outcome() == Timeline.Outcome.COMPLETED
                ? ""
                : ", " + entry.outcome().name().toLowerCase(Locale.ROOT);
    }

    private String footer() {
        Duration worked = chain.stream().map(Entry::duration).reduce(Duration.ZERO, Duration::plus);
        return "\n" + entries.size() + (entries.size() == 1 ? " step in " : " steps in ") + DurationText.of(total)
                + ". The longest chain, drawn solid, takes "
                + DurationText.of(worked) + ":\n  "
                + chain.stream()
                        .map(entry -> entry.stepId() + " (" + DurationText.of(entry.duration()) + ")")
                        .collect(Collectors.joining(" → "))
                + "\n";
    }
}
