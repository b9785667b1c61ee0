package io.github.ekssdk.testing;

import io.github.ekssdk.spi.Time;
import java.time.Duration;

/** Slows a virtual clock down so that people can watch it. */
abstract class Showing {

    /** Spends real time on the first part of the given virtual time, and returns how long that part was. */
    abstract Duration step(Duration ahead) throws InterruptedException;

    /** Nobody watches, so no time is spent. */
    static Showing nobody() {
        return new Showing() {
            @Override
            Duration step(Duration ahead) {
                return Duration.ZERO;
            }
        };
    }

    /** Virtual time passes {@code factor} times as fast as real time. */
    static Showing by(double factor) {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("The factor must be positive, but is " + factor + ".");
        }
        return new Scaled(factor);
    }

    private static final class Scaled extends Showing {

        private static final Duration FRAME = Duration.ofMillis(25);

        private final Time real = Time.system();
        private final double factor;

        Scaled(double factor) {
            this.factor = factor;
        }

        @Override
        Duration step(Duration ahead) throws InterruptedException {
            if (ahead.isNegative() || ahead.isZero()) {
                return Duration.ZERO;
            }
            Duration frame = Duration.ofNanos((long) (FRAME.toNanos() * factor));
            Duration part = ahead.compareTo(frame) < 0 ? ahead : frame;
            real.sleep(Duration.ofNanos((long) (part.toNanos() / factor)));
            return part;
        }
    }
}
