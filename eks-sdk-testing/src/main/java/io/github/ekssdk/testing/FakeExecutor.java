package io.github.ekssdk.testing;

import io.github.ekssdk.testing.FakeClock.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** An executor whose tasks are events of a {@link FakeClock}. Timers run on the driving thread, work on threads. */
final class FakeExecutor extends AbstractExecutorService implements ScheduledExecutorService {

    private final FakeClock clock;
    private final int max;
    private final boolean inline;
    private final Deque<Runnable> queue = new ArrayDeque<>();
    private int active;
    private boolean shutdown;

    FakeExecutor(FakeClock clock, int max, boolean inline) {
        this.clock = clock;
        this.max = max;
        this.inline = inline;
    }

    @Override
    public synchronized void execute(Runnable task) {
        if (shutdown) {
            throw new RejectedExecutionException("The executor is shut down.");
        }
        if (active >= max) {
            queue.add(task);
        } else {
            active++;
            clock.at(clock.now(), () -> start(task));
        }
    }

    private void start(Runnable task) {
        if (inline) {
            perform(task);
        } else {
            clock.threads().run(() -> perform(task));
        }
    }

    private void perform(Runnable task) {
        try {
            task.run();
        } finally {
            next();
        }
    }

    private synchronized void next() {
        active--;
        Runnable waiting = queue.poll();
        if (waiting != null) {
            active++;
            clock.at(clock.now(), () -> start(waiting));
        }
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return schedule(Timer.of(this, command, delay, unit));
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return schedule(new Timer<>(this, callable, clock.now().plusNanos(unit.toNanos(delay))));
    }

    private synchronized <V> Timer<V> schedule(Timer<V> timer) {
        if (shutdown) {
            throw new RejectedExecutionException("The executor is shut down.");
        }
        timer.event = clock.at(timer.when, timer);
        return timer;
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException("A repeated timer would keep a virtual clock running for ever.");
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("A repeated timer would keep a virtual clock running for ever.");
    }

    @Override
    public synchronized void shutdown() {
        shutdown = true;
    }

    @Override
    public synchronized List<Runnable> shutdownNow() {
        shutdown = true;
        List<Runnable> left = new ArrayList<>(queue);
        queue.clear();
        return Collections.unmodifiableList(left);
    }

    @Override
    public synchronized boolean isShutdown() {
        return shutdown;
    }

    @Override
    public synchronized boolean isTerminated() {
        return shutdown && active == 0;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        clock.sleep(Duration.ofNanos(unit.toNanos(isTerminated() ? 0 : timeout)));
        return isTerminated();
    }

    /** A task for later. */
    private static final class Timer<V> extends FutureTask<V> implements ScheduledFuture<V> {

        private final FakeExecutor executor;
        private final Instant when;
        private volatile @org.jspecify.annotations.Nullable Event event;

        Timer(FakeExecutor executor, Callable<V> callable, Instant when) {
            super(callable);
            this.executor = executor;
            this.when = when;
        }

        static Timer<?> of(FakeExecutor executor, Runnable command, long delay, TimeUnit unit) {
            Instant when = executor.clock.now().plusNanos(unit.toNanos(delay));
            return new Timer<>(executor, java.util.concurrent.Executors.callable(command), when);
        }

        @Override
        public void run() {
            if (!executor.isShutdown()) {
                super.run();
            }
        }

        @Override
        public boolean cancel(boolean interrupt) {
            Event scheduled = event;
            if (scheduled != null) {
                executor.clock.cancel(scheduled);
            }
            return super.cancel(interrupt);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(Duration.between(executor.clock.now(), when));
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
