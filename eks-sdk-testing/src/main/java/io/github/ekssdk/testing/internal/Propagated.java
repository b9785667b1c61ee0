package io.github.ekssdk.testing.internal;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value that the other services of AWS see some time after it was set; until then they see the one before. */
public final class Propagated<T> {
    private T latest;
    private Instant seenFrom;
    private @Nullable T before;

    /** A first value, which is seen from that time on. */
    public Propagated(T first, Instant seenFrom) {
        this.latest = first;
        this.seenFrom = seenFrom;
    }

    /** The value as it was set last. */
    public T latest() {
        return latest;
    }

    /** What the other services see; nothing before they have heard of the first value. */
    public Optional<T> seenAt(Instant now) {
        return Optional.ofNullable(now.isBefore(seenFrom) ? before : latest);
    }

    /** Sets a value that is seen from that time on. */
    public void set(T next, Instant now, Instant from) {
        before = seenAt(now).orElse(null);
        latest = next;
        seenFrom = from;
    }
}
