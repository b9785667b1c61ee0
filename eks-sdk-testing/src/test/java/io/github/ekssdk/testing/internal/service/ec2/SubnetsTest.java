package io.github.ekssdk.testing.internal.service.ec2;

import static io.github.ekssdk.testing.internal.service.ec2.Ec2Fixture.assertRefused;
import static io.github.ekssdk.testing.internal.service.ec2.Ec2Fixture.filter;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetState;

class SubnetsTest {
    private final Ec2Fixture fake = Ec2Fixture.timed();
    private final Ec2Client ec2 = fake.ec2;
    private final String vpc = fake.vpc();

    @AfterEach
    void close() {
        fake.close();
    }

    @Nested
    class Create {
        @Test
        void a_subnet_is_pending_and_then_available_in_its_zone() throws InterruptedException {
            Subnet made = ec2.createSubnet(
                            r -> r.vpcId(vpc).cidrBlock("10.0.1.0/24").availabilityZone("eu-west-1b"))
                    .subnet();
            assertThat(made.state()).isEqualTo(SubnetState.PENDING);

            fake.pass(Duration.ofSeconds(3));

            Subnet subnet = describe(made.subnetId());
            assertThat(subnet.state()).isEqualTo(SubnetState.AVAILABLE);
            assertThat(subnet.availabilityZoneId()).isEqualTo("euw1-az2");
            assertThat(subnet.availableIpAddressCount()).isEqualTo(251);
        }

        @Test
        void the_zone_may_be_given_by_its_id() {
            Subnet made = ec2.createSubnet(
                            r -> r.vpcId(vpc).cidrBlock("10.0.1.0/24").availabilityZoneId("euw1-az3"))
                    .subnet();

            assertThat(made.availabilityZone()).isEqualTo("eu-west-1c");
        }

        @Test
        void an_unknown_zone_is_refused_with_those_that_there_are() {
            assertRefused(
                            () -> ec2.createSubnet(
                                    r -> r.vpcId(vpc).cidrBlock("10.0.1.0/24").availabilityZone("eu-west-1z")),
                            "InvalidParameterValue")
                    .saying("eu-west-1a, eu-west-1b, eu-west-1c");
        }

        @Test
        void an_unknown_vpc_is_refused() {
            assertRefused(() -> fake.subnet("vpc-0123", "10.0.0.0/24"), "InvalidVpcID.NotFound")
                    .saying("The vpc ID 'vpc-0123' does not exist");
        }

        @ParameterizedTest
        @ValueSource(strings = {"10.1.0.0/24", "10.0.0.0/15", "10.0.0.0/29"})
        void a_block_outside_of_the_vpc_or_of_the_wrong_size_is_refused(String cidr) {
            assertRefused(() -> fake.subnet(vpc, cidr), "InvalidSubnet.Range");
        }

        @ParameterizedTest
        @ValueSource(strings = {"10.0.0.0/24", "10.0.0.128/25", "10.0.0.0/20"})
        void a_block_that_overlaps_another_subnet_is_refused(String cidr) {
            fake.subnet(vpc, "10.0.0.0/24");

            assertRefused(() -> fake.subnet(vpc, cidr), "InvalidSubnet.Conflict");
        }

        @Test
        void host_bits_are_cleared() {
            assertThat(describe(fake.subnet(vpc, "10.0.7.9/24")).cidrBlock()).isEqualTo("10.0.7.0/24");
        }
    }

    @Nested
    class Modify {
        @Test
        void public_addresses_are_given_out() {
            String id = fake.subnet(vpc, "10.0.0.0/24");

            ec2.modifySubnetAttribute(r -> r.subnetId(id).mapPublicIpOnLaunch(v -> v.value(true)));

            assertThat(describe(id).mapPublicIpOnLaunch()).isTrue();
        }

        @Test
        void two_settings_at_once_are_refused() {
            String id = fake.subnet(vpc, "10.0.0.0/24");

            assertRefused(
                    () -> ec2.modifySubnetAttribute(r -> r.subnetId(id)
                            .mapPublicIpOnLaunch(v -> v.value(true))
                            .enableDns64(v -> v.value(true))),
                    "InvalidParameterCombination");
        }
    }

    @Nested
    class Delete {
        @Test
        void an_empty_subnet_goes_with_its_route_table_association() {
            String id = fake.subnet(vpc, "10.0.0.0/24");
            String table = fake.routeTable(vpc);
            ec2.associateRouteTable(r -> r.routeTableId(table).subnetId(id));

            ec2.deleteSubnet(r -> r.subnetId(id));

            assertThat(ec2.describeRouteTables(r -> r.routeTableIds(table))
                            .routeTables()
                            .get(0)
                            .associations())
                    .isEmpty();
            assertRefused(() -> describe(id), "InvalidSubnetID.NotFound");
        }

        @Test
        void an_interface_keeps_it() {
            String id = fake.subnet(vpc, "10.0.0.0/24");
            fake.networkInterface(id);

            assertRefused(() -> ec2.deleteSubnet(r -> r.subnetId(id)), "DependencyViolation")
                    .saying("The subnet '" + id + "' has dependencies and cannot be deleted.");
        }

        @Test
        void a_nat_gateway_keeps_it_until_it_is_deleted() throws InterruptedException {
            fake.gatewayOf(vpc);
            String id = fake.subnet(vpc, "10.0.0.0/24");
            String nat = fake.nat(id, fake.address());
            fake.pass(Ec2Fixture.NAT_CREATE);

            ec2.deleteNatGateway(r -> r.natGatewayId(nat));
            assertRefused(() -> ec2.deleteSubnet(r -> r.subnetId(id)), "DependencyViolation");
            fake.pass(Ec2Fixture.NAT_DELETE);

            ec2.deleteSubnet(r -> r.subnetId(id));
            assertThat(ec2.describeSubnets(r -> r.filters(filter("vpc-id", vpc)))
                            .subnets())
                    .isEmpty();
        }
    }

    private Subnet describe(String id) {
        return ec2.describeSubnets(r -> r.subnetIds(id)).subnets().get(0);
    }
}
