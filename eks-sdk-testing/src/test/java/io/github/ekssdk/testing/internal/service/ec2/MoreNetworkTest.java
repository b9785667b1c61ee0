package io.github.ekssdk.testing.internal.service.ec2;

import static io.github.ekssdk.testing.internal.service.ec2.Ec2Fixture.assertRefused;
import static io.github.ekssdk.testing.internal.service.ec2.Ec2Fixture.filter;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.testing.LatencyProfile;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.NewDhcpConfiguration;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** Endpoints, IPv6, prefix lists, DHCP options and egress-only gateways. */
class MoreNetworkTest {
    private final Ec2Fixture fake = new Ec2Fixture(LatencyProfile.instant()
            .with("ec2.endpoint.create", Duration.ofSeconds(60), 0)
            .with("ec2.endpoint.delete", Duration.ofSeconds(60), 0));
    private final Ec2Client ec2 = fake.ec2;
    private final String vpc = fake.vpc();
    private final String subnet = fake.subnet(vpc, "10.0.0.0/24");

    @AfterEach
    void close() {
        fake.close();
    }

    @Nested
    class Endpoints {
        private CreateVpcEndpointRequest.Builder to(String service) {
            return CreateVpcEndpointRequest.builder()
                    .vpcId(vpc)
                    .serviceName("com.amazonaws.eu-west-1." + service)
                    .vpcEndpointType(VpcEndpointType.INTERFACE)
                    .subnetIds(subnet);
        }

        private void nameInstances() {
            ec2.modifyVpcAttribute(r -> r.vpcId(vpc).enableDnsHostnames(on -> on.value(true)));
        }

        @Test
        void an_interface_endpoint_becomes_available_and_holds_its_subnet_until_it_is_deleted()
                throws InterruptedException {
            nameInstances();
            String id = ec2.createVpcEndpoint(to("sts").build()).vpcEndpoint().vpcEndpointId();
            assertThat(describe(id).stateAsString()).isEqualTo("pending");
            fake.pass(Duration.ofSeconds(61));
            assertThat(describe(id).stateAsString()).isEqualTo("available");
            assertThat(describe(id).dnsEntries())
                    .extracting(entry -> entry.dnsName())
                    .contains("sts.eu-west-1.amazonaws.com");

            ec2.deleteVpcEndpoints(r -> r.vpcEndpointIds(id));

            assertRefused(() -> ec2.deleteSubnet(r -> r.subnetId(subnet)), "DependencyViolation");
            fake.pass(Duration.ofSeconds(61));
            ec2.deleteSubnet(r -> r.subnetId(subnet));
            assertRefused(() -> describe(id), "InvalidVpcEndpointId.NotFound");
        }

        private VpcEndpoint describe(String id) {
            return ec2.describeVpcEndpoints(r -> r.vpcEndpointIds(id))
                    .vpcEndpoints()
                    .get(0);
        }

        @Test
        void private_names_need_dns_hostnames_and_are_taken_once() {
            assertRefused(() -> ec2.createVpcEndpoint(to("sts").build()), "InvalidParameter")
                    .saying("enableDnsHostnames");
            nameInstances();
            ec2.createVpcEndpoint(to("sts").build());

            assertRefused(() -> ec2.createVpcEndpoint(to("sts").build()), "InvalidParameter")
                    .saying("conflicting DNS domain");
            assertRefused(() -> ec2.createVpcEndpoint(to("nonsense").build()), "InvalidServiceName");
        }

        @Test
        void a_gateway_endpoint_is_a_route_to_a_prefix_list() {
            String table = fake.routeTable(vpc);
            String id = ec2.createVpcEndpoint(r -> r.vpcId(vpc)
                            .serviceName("com.amazonaws.eu-west-1.s3")
                            .routeTableIds(table))
                    .vpcEndpoint()
                    .vpcEndpointId();

            assertThat(routes(table)).anySatisfy(route -> {
                assertThat(route.gatewayId()).isEqualTo(id);
                assertThat(route.destinationPrefixListId()).startsWith("pl-");
                assertThat(route.state()).isEqualTo(RouteState.ACTIVE);
            });
            assertRefused(() -> ec2.deleteVpc(r -> r.vpcId(vpc)), "DependencyViolation");
            ec2.deleteVpcEndpoints(r -> r.vpcEndpointIds(id));
            assertThat(routes(table)).hasSize(1);
        }

        @Test
        void services_are_listed() {
            assertThat(ec2.describeVpcEndpointServices(r -> r.filters(filter("service-type", "Gateway")))
                            .serviceNames())
                    .containsExactly("com.amazonaws.eu-west-1.s3", "com.amazonaws.eu-west-1.dynamodb");
        }
    }

    private List<Route> routes(String table) {
        return ec2.describeRouteTables(r -> r.routeTableIds(table))
                .routeTables()
                .get(0)
                .routes();
    }

