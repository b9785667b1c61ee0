package io.github.ekssdk.benchmark;

import io.github.ekssdk.spi.Time;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;

/** The computer's own threads, on which waiting for a call to be allowed takes no time: the clock is put forward instead. */
final class HurriedTime implements Time {

    private final Time system = Time.system();
    private final AtomicLong skippedNanos = new AtomicLong();

    @Override
    public Clock clock() {
        return new Ahead(system.clock());
    }

    @Override
    public ScheduledExecutorService timers() {
        return system.timers();
    }

    @Override
    public ExecutorService workers(int max) {
        return system.workers(max);
    }

    @Override
    public void sleep(Duration duration) {
        skippedNanos.addAndGet(duration.toNanos());
    }

    @Override
    public boolean await(CompletableFuture<?> future, Duration limit) throws InterruptedException {
        return system.await(future, limit);
    }

    private final class Ahead extends Clock {
        private final Clock base;

        Ahead(Clock base) {
            this.base = base;
        }

        @Override
        public ZoneId getZone() {
            return base.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return new Ahead(base.withZone(zone));
        }

        @Override
        public Instant instant() {
            return base.instant().plusNanos(skippedNanos.get());
        }
    }
}
