package io.github.ekssdk.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.github.ekssdk.spi.Time;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;

/**
 * Time that has passed, on the wall and on the processors, by all threads of the process.
 *
 * @param started when it began
 * @param processor what the process had used by then
 */
record Stopwatch(Instant started, Duration processor) {

    static Stopwatch start() {
        return new Stopwatch(Time.system().now(), used());
    }

    private static Duration used() {
        return Duration.ofNanos(
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime());
    }

    Duration onTheWall() {
        return Duration.between(started, Time.system().now());
    }

    double millis() {
        return onTheWall().toNanos() / 1e6;
    }

    double seconds() {
        return onTheWall().toNanos() / 1e9;
    }

    Duration onTheProcessors() {
        return used().minus(processor);
    }
}
