package io.github.ekssdk.testing.internal.service.ec2;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Makes, describes and deletes route tables. */
final class RouteTables {
    private static final Pages PAGES = new Pages(5, 100);

    private final Ec2World world;
    private final RouteStates states;
    private final Filters<RouteTable> filters;

    RouteTables(Ec2World world) {
        this.world = world;
        this.states = new RouteStates(world);
        this.filters = new Filters<RouteTable>()
                .on("route-table-id", RouteTable::routeTableId)
                .on("vpc-id", RouteTable::vpcId)
                .on("owner-id", RouteTable::ownerId)
                .on("association.subnet-id", table -> associations(table, RouteTableAssociation::subnetId))
                .on("association.gateway-id", table -> associations(table, RouteTableAssociation::gatewayId))
                .on("association.main", table -> associations(table, RouteTableAssociation::main))
                .on("association.route-table-id", table -> associations(table, RouteTableAssociation::routeTableId))
                .on(
                        "association.route-table-association-id",
                        table -> associations(table, RouteTableAssociation::routeTableAssociationId))
                .on("route.destination-cidr-block", table -> routes(table, Route::destinationCidrBlock))
                .on("route.destination-ipv6-cidr-block", table -> routes(table, Route::destinationIpv6CidrBlock))
                .on("route.destination-prefix-list-id", table -> routes(table, Route::destinationPrefixListId))
                .on("route.gateway-id", table -> routes(table, Route::gatewayId))
                .on("route.nat-gateway-id", table -> routes(table, Route::natGatewayId))
                .on("route.instance-id", table -> routes(table, Route::instanceId))
                .on("route.transit-gateway-id", table -> routes(table, Route::transitGatewayId))
                .on("route.vpc-peering-connection-id", table -> routes(table, Route::vpcPeeringConnectionId))
                .on("route.egress-only-internet-gateway-id", table -> routes(table, Route::egressOnlyInternetGatewayId))
                .on("route.origin", table -> routes(table, Route::originAsString))
                .on("route.state", table -> routes(states.render(table), Route::stateAsString))
                .onTags(table -> world.tags.of(table.routeTableId()));
    }

    private static <V> List<V> associations(RouteTable table, Function<RouteTableAssociation, V> field) {
        return table.associations().stream().map(field).filter(Objects::nonNull).toList();
    }

    private static <V> List<V> routes(RouteTable table, Function<Route, V> field) {
        return table.routes().stream().map(field).filter(Objects::nonNull).toList();
    }

    /** A table with the local routes only. */
    static RouteTable empty(String id, Vpc vpc) {
        return RouteTable.builder()
                .routeTableId(id)
                .vpcId(vpc.vpcId())
                .ownerId(vpc.ownerId())
                .routes(CidrBlocks.localRoutes(vpc))
                .build();
    }

    static boolean isMain(RouteTable table) {
        return table.associations().stream().anyMatch(association -> Boolean.TRUE.equals(association.main()));
    }

    public CreateRouteTableResponse create(CreateRouteTableRequest request) {
        return world.clientTokens.once(
                request, request.clientToken(), CreateRouteTableResponse.class, () -> make(request));
    }

    private CreateRouteTableResponse make(CreateRouteTableRequest request) {
        Map<String, String> tags = world.tagRules.read(request.tagSpecifications(), Kind.ROUTE_TABLE);
        Vpc vpc = world.vpcs.require(request.vpcId());
        world.checkQuota(
                "ec2.routeTables",
                world.routeTablesByVpc.count(vpc.vpcId()),
                "RouteTableLimitExceeded",
                "The maximum number of route tables has been reached.");
        String id = world.newId(Kind.ROUTE_TABLE);
        world.tags.put(id, tags);
        RouteTable table = world.routeTables.add(id, empty(id, vpc));
        return CreateRouteTableResponse.builder()
                .routeTable(render(table))
                .clientToken(request.clientToken())
                .build();
    }

    public DescribeRouteTablesResponse describe(DescribeRouteTablesRequest request) {
        Pages.Page<RouteTable> page = world.routeTables.page(
                request.routeTableIds(),
                filters.matching(request.filters()),
                PAGES,
                request.maxResults(),
                request.nextToken());
        return DescribeRouteTablesResponse.builder()
                .routeTables(page.items().stream().map(this::render).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private RouteTable render(RouteTable table) {
        return states.render(table).toBuilder()
                .tags(world.tags.list(table.routeTableId()))
                .build();
    }

    public DeleteRouteTableResponse delete(DeleteRouteTableRequest request) {
        RouteTable table = world.routeTables.require(request.routeTableId());
        String id = table.routeTableId();
        if (!table.associations().isEmpty()) {
            throw Refusals.dependency("The routeTable '" + id + "' has dependencies and cannot be deleted.");
        }
        world.remove(Kind.ROUTE_TABLE, id);
        return DeleteRouteTableResponse.builder().build();
    }
}
