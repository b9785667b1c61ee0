package io.github.ekssdk.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecRoundTripTest {

    private static final int ROUNDS = 500;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 42, 20_260_101})
    void a_copy_without_changes_equals_the_original(long seed) {
        RandomSpecs specs = new RandomSpecs(new Random(seed));

        for (int round = 0; round < ROUNDS; round++) {
            ClusterSpec spec = specs.cluster();

            ClusterSpec copy = spec.toBuilder().build();

            assertThat(copy)
                    .as("round %s of seed %s", round, seed)
                    .isEqualTo(spec)
                    .hasSameHashCodeAs(spec)
                    .hasToString(spec.toString());
            assertThat(spec.vpc().toBuilder().build()).isEqualTo(spec.vpc());
            assertThat(spec.managedNodeGroups())
                    .as("groups of round %s of seed %s", round, seed)
                    .allSatisfy(group -> assertThat(group.toBuilder().build())
                            .isEqualTo(group)
                            .hasToString(group.toString()));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = 7)
    void the_same_seed_describes_the_same_clusters(long seed) {
        ClusterSpec one = new RandomSpecs(new Random(seed)).cluster();
        ClusterSpec other = new RandomSpecs(new Random(seed)).cluster();

        assertThat(one).isEqualTo(other);
        assertThat(one).isNotEqualTo(new RandomSpecs(new Random(seed + 1)).cluster());
    }
}
