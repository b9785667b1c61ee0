package io.github.ekssdk.internal;

import java.time.Duration;

/** Durations for people, no finer than they care. */
public final class DurationText {

    private DurationText() {}

    /** Returns a duration in the one or two units that matter, such as {@code 2 min 5 s}. */
    public static String of(Duration duration) {
        long seconds = duration.plusMillis(500).toSeconds();
        if (seconds >= 3600) {
            return pair(seconds / 3600, "h", seconds % 3600 / 60, "min");
        }
        if (seconds >= 60) {
            return pair(seconds / 60, "min", seconds % 60, "s");
        }
        return seconds > 0 || duration.isZero() ? seconds + " s" : duration.toMillis() + " ms";
    }

    /** Returns an estimate, which pretends to no seconds where there are minutes. */
    public static String about(Duration estimate) {
        if (estimate.compareTo(Duration.ofSeconds(90)) < 0) {
            return of(estimate);
        }
        return of(Duration.ofMinutes(estimate.plusSeconds(30).toMinutes()));
    }

    private static String pair(long large, String largeUnit, long small, String smallUnit) {
        String text = large + " " + largeUnit;
        return small == 0 ? text : text + " " + small + " " + smallUnit;
    }
}
