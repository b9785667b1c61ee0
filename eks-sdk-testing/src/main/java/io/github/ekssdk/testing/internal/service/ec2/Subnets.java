package io.github.ekssdk.testing.internal.service.ec2;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.HostnameType;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetIpv6CidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.SubnetState;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Makes, describes and deletes subnets. */
final class Subnets {
    private final Ec2World world;
    private final SubnetAddresses addresses;
    private final Filters<Subnet> filters;

    Subnets(Ec2World world) {
        this.world = world;
        this.addresses = new SubnetAddresses(world);
        this.filters = new Filters<Subnet>()
                .on("subnet-id", Subnet::subnetId)
                .on("subnet-arn", Subnet::subnetArn)
                .on("vpc-id", Subnet::vpcId)
                .on("state", Subnet::stateAsString)
                .on("availability-zone", Subnet::availabilityZone)
                .on("availabilityZone", Subnet::availabilityZone)
                .on("availability-zone-id", Subnet::availabilityZoneId)
                .on("availabilityZoneId", Subnet::availabilityZoneId)
                .on("available-ip-address-count", subnet -> addresses.free(subnet))
                .on("cidr-block", Subnet::cidrBlock)
                .on("cidrBlock", Subnet::cidrBlock)
                .on("cidr", Subnet::cidrBlock)
                .on("default-for-az", Subnet::defaultForAz)
                .on("defaultForAz", Subnet::defaultForAz)
                .on("map-public-ip-on-launch", Subnet::mapPublicIpOnLaunch)
                .on("ipv6-native", Subnet::ipv6Native)
                .on(
                        "ipv6-cidr-block-association.ipv6-cidr-block",
                        subnet -> ipv6Blocks(subnet, SubnetIpv6CidrBlockAssociation::ipv6CidrBlock))
                .on(
                        "ipv6-cidr-block-association.association-id",
                        subnet -> ipv6Blocks(subnet, SubnetIpv6CidrBlockAssociation::associationId))
                .on(
                        "ipv6-cidr-block-association.state",
                        subnet -> ipv6Blocks(
                                subnet, block -> block.ipv6CidrBlockState().stateAsString()))
                .on("outpost-arn", Subnet::outpostArn)
                .on("owner-id", Subnet::ownerId)
                .onTags(subnet -> world.tags.of(subnet.subnetId()));
    }

    private static List<String> ipv6Blocks(Subnet subnet, Function<SubnetIpv6CidrBlockAssociation, String> field) {
        return subnet.ipv6CidrBlockAssociationSet().stream().map(field).toList();
    }

    public CreateSubnetResponse create(CreateSubnetRequest request) {
        Map<String, String> tags = world.tagRules.read(request.tagSpecifications(), Kind.SUBNET);
        Vpc vpc = world.vpcs.require(request.vpcId());
        if (Boolean.TRUE.equals(request.ipv6Native())) {
            throw Refusals.unsupported("subnets without IPv4");
        }
        Optional<Ipv6Block> ipv6 =
                Optional.ofNullable(request.ipv6CidrBlock()).map(text -> CidrBlocks.subnetBlock(world, vpc, text));
        Cidr block = block(Refusals.present(request.cidrBlock(), "cidrBlock"), vpc);
        Zones.Zone zone = zone(request);
        refuseConflict(block, vpc);
        world.checkQuota(
                "ec2.subnets",
                subnetsOf(vpc).count(),
                "SubnetLimitExceeded",
                "The maximum number of subnets has been reached.");
        Subnet subnet = make(vpc, block, zone, false, tags);
        String id = subnet.subnetId();
        if (request.outpostArn() != null) {
            world.subnets.update(
                    id,
                    made -> made.toBuilder().outpostArn(request.outpostArn()).build());
        }
        ipv6.ifPresent(wanted -> new CidrBlocks(world).addToSubnet(id, wanted));
        world.later("ec2.subnet.create", id, "available", () -> becomeAvailable(id));
        return CreateSubnetResponse.builder()
                .subnet(render(world.subnets.get(id)))
                .build();
    }

    Subnet make(Vpc vpc, Cidr block, Zones.Zone zone, boolean isDefault, Map<String, String> tags) {
        return add(world.newId(Kind.SUBNET), vpc, block, zone, isDefault, tags);
    }

