package io.github.ekssdk.testing.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransitionsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Transitions transitions = new Transitions();
    private final List<String> happened = new ArrayList<>();

    @Test
    void things_happen_in_the_order_of_time_and_then_of_scheduling() {
        at(20, "c");
        at(10, "a");
        at(10, "b");
        at(30, "late");

        transitions.advanceTo(START.plusSeconds(20));

        assertThat(happened).containsExactly("a@10", "b@10", "c@20");
        assertThat(transitions.pending()).containsExactly("2026-01-01T00:00:30Z late");
    }

    @Test
    void what_is_scheduled_on_the_way_happens_at_its_own_time() {
        transitions.at(START.plusSeconds(10), "first", () -> at(15, "second"));

        transitions.advanceTo(START.plusSeconds(60));

        assertThat(happened).containsExactly("second@15");
        assertThat(transitions.now()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void a_transition_can_be_taken_back() {
        Transitions.Pending pending = at(10, "never");

        pending.cancel();
        transitions.advanceTo(START.plusSeconds(60));

        assertThat(happened).isEmpty();
        assertThat(transitions.next()).isEmpty();
    }

    private Transitions.Pending at(int second, String what) {
        return transitions.at(
                START.plusSeconds(second),
                what,
                () -> happened.add(what + "@" + (transitions.now().getEpochSecond() - START.getEpochSecond())));
    }
}
