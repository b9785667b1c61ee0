package io.github.ekssdk.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ClusterSpecTest {

    @Nested
    class Defaults {

        @Test
        void a_name_is_enough() {
            ClusterSpec spec = ClusterSpec.builder("prod").build();

            assertThat(spec.name()).isEqualTo("prod");
            assertThat(spec.version()).isEmpty();
            assertThat(spec.endpointAccess()).isEqualTo(new EndpointAccess(true, true, List.of("0.0.0.0/0")));
            assertThat(spec.logging()).isEmpty();
            assertThat(spec.authenticationMode()).isEqualTo(AuthenticationMode.API);
            assertThat(spec.creatorAdmin()).isTrue();
            assertThat(spec.deletionProtection()).isFalse();
            assertThat(spec.managedNodeGroups()).isEmpty();
            assertThat(spec.tags()).isEmpty();
        }

        @Test
        void the_network_has_three_zones_and_one_NAT_gateway() {
            VpcSpec vpc = ClusterSpec.builder("prod").build().vpc();

            assertThat(vpc.cidr()).isEqualTo("10.0.0.0/16");
            assertThat(vpc.availabilityZoneCount()).isEqualTo(3);
            assertThat(vpc.availabilityZones()).isEmpty();
            assertThat(vpc.natGateways()).isEqualTo(NatGateways.SINGLE);
            assertThat(vpc.tags()).isEmpty();
        }

        @Test
        void a_managed_node_group_has_two_nodes_on_demand() {
            ManagedNodeGroupSpec group = ManagedNodeGroupSpec.builder("general").build();

            assertThat(group.instanceTypes()).isEmpty();
            assertThat(group.scaling()).isEqualTo(new Scaling(2, 2, 2));
            assertThat(group.diskSize()).isEqualTo(50);
            assertThat(group.amiType()).isEqualTo(AmiType.AL2023_X86_64_STANDARD);
            assertThat(group.capacityType()).isEqualTo(CapacityType.ON_DEMAND);
            assertThat(group.labels()).isEmpty();
            assertThat(group.taints()).isEmpty();
            assertThat(group.updateConfig()).isEqualTo(UpdateConfig.maxUnavailable(1));
            assertThat(group.subnets()).isEmpty();
            assertThat(group.publicSubnets()).isFalse();
            assertThat(group.tags()).isEmpty();
        }
    }

    @Nested
    class Network {

        @Test
        void named_zones_count() {
            VpcSpec vpc = VpcSpec.builder()
                    .availabilityZones("eu-west-1b", "eu-west-1a")
                    .build();

            assertThat(vpc.availabilityZoneCount()).isEqualTo(2);
            assertThat(vpc.availabilityZones()).containsExactly("eu-west-1b", "eu-west-1a");
        }

        @Test
        void a_number_of_zones_replaces_their_names() {
            VpcSpec vpc = VpcSpec.builder()
                    .availabilityZones("eu-west-1a", "eu-west-1b")
                    .availabilityZones(4)
                    .build();

            assertThat(vpc.availabilityZoneCount()).isEqualTo(4);
            assertThat(vpc.availabilityZones()).isEmpty();
        }

        @Test
        void is_described_further_by_a_second_call() {
            ClusterSpec spec = ClusterSpec.builder("prod")
                    .vpc(vpc -> vpc.cidr("10.42.0.0/16"))
                    .vpc(vpc -> vpc.natGateways(NatGateways.ONE_PER_ZONE))
                    .build();

            assertThat(spec.vpc().cidr()).isEqualTo("10.42.0.0/16");
            assertThat(spec.vpc().natGateways()).isEqualTo(NatGateways.ONE_PER_ZONE);
        }

        @Test
        void without_NAT_gateways_takes_groups_of_which_nothing_was_said() {
            ClusterSpec spec = ClusterSpec.builder("prod")
                    .vpc(vpc -> vpc.natGateways(NatGateways.NONE))
                    .managedNodeGroup("general")
                    .build();

            assertThat(spec.managedNodeGroups()).hasSize(1);
        }
    }

    @Nested
    class ManagedNodeGroups {

        @Test
        void keep_the_order_of_their_description() {
            ClusterSpec spec = ClusterSpec.builder("prod")
                    .managedNodeGroup("zebra")
                    .managedNodeGroup("ant")
                    .managedNodeGroup("mole")
                    .build();

            assertThat(spec.managedNodeGroups())
                    .extracting(ManagedNodeGroupSpec::name)
                    .containsExactly("zebra", "ant", "mole");
        }

        @Test
        void can_be_changed_and_removed_in_a_copy() {
            ClusterSpec before = ClusterSpec.builder("prod")
                    .managedNodeGroup(
                            "general", ng -> ng.label("team", "search").scaling(2, 3, 9))
                    .managedNodeGroup("batch")
                    .build();

            ClusterSpec after = before.toBuilder()
                    .changeManagedNodeGroup("general", ng -> ng.scaling(4, 4, 12))
                    .removeManagedNodeGroup("batch")
                    .managedNodeGroup("spot", ng -> ng.spot())
                    .build();

            assertThat(after.managedNodeGroups())
                    .extracting(ManagedNodeGroupSpec::name)
                    .containsExactly("general", "spot");
            assertThat(after.managedNodeGroups().get(0).scaling()).isEqualTo(new Scaling(4, 4, 12));
            assertThat(after.managedNodeGroups().get(0).labels()).containsEntry("team", "search");
            assertThat(before.managedNodeGroups()).hasSize(2);
        }

        @Test
        void take_the_image_that_fits_their_instance_types() {
            ManagedNodeGroupSpec arm = ManagedNodeGroupSpec.builder("general")
                    .instanceTypes("m7g.large", "m8g.large")
                    .build();

            ManagedNodeGroupSpec intel =
                    arm.toBuilder().instanceTypes("m7i.large").build();

            assertThat(arm.amiType()).isEqualTo(AmiType.AL2023_ARM_64_STANDARD);
            assertThat(intel.amiType()).isEqualTo(AmiType.AL2023_X86_64_STANDARD);
        }

        @Test
        void keep_an_image_that_was_chosen() {
            ManagedNodeGroupSpec group = ManagedNodeGroupSpec.builder("general")
                    .amiType(AmiType.BOTTLEROCKET_X86_64)
                    .build();

            ManagedNodeGroupSpec copy = group.toBuilder().diskSize(80).build();

            assertThat(copy.amiType()).isEqualTo(AmiType.BOTTLEROCKET_X86_64);
        }

        @Test
        void switch_from_a_number_to_a_share_in_a_copy() {
            ManagedNodeGroupSpec group =
                    ManagedNodeGroupSpec.builder("general").maxUnavailable(3).build();

            ManagedNodeGroupSpec copy =
                    group.toBuilder().maxUnavailablePercentage(33).build();

            assertThat(copy.updateConfig()).isEqualTo(UpdateConfig.maxUnavailablePercentage(33));
        }
    }

    @Nested
    class Values {

        @Test
        void with_the_same_settings_are_equal() {
            ClusterSpec one = ClusterSpec.builder("prod")
                    .version("1.35")
                    .managedNodeGroup("a")
                    .build();
            ClusterSpec other = ClusterSpec.builder("prod")
                    .version("1.35")
                    .managedNodeGroup("a")
                    .build();

            assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
            assertThat(one).isNotEqualTo(other.toBuilder().version("1.34").build());
        }

        @Test
        void read_as_their_settings() {
            ClusterSpec spec = ClusterSpec.builder("prod")
                    .managedNodeGroup("general", ng -> ng.taint("dedicated=gpu:NoSchedule"))
                    .build();

            assertThat(spec.toString())
                    .startsWith("ClusterSpec{name=prod, ")
                    .contains(
                            "VpcSpec{cidr=10.0.0.0/16",
                            "ManagedNodeGroupSpec{name=general",
                            "[dedicated=gpu:NoSchedule]");
        }

        @Test
        void cannot_be_changed() {
            ClusterSpec spec = ClusterSpec.builder("prod")
                    .logging(LogType.AUDIT)
                    .tag("team", "search")
                    .vpc(vpc -> vpc.availabilityZones("eu-west-1a", "eu-west-1b"))
                    .managedNodeGroup(
                            "general", ng -> ng.instanceTypes("m7i.large").label("a", "b"))
                    .build();
            ManagedNodeGroupSpec group = spec.managedNodeGroups().get(0);

            assertUnmodifiable(() -> spec.logging().add(LogType.API));
            assertUnmodifiable(() -> spec.tags().put("a", "b"));
            assertUnmodifiable(() -> spec.managedNodeGroups().clear());
            assertUnmodifiable(() -> spec.vpc().availabilityZones().add("eu-west-1c"));
            assertUnmodifiable(() -> spec.endpointAccess().publicAccessCidrs().add("203.0.113.0/24"));
            assertUnmodifiable(() -> group.labels().clear());
            assertUnmodifiable(() -> group.instanceTypes().clear());
        }

        @Test
        void do_not_follow_the_collections_they_were_made_from() {
            List<String> types = new ArrayList<>(List.of("m7i.large"));
            ManagedNodeGroupSpec.Builder builder =
                    ManagedNodeGroupSpec.builder("general").instanceTypes(types);
            ManagedNodeGroupSpec group = builder.build();

            types.add("m7a.large");
            builder.addInstanceType("c7i.large");

            assertThat(group.instanceTypes()).containsExactly("m7i.large");
        }

        @Test
        void keep_the_order_of_tags_and_labels() {
            ClusterSpec spec = ClusterSpec.builder("prod")
                    .tag("zebra", "1")
                    .tag("ant", "2")
                    .tag("mole", "3")
                    .tag("zebra", "4")
                    .build();

            assertThat(spec.tags())
                    .containsExactly(Map.entry("zebra", "4"), Map.entry("ant", "2"), Map.entry("mole", "3"));
        }

        @Test
        void know_each_log_type_once() {
            ClusterSpec spec = ClusterSpec.builder("prod")
                    .logging(LogType.SCHEDULER, LogType.API, LogType.SCHEDULER)
                    .build();

            assertThat(spec.logging()).containsExactly(LogType.API, LogType.SCHEDULER);
        }

        private void assertUnmodifiable(Runnable change) {
            assertThatThrownBy(change::run).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Nested
    @SuppressWarnings("NullAway") // Callers without a null checker pass what they like.
    class Nulls {

        @Test
        void are_refused_at_once_with_the_name_of_the_argument() {
            ClusterSpec.Builder cluster = ClusterSpec.builder("prod");
            ManagedNodeGroupSpec.Builder group = ManagedNodeGroupSpec.builder("general");

            assertNull("name", () -> ClusterSpec.builder(null));
            assertNull("version", () -> cluster.version((String) null));
            assertNull("settings", () -> cluster.vpc((Consumer<VpcSpec.Builder>) null));
            assertNull("settings", () -> cluster.endpointAccess((Consumer<EndpointAccess.Builder>) null));
            assertNull("name", () -> cluster.managedNodeGroup(null));
            assertNull("settings", () -> cluster.managedNodeGroup("general", null));
            assertNull("name", () -> cluster.changeManagedNodeGroup(null, ng -> {}));
            assertNull("name", () -> cluster.removeManagedNodeGroup(null));
            assertNull("value", () -> cluster.tag("key", null));
            assertNull("key", () -> group.label(null, "value"));
            assertNull("text", () -> group.taint(null));
            assertNull("effect", () -> group.taint("key", "value", null));
            assertNull("amiType", () -> group.amiType(null));
        }

        private void assertNull(String argument, Runnable call) {
            assertThatNullPointerException().isThrownBy(call::run).withMessage(argument);
        }
    }
}
