package io.github.ekssdk.testing.internal.service.ec2;

import java.util.List;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/** Tells routes that lead somewhere from those that lead nowhere since their target went. */
final class RouteStates {
    private final Ec2World world;

    RouteStates(Ec2World world) {
        this.world = world;
    }

    RouteTable render(RouteTable table) {
        List<Route> routes = table.routes().stream()
                .map(route ->
                        route.toBuilder().state(state(route, table.vpcId())).build())
                .toList();
        return table.toBuilder().routes(routes).build();
    }

    RouteState state(Route route, String vpcId) {
        return leadsSomewhere(route, vpcId) ? RouteState.ACTIVE : RouteState.BLACKHOLE;
    }

    private boolean leadsSomewhere(Route route, String vpcId) {
        if (route.natGatewayId() != null) {
            return world.natGateways
                    .find(route.natGatewayId())
                    .filter(NatGateways::takesRoutes)
                    .isPresent();
        }
        if (route.networkInterfaceId() != null) {
            return world.networkInterfaces.find(route.networkInterfaceId()).isPresent();
        }
        if (route.egressOnlyInternetGatewayId() != null) {
            return world.egressOnlyGateways
                    .find(route.egressOnlyInternetGatewayId())
                    .isPresent();
        }
        String gateway = route.gatewayId();
        return gateway == null
                || world.vpcEndpoints.find(gateway).isPresent()
                || gateway.equals("local")
                || world.internetGateways
                        .find(gateway)
                        .flatMap(InternetGateways::vpcOf)
                        .filter(vpcId::equals)
                        .isPresent();
    }
}
