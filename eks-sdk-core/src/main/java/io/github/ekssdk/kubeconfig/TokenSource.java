package io.github.ekssdk.kubeconfig;

import java.time.Clock;
import java.time.Duration;

/**
 * Gives a bearer token that is good to use now.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface TokenSource {

    /** Returns a token to send with the next request; safe to call from many threads. */
    BearerToken token();

    /**
     * Returns a source that keeps the token it gave last and asks this one for another when fewer than four minutes of
     * its life are left, so that a long request or a slow clock does not meet a token that has just ended.
     *
     * @param clock tells how much of a token's life is left
     */
    default CachedTokenSource cached(Clock clock) {
        return cached(clock, CachedTokenSource.DEFAULT_MARGIN);
    }

    /**
     * Returns a source that keeps the token it gave last and asks this one for another when less than {@code margin} of
     * its life is left.
     *
     * @param clock tells how much of a token's life is left
     * @param margin how long before its end a token is replaced; not negative
     */
    default CachedTokenSource cached(Clock clock, Duration margin) {
        return new CachedTokenSource(this, clock, margin);
    }
}
