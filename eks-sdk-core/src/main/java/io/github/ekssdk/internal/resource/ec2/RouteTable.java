package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.state.ResourceState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;

/**
 * A route table with the subnets that use it and its default routes. Routes to other destinations are left to whoever made them, and
 * so is the default route of IPv6 where a spec wants none.
 */
public final class RouteTable extends Ec2Kind {

    public static final String VPC_ID = "vpcId";
    public static final String ROUTES = "routes";
    public static final String SUBNET_IDS = "subnetIds";
    private static final String ANYWHERE = "0.0.0.0/0";
    private static final String ANYWHERE_IPV6 = "::/0";

    @Override
    public String name() {
        return "routeTable";
    }

    @Override
    Stream<ResourceState> describe(Aws aws, List<Filter> filters) {
        return aws
                .ec2()
                .describeRouteTablesPaginator(
                        request -> request.filters(filters).maxResults(100))
                .routeTables()
                .stream()
                .map(this::state);
    }

    private ResourceState state(software.amazon.awssdk.services.ec2.model.RouteTable table) {
        Map<String, String> routes = new TreeMap<>();
        table.routes().stream()
                .filter(route -> ANYWHERE.equals(route.destinationCidrBlock()))
                .forEach(route -> routes.put(route.destinationCidrBlock(), target(route)));
        table.routes().stream()
                .filter(route -> ANYWHERE_IPV6.equals(route.destinationIpv6CidrBlock()))
                .forEach(route -> routes.put(route.destinationIpv6CidrBlock(), target(route)));
        List<String> subnets = table.associations().stream()
                .map(RouteTableAssociation::subnetId)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return state(
                table.routeTableId(),
                AVAILABLE,
                map(table.tags()),
                Map.of(VPC_ID, table.vpcId(), ROUTES, routes, SUBNET_IDS, subnets));
    }

