package io.github.ekssdk.testing.internal.service.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteResponse;
import software.amazon.awssdk.services.ec2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteResponse;
import software.amazon.awssdk.services.ec2.model.EgressOnlyInternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteResponse;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionStateReasonCode;

/** Adds routes to route tables, changes and removes them. */
final class Routes {
    private final Ec2World world;

    Routes(Ec2World world) {
        this.world = world;
    }

    public CreateRouteResponse create(CreateRouteRequest request) {
        RouteTable table = world.routeTables.require(request.routeTableId());
        Route destination = destination(
                request.destinationCidrBlock(), request.destinationIpv6CidrBlock(), request.destinationPrefixListId());
        Route route = lead(destination, RouteTarget.of(request), table);
        if (table.routes().stream().anyMatch(other -> nameOf(other).equals(nameOf(route)))) {
            throw Refusals.badRequest(
                    "RouteAlreadyExists", "The route identified by " + nameOf(route) + " already exists.");
        }
        refuseInsideVpc(route, table);
        world.checkQuota(
                "ec2.routes",
                table.routes().size(),
                "RouteLimitExceeded",
                "The maximum number of routes has been reached.");
        add(table.routeTableId(), route);
        return CreateRouteResponse.builder().returnValue(true).build();
    }

    void add(String tableId, Route route) {
        world.routeTables.update(tableId, table -> {
            List<Route> routes = new ArrayList<>(table.routes());
            routes.add(route);
            return table.toBuilder().routes(routes).build();
        });
    }

    private Route lead(Route destination, RouteTarget target, RouteTable table) {
        if (target.gatewayId() != null && !target.gatewayId().equals("local")) {
            checkGateway(target.gatewayId(), table);
        }
        if (target.egressOnlyGatewayId() != null) {
            checkEgressOnlyGateway(destination, target.egressOnlyGatewayId(), table);
        }
        if (target.natGatewayId() != null) {
            checkNatGateway(target.natGatewayId(), table);
        }
        if (target.networkInterfaceId() != null) {
            NetworkInterface eni = world.networkInterfaces.require(target.networkInterfaceId());
            checkNetwork(table, "interface", eni.networkInterfaceId(), Optional.of(eni.vpcId()));
        }
        if (target.peeringId() != null) {
            checkPeering(target.peeringId(), table);
        }
        return target.lead(destination, interfaceOf(target.instanceId()));
    }

    private void checkPeering(String id, RouteTable table) {
        VpcPeeringConnection peering = world.peerings.require(id);
        if (peering.status().code() != VpcPeeringConnectionStateReasonCode.ACTIVE) {
            throw Refusals.badRequest(
                    "InvalidStateTransition", "The vpcPeeringConnection '" + id + "' is not in the active state.");
        }
        Optional<String> own = Stream.of(
                        peering.requesterVpcInfo().vpcId(),
                        peering.accepterVpcInfo().vpcId())
                .filter(table.vpcId()::equals)
                .findFirst();
        checkNetwork(table, "vpcPeeringConnection", id, own);
    }

    private @Nullable String interfaceOf(@Nullable String instanceId) {
        if (instanceId == null) {
            return null;
        }
        String id = world.instances.require(instanceId).instanceId();
        return world.interfacesByInstance.of(id).stream()
                .map(NetworkInterface::networkInterfaceId)
                .findFirst()
                .orElseThrow(() -> Refusals.badRequest(
                        "InvalidInstanceID", "There are no interfaces attached to instance '" + id + "'."));
    }

    private void checkGateway(String id, RouteTable table) {
        InternetGateway gateway = world.internetGateways
                .find(id)
                .orElseThrow(() ->
                        Refusals.badRequest("InvalidGatewayID.NotFound", "The gateway ID '" + id + "' does not exist"));
        checkNetwork(table, "network gateway", id, InternetGateways.vpcOf(gateway));
    }

    private void checkEgressOnlyGateway(Route destination, String id, RouteTable table) {
        EgressOnlyInternetGateway gateway = world.egressOnlyGateways.require(id);
        if (destination.destinationIpv6CidrBlock() == null) {
            throw Refusals.invalidValue("The destination CIDR block " + nameOf(destination)
                    + " is not an IPv6 block; egress-only internet gateways take IPv6 only.");
        }
        checkNetwork(
                table,
                "egress-only internet gateway",
                id,
                gateway.attachments().stream()
                        .map(InternetGatewayAttachment::vpcId)
                        .findFirst());
    }

