package io.github.ekssdk.testing;

import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.protocol.Refusals;
import io.github.ekssdk.testing.internal.protocol.ServiceFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** AWS's clock is ahead of the callers' by so much; a caller that has heard of it and corrects itself is let in. */
final class ClockSkew {
    private static final Duration TOLERATED = Duration.ofMinutes(5);
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter HTTP = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final Duration ahead;
    private @Nullable Instant first;

    ClockSkew(Duration ahead) {
        this.ahead = ahead;
    }

    /** What AWS says to a request that was signed at that time on the caller's clock. */
    @Nullable AwsRefusal refusal(ServiceFacts service, @Nullable Instant signedAt) {
        if (signedAt == null || !isOff(signedAt)) {
            return null;
        }
        Instant now = signedAt.plus(ahead);
        String message = ahead.isNegative()
                ? "Signature not yet current: " + BASIC.format(signedAt) + " is still later than "
                        + BASIC.format(now.plus(TOLERATED)) + " (" + BASIC.format(now) + " + 5 min.)"
                : "Signature expired: " + BASIC.format(signedAt) + " is now earlier than "
                        + BASIC.format(now.minus(TOLERATED)) + " (" + BASIC.format(now) + " - 5 min.)";
        return Refusals.skewed(service, message);
    }

    /** AWS's clock at the time when a caller signed, as the header {@code Date} says it. */
    String date(Instant signedAt) {
        return HTTP.format(signedAt.plus(ahead));
    }

    private boolean isOff(Instant signedAt) {
        if (first == null) {
            first = signedAt;
        }
        Duration corrected = Duration.between(first, signedAt);
        return corrected.minus(ahead).abs().compareTo(TOLERATED) > 0;
    }
}