    private static String target(Route route) {
        return Stream.of(
                        route.gatewayId(),
                        route.natGatewayId(),
                        route.egressOnlyInternetGatewayId(),
                        route.networkInterfaceId(),
                        route.transitGatewayId())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        return state(aws.ec2()
                .createRouteTable(request -> request.vpcId(wanted.properties().string(VPC_ID))
                        .clientToken(wanted.token(
                                "CreateRouteTable", wanted.properties().string(VPC_ID)))
                        .tagSpecifications(tagged(ResourceType.ROUTE_TABLE, wanted)))
                .routeTable());
    }

    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        if (differences.contains(SUBNET_IDS)) {
            associate(aws, wanted, now);
        }
        if (differences.contains(ROUTES)) {
            route(aws, wanted, now);
        }
        if (differences.contains(TAGS)) {
            retag(aws, wanted, now);
        }
        return with(now, wanted, differences);
    }

    private static void route(Aws aws, Wanted wanted, ResourceState now) {
        Map<String, String> present = Properties.of(now).map(ROUTES);
        Map<String, String> target = wanted.properties().map(ROUTES);
        target.forEach((cidr, gateway) -> {
            if (!present.containsKey(cidr)) {
                addRoute(aws, now.physicalId(), cidr, gateway);
            } else if (!gateway.equals(present.get(cidr))) {
                replaceRoute(aws, now.physicalId(), cidr, gateway);
            }
        });
        present.keySet().stream()
                .filter(cidr -> !target.containsKey(cidr) && !ipv6(cidr))
                .forEach(cidr -> AwsFault.unlessGone(() -> aws.ec2()
                        .deleteRoute(request ->
                                request.routeTableId(now.physicalId()).destinationCidrBlock(cidr))));
    }

    private static boolean ipv6(String cidr) {
        return cidr.contains(":");
    }

    private static void addRoute(Aws aws, String table, String cidr, String gateway) {
        try {
            aws.ec2()
                    .createRoute(request -> request.routeTableId(table)
                            .destinationCidrBlock(ipv6(cidr) ? null : cidr)
                            .destinationIpv6CidrBlock(ipv6(cidr) ? cidr : null)
                            .natGatewayId(idOf("nat-", gateway))
                            .egressOnlyInternetGatewayId(idOf("eigw-", gateway))
                            .gatewayId(idOf("igw-", gateway)));
        } catch (AwsFault fault) {
            if (!fault.alreadySo()) {
                throw fault;
            }
            replaceRoute(aws, table, cidr, gateway);
        }
    }

    private static void replaceRoute(Aws aws, String table, String cidr, String gateway) {
        aws.ec2()
                .replaceRoute(request -> request.routeTableId(table)
                        .destinationCidrBlock(ipv6(cidr) ? null : cidr)
                        .destinationIpv6CidrBlock(ipv6(cidr) ? cidr : null)
                        .natGatewayId(idOf("nat-", gateway))
                        .egressOnlyInternetGatewayId(idOf("eigw-", gateway))
                        .gatewayId(idOf("igw-", gateway)));
    }

    private static @Nullable String idOf(String prefix, String gateway) {
        return gateway.startsWith(prefix) ? gateway : null;
    }

    private static void associate(Aws aws, Wanted wanted, ResourceState now) {
        Collection<String> present = new HashSet<>(Properties.of(now).strings(SUBNET_IDS));
        List<String> target = wanted.properties().strings(SUBNET_IDS);
        for (String subnet : target) {
            if (!present.contains(subnet)) {
                AwsFault.unlessAlreadySo(() -> aws.ec2()
                        .associateRouteTable(request ->
                                request.routeTableId(now.physicalId()).subnetId(subnet)));
            }
        }
        disassociate(
                aws,
                now.physicalId(),
                present.stream().filter(subnet -> !target.contains(subnet)).toList());
    }

    private static void disassociate(Aws aws, String table, List<String> subnets) {
        if (subnets.isEmpty()) {
            return;
        }
        List<RouteTableAssociation> associations = new ArrayList<>();
        AwsFault.unlessGone(() -> aws.ec2()
                .describeRouteTables(request -> request.routeTableIds(table))
                .routeTables()
                .forEach(found -> associations.addAll(found.associations())));
        associations.stream()
                .filter(association -> subnets.contains(association.subnetId()))
                .forEach(association -> AwsFault.unlessGone(() -> aws.ec2()
                        .disassociateRouteTable(
                                request -> request.associationId(association.routeTableAssociationId()))));
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        disassociate(aws, now.physicalId(), Properties.of(now).strings(SUBNET_IDS));
        AwsFault.unlessGone(() -> aws.ec2().deleteRouteTable(request -> request.routeTableId(now.physicalId())));
    }

    @Override
    public boolean unordered(String property) {
        return property.equals(SUBNET_IDS);
    }

    @Override
    public boolean same(String property, Object wanted, Object present) {
        if (property.equals(ROUTES) && wanted instanceof Map<?, ?> routes && present instanceof Map<?, ?> there) {
            Map<Object, Object> counting = new HashMap<>(there);
            if (!routes.containsKey(ANYWHERE_IPV6)) {
                counting.remove(ANYWHERE_IPV6);
            }
            return routes.equals(counting);
        }
        return super.same(property, wanted, present);
    }

    @Override
    public boolean tokenPerRun() {
        return true;
    }

    @Override
    public Mutability mutability(String property) {
        return property.equals(VPC_ID) ? Mutability.REPLACE : Mutability.IN_PLACE;
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE ->
                Work.brief(
                        "ec2:CreateRouteTable",
                        "ec2:CreateTags",
                        "ec2:AssociateRouteTable",
                        "ec2:CreateRoute",
                        "ec2:ReplaceRoute");
            case UPDATE ->
                Work.brief(
                        "ec2:AssociateRouteTable",
                        "ec2:DisassociateRouteTable",
                        "ec2:CreateRoute",
                        "ec2:ReplaceRoute",
                        "ec2:DeleteRoute",
                        "ec2:CreateTags",
                        "ec2:DeleteTags");
            case DELETE -> Work.brief("ec2:DisassociateRouteTable", "ec2:DeleteRouteTable");
        };
    }
}
