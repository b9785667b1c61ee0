package io.github.ekssdk.testing.internal.service.ec2;

import static io.github.ekssdk.testing.internal.service.ec2.Ec2Fixture.assertRefused;
import static io.github.ekssdk.testing.internal.service.ec2.Ec2Fixture.filter;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;

class GatewaysTest {
    private final Ec2Fixture fake = Ec2Fixture.timed();
    private final Ec2Client ec2 = fake.ec2;
    private final String vpc = fake.vpc();
    private final String subnet = fake.subnet(vpc, "10.0.0.0/24");

    @AfterEach
    void close() {
        fake.close();
    }

    @Nested
    class InternetGateways {
        @Test
        void an_attached_gateway_is_found_by_its_vpc() {
            String id = fake.gatewayOf(vpc);

            assertThat(ec2.describeInternetGateways(r -> r.filters(filter("attachment.vpc-id", vpc)))
                            .internetGateways())
                    .singleElement()
                    .satisfies(gateway -> {
                        assertThat(gateway.internetGatewayId()).isEqualTo(id);
                        assertThat(gateway.attachments().get(0).stateAsString()).isEqualTo("available");
                    });
        }

        @Test
        void attaching_twice_is_refused() {
            String id = fake.gatewayOf(vpc);

            assertRefused(
                            () -> ec2.attachInternetGateway(
                                    r -> r.internetGatewayId(id).vpcId(vpc)),
                            "Resource.AlreadyAssociated")
                    .saying(id, vpc);
        }

        @Test
        void a_second_gateway_of_one_vpc_is_refused() {
            fake.gatewayOf(vpc);
            String second = fake.gateway();

            assertRefused(
                    () -> ec2.attachInternetGateway(
                            r -> r.internetGatewayId(second).vpcId(vpc)),
                    "InvalidParameterValue");
        }

        @Test
        void detaching_what_is_not_attached_is_refused() {
            String id = fake.gateway();

            assertRefused(
                    () -> ec2.detachInternetGateway(r -> r.internetGatewayId(id).vpcId(vpc)), "Gateway.NotAttached");
        }

        @Test
        void an_attached_gateway_is_not_deleted() {
            String id = fake.gatewayOf(vpc);

            assertRefused(() -> ec2.deleteInternetGateway(r -> r.internetGatewayId(id)), "DependencyViolation");
        }

        @Test
        void a_detached_gateway_is_deleted() {
            String id = fake.gatewayOf(vpc);

            ec2.detachInternetGateway(r -> r.internetGatewayId(id).vpcId(vpc));
            ec2.deleteInternetGateway(r -> r.internetGatewayId(id));

            assertRefused(
                    () -> ec2.describeInternetGateways(r -> r.internetGatewayIds(id)),
                    "InvalidInternetGatewayID.NotFound");
        }

        @Test
        void mapped_public_addresses_keep_it_attached() throws InterruptedException {
            String id = fake.gatewayOf(vpc);
            String nat = fake.nat(subnet, fake.address());
            fake.pass(Ec2Fixture.NAT_CREATE);
            ec2.deleteNatGateway(r -> r.natGatewayId(nat));

            assertRefused(
                            () -> ec2.detachInternetGateway(
                                    r -> r.internetGatewayId(id).vpcId(vpc)),
                            "DependencyViolation")
                    .saying("Network " + vpc + " has some mapped public address(es)");
            fake.pass(Ec2Fixture.NAT_DELETE);

            ec2.detachInternetGateway(r -> r.internetGatewayId(id).vpcId(vpc));
            assertThat(ec2.describeInternetGateways(r -> r.internetGatewayIds(id))
                            .internetGateways()
                            .get(0)
                            .attachments())
                    .isEmpty();
        }

        @Test
        void a_sixth_gateway_is_refused() {
            IntStream.range(0, 4).forEach(i -> fake.gateway());

            assertRefused(fake::gateway, "InternetGatewayLimitExceeded");
        }
    }

    @Nested
    class Addresses {
        @Test
        void an_address_is_allocated_and_released() {
            String id = fake.address();
            Address address =
                    ec2.describeAddresses(r -> r.allocationIds(id)).addresses().get(0);
            assertThat(address.domain()).isEqualTo(DomainType.VPC);
            assertThat(address.associationId()).isNull();

            ec2.releaseAddress(r -> r.allocationId(id));

            assertRefused(() -> ec2.describeAddresses(r -> r.allocationIds(id)), "InvalidAllocationID.NotFound");
        }

        @Test
        void a_sixth_address_is_refused() {
            IntStream.range(0, 5).forEach(i -> fake.address());

            assertRefused(fake::address, "AddressLimitExceeded")
                    .saying("The maximum number of addresses has been reached.");
        }

        @Test
        void the_address_of_a_nat_gateway_is_released_only_after_it() throws InterruptedException {
            fake.gatewayOf(vpc);
            String address = fake.address();
            String nat = fake.nat(subnet, address);
            fake.pass(Ec2Fixture.NAT_CREATE);
            ec2.deleteNatGateway(r -> r.natGatewayId(nat));

            assertRefused(() -> ec2.releaseAddress(r -> r.allocationId(address)), "InvalidIPAddress.InUse");
            fake.pass(Ec2Fixture.NAT_DELETE);

            ec2.releaseAddress(r -> r.allocationId(address));
            assertThat(ec2.describeAddresses().addresses()).isEmpty();
        }

        @Test
        void an_unknown_public_address_is_refused() {
            assertRefused(() -> ec2.describeAddresses(r -> r.publicIps("203.0.113.7")), "InvalidAddress.NotFound");
        }
    }