    Subnet add(String id, Vpc vpc, Cidr block, Zones.Zone zone, boolean isDefault, Map<String, String> tags) {
        world.tags.put(id, tags);
        Subnet subnet = Subnet.builder()
                .subnetId(id)
                .subnetArn(world.arn("subnet", id))
                .vpcId(vpc.vpcId())
                .ownerId(world.account.id())
                .state(SubnetState.PENDING)
                .cidrBlock(block.toString())
                .availabilityZone(zone.name())
                .availabilityZoneId(zone.id())
                .defaultForAz(isDefault)
                .mapPublicIpOnLaunch(isDefault)
                .assignIpv6AddressOnCreation(false)
                .mapCustomerOwnedIpOnLaunch(false)
                .enableDns64(false)
                .ipv6Native(false)
                .privateDnsNameOptionsOnLaunch(options -> options.hostnameType(HostnameType.IP_NAME)
                        .enableResourceNameDnsARecord(false)
                        .enableResourceNameDnsAAAARecord(false))
                .build();
        return world.subnets.add(id, subnet);
    }

    void becomeAvailable(String id) {
        world.subnets.update(
                id, subnet -> subnet.toBuilder().state(SubnetState.AVAILABLE).build());
    }

    private static Cidr block(String text, Vpc vpc) {
        Cidr block = Cidr.parse(text, "cidrBlock");
        if (block.bits() < 16
                || block.bits() > 28
                || CidrBlocks.ofVpc(vpc).stream().noneMatch(whole -> whole.contains(block))) {
            throw Refusals.badRequest("InvalidSubnet.Range", "The CIDR '" + text + "' is invalid.");
        }
        return block;
    }

    private Zones.Zone zone(CreateSubnetRequest request) {
        if (request.availabilityZone() != null && request.availabilityZoneId() != null) {
            throw Refusals.invalidCombination("Only one of availabilityZone and availabilityZoneId can be specified.");
        }
        if (request.availabilityZoneId() != null) {
            return zone("availabilityZoneId", request.availabilityZoneId());
        }
        return request.availabilityZone() == null
                ? world.zones.all().get(0)
                : zone("availabilityZone", request.availabilityZone());
    }

    private Zones.Zone zone(String parameter, String name) {
        return world.zones
                .find(name)
                .orElseThrow(() -> Refusals.invalidValue(
                        parameter,
                        name,
                        "Subnets can currently only be created in the following availability zones: "
                                + String.join(", ", world.zones.names()) + "."));
    }

    private void refuseConflict(Cidr block, Vpc vpc) {
        if (subnetsOf(vpc)
                .anyMatch(subnet -> Cidr.parse(subnet.cidrBlock(), "cidrBlock").overlaps(block))) {
            throw Refusals.badRequest(
                    "InvalidSubnet.Conflict", "The CIDR '" + block + "' conflicts with another subnet");
        }
    }

    private Stream<Subnet> subnetsOf(Vpc vpc) {
        return world.subnetsByVpc.of(vpc.vpcId()).stream();
    }

    public DescribeSubnetsResponse describe(DescribeSubnetsRequest request) {
        Pages.Page<Subnet> page = world.subnets.page(
                request.subnetIds(),
                filters.matching(request.filters()),
                Pages.USUAL,
                request.maxResults(),
                request.nextToken());
        return DescribeSubnetsResponse.builder()
                .subnets(page.items().stream().map(this::render).toList())
                .nextToken(page.nextToken())
                .build();
    }

    Subnet render(Subnet subnet) {
        return subnet.toBuilder()
                .availableIpAddressCount(addresses.free(subnet))
                .tags(world.tags.list(subnet.subnetId()))
                .build();
    }

    public DeleteSubnetResponse delete(DeleteSubnetRequest request) {
        String id = world.subnets.require(request.subnetId()).subnetId();
        if (isUsed(id)) {
            throw Refusals.dependency("The subnet '" + id + "' has dependencies and cannot be deleted.");
        }
        RouteTableAssociations.removeSubnet(world, id);
        world.remove(Kind.SUBNET, id);
        return DeleteSubnetResponse.builder().build();
    }

    private boolean isUsed(String id) {
        return world.interfacesBySubnet.count(id) > 0
                || world.natGateways.stream()
                        .filter(NatGateways::isLive)
                        .anyMatch(nat -> nat.subnetId().equals(id));
    }
}
