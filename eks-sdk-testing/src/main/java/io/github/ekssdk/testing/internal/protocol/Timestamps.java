package io.github.ekssdk.testing.internal.protocol;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** The four ways in which AWS writes a point in time. */
final class Timestamps {
    private static final int MOST_DIGITS = 15;

    private Timestamps() {}

    /** Reads a timestamp; clients may send another form than the model asks for, as AWS accepts both. */
    static Instant parse(String text, Format format) {
        try {
            if ((Character.isDigit(text.charAt(0)) && text.indexOf('T') < 0) || text.startsWith("-")) {
                return number(new BigDecimal(text), format);
            }
            return text.indexOf(',') > 0
                    ? DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException | IndexOutOfBoundsException | ArithmeticException e) {
            throw new IllegalArgumentException("not a timestamp: " + text, e);
        }
    }

    private static Instant number(BigDecimal value, Format format) {
        if (value.precision() - value.scale() > MOST_DIGITS || value.scale() > MOST_DIGITS) {
            throw new IllegalArgumentException("not a timestamp: " + value);
        }
        BigDecimal millis = format == Format.UNIX_TIMESTAMP_MILLIS ? value : value.movePointRight(3);
        return Instant.ofEpochMilli(millis.longValue());
    }

    static String text(Instant instant, Format format) {
        return switch (format) {
            case ISO_8601 -> DateTimeFormatter.ISO_INSTANT.format(instant);
            case RFC_822 -> DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
            case UNIX_TIMESTAMP -> seconds(instant).toPlainString();
            case UNIX_TIMESTAMP_MILLIS -> String.valueOf(instant.toEpochMilli());
            default -> throw new IllegalArgumentException("unknown timestamp format " + format);
        };
    }

    /** Seconds since the epoch, with a fraction when there is one. */
    static BigDecimal seconds(Instant instant) {
        BigDecimal seconds = BigDecimal.valueOf(instant.toEpochMilli(), 3).stripTrailingZeros();
        return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
    }
}
