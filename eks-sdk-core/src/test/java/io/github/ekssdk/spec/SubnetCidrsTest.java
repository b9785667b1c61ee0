package io.github.ekssdk.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SubnetCidrsTest {

    @Test
    void three_zones_of_the_default_network_get_public_blocks_first() {
        SubnetCidrs subnets = VpcSpec.builder().build().subnetCidrs(3);

        assertThat(subnets.publicSubnets()).containsExactly("10.0.0.0/19", "10.0.32.0/19", "10.0.64.0/19");
        assertThat(subnets.privateSubnets()).containsExactly("10.0.96.0/19", "10.0.128.0/19", "10.0.160.0/19");
    }

    @Test
    void two_zones_use_the_whole_network() {
        SubnetCidrs subnets = VpcSpec.builder().cidr("192.168.0.0/24").build().subnetCidrs(2);

        assertThat(subnets.publicSubnets()).containsExactly("192.168.0.0/26", "192.168.0.64/26");
        assertThat(subnets.privateSubnets()).containsExactly("192.168.0.128/26", "192.168.0.192/26");
    }

    @Test
    void the_smallest_network_for_three_zones_has_subnets_of_sixteen_addresses() {
        SubnetCidrs subnets = VpcSpec.builder().cidr("10.0.0.128/25").build().subnetCidrs(3);

        assertThat(subnets.publicSubnets()).containsExactly("10.0.0.128/28", "10.0.0.144/28", "10.0.0.160/28");
        assertThat(subnets.privateSubnets()).containsExactly("10.0.0.176/28", "10.0.0.192/28", "10.0.0.208/28");
    }

    @Test
    void no_zones_are_no_split() {
        VpcSpec vpc = VpcSpec.builder().build();

        assertThatIllegalArgumentException().isThrownBy(() -> vpc.subnetCidrs(0));
    }
}
