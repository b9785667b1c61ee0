package io.github.ekssdk.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0/0", "10.0.0.0/16", "255.255.255.255/32", "10.42.1.7/16"})
    void a_block_reads_as_it_was_written(String text) {
        assertThat(Cidr.parse(text)).map(Cidr::toString).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0",
                "10.0.0/16",
                "10.0.0.0.0/16",
                "10.0.0.256/16",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/-1",
                " 10.0.0.0/16",
                "010.0.0.0/16",
                "10.0.0.0/016",
                "1000.0.0.0/8",
                "١٠.0.0.0/8",
                "::/0"
            })
    void a_text_that_is_no_block_is_not_read(String text) {
        assertThat(Cidr.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/16, 10.0.255.0/24, true",
        "10.0.0.0/16, 10.0.0.0/16, true",
        "10.0.0.0/16, 10.1.0.0/24, false",
        "10.0.255.0/24, 10.0.0.0/16, false",
        "0.0.0.0/0, 255.255.255.255/32, true",
        "128.0.0.0/1, 127.255.255.255/32, false"
    })
    void a_block_contains_what_lies_in_it(String outer, String inner, boolean contains) {
        assertThat(Cidr.of(outer).contains(Cidr.of(inner))).isEqualTo(contains);
    }

    @Test
    void blocks_overlap_when_one_lies_in_the_other() {
        Cidr narrow = Cidr.of("172.17.3.0/24");
        Cidr wide = Cidr.of("172.16.0.0/12");

        assertThat(narrow.overlaps(wide)).isTrue();
        assertThat(wide.overlaps(narrow)).isTrue();
        assertThat(narrow.overlaps(Cidr.of("172.17.2.0/24"))).isFalse();
    }

    @Test
    void host_bits_are_seen_and_can_be_cleared() {
        Cidr block = Cidr.of("10.42.1.7/16");

        assertThat(block.hasHostBits()).isTrue();
        assertThat(block.network()).isEqualTo(Cidr.of("10.42.0.0/16"));
        assertThat(block.network().hasHostBits()).isFalse();
        assertThat(Cidr.of("0.0.0.0/0").hasHostBits()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, 16", "2, 17", "3, 18", "4, 18", "5, 19", "8, 19", "9, 20"})
    void a_split_takes_the_smallest_power_of_two_of_blocks(int parts, int prefix) {
        List<Cidr> blocks = Cidr.of("10.0.0.0/16").split(parts);

        assertThat(blocks).hasSize(parts).allMatch(block -> block.prefix() == prefix);
    }

    @Test
    void a_split_beyond_single_addresses_is_refused() {
        assertThat(Cidr.of("10.0.0.0/31").split(2)).hasToString("[10.0.0.0/32, 10.0.0.1/32]");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cidr.of("10.0.0.0/31").split(3))
                .withMessage("10.0.0.0/31 cannot be cut into 3 blocks");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cidr.of("10.0.0.0/16").split(0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void the_parts_of_a_split_lie_apart_inside_the_block(long seed) {
        Random random = new Random(seed);

        for (int round = 0; round < 200; round++) {
            Cidr block = new Cidr(random.nextInt(Integer.MAX_VALUE), 8 + random.nextInt(16)).network();
            List<Cidr> parts = block.split(1 + random.nextInt(40));

            assertThat(parts).as("parts of %s, seed %s", block, seed).allMatch(block::contains);
            for (int index = 1; index < parts.size(); index++) {
                assertThat(parts.get(index).hasHostBits()).isFalse();
                assertThat(parts.get(index).address())
                        .isEqualTo(parts.get(index - 1).address()
                                + parts.get(index - 1).size());
            }
        }
    }
}