    @Nested
    class Blocks {
        @Test
        void a_second_block_takes_subnets_and_stays_while_it_has_any() {
            assertRefused(() -> fake.subnet(vpc, "100.64.0.0/24"), "InvalidSubnet.Range");
            String association = ec2.associateVpcCidrBlock(r -> r.vpcId(vpc).cidrBlock("100.64.0.0/16"))
                    .cidrBlockAssociation()
                    .associationId();
            String second = fake.subnet(vpc, "100.64.0.0/24");

            assertRefused(() -> ec2.disassociateVpcCidrBlock(r -> r.associationId(association)), "InvalidCidr.InUse");
            ec2.deleteSubnet(r -> r.subnetId(second));
            ec2.disassociateVpcCidrBlock(r -> r.associationId(association));
            assertThat(describe().cidrBlockAssociationSet()).hasSize(1);
        }

        private Vpc describe() {
            return ec2.describeVpcs(r -> r.vpcIds(vpc)).vpcs().get(0);
        }

        @Test
        void an_ipv6_block_of_amazon_is_given_to_subnets_in_parts() {
            ec2.associateVpcCidrBlock(r -> r.vpcId(vpc).amazonProvidedIpv6CidrBlock(true));
            String whole = describe().ipv6CidrBlockAssociationSet().get(0).ipv6CidrBlock();
            String part = whole.replace("::/56", "::/64");
            ec2.associateSubnetCidrBlock(r -> r.subnetId(subnet).ipv6CidrBlock(part));
            ec2.modifySubnetAttribute(r -> r.subnetId(subnet).assignIpv6AddressOnCreation(on -> on.value(true)));

            String eni = fake.networkInterface(subnet);

            assertThat(ec2.describeNetworkInterfaces(r -> r.networkInterfaceIds(eni))
                            .networkInterfaces()
                            .get(0)
                            .ipv6Addresses())
                    .hasSize(1);
            assertThat(routes(fake.routeTable(vpc)))
                    .extracting(Route::destinationIpv6CidrBlock)
                    .contains(whole);
        }

        @Test
        void an_egress_only_gateway_takes_ipv6_routes_only_and_holds_the_vpc() {
            String gateway = ec2.createEgressOnlyInternetGateway(r -> r.vpcId(vpc))
                    .egressOnlyInternetGateway()
                    .egressOnlyInternetGatewayId();
            String table = fake.routeTable(vpc);

            assertRefused(
                    () -> ec2.createRoute(r -> r.routeTableId(table)
                            .destinationCidrBlock("0.0.0.0/0")
                            .egressOnlyInternetGatewayId(gateway)),
                    "InvalidParameterValue");
            ec2.createRoute(
                    r -> r.routeTableId(table).destinationIpv6CidrBlock("::/0").egressOnlyInternetGatewayId(gateway));
            ec2.deleteEgressOnlyInternetGateway(r -> r.egressOnlyInternetGatewayId(gateway));
            assertThat(routes(table)).extracting(Route::state).contains(RouteState.BLACKHOLE);
        }
    }

    @Test
    void a_prefix_list_in_a_rule_stays() {
        String list = ec2.createManagedPrefixList(
                        r -> r.prefixListName("offices").addressFamily("IPv4").maxEntries(5))
                .prefixList()
                .prefixListId();
        String group = fake.group(vpc, "nodes");
        ec2.authorizeSecurityGroupIngress(r -> r.groupId(group)
                .ipPermissions(List.of(IpPermission.builder()
                        .ipProtocol("tcp")
                        .fromPort(443)
                        .toPort(443)
                        .prefixListIds(List.of(
                                PrefixListId.builder().prefixListId(list).build()))
                        .build())));

        assertRefused(() -> ec2.deleteManagedPrefixList(r -> r.prefixListId(list)), "DependencyViolation");
        ec2.deleteSecurityGroup(r -> r.groupId(group));
        ec2.deleteManagedPrefixList(r -> r.prefixListId(list));
    }

    @Test
    void dhcp_options_in_use_stay() {
        String options = ec2.createDhcpOptions(r -> r.dhcpConfigurations(List.of(NewDhcpConfiguration.builder()
                        .key("domain-name")
                        .values("corp.example")
                        .build())))
                .dhcpOptions()
                .dhcpOptionsId();
        ec2.associateDhcpOptions(r -> r.vpcId(vpc).dhcpOptionsId(options));

        assertRefused(() -> ec2.deleteDhcpOptions(r -> r.dhcpOptionsId(options)), "DependencyViolation");
        ec2.associateDhcpOptions(r -> r.vpcId(vpc).dhcpOptionsId("default"));
        ec2.deleteDhcpOptions(r -> r.dhcpOptionsId(options));
    }
}
