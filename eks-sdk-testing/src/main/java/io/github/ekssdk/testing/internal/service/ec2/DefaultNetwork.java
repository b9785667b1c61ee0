package io.github.ekssdk.testing.internal.service.ec2;

import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcState;

/** The default VPC that AWS puts into each region of a new account. */
final class DefaultNetwork {
    private static final Cidr BLOCK = new Cidr(0xac1f0000L, 16);
    private static final int SUBNET_BITS = 20;

    private final Ec2World world;

    DefaultNetwork(Ec2World world) {
        this.world = world;
    }

    void make() {
        Vpc vpc = new VpcBirth(world).make(BLOCK, "default", true, Map.of());
        String id = vpc.vpcId();
        world.vpcs.update(id, v -> v.toBuilder().state(VpcState.AVAILABLE).build());
        makeSubnets(vpc);
        InternetGateways gateways = new InternetGateways(world);
        String gateway = gateways.make(Map.of()).internetGatewayId();
        gateways.attach(gateway, id);
        routeOutThrough(gateway, id);
    }

    private void makeSubnets(Vpc vpc) {
        Subnets subnets = new Subnets(world);
        for (Zones.Zone zone : world.zones.all()) {
            Cidr block = BLOCK.part(SUBNET_BITS, world.zones.all().indexOf(zone));
            Subnet subnet = subnets.make(vpc, block, zone, true, Map.of());
            subnets.becomeAvailable(subnet.subnetId());
        }
    }

    private void routeOutThrough(String gateway, String vpcId) {
        Route everything = Route.builder()
                .destinationCidrBlock("0.0.0.0/0")
                .gatewayId(gateway)
                .origin(RouteOrigin.CREATE_ROUTE)
                .state(RouteState.ACTIVE)
                .build();
        world.routeTables.stream()
                .filter(table -> table.vpcId().equals(vpcId))
                .map(RouteTable::routeTableId)
                .toList()
                .forEach(table -> new Routes(world).add(table, everything));
    }
}
