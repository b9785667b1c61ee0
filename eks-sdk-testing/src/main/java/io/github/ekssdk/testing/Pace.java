package io.github.ekssdk.testing;

import java.time.Duration;

/** How a transport lets the time of a call pass. */
interface Pace {
    /** For callers whose waiting does not move the clock. */
    Pace NONE = duration -> {};

    /** Blocks the calling thread. */
    void pause(Duration duration) throws InterruptedException;
}
