package io.github.ekssdk.k8s.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.github.ekssdk.spi.Time;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;

/** Time on the wall and on the processors that this process has taken since it was made. */
final class Stopwatch {

    private static final Time TIME = Time.system();

    private final Instant started = TIME.now();
    private final Duration before = processors();

    private static Duration processors() {
        return Duration.ofNanos(
                ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime());
    }

    Duration wall() {
        return Duration.between(started, TIME.now());
    }

    @Override
    public String toString() {
        return wall().toMillis() + " ms (" + processors().minus(before).toMillis() + " ms on processors)";
    }
}