    @Nested
    class NatGateways {
        @Test
        void a_gateway_is_pending_and_then_available_with_its_addresses() throws InterruptedException {
            fake.gatewayOf(vpc);
            String address = fake.address();
            String id = fake.nat(subnet, address);
            fake.pass(Ec2Fixture.NAT_CREATE.minusMillis(1));
            assertThat(describe(id).state()).isEqualTo(NatGatewayState.PENDING);

            fake.pass(Duration.ofMillis(1));

            NatGateway nat = describe(id);
            Address allocated = ec2.describeAddresses(r -> r.allocationIds(address))
                    .addresses()
                    .get(0);
            assertThat(nat.state()).isEqualTo(NatGatewayState.AVAILABLE);
            assertThat(nat.natGatewayAddresses()).singleElement().satisfies(a -> {
                assertThat(a.allocationId()).isEqualTo(address);
                assertThat(a.publicIp()).isEqualTo(allocated.publicIp());
                assertThat(a.privateIp()).startsWith("10.0.0.");
                assertThat(a.networkInterfaceId()).isEqualTo(allocated.networkInterfaceId());
            });
        }

        @Test
        void its_interface_cannot_be_deleted() {
            fake.gatewayOf(vpc);
            fake.nat(subnet, fake.address());
            String eni = ec2.describeNetworkInterfaces(r -> r.filters(filter("interface-type", "nat_gateway")))
                    .networkInterfaces()
                    .get(0)
                    .networkInterfaceId();

            assertRefused(() -> ec2.deleteNetworkInterface(r -> r.networkInterfaceId(eni)), "InvalidParameterValue");
        }

        @Test
        void without_an_internet_gateway_it_fails_later() throws InterruptedException {
            String id = fake.nat(subnet, fake.address());
            assertThat(describe(id).state()).isEqualTo(NatGatewayState.PENDING);

            fake.pass(Ec2Fixture.NAT_CREATE);

            NatGateway nat = describe(id);
            assertThat(nat.state()).isEqualTo(NatGatewayState.FAILED);
            assertThat(nat.failureCode()).isEqualTo("Gateway.NotAttached");
            assertThat(nat.failureMessage()).contains(vpc);
        }

        @Test
        void with_an_address_that_is_taken_it_fails_later() throws InterruptedException {
            fake.gatewayOf(vpc);
            String address = fake.address();
            fake.nat(subnet, address);
            String second = fake.nat(subnet, address);

            fake.pass(Ec2Fixture.NAT_CREATE);

            assertThat(describe(second).failureCode()).isEqualTo("Resource.AlreadyAssociated");
        }

        @Test
        void a_deleted_gateway_stays_visible_for_an_hour() throws InterruptedException {
            fake.gatewayOf(vpc);
            String id = fake.nat(subnet, fake.address());
            fake.pass(Ec2Fixture.NAT_CREATE);
            ec2.deleteNatGateway(r -> r.natGatewayId(id));
            assertThat(describe(id).state()).isEqualTo(NatGatewayState.DELETING);
            fake.pass(Ec2Fixture.NAT_DELETE);
            assertThat(describe(id).state()).isEqualTo(NatGatewayState.DELETED);
            assertThat(fake.aws.inventory()).noneMatch(r -> r.type().equals("ec2:nat-gateway"));

            fake.pass(Duration.ofHours(1));

            assertRefused(() -> describe(id), "NatGatewayNotFound");
        }

        @Test
        void the_same_token_makes_one_gateway() {
            fake.gatewayOf(vpc);
            String address = fake.address();
            CreateNatGatewayRequest request = CreateNatGatewayRequest.builder()
                    .subnetId(subnet)
                    .allocationId(address)
                    .clientToken("once")
                    .build();

            String first = ec2.createNatGateway(request).natGateway().natGatewayId();
            String second = ec2.createNatGateway(request).natGateway().natGatewayId();

            assertThat(second).isEqualTo(first);
            assertThat(ec2.describeNatGateways().natGateways()).hasSize(1);
        }

        @Test
        void the_same_token_for_something_else_is_refused() {
            fake.gatewayOf(vpc);
            String one = fake.address();
            String other = fake.address();
            ec2.createNatGateway(r -> r.subnetId(subnet).allocationId(one).clientToken("once"));

            assertRefused(
                    () -> ec2.createNatGateway(
                            r -> r.subnetId(subnet).allocationId(other).clientToken("once")),
                    "IdempotentParameterMismatch");
        }

        @Test
        void a_sixth_gateway_in_a_zone_is_refused() {
            fake.gatewayOf(vpc);
            String address = fake.address();
            IntStream.range(0, 5).forEach(i -> fake.nat(subnet, address));

            assertRefused(() -> fake.nat(subnet, address), "NatGatewayLimitExceeded");
        }

        @Test
        void unknown_parts_are_refused_at_once() {
            String address = fake.address();

            assertRefused(() -> fake.nat("subnet-0", address), "InvalidSubnetID.NotFound");
            assertRefused(() -> fake.nat(subnet, "eipalloc-0"), "InvalidAllocationID.NotFound");
            assertRefused(
                    () -> ec2.deleteNatGateway(r -> r.natGatewayId("nat-0123456789abcdef0")), "NatGatewayNotFound");
            assertRefused(() -> ec2.deleteNatGateway(r -> r.natGatewayId("nat-x")), "NatGatewayMalformed");
        }

        private NatGateway describe(String id) {
            return ec2.describeNatGateways(r -> r.natGatewayIds(id))
                    .natGateways()
                    .get(0);
        }
    }
}
