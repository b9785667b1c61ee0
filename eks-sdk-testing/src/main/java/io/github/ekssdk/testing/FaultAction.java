package io.github.ekssdk.testing;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a fault rule does to a call.
 *
 * @param kind what happens
 * @param error error answer, for the kinds that answer one
 * @param message message of that error
 * @param delay time that the call, its effect or what it sees is held back
 * @param skew the clock of AWS, for the kind that is about it
 */
record FaultAction(
        Kind kind,
        @Nullable DeclaredError error,
        String message,
        Duration delay,
        @Nullable ClockSkew skew) {

    static FaultAction of(Kind kind) {
        return of(kind, Duration.ZERO);
    }

    static FaultAction of(Kind kind, Duration delay) {
        return new FaultAction(kind, null, "", delay, null);
    }

    static FaultAction of(Kind kind, DeclaredError error, String message) {
        return new FaultAction(kind, error, message, Duration.ZERO, null);
    }

    static FaultAction of(ClockSkew skew) {
        return new FaultAction(Kind.CLOCK_SKEW, null, "", Duration.ZERO, skew);
    }

    /** For people: {@code fail before ServiceUnavailableException}. */
    String describe() {
        String words = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String code = error == null ? "" : " " + error.code();
        return words + code + (delay.isZero() ? "" : " " + delay);
    }

    enum Kind {
        DELAY,
        FAIL_BEFORE,
        FAIL_AFTER_EFFECT,
        THROTTLE,
        EXPIRED_CREDENTIALS,
        CLOCK_SKEW,
        LOSE_REQUEST,
        LOSE_RESPONSE,
        LATE_EFFECT,
        STALE_READ,
        LAGGING_READ,
        CRASH_BEFORE,
        CRASH_AFTER_EFFECT,
        CRASH_AFTER_RESPONSE
    }
}
