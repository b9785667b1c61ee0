package io.github.ekssdk.testing.internal.service.ec2;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcIpv6CidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcState;

/** Makes, describes and deletes VPCs. */
final class Vpcs {
    private static final List<Cidr> RESERVED = Stream.of("0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4")
            .flatMap(text -> Cidr.read(text).stream())
            .toList();

    private final Ec2World world;
    private final VpcBirth birth;
    private final VpcDependents dependents;
    private final Filters<Vpc> filters;

    Vpcs(Ec2World world) {
        this.world = world;
        this.birth = new VpcBirth(world);
        this.dependents = new VpcDependents(world);
        this.filters = new Filters<Vpc>()
                .on("vpc-id", Vpc::vpcId)
                .on("state", Vpc::stateAsString)
                .on("cidr", Vpc::cidrBlock)
                .on("cidr-block-association.cidr-block", vpc -> blocks(vpc, VpcCidrBlockAssociation::cidrBlock))
                .on("cidr-block-association.association-id", vpc -> blocks(vpc, VpcCidrBlockAssociation::associationId))
                .on(
                        "cidr-block-association.state",
                        vpc -> blocks(vpc, block -> block.cidrBlockState().stateAsString()))
                .on(
                        "ipv6-cidr-block-association.ipv6-cidr-block",
                        vpc -> ipv6Blocks(vpc, VpcIpv6CidrBlockAssociation::ipv6CidrBlock))
                .on(
                        "ipv6-cidr-block-association.association-id",
                        vpc -> ipv6Blocks(vpc, VpcIpv6CidrBlockAssociation::associationId))
                .on(
                        "ipv6-cidr-block-association.state",
                        vpc -> ipv6Blocks(
                                vpc, block -> block.ipv6CidrBlockState().stateAsString()))
                .on("dhcp-options-id", Vpc::dhcpOptionsId)
                .on("is-default", Vpc::isDefault)
                .on("isDefault", Vpc::isDefault)
                .on("owner-id", Vpc::ownerId)
                .onTags(vpc -> world.tags.of(vpc.vpcId()));
    }

    private static List<String> blocks(Vpc vpc, Function<VpcCidrBlockAssociation, String> field) {
        return vpc.cidrBlockAssociationSet().stream().map(field).toList();
    }

    private static List<String> ipv6Blocks(Vpc vpc, Function<VpcIpv6CidrBlockAssociation, String> field) {
        return vpc.ipv6CidrBlockAssociationSet().stream().map(field).toList();
    }

    public CreateVpcResponse create(CreateVpcRequest request) {
        Map<String, String> tags = world.tagRules.read(request.tagSpecifications(), Kind.VPC);
        Optional<Ipv6Block> ipv6 = CidrBlocks.wantedIpv6(
                world, request.amazonProvidedIpv6CidrBlock(), request.ipv6CidrBlock(), request.ipv6Pool());
        Cidr block = block(Refusals.present(request.cidrBlock(), "cidrBlock"));
        world.checkQuota(
                "ec2.vpcs", world.vpcs.size(), "VpcLimitExceeded", "The maximum number of VPCs has been reached.");
        Vpc vpc = make(block, tenancy(request), tags);
        ipv6.ifPresent(wanted -> new CidrBlocks(world).add(vpc.vpcId(), wanted));
        return CreateVpcResponse.builder()
                .vpc(render(world.vpcs.get(vpc.vpcId())))
                .build();
    }

    private Vpc make(Cidr block, String tenancy, Map<String, String> tags) {
        Vpc vpc = birth.make(block, tenancy, false, tags);
        world.later("ec2.vpc.create", vpc.vpcId(), "available", () -> becomeAvailable(vpc.vpcId()));
        return vpc;
    }

    private void becomeAvailable(String id) {
        world.vpcs.update(id, vpc -> vpc.toBuilder().state(VpcState.AVAILABLE).build());
    }

    private static String tenancy(CreateVpcRequest request) {
        String tenancy = request.instanceTenancyAsString();
        if (tenancy == null) {
            return "default";
        }
        if (!tenancy.equals("default") && !tenancy.equals("dedicated")) {
            throw Refusals.invalidValue("instanceTenancy", tenancy, "Expecting default or dedicated.");
        }
        return tenancy;
    }

    /** A block that a VPC may have, or EC2's refusal. */
    static Cidr block(String text) {
        Cidr block = Cidr.parse(text, "cidrBlock");
        if (block.bits() < 16 || block.bits() > 28 || RESERVED.stream().anyMatch(block::overlaps)) {
            throw Refusals.badRequest("InvalidVpc.Range", "The CIDR '" + text + "' is invalid.");
        }
        return block;
    }

    public DescribeVpcsResponse describe(DescribeVpcsRequest request) {
        Pages.Page<Vpc> page = world.vpcs.page(
                request.vpcIds(),
                filters.matching(request.filters()),
                Pages.USUAL,
                request.maxResults(),
                request.nextToken());
        return DescribeVpcsResponse.builder()
                .vpcs(page.items().stream().map(this::render).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private Vpc render(Vpc vpc) {
        return vpc.toBuilder().tags(world.tags.list(vpc.vpcId())).build();
    }

    public DeleteVpcResponse delete(DeleteVpcRequest request) {
        String id = world.vpcs.require(request.vpcId()).vpcId();
        if (dependents.exist(id)) {
            throw Refusals.dependency("The vpc '" + id + "' has dependencies and cannot be deleted.");
        }
        dependents.removeOwnParts(id);
        world.dnsSettings.remove(id);
        world.remove(Kind.VPC, id);
        return DeleteVpcResponse.builder().build();
    }
}
