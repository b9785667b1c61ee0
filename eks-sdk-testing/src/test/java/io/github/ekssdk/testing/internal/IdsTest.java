package io.github.ekssdk.testing.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void ids_have_the_shapes_of_AWS() {
        Ids ids = new Ids(1);

        assertThat(ids.next("vpc")).matches("vpc-[0-9a-f]{17}");
        assertThat(ids.unique("AROA")).matches("AROA[A-Z2-7]{17}");
        assertThat(UUID.fromString(ids.uuid()).version()).isEqualTo(4);
        assertThat(ids.hex("key", 40)).matches("[0-9a-f]{40}");
    }

    @Test
    void the_nth_id_of_a_kind_depends_on_the_seed_and_on_nothing_else() {
        Ids one = new Ids(5);
        Ids two = new Ids(5);
        two.next("subnet");
        two.uuid();

        assertThat(one.next("vpc")).isEqualTo(two.next("vpc")).isNotEqualTo(new Ids(6).next("vpc"));
        assertThat(one.next("vpc")).isEqualTo(two.next("vpc"));
    }

    @Test
    void ids_do_not_repeat() {
        Ids ids = new Ids(1);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            seen.add(ids.next("eni"));
        }

        assertThat(seen).hasSize(10_000);
    }
}
