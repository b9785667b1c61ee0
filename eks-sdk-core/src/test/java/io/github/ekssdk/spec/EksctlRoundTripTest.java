package io.github.ekssdk.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.eksctl.EksctlConfig;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written in eksctl's format is read without loss, and says the same when it is written again. */
class EksctlRoundTripTest {

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_is_written_is_read_without_loss_and_written_the_same(long seed) {
        ClusterSpec spec = new RandomSpecs(new Random(seed)).cluster();

        String written = EksctlConfig.of(spec, "eu-west-1").yaml();
        EksctlConfig read = EksctlConfig.parse(written);

        assertThat(read.notCarriedOver()).as(written).isEmpty();
        assertThat(EksctlConfig.of(read.spec(), "eu-west-1").yaml()).isEqualTo(written);
    }

    @Test
    void some_specs_lose_nothing_at_all() {
        assertThat(seeds().mapToObj(seed -> new RandomSpecs(new Random(seed))
                        .cluster().toBuilder().defaultAddons(false).build()))
                .anyMatch(spec ->
                        EksctlConfig.of(spec, "eu-west-1").notCarriedOver().isEmpty());
    }
}