    private void checkNatGateway(String id, RouteTable table) {
        NatGateway nat = world.natGateways
                .find(id)
                .filter(NatGateways::takesRoutes)
                .orElseThrow(() -> Refusals.badRequest(
                        "InvalidNatGatewayID.NotFound", "The natGateway ID '" + id + "' does not exist"));
        checkNetwork(table, "NAT gateway", id, Optional.of(nat.vpcId()));
    }

    private static void checkNetwork(RouteTable table, String kind, String id, Optional<String> vpcId) {
        if (vpcId.filter(table.vpcId()::equals).isEmpty()) {
            throw Refusals.invalidValue("route table " + table.routeTableId() + " and " + kind + " " + id
                    + " belong to different networks");
        }
    }

    /** Inside the VPC the local route decides; gateways cannot take traffic away from it. */
    private void refuseInsideVpc(Route route, RouteTable table) {
        Optional<Cidr> destination =
                Optional.ofNullable(route.destinationCidrBlock()).flatMap(Cidr::read);
        for (Cidr vpc : CidrBlocks.ofVpc(world.vpcs.get(table.vpcId()))) {
            if (destination.filter(vpc::contains).isPresent() && route.networkInterfaceId() == null) {
                throw Refusals.invalidValue("Route Destination " + route.destinationCidrBlock()
                        + " is within the VPC CIDR " + vpc + " and its target cannot take such routes");
            }
        }
    }

    public ReplaceRouteResponse replace(ReplaceRouteRequest request) {
        RouteTable table = world.routeTables.require(request.routeTableId());
        Route old = find(
                        table,
                        request.destinationCidrBlock(),
                        request.destinationIpv6CidrBlock(),
                        request.destinationPrefixListId())
                .orElseThrow(() -> Refusals.invalidValue("There is no route defined for '"
                        + request.destinationCidrBlock() + "' in the route table. Use CreateRoute instead."));
        Route changed = lead(old, RouteTarget.of(request), table);
        change(
                table,
                routes -> routes.stream()
                        .map(route -> route.equals(old) ? changed : route)
                        .toList());
        return ReplaceRouteResponse.builder().build();
    }

    public DeleteRouteResponse delete(DeleteRouteRequest request) {
        RouteTable table = world.routeTables.require(request.routeTableId());
        Route old = find(
                        table,
                        request.destinationCidrBlock(),
                        request.destinationIpv6CidrBlock(),
                        request.destinationPrefixListId())
                .orElseThrow(() -> Refusals.badRequest(
                        "InvalidRoute.NotFound",
                        "no route with destination-cidr-block " + request.destinationCidrBlock() + " in route table "
                                + table.routeTableId()));
        if ("local".equals(old.gatewayId())) {
            throw Refusals.invalidValue(
                    "cannot remove local route " + nameOf(old) + " in route table " + table.routeTableId());
        }
        change(
                table,
                routes -> routes.stream().filter(route -> !route.equals(old)).toList());
        return DeleteRouteResponse.builder().build();
    }

    private void change(RouteTable table, UnaryOperator<List<Route>> change) {
        world.routeTables.update(
                table.routeTableId(),
                t -> t.toBuilder().routes(change.apply(t.routes())).build());
    }

    private static Optional<Route> find(
            RouteTable table, @Nullable String ipv4, @Nullable String ipv6, @Nullable String prefixList) {
        String name = nameOf(destination(ipv4, ipv6, prefixList));
        return table.routes().stream()
                .filter(route -> nameOf(route).equals(name))
                .findFirst();
    }

    private static Route destination(@Nullable String ipv4, @Nullable String ipv6, @Nullable String prefixList) {
        if (ipv4 == null && ipv6 == null && prefixList == null) {
            throw Refusals.missing("destinationCidrBlock");
        }
        return Route.builder()
                .destinationCidrBlock(
                        ipv4 == null
                                ? null
                                : Cidr.parse(ipv4, "destinationCidrBlock").toString())
                .destinationIpv6CidrBlock(
                        ipv6 == null
                                ? null
                                : Ipv6Block.parse(ipv6, "destinationIpv6CidrBlock")
                                        .toString())
                .destinationPrefixListId(prefixList)
                .origin(RouteOrigin.CREATE_ROUTE)
                .state(RouteState.ACTIVE)
                .build();
    }

    private static String nameOf(Route route) {
        return Stream.of(
                        route.destinationCidrBlock(), route.destinationIpv6CidrBlock(), route.destinationPrefixListId())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }
}
