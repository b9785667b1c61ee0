package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Output;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.ResourceGraph;
import io.github.ekssdk.internal.lower.SubnetLowering.Subnets;
import io.github.ekssdk.internal.resource.ec2.EgressOnlyInternetGateway;
import io.github.ekssdk.internal.resource.ec2.InternetGateway;
import io.github.ekssdk.internal.resource.ec2.NatGateway;
import io.github.ekssdk.internal.resource.ec2.RouteTable;
import io.github.ekssdk.internal.resource.ec2.Vpc;
import io.github.ekssdk.internal.resource.ec2.VpcCidrBlock;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.IpFamily;
import io.github.ekssdk.spec.NatGateways;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The network of a cluster: a VPC with subnets in each zone, and the ways out of them. */
final class NetworkLowering {

    private static final String ANYWHERE = "0.0.0.0/0";
    private static final String ANYWHERE_IPV6 = "::/0";
    private static final String ID = "id";
    private static final String TAGS = "tags";
    private static final String MAIN = "main";

    private final ClusterSpec spec;
    private final NetworkNames names;
    private final ResourceGraph graph;
    private final List<String> zones;
    private final Output vpcId;
    private final boolean ipv6;
    private final List<Object> controlPlaneSecurityGroups;
    private final Subnets subnets;
    private final List<Output> routeTables = new ArrayList<>();
    private final LoweringContext context;

    NetworkLowering(LoweringContext context) {
        this.context = context;
        this.spec = context.spec();
        this.names = new NetworkNames(context);
        this.graph = context.graph();
        this.zones = context.resolved(Zones.PATH);
        this.ipv6 = spec.ipFamily() == IpFamily.IPV6;
        this.vpcId = vpc();
        this.controlPlaneSecurityGroups = new ControlPlaneSecurityGroup(context).add(vpcId, cidrs());
        spec.vpc().secondaryCidrs().forEach(this::cidrBlock);
        this.subnets = new SubnetLowering(context, vpcId, zones).lower();
    }

    private List<String> cidrs() {
        List<String> cidrs = new ArrayList<>(List.of(spec.vpc().cidr()));
        cidrs.addAll(spec.vpc().secondaryCidrs());
        return cidrs;
    }

    Network lower() {
        List<Output> natGateways = List.of();
        if (spec.vpc().publicSubnets()) {
            publicRoutes();
            natGateways = natGateways();
        }
        privateRoutes(natGateways);
        if (!subnets.controlPlane().isEmpty()) {
            routeTable("control-plane", subnets.controlPlane(), Map.of());
        }
        new EndpointLowering(context, vpcId, cidrs(), zones, subnets.closed()).lower(routeTables);
        boolean inside = spec.vpc().nodesInPrivateSubnets();
        return new Network(
                vpcId,
                List.copyOf(subnets.open()),
                List.copyOf(subnets.closed()),
                List.copyOf(inside ? subnets.closed() : subnets.open()),
                List.copyOf(subnets.controlPlane().isEmpty() ? subnets.closed() : subnets.controlPlane()),
                controlPlaneSecurityGroups);
    }

    private Output vpc() {
        Properties.Builder wanted =
                Properties.builder().set(Vpc.CIDR, spec.vpc().cidr()).set(Vpc.DNS_HOSTNAMES, true);
        if (ipv6) {
            wanted.set(Vpc.IPV6, true);
        }
        wanted.set(TAGS, names.tags(spec.name()));
        return graph.add(Kinds.VPC, MAIN, wanted.build()).output(ID);
    }

    private void cidrBlock(String cidr) {
        graph.add(
                Kinds.VPC_CIDR_BLOCK,
                cidr,
                Properties.builder()
                        .set(VpcCidrBlock.VPC_ID, vpcId)
                        .set(VpcCidrBlock.CIDR, cidr)
                        .build());
    }

    private void publicRoutes() {
        Output internetGateway = graph.add(
                        Kinds.INTERNET_GATEWAY,
                        MAIN,
                        Properties.builder()
                                .set(InternetGateway.VPC_ID, vpcId)
                                .set(TAGS, names.tags(spec.name()))
                                .build())
                .output(ID);
        Map<String, Object> routes = new TreeMap<>(Map.of(ANYWHERE, internetGateway));
        if (ipv6) {
            routes.put(ANYWHERE_IPV6, internetGateway);
        }
        routeTable("public", subnets.open(), routes);
    }

    private void privateRoutes(List<Output> natGateways) {
        Map<String, Object> common =
                ipv6 && spec.vpc().publicSubnets() ? Map.of(ANYWHERE_IPV6, egressOnlyInternetGateway()) : Map.of();
        for (int i = 0; i < zones.size(); i++) {
            Map<String, Object> routes = new TreeMap<>(common);
            if (!natGateways.isEmpty()) {
                routes.put(ANYWHERE, natGateways.get(Math.min(i, natGateways.size() - 1)));
            }
            List<Output> users = new ArrayList<>(List.of(subnets.closed().get(i)));
            for (int pods = i; pods < subnets.pods().size(); pods += zones.size()) {
                users.add(subnets.pods().get(pods));
            }
            routeTable("private-" + names.suffix(zones.get(i)), users, routes);
        }
    }

    private Output egressOnlyInternetGateway() {
        return graph.add(
                        Kinds.EGRESS_ONLY_INTERNET_GATEWAY,
                        MAIN,
                        Properties.builder()
                                .set(EgressOnlyInternetGateway.VPC_ID, vpcId)
                                .set(TAGS, names.tags(spec.name()))
                                .build())
                .output(ID);
    }

    private List<Output> natGateways() {
        NatGateways wanted = spec.vpc().natGateways();
        int count = wanted == NatGateways.NONE ? 0 : wanted == NatGateways.SINGLE ? 1 : zones.size();
        List<Output> gateways = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            gateways.add(natGateway(names.suffix(zones.get(i)), subnets.open().get(i)));
        }
        return gateways;
    }

    private Output natGateway(String zone, Output subnetId) {
        Map<String, String> tags = names.tags(spec.name() + "-nat-" + zone);
        Output allocationId = graph.add(
                        Kinds.ELASTIC_IP,
                        "nat-" + zone,
                        Properties.builder().set(TAGS, tags).build())
                .output(ID);
        return graph.add(
                        Kinds.NAT_GATEWAY,
                        zone,
                        Properties.builder()
                                .set(NatGateway.SUBNET_ID, subnetId)
                                .set(NatGateway.ALLOCATION_ID, allocationId)
                                .set(TAGS, tags)
                                .build())
                .output(ID);
    }

    private void routeTable(String name, List<Output> subnetIds, Map<String, Object> routes) {
        routeTables.add(graph.add(
                        Kinds.ROUTE_TABLE,
                        name,
                        Properties.builder()
                                .set(RouteTable.VPC_ID, vpcId)
                                .set(RouteTable.SUBNET_IDS, List.copyOf(subnetIds))
                                .set(RouteTable.ROUTES, new TreeMap<>(routes))
                                .set(TAGS, names.tags(spec.name() + "-" + name))
                                .build())
                .output(ID));
    }
}
