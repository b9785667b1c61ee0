package io.github.ekssdk.testing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a fault rule does to a call.
 *
 * @param kind what happens
 * @param error error answer, for the kinds that answer one
 * @param message message of that error
 * @param delay time that the call or its effect is held back
 */
record FaultAction(Kind kind, @Nullable DeclaredError error, String message, Duration delay) {

    static FaultAction of(Kind kind) {
        return new FaultAction(kind, null, "", Duration.ZERO);
    }

    static FaultAction of(Kind kind, Duration delay) {
        return new FaultAction(kind, null, "", delay);
    }

    static FaultAction of(Kind kind, DeclaredError error, String message) {
        return new FaultAction(kind, error, message, Duration.ZERO);
    }

    enum Kind {
        DELAY,
        FAIL_BEFORE,
        FAIL_AFTER_EFFECT,
        THROTTLE,
        EXPIRED_CREDENTIALS,
        LOSE_REQUEST,
        LOSE_RESPONSE,
        LATE_EFFECT,
        STALE_READ,
        CRASH_BEFORE,
        CRASH_AFTER_EFFECT,
        CRASH_AFTER_RESPONSE
    }
}
