package io.github.ekssdk.testing;

/**
 * How a call to the fake AWS ended, as the caller saw it.
 *
 * @since 0.1
 */
public enum CallOutcome {
    /** It is still under way. */
    IN_FLIGHT,
    /** The caller got the answer. */
    OK,
    /** The caller got an error answer. */
    REFUSED,
    /** The caller got no answer; whether the call took effect is another matter. */
    LOST,
    /** The calling process died. */
    CRASHED
}
