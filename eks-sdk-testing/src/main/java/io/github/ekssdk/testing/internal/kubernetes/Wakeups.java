package io.github.ekssdk.testing.internal.kubernetes;

import java.time.Duration;
import java.time.Instant;

/** Time as controllers see it: how long things take, and a word when it has passed. */
interface Wakeups {
    /** A duration of the account's latency profile, the same for the same key. */
    Duration lasts(String latency, String key);

    /** Has the controllers look again at that time, unless that is arranged already. */
    void at(Instant time, String what);
}
