package io.github.ekssdk.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceTypesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m7g.large",
                "c6gn.16xlarge",
                "t4g.nano",
                "x2gd.metal",
                "im4gn.large",
                "is4gen.medium",
                "r8gd.xlarge",
                "g5g.2xlarge",
                "hpc7g.16xlarge",
                "i8ge.large",
                "a1.medium",
                "p6e-gb200.36xlarge",
                "c8gb.metal-24xl"
            })
    void graviton_and_its_kin_are_arm(String type) {
        assertThat(InstanceTypes.wellFormed(type)).isTrue();
        assertThat(InstanceTypes.architecture(type)).isEqualTo(Architecture.ARM_64);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m7i.large",
                "m7i-flex.large",
                "t3.medium",
                "g4dn.xlarge",
                "g6.48xlarge",
                "p4de.24xlarge",
                "p6-b200.48xlarge",
                "u-6tb1.112xlarge",
                "u7in-16tb.224xlarge",
                "hpc7a.96xlarge",
                "trn1n.32xlarge",
                "inf2.xlarge",
                "c5.metal",
                "x2iedn.large",
                "gr6.4xlarge",
                "mac1.metal"
            })
    void others_are_x86(String type) {
        assertThat(InstanceTypes.wellFormed(type)).isTrue();
        assertThat(InstanceTypes.architecture(type)).isEqualTo(Architecture.X86_64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "m7i", ".large", "m7i.", "m7i large", "M7I.large", "7i.large", "m7i.large.x"})
    void what_is_no_instance_type_is_seen(String text) {
        assertThat(InstanceTypes.wellFormed(text)).isFalse();
    }
}
