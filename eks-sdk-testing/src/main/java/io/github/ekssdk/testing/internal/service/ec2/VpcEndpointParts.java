package io.github.ekssdk.testing.internal.service.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DnsEntry;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** What a VPC endpoint puts into a VPC: routes, interfaces and names. */
final class VpcEndpointParts {
    private static final int HTTPS = 443;

    private final Ec2World world;
    private final InterfaceBirth interfaces;

    VpcEndpointParts(Ec2World world) {
        this.world = world;
        this.interfaces = new InterfaceBirth(world);
    }

    void checkRoute(VpcEndpoint endpoint, String service, String tableId) {
        RouteTable table = world.routeTables.require(tableId);
        if (!table.vpcId().equals(endpoint.vpcId())) {
            throw Refusals.badRequest(
                    "InvalidRouteTableId.NotFound",
                    "The routeTable ID '" + tableId + "' does not exist in " + endpoint.vpcId());
        }
        String list = PrefixLists.idOf(world.account.region(), service);
        if (table.routes().stream().anyMatch(route -> list.equals(route.destinationPrefixListId()))) {
            throw Refusals.badRequest(
                    "RouteAlreadyExists",
                    "route table " + tableId + " already has a route with destination-prefix-list-id " + list);
        }
    }

    void addRoute(VpcEndpoint endpoint, String service, String tableId) {
        Route route = Route.builder()
                .destinationPrefixListId(PrefixLists.idOf(world.account.region(), service))
                .gatewayId(endpoint.vpcEndpointId())
                .origin(RouteOrigin.CREATE_ROUTE)
                .state(RouteState.ACTIVE)
                .build();
        new Routes(world).add(tableId, route);
    }

    void removeRoute(String endpointId, String tableId) {
        world.routeTables.update(
                tableId,
                table -> table.toBuilder()
                        .routes(table.routes().stream()
                                .filter(route -> !endpointId.equals(route.gatewayId()))
                                .toList())
                        .build());
    }

    /** The groups that a caller named, or the default one of the VPC. */
    List<String> groups(List<String> named, String vpcId) {
        List<String> fallback = world.groupsByVpc.of(vpcId).stream()
                .filter(group -> group.groupName().equals("default"))
                .map(SecurityGroup::groupId)
                .toList();
        return groups(named, vpcId, fallback);
    }

    List<String> groups(List<String> named, String vpcId, List<String> fallback) {
        for (String id : named) {
            if (!world.securityGroups.require(id).vpcId().equals(vpcId)) {
                throw Refusals.badRequest(
                        "InvalidGroup.NotFound", "The security group '" + id + "' does not exist in VPC " + vpcId);
            }
        }
        return named.isEmpty() ? fallback : named;
    }

    /** Whether the groups of an endpoint let HTTPS in from anywhere. */
    boolean letsIn(VpcEndpoint endpoint) {
        return endpoint.groups().stream()
                .flatMap(group -> world.rulesByGroup.of(group.groupId()).stream())
                .filter(rule -> !Boolean.TRUE.equals(rule.isEgress()))
                .anyMatch(rule -> "-1".equals(rule.ipProtocol())
                        || (rule.fromPort() != null && rule.fromPort() <= HTTPS && rule.toPort() >= HTTPS));
    }

    List<SecurityGroupIdentifier> identifiers(List<String> groups) {
        return interfaces.groups(groups).stream()
                .map(group -> SecurityGroupIdentifier.builder()
                        .groupId(group.groupId())
                        .groupName(group.groupName())
                        .build())
                .toList();
    }

    void checkPrivateDns(String vpcId, String serviceName) {
        VpcDns dns = world.dnsSettings.getOrDefault(vpcId, new VpcDns(true, false, false));
        if (!dns.support() || !dns.hostnames()) {
            throw Refusals.invalidParameter("Enabling private DNS requires both enableDnsSupport and"
                    + " enableDnsHostnames VPC attributes set to true for " + vpcId);
        }
        boolean taken = world.vpcEndpoints.stream()
                .filter(VpcEndpoints::isLive)
                .anyMatch(other -> other.vpcId().equals(vpcId)
                        && other.serviceName().equals(serviceName)
                        && Boolean.TRUE.equals(other.privateDnsEnabled()));
        if (taken) {
            throw Refusals.invalidParameter("private-dns-enabled cannot be set because there is already a conflicting"
                    + " DNS domain for " + serviceName + " in the VPC " + vpcId);
        }
    }

    void addInterface(String endpointId, Subnet subnet, List<String> groups) {
        InterfaceSpec spec = InterfaceSpec.of(subnet, "VPC Endpoint Interface " + endpointId, groups)
                .type("vpc_endpoint")
                .requestedBy(world.account.id(), true);
        String eni = interfaces.make(spec, Map.of()).networkInterfaceId();
        interfaces.attach(eni, "amazon-aws", null);
        change(endpointId, eni, subnet.subnetId(), true);
    }

    void removeInterface(String endpointId, String subnetId) {
        VpcEndpoint endpoint = world.vpcEndpoints.get(endpointId);
        world.interfacesBySubnet.of(subnetId).stream()
                .map(NetworkInterface::networkInterfaceId)
                .filter(endpoint.networkInterfaceIds()::contains)
                .toList()
                .forEach(eni -> {
                    interfaces.remove(eni);
                    change(endpointId, eni, subnetId, false);
                });
    }

    private void change(String endpointId, String eni, String subnetId, boolean added) {
        world.vpcEndpoints.update(endpointId, endpoint -> {
            List<String> cards = new ArrayList<>(endpoint.networkInterfaceIds());
            List<String> subnets = new ArrayList<>(endpoint.subnetIds());
            if (added) {
                cards.add(eni);
                subnets.add(subnetId);
            } else {
                cards.remove(eni);
                subnets.remove(subnetId);
            }
            return endpoint.toBuilder()
                    .networkInterfaceIds(cards)
                    .subnetIds(subnets)
                    .build();
        });
    }

    void regroup(String endpointId, List<String> groups) {
        List<GroupIdentifier> identifiers = interfaces.groups(groups);
        world.vpcEndpoints
                .get(endpointId)
                .networkInterfaceIds()
                .forEach(eni -> world.networkInterfaces.update(
                        eni, card -> card.toBuilder().groups(identifiers).build()));
        world.vpcEndpoints.update(
                endpointId,
                endpoint -> endpoint.toBuilder().groups(identifiers(groups)).build());
    }

    /** Gives an endpoint its names in DNS. */
    void name(String id, String service, @Nullable String privateName) {
        String suffix = "-" + world.account.ids().hex("vpce-dns", 8) + "." + service + "." + world.account.region()
                + ".vpce.amazonaws.com";
        List<DnsEntry> names = new ArrayList<>();
        names.add(entry(id + suffix));
        if (privateName != null) {
            names.add(entry(privateName));
        }
        world.vpcEndpoints.update(
                id, endpoint -> endpoint.toBuilder().dnsEntries(names).build());
    }

    private DnsEntry entry(String name) {
        return DnsEntry.builder().dnsName(name).hostedZoneId("Z38GZ743OKFT7T").build();
    }
}
