package io.github.ekssdk.testing.internal.service.iam;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value that the other services of AWS see some time after it was set; until then they see the one before. */
final class Propagated<T> {
    private T latest;
    private Instant seenFrom;
    private @Nullable T before;

    Propagated(T first, Instant seenFrom) {
        this.latest = first;
        this.seenFrom = seenFrom;
    }

    T latest() {
        return latest;
    }

    Optional<T> seenAt(Instant now) {
        return Optional.ofNullable(now.isBefore(seenFrom) ? before : latest);
    }

    void set(T next, Instant now, Instant from) {
        before = seenAt(now).orElse(null);
        latest = next;
        seenFrom = from;
    }
}
