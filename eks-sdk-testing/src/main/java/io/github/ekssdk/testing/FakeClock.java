package io.github.ekssdk.testing;

import io.github.ekssdk.spi.Time;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A clock that stands still until somebody waits.
 *
 * <p>Everything that was scheduled runs in the order of its time, ties in the order of scheduling, one task at a time:
 * so a run is the same each time it is repeated. Time moves when a thread of the test waits (through
 * {@link #await}, {@link #sleep} or {@link #advance}) and nothing is left to do at the present instant. A task that
 * calls {@link #sleep} gives way to the others until its time has come.
 *
 * <pre>{@code
 * FakeClock clock = new FakeClock();
 * clock.advance(Duration.ofMinutes(40));
 * }</pre>
 *
 * @since 0.1
 */
public final class FakeClock implements Time, AutoCloseable {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final ReentrantLock driving = new ReentrantLock();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::sequence));
    private final FakeWorkers workers = new FakeWorkers();
    private final Showing showing;
    private volatile Instant now;
    private long sequence;

    /** Makes a clock that stands at midnight UTC on 1 January 2026. */
    public FakeClock() {
        this(START);
    }

    /** Makes a clock that stands at the given instant. */
    public FakeClock(Instant start) {
        this(start, Showing.nobody());
    }

    private FakeClock(Instant start, Showing showing) {
        this.now = start;
        this.showing = showing;
    }

    /**
     * Makes a clock for people to watch: whoever drives it also waits for the time that passes, shortened by the factor. The
     * order of things and their times are those of any other virtual clock, however slow the computer is.
     *
     * <pre>{@code
     * FakeClock clock = FakeClock.shown(Time.system().now(), 200); // a minute takes 0.3 seconds
     * }</pre>
     *
     * @throws IllegalArgumentException if the factor is not positive
     */
    public static FakeClock shown(Instant start, double factor) {
        return new FakeClock(start, Showing.by(factor));
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Clock clock() {
        return new View(this);
    }

    @Override
    public ScheduledExecutorService timers() {
        return new FakeExecutor(this, Integer.MAX_VALUE, true);
    }

    @Override
    public ExecutorService workers(int max) {
        return new FakeExecutor(this, max, false);
    }

    /**
     * Lets the given time pass, with all that is due in it.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public void advance(Duration duration) throws InterruptedException {
        sleep(duration);
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (duration.isNegative() || duration.isZero()) {
            return;
        }
        FakeWorkers.Worker worker = workers.current();
        if (worker != null) {
            worker.pause(() -> at(now.plus(duration), worker::resume));
        } else {
            drive(null, now.plus(duration));
        }
    }

    @Override
    public boolean await(CompletableFuture<?> future, Duration limit) throws InterruptedException {
        FakeWorkers.Worker worker = workers.current();
        if (worker == null) {
            return drive(future, plus(limit));
        }
        while (!future.isDone()) {
            worker.pause(() -> wakeWhenDone(future, worker));
        }
        return true;
    }

    private void wakeWhenDone(CompletableFuture<?> future, FakeWorkers.Worker worker) {
        var unused = future.whenComplete((value, failure) -> at(now, worker::resume));
    }

    /**
     * Forgets everything that is scheduled and ends every task that sleeps, as when a process dies. Time itself stays.
     */
    public void abandon() {
        forget();
        workers.abandon();
        forget();
    }

    private void forget() {
        synchronized (events) {
            events.clear();
        }
    }

    /** Ends the clock's threads. */
    @Override
    public void close() {
        abandon();
        workers.close();
    }

    /** Sets the present, also to the past. */
    void moveTo(Instant instant) {
        driving.lock();
        try {
            now = instant;
        } finally {
            driving.unlock();
        }
    }

    /** Schedules an action; the earliest runs first, ties in the order of this call. */
    Event at(Instant when, Runnable action) {
        synchronized (events) {
            Event event = new Event(when.isBefore(now) ? now : when, sequence++, action);
            events.add(event);
            return event;
        }
    }

    void cancel(Event event) {
        synchronized (events) {
            events.remove(event);
        }
    }

    FakeWorkers threads() {
        return workers;
    }

    private Instant plus(Duration limit) {
        return limit.compareTo(Duration.ofDays(3650)) > 0 ? now.plus(Duration.ofDays(3650)) : now.plus(limit);
    }

    private boolean drive(@Nullable CompletableFuture<?> goal, Instant until) throws InterruptedException {
        while (goal == null || !goal.isDone()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            driving.lock();
            try {
                if (shows(goal, until)) {
                    continue;
                }
                Event next = due(until);
                if (next != null) {
                    next.action().run();
                } else if (goal == null || !goal.isDone()) {
                    return stop(goal, until);
                }
            } finally {
                driving.unlock();
            }
        }
        return true;
    }

    /** Lets a little time pass for those who watch; tells whether it did. */
    private boolean shows(@Nullable CompletableFuture<?> goal, Instant until) throws InterruptedException {
        Instant target = until;
        synchronized (events) {
            Event next = events.peek();
            if (next != null && next.at().isBefore(until)) {
                target = next.at();
            } else if (next == null && goal != null) {
                return false;
            }
        }
        Duration step = showing.step(Duration.between(now, target));
        now = now.plus(step);
        return !step.isZero();
    }

    private @Nullable Event due(Instant until) {
        synchronized (events) {
            Event next = events.peek();
            if (next == null || next.at().isAfter(until)) {
                return null;
            }
            events.remove();
            if (next.at().isAfter(now)) {
                now = next.at();
            }
            return next;
        }
    }

    private boolean stop(@Nullable CompletableFuture<?> goal, Instant until) {
        if (goal != null && events.isEmpty()) {
            throw new IllegalStateException(
                    "Waiting for something that nothing scheduled on this clock will bring about, at " + now + ".");
        }
        now = until;
        return goal == null;
    }

    record Event(Instant at, long sequence, Runnable action) {}

    private static final class View extends Clock {

        private final FakeClock clock;

        View(FakeClock clock) {
            this.clock = clock;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(clock.now, zone);
        }

        @Override
        public Instant instant() {
            return clock.now;
        }
    }
}
