package io.github.ekssdk.testing.internal.service.ec2;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;
import software.amazon.awssdk.services.ec2.model.Route;

/** Where a route shall lead, as CreateRoute and ReplaceRoute name it: exactly one of several parameters. */
record RouteTarget(
        @Nullable String gatewayId,
        @Nullable String natGatewayId,
        @Nullable String networkInterfaceId,
        @Nullable String instanceId,
        @Nullable String egressOnlyGatewayId,
        @Nullable String peeringId) {

    static RouteTarget of(CreateRouteRequest request) {
        refuseOthers(
                request.transitGatewayId(),
                request.vpcEndpointId(),
                request.localGatewayId(),
                request.carrierGatewayId());
        return new RouteTarget(
                        request.gatewayId(),
                        request.natGatewayId(),
                        request.networkInterfaceId(),
                        request.instanceId(),
                        request.egressOnlyInternetGatewayId(),
                        request.vpcPeeringConnectionId())
                .checked();
    }

    static RouteTarget of(ReplaceRouteRequest request) {
        refuseOthers(
                request.transitGatewayId(),
                request.vpcEndpointId(),
                request.localGatewayId(),
                request.carrierGatewayId());
        String gateway = Boolean.TRUE.equals(request.localTarget()) ? "local" : request.gatewayId();
        return new RouteTarget(
                        gateway,
                        request.natGatewayId(),
                        request.networkInterfaceId(),
                        request.instanceId(),
                        request.egressOnlyInternetGatewayId(),
                        request.vpcPeeringConnectionId())
                .checked();
    }

    private static void refuseOthers(@Nullable String... targets) {
        for (String target : targets) {
            if (target != null) {
                throw Refusals.unsupported("routes to " + target);
            }
        }
    }

    private RouteTarget checked() {
        long given = Stream.of(
                        Optional.ofNullable(gatewayId),
                        Optional.ofNullable(natGatewayId),
                        Optional.ofNullable(networkInterfaceId),
                        Optional.ofNullable(instanceId),
                        Optional.ofNullable(egressOnlyGatewayId),
                        Optional.ofNullable(peeringId))
                .filter(Optional::isPresent)
                .count();
        if (given == 0) {
            throw Refusals.badRequest(
                    "MissingParameter",
                    "The request must contain exactly one target, such as gatewayId or natGatewayId");
        }
        if (given > 1) {
            throw Refusals.invalidCombination("The request must contain exactly one target.");
        }
        return this;
    }

    /** The same route towards this target. */
    Route lead(Route route, @Nullable String instanceInterface) {
        return route.toBuilder()
                .gatewayId(gatewayId)
                .natGatewayId(natGatewayId)
                .networkInterfaceId(networkInterfaceId == null ? instanceInterface : networkInterfaceId)
                .instanceId(instanceId)
                .egressOnlyInternetGatewayId(egressOnlyGatewayId)
                .vpcPeeringConnectionId(peeringId)
                .build();
    }
}
