package io.github.ekssdk.testing.internal.kubernetes;

import java.time.Duration;
import java.time.Instant;

/** Durations as {@code kubectl} shows them: two units at most, and less of them the longer it is. */
final class Ages {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long YEAR = 365 * DAY;

    private Ages() {}

    static String since(String time, Instant now) {
        return time.isEmpty() ? "<unknown>" : of(Duration.between(Instant.parse(time), now));
    }

    static String of(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 2 * MINUTE) {
            return Math.max(0, seconds) + "s";
        }
        if (seconds < 3 * HOUR) {
            return two(seconds, MINUTE, "m", seconds < 10 * MINUTE ? 1 : 0, "s");
        }
        if (seconds < 2 * DAY) {
            return two(seconds, HOUR, "h", seconds < 8 * HOUR ? MINUTE : 0, "m");
        }
        if (seconds < 2 * YEAR) {
            return two(seconds, DAY, "d", seconds < 8 * DAY ? HOUR : 0, "h");
        }
        return two(seconds, YEAR, "y", seconds < 8 * YEAR ? DAY : 0, "d");
    }

    /** @param small length of the second unit in seconds, or 0 to leave it out */
    private static String two(long seconds, long large, String largeName, long small, String smallName) {
        long rest = small == 0 ? 0 : seconds % large / small;
        return seconds / large + largeName + (rest == 0 ? "" : rest + smallName);
    }
}
