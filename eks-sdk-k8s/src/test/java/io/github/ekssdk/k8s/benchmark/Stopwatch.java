package io.github.ekssdk.k8s.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.github.ekssdk.spi.Time;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;

/** Measures how long this process has taken since it was made. */
final class Stopwatch {

    private static final Time TIME = Time.system();

    private final Instant started = TIME.now();
    private final long before = processors();

    private static long processors() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    Taken read() {
        return new Taken(Duration.between(started, TIME.now()), Duration.ofNanos(processors() - before));
    }

    /** Time on the wall and on the processors. */
    record Taken(Duration wall, Duration processors) {

        @Override
        public String toString() {
            return wall.toMillis() + " ms (" + processors.toMillis() + " ms on processors)";
        }
    }
}
