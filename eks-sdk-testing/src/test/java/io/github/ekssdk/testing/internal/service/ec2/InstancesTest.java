package io.github.ekssdk.testing.internal.service.ec2;

import static io.github.ekssdk.testing.internal.service.ec2.Ec2Fixture.assertRefused;
import static io.github.ekssdk.testing.internal.service.ec2.Ec2Fixture.filter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.InstanceTypeOffering;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;

class InstancesTest {
    private final Ec2Fixture fake = Ec2Fixture.timed();
    private final Ec2Client ec2 = fake.ec2;

    @AfterEach
    void close() {
        fake.close();
    }

    @Nested
    class Interfaces {
        private final String subnet = fake.subnet(fake.vpc(), "10.0.0.0/28");

        @Test
        void an_interface_takes_the_lowest_free_address_and_the_default_group() {
            String first = fake.networkInterface(subnet);

            NetworkInterface eni = describe(first);

            assertThat(eni.privateIpAddress()).isEqualTo("10.0.0.4");
            assertThat(eni.status()).isEqualTo(NetworkInterfaceStatus.AVAILABLE);
            assertThat(eni.groups()).extracting(GroupIdentifier::groupName).containsExactly("default");
        }

        @Test
        void a_deleted_interface_frees_its_address() {
            String first = fake.networkInterface(subnet);
            fake.networkInterface(subnet);

            ec2.deleteNetworkInterface(r -> r.networkInterfaceId(first));

            assertThat(describe(fake.networkInterface(subnet)).privateIpAddress())
                    .isEqualTo("10.0.0.4");
        }

        @Test
        void a_full_subnet_refuses_more() {
            IntStream.range(0, 11).forEach(i -> fake.networkInterface(subnet));

            assertRefused(() -> fake.networkInterface(subnet), "InsufficientFreeAddressesInSubnet");
        }

        @Test
        void what_does_not_exist_is_refused() {
            assertRefused(
                    () -> ec2.deleteNetworkInterface(r -> r.networkInterfaceId("eni-0123456789abcdef0")),
                    "InvalidNetworkInterfaceID.NotFound");
            assertRefused(() -> fake.networkInterface(subnet, "sg-0123456789abcdef0"), "InvalidGroup.NotFound");
        }

        private NetworkInterface describe(String id) {
            return ec2.describeNetworkInterfaces(r -> r.networkInterfaceIds(id))
                    .networkInterfaces()
                    .get(0);
        }
    }

    @Nested
    class Types {
        @Test
        void types_tell_their_architecture_and_size() {
            assertThat(ec2.describeInstanceTypes(r -> r.instanceTypesWithStrings("m7g.large", "t3.medium"))
                            .instanceTypes())
                    .extracting(
                            InstanceTypeInfo::instanceTypeAsString,
                            info -> info.processorInfo().supportedArchitecturesAsStrings(),
                            info -> info.memoryInfo().sizeInMiB())
                    .containsExactly(
                            tuple("m7g.large", List.of("arm64"), 8192L), tuple("t3.medium", List.of("x86_64"), 4096L));
        }

        @Test
        void an_unknown_type_is_refused() {
            assertRefused(
                            () -> ec2.describeInstanceTypes(r -> r.instanceTypesWithStrings("zz.huge")),
                            "InvalidInstanceType")
                    .saying("zz.huge");
        }

        @Test
        void a_type_is_offered_in_each_zone() {
            assertThat(ec2.describeInstanceTypeOfferings(r ->
                                    r.locationType("availability-zone").filters(filter("instance-type", "m7g.large")))
                            .instanceTypeOfferings())
                    .extracting(InstanceTypeOffering::location)
                    .containsExactly("eu-west-1a", "eu-west-1b", "eu-west-1c");
        }
    }

    @Nested
    class Zones {
        @Test
        void zones_have_names_and_ids() {
            assertThat(ec2.describeAvailabilityZones().availabilityZones())
                    .extracting(AvailabilityZone::zoneName, AvailabilityZone::zoneId)
                    .containsExactly(
                            tuple("eu-west-1a", "euw1-az1"),
                            tuple("eu-west-1b", "euw1-az2"),
                            tuple("eu-west-1c", "euw1-az3"));
        }

        @Test
        void an_unknown_zone_is_refused() {
            assertRefused(() -> ec2.describeAvailabilityZones(r -> r.zoneNames("mars-1a")), "InvalidParameterValue");
        }

        @Test
        void the_region_is_among_the_regions() {
            assertThat(ec2.describeRegions(r -> r.regionNames("eu-west-1")).regions())
                    .singleElement()
                    .satisfies(region -> assertThat(region.endpoint()).isEqualTo("ec2.eu-west-1.amazonaws.com"));
        }
    }
}
