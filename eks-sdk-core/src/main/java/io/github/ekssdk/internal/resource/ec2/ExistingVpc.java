package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.aws.Aws;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockStateCode;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/**
 * A VPC that somebody else made, as far as it matters to a cluster.
 *
 * @param id its id
 * @param cidrs its IPv4 ranges
 */
public record ExistingVpc(String id, List<String> cidrs) {

    /** The tag by which load balancers that face the internet find their subnets. */
    public static final String PUBLIC_ROLE = "kubernetes.io/role/elb";

    /** The tag by which internal load balancers find their subnets. */
    public static final String PRIVATE_ROLE = "kubernetes.io/role/internal-elb";

    /**
     * A subnet.
     *
     * @param id its id
     * @param vpcId the VPC it is in
     * @param zone the name of its zone
     * @param zoneId the id of its zone, which is the same in every account
     * @param freeAddresses how many IPv4 addresses are left
     * @param assignsPublicAddresses whether instances get a public IPv4 address
     * @param assignsIpv6Addresses whether instances get an IPv6 address
     * @param onOutpost whether it is on an Outpost instead of in the region
     * @param tags its tags
     */
    public record Subnet(
            String id,
            String vpcId,
            String zone,
            String zoneId,
            int freeAddresses,
            boolean assignsPublicAddresses,
            boolean assignsIpv6Addresses,
            boolean onOutpost,
            Map<String, String> tags) {}

    /** Where the default route of a subnet leads. */
    public enum WayOut {
        /** To an internet gateway: the subnet is public. */
        INTERNET_GATEWAY,
        /** To something else that leads on, such as a NAT gateway or a transit gateway. */
        OTHER,
        /** Nowhere. */
        NONE
    }

    /** Finds VPCs by id or by tags; those that are not there are left out. */
    public static List<ExistingVpc> find(Aws aws, Collection<String> ids, Map<String, String> tags) {
        List<Filter> filters = filters("vpc-id", ids, tags);
        return aws
                .ec2()
                .describeVpcsPaginator(request -> request.filters(filters).maxResults(Ec2Kind.PAGE))
                .vpcs()
                .stream()
                .map(vpc -> new ExistingVpc(
                        vpc.vpcId(),
                        vpc.cidrBlockAssociationSet().stream()
                                .filter(block -> block.cidrBlockState().state() == VpcCidrBlockStateCode.ASSOCIATED)
                                .map(block -> block.cidrBlock())
                                .sorted()
                                .toList()))
                .toList();
    }

    /** Finds subnets by id, in the order of their zones; those that are not there are left out. */
    public static List<Subnet> subnets(Aws aws, Collection<String> ids) {
        return subnets(aws, filters("subnet-id", ids, Map.of()));
    }

    /** Finds the subnets of this VPC that have all of the tags, in the order of their zones. */
    public List<Subnet> subnetsTagged(Aws aws, Map<String, String> tags) {
        return subnets(aws, filters("vpc-id", List.of(id), tags));
    }

    /** Finds the subnets of this VPC that load balancers may use, in the order of their zones. */
    public List<Subnet> subnetsWithRoles(Aws aws) {
        return subnets(
                aws, List.of(Ec2Kind.filter("vpc-id", id), Ec2Kind.filter("tag-key", PUBLIC_ROLE, PRIVATE_ROLE)));
    }

    private static List<Subnet> subnets(Aws aws, List<Filter> filters) {
        return aws
                .ec2()
                .describeSubnetsPaginator(request -> request.filters(filters).maxResults(Ec2Kind.PAGE))
                .subnets()
                .stream()
                .map(subnet -> new Subnet(
                        subnet.subnetId(),
                        subnet.vpcId(),
                        subnet.availabilityZone(),
                        subnet.availabilityZoneId(),
                        subnet.availableIpAddressCount(),
                        Boolean.TRUE.equals(subnet.mapPublicIpOnLaunch()),
                        Boolean.TRUE.equals(subnet.assignIpv6AddressOnCreation()),
                        subnet.outpostArn() != null,
                        Ec2Kind.map(subnet.tags())))
                .sorted(Comparator.comparing(Subnet::zone).thenComparing(Subnet::id))
                .toList();
    }

