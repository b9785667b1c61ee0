package io.github.ekssdk.event;

/**
 * Is told what happens while a plan is applied.
 *
 * <p>Events come one at a time and in order, on a thread of the SDK, and never under a lock. A listener must not block; what
 * it throws is logged and dropped.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ProgressListener {

    /** Takes note of an event. */
    void on(ProgressEvent event);

    /** Returns a listener that ignores everything. */
    static ProgressListener none() {
        return event -> {};
    }

    /** Returns a listener that tells both, this one first. */
    default ProgressListener and(ProgressListener other) {
        return event -> {
            on(event);
            other.on(event);
        };
    }
}
