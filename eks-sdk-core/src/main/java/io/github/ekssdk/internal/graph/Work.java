package io.github.ekssdk.internal.graph;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a verb costs: the calls it makes, the time it takes, and how the engine watches it.
 *
 * @param calls the AWS calls, as {@code service:Operation}
 * @param typical how long it usually takes
 * @param quiet how long nothing can have happened yet, so nobody asks
 * @param interval how often to ask after that
 * @param deadline when to give up
 * @param disruptive whether running work may suffer
 */
public record Work(
        List<String> calls,
        Duration typical,
        Duration quiet,
        Duration interval,
        Duration deadline,
        boolean disruptive) {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration SHORT_DEADLINE = Duration.ofMinutes(10);

    /** Copies the calls. */
    public Work {
        calls = Collections.unmodifiableList(new ArrayList<>(calls));
    }

    /** Returns work that is done a moment after its calls have been answered. */
    public static Work brief(String... calls) {
        return new Work(List.of(calls), SOON, SOON, SOON, SHORT_DEADLINE, false);
    }

    /** Returns this work with other times, in seconds, and a deadline in minutes. */
    public Work lasting(long typical, long quiet, long interval, long deadlineMinutes) {
        return new Work(
                calls,
                Duration.ofSeconds(typical),
                Duration.ofSeconds(quiet),
                Duration.ofSeconds(interval),
                Duration.ofMinutes(deadlineMinutes),
                disruptive);
    }

    /** Returns this work with a further call. */
    public Work calling(String call) {
        List<String> more = new ArrayList<>(calls);
        more.add(call);
        return new Work(more, typical, quiet, interval, deadline, disruptive);
    }

    /** Returns this work, known to disturb what runs. */
    public Work disrupting() {
        return new Work(calls, typical, quiet, interval, deadline, true);
    }
}
