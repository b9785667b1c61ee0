package io.github.ekssdk.kubeconfig;

import io.github.ekssdk.error.EksSdkException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a bearer token and replaces it some time before it ends.
 *
 * <p>One thread at a time makes the new token. While the old one still lives, the others go on with it instead of
 * waiting; the same goes for all of them when no new token can be made, until the old one has ended.
 *
 * @since 0.1
 */
public final class CachedTokenSource implements TokenSource {

    /** EKS honours a token for 15 minutes; at this margin ours, of 14 minutes, is replaced after ten. */
    static final Duration DEFAULT_MARGIN = Duration.ofMinutes(4);

    private final TokenSource source;
    private final Clock clock;
    private final Duration margin;
    private final Semaphore refreshing = new Semaphore(1);
    private volatile @Nullable BearerToken current;

    CachedTokenSource(TokenSource source, Clock clock, Duration margin) {
        if (margin.isNegative()) {
            throw new IllegalArgumentException("margin is " + margin + "; it cannot be negative");
        }
        this.source = Objects.requireNonNull(source, "source");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.margin = margin;
    }

    /** Returns the kept token, or a new one if the kept one is missing or near its end. */
    @Override
    public BearerToken token() {
        Instant now = clock.instant();
        BearerToken kept = current;
        if (kept != null && isFresh(kept, now)) {
            return kept;
        }
        if (kept != null && !kept.isExpiredAt(now)) {
            return refreshing.tryAcquire() ? refreshHoldingThePermit() : kept;
        }
        refreshing.acquireUninterruptibly();
        return refreshHoldingThePermit();
    }

    /**
     * Forgets {@code refused}, so that the next call of {@link #token()} makes a new one. For a caller whom the cluster
     * answered 401. A token that has been replaced meanwhile stays.
     */
    public void discard(BearerToken refused) {
        refreshing.acquireUninterruptibly();
        try {
            if (refused.equals(current)) {
                current = null;
            }
        } finally {
            refreshing.release();
        }
    }

    private BearerToken refreshHoldingThePermit() {
        try {
            BearerToken kept = current;
            if (kept != null && isFresh(kept, clock.instant())) {
                return kept;
            }
            return replace(kept);
        } finally {
            refreshing.release();
        }
    }

    /** A token that cannot be replaced yet is better than none, as long as it lives. */
    private BearerToken replace(@Nullable BearerToken kept) {
        try {
            BearerToken made = source.token();
            current = made;
            return made;
        } catch (EksSdkException e) {
            if (kept == null || kept.isExpiredAt(clock.instant())) {
                throw e;
            }
            return kept;
        }
    }

    private boolean isFresh(BearerToken token, Instant now) {
        return !token.isExpiredAt(now.plus(margin));
    }
}
