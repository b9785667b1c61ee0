package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Output;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.ResourceGraph;
import io.github.ekssdk.internal.resource.ec2.InternetGateway;
import io.github.ekssdk.internal.resource.ec2.NatGateway;
import io.github.ekssdk.internal.resource.ec2.RouteTable;
import io.github.ekssdk.internal.resource.ec2.Subnet;
import io.github.ekssdk.internal.resource.ec2.Vpc;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.NatGateways;
import io.github.ekssdk.spec.SubnetCidrs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The network of a cluster: a public and a private subnet in each zone. */
final class NetworkLowering {

    private static final String ANYWHERE = "0.0.0.0/0";
    private static final String ID = "id";
    private static final String TAGS = "tags";

    private final LoweringContext context;
    private final ClusterSpec spec;
    private final Owner owner;
    private final ResourceGraph graph;
    private final List<String> zones;
    private final List<Output> publicSubnets = new ArrayList<>();
    private final List<Output> privateSubnets = new ArrayList<>();
    private final Output vpcId;
    private final List<Object> controlPlaneSecurityGroups;

    NetworkLowering(LoweringContext context) {
        this.context = context;
        this.spec = context.spec();
        this.owner = context.owner();
        this.graph = context.graph();
        this.zones = context.resolved(Zones.PATH);
        this.vpcId = vpc();
        this.controlPlaneSecurityGroups = new ControlPlaneSecurityGroup(context)
                .add(vpcId, List.of(spec.vpc().cidr()));
    }

    Network lower() {
        subnets();
        Output internetGateway = graph.add(
                        Kinds.INTERNET_GATEWAY,
                        "main",
                        Properties.builder()
                                .set(InternetGateway.VPC_ID, vpcId)
                                .set(TAGS, tags(spec.name()))
                                .build())
                .output(ID);
        routeTable("public", publicSubnets, Map.of(ANYWHERE, internetGateway));
        List<Output> natGateways = natGateways();
        for (int i = 0; i < zones.size(); i++) {
            Map<String, Object> routes = natGateways.isEmpty()
                    ? Map.of()
                    : Map.of(ANYWHERE, natGateways.get(Math.min(i, natGateways.size() - 1)));
            routeTable("private-" + suffix(zones.get(i)), List.of(privateSubnets.get(i)), routes);
        }
        return new Network(
                vpcId,
                List.copyOf(publicSubnets),
                List.copyOf(privateSubnets),
                List.copyOf(natGateways.isEmpty() ? publicSubnets : privateSubnets),
                List.copyOf(privateSubnets),
                controlPlaneSecurityGroups);
    }

    private Output vpc() {
        return graph.add(
                        Kinds.VPC,
                        "main",
                        Properties.builder()
                                .set(Vpc.CIDR, spec.vpc().cidr())
                                .set(Vpc.DNS_HOSTNAMES, true)
                                .set(TAGS, tags(spec.name()))
                                .build())
                .output(ID);
    }

    private void subnets() {
        SubnetCidrs cidrs = spec.vpc().subnetCidrs(zones.size());
        for (int i = 0; i < zones.size(); i++) {
            publicSubnets.add(
                    subnet("public", zones.get(i), cidrs.publicSubnets().get(i)));
        }
        for (int i = 0; i < zones.size(); i++) {
            privateSubnets.add(
                    subnet("private", zones.get(i), cidrs.privateSubnets().get(i)));
        }
    }

    private Output subnet(String access, String zone, String cidr) {
        boolean open = access.equals("public");
        String name = access + "-" + suffix(zone);
        Map<String, String> tags = tags(spec.name() + "-" + name);
        tags.put(open ? "kubernetes.io/role/elb" : "kubernetes.io/role/internal-elb", "1");
        tags.put("kubernetes.io/cluster/" + spec.name(), "owned");
        return graph.add(
                        Kinds.SUBNET,
                        name,
                        Properties.builder()
                                .set(Subnet.VPC_ID, vpcId)
                                .set(Subnet.CIDR, cidr)
                                .set(Subnet.AVAILABILITY_ZONE, zone)
                                .set(Subnet.MAP_PUBLIC_IP, open)
                                .set(TAGS, tags)
                                .build())
                .output(ID);
    }

    private List<Output> natGateways() {
        NatGateways wanted = spec.vpc().natGateways();
        int count = wanted == NatGateways.NONE ? 0 : wanted == NatGateways.SINGLE ? 1 : zones.size();
        List<Output> gateways = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            gateways.add(natGateway(suffix(zones.get(i)), publicSubnets.get(i)));
        }
        return gateways;
    }

    private Output natGateway(String zone, Output subnetId) {
        Map<String, String> tags = tags(spec.name() + "-nat-" + zone);
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
        graph.add(
                Kinds.ROUTE_TABLE,
                name,
                Properties.builder()
                        .set(RouteTable.VPC_ID, vpcId)
                        .set(RouteTable.SUBNET_IDS, List.copyOf(subnetIds))
                        .set(RouteTable.ROUTES, new TreeMap<>(routes))
                        .set(TAGS, tags(spec.name() + "-" + name))
                        .build());
    }

    private Map<String, String> tags(String name) {
        Map<String, String> tags = context.tags(spec.vpc().tags());
        tags.putIfAbsent("Name", name);
        return tags;
    }

    /** Returns the letter of a zone, or its whole name where it does not begin with the region's. */
    private String suffix(String zone) {
        return zone.startsWith(owner.region()) && zone.length() > owner.region().length()
                ? zone.substring(owner.region().length())
                : zone;
    }
}
