package io.github.ekssdk.testing.internal.service.ec2;

import static io.github.ekssdk.testing.internal.service.ec2.Ec2Fixture.assertRefused;
import static io.github.ekssdk.testing.internal.service.ec2.Ec2Fixture.filter;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;

class RouteTablesTest {
    private static final String EVERYWHERE = "0.0.0.0/0";

    private final Ec2Fixture fake = Ec2Fixture.timed();
    private final Ec2Client ec2 = fake.ec2;
    private final String vpc = fake.vpc();
    private final String subnet = fake.subnet(vpc, "10.0.0.0/24");
    private final String table = fake.routeTable(vpc);

    @AfterEach
    void close() {
        fake.close();
    }

    @Nested
    class Routes {
        @Test
        void a_route_to_the_internet_gateway_goes_blackhole_when_that_is_detached() {
            String gateway = fake.gatewayOf(vpc);
            routeTo(gateway);
            assertThat(route().state()).isEqualTo(RouteState.ACTIVE);

            ec2.detachInternetGateway(r -> r.internetGatewayId(gateway).vpcId(vpc));

            assertThat(route().state()).isEqualTo(RouteState.BLACKHOLE);
        }

        @Test
        void a_route_to_a_nat_gateway_goes_blackhole_when_that_is_deleted() {
            fake.gatewayOf(vpc);
            String nat = fake.nat(subnet, fake.address());
            ec2.createRoute(
                    r -> r.routeTableId(table).destinationCidrBlock(EVERYWHERE).natGatewayId(nat));
            assertThat(route().state()).isEqualTo(RouteState.ACTIVE);

            ec2.deleteNatGateway(r -> r.natGatewayId(nat));

            assertThat(route().state()).isEqualTo(RouteState.BLACKHOLE);
        }

        @Test
        void a_second_route_to_the_same_destination_is_refused() {
            String gateway = fake.gatewayOf(vpc);
            routeTo(gateway);

            assertRefused(() -> routeTo(gateway), "RouteAlreadyExists").saying(EVERYWHERE);
        }

        @Test
        void a_gateway_that_does_not_exist_is_refused() {
            assertRefused(() -> routeTo("igw-0123456789abcdef0"), "InvalidGatewayID.NotFound");
        }

        @Test
        void a_gateway_of_another_vpc_is_refused() {
            String other = fake.gatewayOf(fake.vpc("10.9.0.0/16"));

            assertRefused(() -> routeTo(other), "InvalidParameterValue").saying("belong to different networks");
        }

        @Test
        void a_failed_nat_gateway_is_refused() throws InterruptedException {
            String nat = fake.nat(subnet, fake.address());
            fake.pass(Ec2Fixture.NAT_CREATE);

            assertRefused(
                    () -> ec2.createRoute(r -> r.routeTableId(table)
                            .destinationCidrBlock(EVERYWHERE)
                            .natGatewayId(nat)),
                    "InvalidNatGatewayID.NotFound");
        }

        @Test
        void a_route_without_a_target_or_with_two_is_refused() {
            assertRefused(
                    () -> ec2.createRoute(r -> r.routeTableId(table).destinationCidrBlock(EVERYWHERE)),
                    "MissingParameter");
            assertRefused(
                    () -> ec2.createRoute(r -> r.routeTableId(table)
                            .destinationCidrBlock(EVERYWHERE)
                            .gatewayId("igw-1")
                            .natGatewayId("nat-1")),
                    "InvalidParameterCombination");
        }

        @Test
        void a_route_is_replaced() {
            String gateway = fake.gatewayOf(vpc);
            routeTo(gateway);
            String nat = fake.nat(subnet, fake.address());

            ec2.replaceRoute(
                    r -> r.routeTableId(table).destinationCidrBlock(EVERYWHERE).natGatewayId(nat));

            assertThat(route().natGatewayId()).isEqualTo(nat);
            assertThat(route().gatewayId()).isNull();
        }

        @Test
        void a_route_that_is_not_there_is_neither_replaced_nor_deleted() {
            String gateway = fake.gatewayOf(vpc);

            assertRefused(
                            () -> ec2.replaceRoute(r -> r.routeTableId(table)
                                    .destinationCidrBlock(EVERYWHERE)
                                    .gatewayId(gateway)),
                            "InvalidParameterValue")
                    .saying("Use CreateRoute instead.");
            assertRefused(
                    () -> ec2.deleteRoute(r -> r.routeTableId(table).destinationCidrBlock(EVERYWHERE)),
                    "InvalidRoute.NotFound");
        }

