package io.github.ekssdk.testing.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** Things that will happen in the account, run in the order of (time, scheduling). There are no threads in it. */
public final class Transitions {
    private final PriorityQueue<Pending> pending =
            new PriorityQueue<>(Comparator.comparing(Pending::at).thenComparingLong(p -> p.sequence));
    private Instant now = Instant.EPOCH;
    private long sequence;
    private long cancelled;
    private long ran;

    /**
     * Schedules something. Its time may be the present or the past; then it runs before the next call is handled.
     *
     * @param what a few words for whoever lists what is pending, such as {@code cluster/prod becomes ACTIVE}
     */
    public Pending at(Instant time, String what, Runnable effect) {
        Pending entry = new Pending(time, what, effect, sequence++);
        pending.add(entry);
        return entry;
    }

    /** Runs everything that is due up to that time, also what is scheduled on the way. */
    public void advanceTo(Instant time) {
        for (Pending next = pending.peek(); next != null && !next.at.isAfter(time); next = pending.peek()) {
            pending.poll();
            if (next.at.isAfter(now)) {
                now = next.at;
            }
            ran++;
            next.effect.run();
        }
        if (time.isAfter(now)) {
            now = time;
        }
    }

    /** Time of the transition that runs, else the time of the last call. */
    public Instant now() {
        return now;
    }

    /** How many transitions were scheduled or taken back. */
    long changes() {
        return sequence + cancelled;
    }

    /** How many transitions have run: when it grows, something has happened. */
    public long ran() {
        return ran;
    }

    /** When the next transition is due. */
    public Optional<Instant> next() {
        return Optional.ofNullable(pending.peek()).map(Pending::at);
    }

    /** What is still to happen, in order, for messages and tests. */
    public List<String> pending() {
        List<Pending> sorted = new ArrayList<>(pending);
        sorted.sort(pending.comparator());
        return sorted.stream().map(p -> p.at + " " + p.what).toList();
    }

    /** One scheduled transition. */
    public final class Pending {
        private final Instant at;
        private final String what;
        private final Runnable effect;
        private final long sequence;

        private Pending(Instant at, String what, Runnable effect, long sequence) {
            this.at = at;
            this.what = what;
            this.effect = effect;
            this.sequence = sequence;
        }

        public Instant at() {
            return at;
        }

        /** Takes the transition back; nothing happens when it has run already. */
        public void cancel() {
            if (pending.remove(this)) {
                cancelled++;
            }
        }
    }
}
