package io.github.ekssdk.testing;

import io.github.ekssdk.spi.Time;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Real time that runs faster: at a factor of 60 a minute of a cluster's life takes a second of yours. Good for watching
 * progress; for tests use {@link FakeClock}, which does not wait at all.
 *
 * @since 0.1
 */
public final class ScaledTime implements Time {

    private final Time real = Time.system();
    private final Clock realClock = real.clock();
    private final Instant start = realClock.instant();
    private final double factor;

    private ScaledTime(double factor) {
        this.factor = factor;
    }

    /**
     * Returns real time that runs {@code factor} times as fast, from now on.
     *
     * @throws IllegalArgumentException if the factor is not positive
     */
    public static ScaledTime by(double factor) {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("The factor must be positive, but is " + factor + ".");
        }
        return new ScaledTime(factor);
    }

    @Override
    public Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return Clock.fixed(instant(), zone);
            }

            @Override
            public Instant instant() {
                long passed = Duration.between(start, realClock.instant()).toNanos();
                return start.plusNanos((long) (passed * factor));
            }
        };
    }

    @Override
    public ScheduledExecutorService timers() {
        return new Timers();
    }

    @Override
    public ExecutorService workers(int max) {
        return real.workers(max);
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        real.sleep(shrink(duration));
    }

    @Override
    public boolean await(CompletableFuture<?> future, Duration limit) throws InterruptedException {
        return real.await(future, shrink(limit));
    }

    private Duration shrink(Duration duration) {
        return Duration.ofNanos(shrink(
                duration.compareTo(Duration.ofDays(3650)) > 0
                        ? Duration.ofDays(3650).toNanos()
                        : duration.toNanos()));
    }

    private long shrink(long nanos) {
        return (long) (nanos / factor);
    }

    private final class Timers extends ScheduledThreadPoolExecutor {

        Timers() {
            super(1, task -> {
                Thread thread = new Thread(task, "scaled-timer");
                thread.setDaemon(true);
                return thread;
            });
            setRemoveOnCancelPolicy(true);
            setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
            return super.schedule(command, shrink(unit.toNanos(delay)), TimeUnit.NANOSECONDS);
        }

        @Override
        public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
            return super.schedule(callable, shrink(unit.toNanos(delay)), TimeUnit.NANOSECONDS);
        }
    }
}