        @Test
        void the_local_route_stays() {
            assertRefused(
                            () -> ec2.deleteRoute(r -> r.routeTableId(table).destinationCidrBlock("10.0.0.0/16")),
                            "InvalidParameterValue")
                    .saying("cannot remove local route");
        }

        private void routeTo(String gateway) {
            ec2.createRoute(
                    r -> r.routeTableId(table).destinationCidrBlock(EVERYWHERE).gatewayId(gateway));
        }

        private Route route() {
            return describe().routes().stream()
                    .filter(route -> EVERYWHERE.equals(route.destinationCidrBlock()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Nested
    class Associations {
        @Test
        void a_subnet_follows_one_table_only() {
            associate();
            String other = fake.routeTable(vpc);

            assertRefused(
                    () -> ec2.associateRouteTable(r -> r.routeTableId(other).subnetId(subnet)),
                    "Resource.AlreadyAssociated");
        }

        @Test
        void a_subnet_of_another_vpc_is_refused() {
            String foreign = fake.subnet(fake.vpc("10.9.0.0/16"), "10.9.0.0/24");

            assertRefused(
                    () -> ec2.associateRouteTable(r -> r.routeTableId(table).subnetId(foreign)),
                    "InvalidParameterValue");
        }

        @Test
        void an_association_is_moved_to_another_table() {
            String association = associate();
            String other = fake.routeTable(vpc);

            ec2.replaceRouteTableAssociation(r -> r.associationId(association).routeTableId(other));

            assertThat(describe().associations()).isEmpty();
            assertThat(ec2.describeRouteTables(r -> r.filters(filter("association.subnet-id", subnet)))
                            .routeTables())
                    .extracting(RouteTable::routeTableId)
                    .containsExactly(other);
        }

        @Test
        void another_table_becomes_the_main_one() {
            String main = mainTable().associations().get(0).routeTableAssociationId();

            ec2.replaceRouteTableAssociation(r -> r.associationId(main).routeTableId(table));

            assertThat(mainTable().routeTableId()).isEqualTo(table);
        }

        @Test
        void the_main_association_stays() {
            String main = mainTable().associations().get(0).routeTableAssociationId();

            assertRefused(() -> ec2.disassociateRouteTable(r -> r.associationId(main)), "InvalidParameterValue");
        }

        @Test
        void an_unknown_association_is_refused() {
            assertRefused(
                    () -> ec2.disassociateRouteTable(r -> r.associationId("rtbassoc-0")),
                    "InvalidAssociationID.NotFound");
        }

        private RouteTable mainTable() {
            return ec2.describeRouteTables(r -> r.filters(filter("vpc-id", vpc), filter("association.main", "true")))
                    .routeTables()
                    .get(0);
        }
    }

    @Nested
    class Delete {
        @Test
        void a_table_with_associations_stays_until_they_are_gone() {
            String association = associate();
            assertRefused(() -> ec2.deleteRouteTable(r -> r.routeTableId(table)), "DependencyViolation");

            ec2.disassociateRouteTable(r -> r.associationId(association));
            ec2.deleteRouteTable(r -> r.routeTableId(table));

            assertRefused(RouteTablesTest.this::describe, "InvalidRouteTableID.NotFound");
        }

        @Test
        void the_main_table_stays() {
            String main = ec2.describeRouteTables(
                            r -> r.filters(filter("vpc-id", vpc), filter("association.main", "true")))
                    .routeTables()
                    .get(0)
                    .routeTableId();

            assertRefused(() -> ec2.deleteRouteTable(r -> r.routeTableId(main)), "DependencyViolation");
        }
    }

    @Test
    void the_same_token_makes_one_table() {
        String first = ec2.createRouteTable(r -> r.vpcId(vpc).clientToken("once"))
                .routeTable()
                .routeTableId();
        String second = ec2.createRouteTable(r -> r.vpcId(vpc).clientToken("once"))
                .routeTable()
                .routeTableId();

        assertThat(second).isEqualTo(first);
    }

    private String associate() {
        return ec2.associateRouteTable(r -> r.routeTableId(table).subnetId(subnet))
                .associationId();
    }

    private RouteTable describe() {
        return ec2.describeRouteTables(r -> r.routeTableIds(table))
                .routeTables()
                .get(0);
    }
}
