package io.github.ekssdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyProfileTest {
    @Test
    void the_instant_profile_has_every_entry_of_the_typical_one_at_zero() {
        LatencyProfile instant = LatencyProfile.instant();

        assertThat(instant.names())
                .containsExactlyElementsOf(LatencyProfile.typical().names());
        assertThat(instant.names()).allMatch(name -> instant.draw(name, 1).isZero());
    }

    @Test
    void draws_spread_around_the_median() {
        LatencyProfile typical = LatencyProfile.typical();
        long[] seconds = LongStream.range(0, 2_000)
                .map(seed -> typical.draw("eks.cluster.create", seed).toSeconds())
                .sorted()
                .toArray();

        assertThat(seconds[1_000]).isBetween(530L, 550L);
        assertThat(seconds[100]).isBetween(420L, 460L);
        assertThat(seconds[1_900]).isBetween(640L, 680L);
    }

    @Test
    void fast_and_slow_days_differ_in_the_control_plane() {
        assertThat(LatencyProfile.fast().median("eks.cluster.create")).hasMinutes(7);
        assertThat(LatencyProfile.typical().median("eks.cluster.create")).hasMinutes(9);
        assertThat(LatencyProfile.slow().median("eks.cluster.create")).hasMinutes(12);
    }

    @Test
    void a_cap_holds() {
        LatencyProfile typical = LatencyProfile.typical();

        assertThat(LongStream.range(0, 5_000).mapToObj(seed -> typical.draw("iam.role.usable", seed)))
                .allMatch(draw -> draw.compareTo(Duration.ofSeconds(200)) <= 0);
    }

    @Test
    void one_entry_can_be_changed() {
        LatencyProfile profile = LatencyProfile.instant().with("ec2.nat.create", Duration.ofMinutes(3), 0);

        assertThat(profile.draw("ec2.nat.create", 1)).isEqualTo(Duration.ofMinutes(3));
        assertThat(profile.draw("ec2.vpc.create", 1)).isZero();
    }

    @Test
    void an_unknown_entry_or_profile_is_refused_with_what_to_do() {
        assertThatThrownBy(() -> LatencyProfile.typical().draw("eks.cluster.party", 1))
                .hasMessageContaining("eks.cluster.party")
                .hasMessageContaining("with(name, median, sigma)");
        assertThatThrownBy(() -> LatencyProfile.named("leisurely")).hasMessageContaining("typical");
    }
}
