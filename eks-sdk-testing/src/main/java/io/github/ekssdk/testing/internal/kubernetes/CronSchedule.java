package io.github.ekssdk.testing.internal.kubernetes;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** When a CronJob runs: five fields as cron has them, or a word such as {@code @hourly}. */
final class CronSchedule {
    private static final Map<String, String> WORDS = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final int FARTHEST_YEARS = 5;

    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet daysOfMonth;
    private final BitSet months;
    private final BitSet daysOfWeek;
    private final boolean bothDays;
    private final ZoneId zone;

    private CronSchedule(String text, ZoneId zone) {
        String[] fields = WORDS.getOrDefault(text.trim().toLowerCase(Locale.ROOT), text)
                .trim()
                .split("\\s+");
        if (text.startsWith("@") && fields.length == 1) {
            throw new IllegalArgumentException("unrecognized descriptor: " + text);
        }
        if (fields.length != 5) {
            throw new IllegalArgumentException(
                    "expected exactly 5 fields, found " + fields.length + ": [" + String.join(" ", fields) + "]");
        }
        this.minutes = bits(fields[0], 0, 59, List.of());
        this.hours = bits(fields[1], 0, 23, List.of());
        this.daysOfMonth = bits(fields[2], 1, 31, List.of());
        this.months = bits(fields[3], 1, 12, MONTHS);
        this.daysOfWeek = bits(fields[4], 0, 7, DAYS);
        if (daysOfWeek.get(7)) {
            daysOfWeek.set(0);
        }
        this.bothDays = !fields[2].startsWith("*") && !fields[4].startsWith("*");
        this.zone = zone;
    }

    /** What is wrong with a schedule. */
    static Optional<String> problem(String text) {
        try {
            of(text, "");
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** @param timeZone name of a time zone; empty for that of the control plane, UTC */
    static CronSchedule of(String text, String timeZone) {
        try {
            return new CronSchedule(text, timeZone.isEmpty() ? ZoneOffset.UTC : ZoneId.of(timeZone));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("unknown time zone " + timeZone, e);
        }
    }

    private static BitSet bits(String field, int least, int most, List<String> names) {
        BitSet bits = new BitSet();
        for (String part : field.split(",", -1)) {
            String[] halves = part.split("/", 2);
            String[] ends = halves[0].split("-", 2);
            boolean all = halves[0].equals("*") || halves[0].equals("?");
            int from = all ? least : number(ends[0], least, names);
            int to = all || (halves.length == 2 && ends.length == 1)
                    ? most
                    : number(ends[ends.length - 1], least, names);
            int step = halves.length == 2 ? number(halves[1], 0, List.of()) : 1;
            if (from < least || to > most || from > to || step < 1) {
                throw new IllegalArgumentException("end of range (" + to + ") above maximum (" + most + "): " + part);
            }
            for (int i = from; i <= to; i += step) {
                bits.set(i);
            }
        }
        return bits;
    }

    private static int number(String text, int least, List<String> names) {
        int named = names.indexOf(text.toLowerCase(Locale.ROOT));
        if (named >= 0) {
            return named + least;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "failed to parse int from " + text + ": strconv.Atoi: parsing \"" + text + "\": invalid syntax", e);
        }
    }

    /** The first time after another one; nothing if there is none in the next years. */
    Optional<Instant> after(Instant instant) {
        ZonedDateTime time =
                instant.atZone(zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        ZonedDateTime last = time.plusYears(FARTHEST_YEARS);
        while (time.isBefore(last)) {
            if (!months.get(time.getMonthValue())) {
                time = time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).plusMonths(1);
            } else if (!isDay(time)) {
                time = time.truncatedTo(ChronoUnit.DAYS).plusDays(1);
            } else if (!hours.get(time.getHour())) {
                time = time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            } else if (!minutes.get(time.getMinute())) {
                time = time.plusMinutes(1);
            } else {
                return Optional.of(time.toInstant());
            }
        }
        return Optional.empty();
    }

    /** Where both kinds of days are given, either will do. */
    private boolean isDay(ZonedDateTime time) {
        boolean ofMonth = daysOfMonth.get(time.getDayOfMonth());
        boolean ofWeek = daysOfWeek.get(time.getDayOfWeek().getValue() % 7);
        return bothDays ? ofMonth || ofWeek : ofMonth && ofWeek;
    }
}