    private static List<Filter> filters(String idFilter, Collection<String> ids, Map<String, String> tags) {
        return Stream.concat(
                        ids.isEmpty()
                                ? Stream.<Filter>empty()
                                : Stream.of(Ec2Kind.filter(idFilter, ids.toArray(String[]::new))),
                        new TreeMap<>(tags)
                                .entrySet().stream().map(tag -> Ec2Kind.filter("tag:" + tag.getKey(), tag.getValue())))
                .toList();
    }

    /** Tells where the default routes of subnets lead. */
    public Map<String, WayOut> waysOut(Aws aws, Collection<Subnet> subnets) {
        Map<String, WayOut> byTable = new HashMap<>();
        WayOut[] ofMain = {WayOut.NONE};
        aws.ec2()
                .describeRouteTablesPaginator(
                        request -> request.filters(Ec2Kind.filter("vpc-id", id)).maxResults(100))
                .routeTables()
                .forEach(table -> {
                    WayOut way = wayOut(table.routes());
                    for (RouteTableAssociation association : table.associations()) {
                        if (association.subnetId() != null) {
                            byTable.put(association.subnetId(), way);
                        } else if (Boolean.TRUE.equals(association.main())) {
                            ofMain[0] = way;
                        }
                    }
                });
        Map<String, WayOut> ways = new HashMap<>();
        subnets.forEach(subnet -> ways.put(subnet.id(), byTable.getOrDefault(subnet.id(), ofMain[0])));
        return ways;
    }

    private static WayOut wayOut(List<Route> routes) {
        return routes.stream()
                .filter(route -> "0.0.0.0/0".equals(route.destinationCidrBlock()))
                .filter(route -> route.state() != RouteState.BLACKHOLE)
                .findFirst()
                .map(route -> route.gatewayId() != null && route.gatewayId().startsWith("igw-")
                        ? WayOut.INTERNET_GATEWAY
                        : WayOut.OTHER)
                .orElse(WayOut.NONE);
    }

    /** Returns the range of the VPC that another range overlaps, if there is one. */
    public Optional<String> overlapped(String range) {
        return cidrs.stream().filter(cidr -> Cidrs.overlap(cidr, range)).findFirst();
    }

    /** Tells whether the VPC has a DNS server of its own. */
    public boolean dnsSupport(Aws aws) {
        return aws.ec2()
                .describeVpcAttribute(request -> request.vpcId(id).attribute(VpcAttributeName.ENABLE_DNS_SUPPORT))
                .enableDnsSupport()
                .value();
    }

    /** Tells whether instances have names in DNS. */
    public boolean dnsHostnames(Aws aws) {
        return aws.ec2()
                .describeVpcAttribute(request -> request.vpcId(id).attribute(VpcAttributeName.ENABLE_DNS_HOSTNAMES))
                .enableDnsHostnames()
                .value();
    }

    /** Returns the names of the services that the VPC has endpoints for. */
    public Set<String> endpointServices(Aws aws) {
        return aws
                .ec2()
                .describeVpcEndpointsPaginator(request -> request.filters(
                                Ec2Kind.filter("vpc-id", id), Ec2Kind.filter("vpc-endpoint-state", Ec2Kind.AVAILABLE))
                        .maxResults(Ec2Kind.PAGE))
                .vpcEndpoints()
                .stream()
                .map(VpcEndpoint::serviceName)
                .collect(Collectors.toSet());
    }

    /** Returns the VPCs of security groups by the groups' ids; those that are not there are left out. */
    public static Map<String, String> securityGroups(Aws aws, Collection<String> ids) {
        Map<String, String> vpcs = new TreeMap<>();
        aws.ec2()
                .describeSecurityGroupsPaginator(
                        request -> request.filters(Ec2Kind.filter("group-id", ids.toArray(String[]::new)))
                                .maxResults(Ec2Kind.PAGE))
                .securityGroups()
                .forEach(group -> vpcs.put(group.groupId(), group.vpcId()));
        return vpcs;
    }
}
