package io.github.ekssdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ShownClockTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void time_that_passes_takes_its_share_of_real_time() throws Exception {
        try (FakeClock clock = FakeClock.shown(START, 1_000)) {
            long before = System.nanoTime();

            clock.advance(Duration.ofSeconds(100));

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(99));
            assertThat(clock.now()).isEqualTo(START.plusSeconds(100));
        }
    }

    @Test
    void things_happen_at_exactly_their_times() throws Exception {
        try (FakeClock clock = FakeClock.shown(START, 10_000)) {
            List<Instant> ran = new ArrayList<>();
            ScheduledExecutorService timers = clock.timers();
            timers.schedule(() -> ran.add(clock.now()), 20, TimeUnit.SECONDS);
            timers.schedule(() -> ran.add(clock.now()), 7, TimeUnit.SECONDS);

            clock.advance(Duration.ofSeconds(30));

            assertThat(ran).containsExactly(START.plusSeconds(7), START.plusSeconds(20));
        }
    }

    @Test
    void a_factor_that_is_not_positive_is_refused() {
        assertThatThrownBy(() -> FakeClock.shown(START, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The factor must be positive, but is 0.0.");
    }
}
