package io.github.ekssdk.testing.internal.service.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AssociateSubnetCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.AssociateSubnetCidrBlockResponse;
import software.amazon.awssdk.services.ec2.model.AssociateVpcCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.AssociateVpcCidrBlockResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateSubnetCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateSubnetCidrBlockResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateVpcCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateVpcCidrBlockResponse;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetCidrBlockStateCode;
import software.amazon.awssdk.services.ec2.model.SubnetIpv6CidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockStateCode;
import software.amazon.awssdk.services.ec2.model.VpcIpv6CidrBlockAssociation;

/** Adds further blocks of addresses, IPv6 ones too, to VPCs and subnets, and takes them away. */
final class CidrBlocks {
    private static final int IPV6_VPC_BITS = 56;
    private static final int IPV6_SUBNET_BITS = 64;

    private final Ec2World world;

    CidrBlocks(Ec2World world) {
        this.world = world;
    }

    /** The IPv4 blocks of a VPC, its first one first. */
    static List<Cidr> ofVpc(Vpc vpc) {
        return vpc.cidrBlockAssociationSet().stream()
                .flatMap(block -> Cidr.read(block.cidrBlock()).stream())
                .toList();
    }

    static List<Route> localRoutes(Vpc vpc) {
        return Stream.concat(
                        vpc.cidrBlockAssociationSet().stream()
                                .map(block -> Route.builder().destinationCidrBlock(block.cidrBlock())),
                        vpc.ipv6CidrBlockAssociationSet().stream()
                                .map(block -> Route.builder().destinationIpv6CidrBlock(block.ipv6CidrBlock())))
                .map(route -> route.gatewayId("local")
                        .origin(RouteOrigin.CREATE_ROUTE_TABLE)
                        .state(RouteState.ACTIVE)
                        .build())
                .toList();
    }

    static VpcCidrBlockAssociation associated(Ec2World world, Cidr block) {
        return VpcCidrBlockAssociation.builder()
                .associationId(world.newId("vpc-cidr-assoc"))
                .cidrBlock(block.toString())
                .cidrBlockState(state -> state.state(VpcCidrBlockStateCode.ASSOCIATED))
                .build();
    }

    /** The IPv6 block that a call wants for a VPC, if it wants one. */
    static Optional<Ipv6Block> wantedIpv6(
            Ec2World world, @Nullable Boolean amazonProvided, @Nullable String block, @Nullable String pool) {
        if (block != null || pool != null) {
            throw Refusals.invalidValue("ipv6Pool", String.valueOf(pool), "The account owns no IPv6 pool.");
        }
        return Boolean.TRUE.equals(amazonProvided) ? Optional.of(newBlock(world)) : Optional.empty();
    }

    private static Ipv6Block newBlock(Ec2World world) {
        String digits = world.account.ids().hex("ipv6", 6);
        String text = "2a05:d0" + digits.substring(0, 2) + ":" + digits.substring(2, 6) + ":00::/" + IPV6_VPC_BITS;
        return Ipv6Block.parse(text, "ipv6CidrBlock");
    }

    public AssociateVpcCidrBlockResponse associate(AssociateVpcCidrBlockRequest request) {
        Vpc vpc = world.vpcs.require(request.vpcId());
        Optional<Ipv6Block> ipv6 =
                wantedIpv6(world, request.amazonProvidedIpv6CidrBlock(), request.ipv6CidrBlock(), request.ipv6Pool());
        AssociateVpcCidrBlockResponse.Builder answer =
                AssociateVpcCidrBlockResponse.builder().vpcId(vpc.vpcId());
        if (ipv6.isPresent()) {
            return answer.ipv6CidrBlockAssociation(add(vpc.vpcId(), ipv6.get())).build();
        }
        Cidr block = Vpcs.block(Refusals.present(request.cidrBlock(), "cidrBlock"));
        if (ofVpc(vpc).stream().anyMatch(block::overlaps)) {
            throw Refusals.badRequest(
                    "InvalidVpc.Range", "The CIDR '" + block + "' conflicts with another CIDR of " + vpc.vpcId());
        }
        world.checkQuota(
                "ec2.cidrBlocksPerVpc",
                vpc.cidrBlockAssociationSet().size(),
                "CidrLimitExceeded",
                "This network '" + vpc.vpcId() + "' has met its maximum number of allowed CIDRs: "
                        + world.account.quotas().limit("ec2.cidrBlocksPerVpc"));
        VpcCidrBlockAssociation made = associated(world, block);
        changeVpc(vpc.vpcId(), v -> v.cidrBlockAssociationSet(append(vpc.cidrBlockAssociationSet(), made)));
        return answer.cidrBlockAssociation(made).build();
    }

    VpcIpv6CidrBlockAssociation add(String vpcId, Ipv6Block block) {
        VpcIpv6CidrBlockAssociation made = VpcIpv6CidrBlockAssociation.builder()
                .associationId(world.newId("vpc-cidr-assoc"))
                .ipv6CidrBlock(block.toString())
                .ipv6Pool("Amazon")
                .networkBorderGroup(world.account.region())
                .ipv6CidrBlockState(state -> state.state(VpcCidrBlockStateCode.ASSOCIATED))
                .build();
        Vpc vpc = world.vpcs.get(vpcId);
        changeVpc(vpcId, v -> v.ipv6CidrBlockAssociationSet(append(vpc.ipv6CidrBlockAssociationSet(), made)));
        return made;
    }

    public DisassociateVpcCidrBlockResponse disassociate(DisassociateVpcCidrBlockRequest request) {
        String id = Refusals.present(request.associationId(), "associationId");
        Vpc vpc = world.vpcs.stream()
                .filter(v -> associationIds(v).anyMatch(id::equals))
                .findFirst()
                .orElseThrow(() -> Refusals.badRequest(
                        "InvalidVpcCidrBlockAssociationID.NotFound",
                        "The vpc CIDR block association ID '" + id + "' does not exist"));
        DisassociateVpcCidrBlockResponse.Builder answer =
                DisassociateVpcCidrBlockResponse.builder().vpcId(vpc.vpcId());
        for (VpcCidrBlockAssociation block : vpc.cidrBlockAssociationSet()) {
            if (block.associationId().equals(id)) {
                refuseUsed(vpc, block);
                answer.cidrBlockAssociation(
                        block.copy(b -> b.cidrBlockState(state -> state.state(VpcCidrBlockStateCode.DISASSOCIATING))));
            }
        }
        for (VpcIpv6CidrBlockAssociation block : vpc.ipv6CidrBlockAssociationSet()) {
            if (block.associationId().equals(id)) {
                refuseUsed(vpc, block);
                answer.ipv6CidrBlockAssociation(block.copy(
                        b -> b.ipv6CidrBlockState(state -> state.state(VpcCidrBlockStateCode.DISASSOCIATING))));
            }
        }
        changeVpc(
                vpc.vpcId(),
                v -> v.cidrBlockAssociationSet(vpc.cidrBlockAssociationSet().stream()
                                .filter(block -> !block.associationId().equals(id))
                                .toList())
                        .ipv6CidrBlockAssociationSet(vpc.ipv6CidrBlockAssociationSet().stream()
                                .filter(block -> !block.associationId().equals(id))
                                .toList()));
        return answer.build();
    }

    private static Stream<String> associationIds(Vpc vpc) {
        return Stream.concat(
                vpc.cidrBlockAssociationSet().stream().map(VpcCidrBlockAssociation::associationId),
                vpc.ipv6CidrBlockAssociationSet().stream().map(VpcIpv6CidrBlockAssociation::associationId));
    }

    private void refuseUsed(Vpc vpc, VpcCidrBlockAssociation block) {
        if (block.cidrBlock().equals(vpc.cidrBlock())) {
            throw Refusals.badRequest(
                    "OperationNotPermitted",
                    "The vpc CIDR block with association ID " + block.associationId()
                            + " may not be disassociated. It is the primary IPv4 CIDR block of the VPC");
        }
        Cidr whole = Cidr.parse(block.cidrBlock(), "cidrBlock");
        boolean used = world.subnetsByVpc.of(vpc.vpcId()).stream()
                .flatMap(subnet -> Cidr.read(subnet.cidrBlock()).stream())
                .anyMatch(whole::contains);
        if (used) {
            throw inUse(block.associationId());
        }
    }

    private void refuseUsed(Vpc vpc, VpcIpv6CidrBlockAssociation block) {
        if (world.subnetsByVpc.of(vpc.vpcId()).stream()
                .anyMatch(subnet -> !subnet.ipv6CidrBlockAssociationSet().isEmpty())) {
            throw inUse(block.associationId());
        }
    }

    private static RuntimeException inUse(String associationId) {
        return Refusals.badRequest(
                "InvalidCidr.InUse",
                "The vpc CIDR block with association ID " + associationId
                        + " may not be disassociated. One or more subnets are using it");
    }

    /** Changes the blocks of a VPC, and the local routes of its route tables with them. */
    private void changeVpc(String vpcId, UnaryOperator<Vpc.Builder> change) {
        world.vpcs.update(vpcId, vpc -> change.apply(vpc.toBuilder()).build());
        List<Route> local = localRoutes(world.vpcs.get(vpcId));
        for (RouteTable table : world.routeTablesByVpc.of(vpcId)) {
            List<Route> routes = new ArrayList<>(local);
            table.routes().stream()
                    .filter(route -> !"local".equals(route.gatewayId()))
                    .forEach(routes::add);
            world.routeTables.update(
                    table.routeTableId(), t -> t.toBuilder().routes(routes).build());
        }
    }

    /** The IPv6 block that a subnet of a VPC may have, or EC2's refusal. */
    static Ipv6Block subnetBlock(Ec2World world, Vpc vpc, String text) {
        Ipv6Block block = Ipv6Block.parse(text, "ipv6CidrBlock");
        boolean inside = vpc.ipv6CidrBlockAssociationSet().stream()
                .flatMap(whole -> Ipv6Block.read(whole.ipv6CidrBlock()).stream())
                .anyMatch(whole -> whole.contains(block));
        if (!inside || block.bits() != IPV6_SUBNET_BITS) {
            throw Refusals.badRequest("InvalidSubnet.Range", "The CIDR '" + text + "' is invalid.");
        }
        boolean taken = world.subnetsByVpc.of(vpc.vpcId()).stream()
                .flatMap(subnet -> subnet.ipv6CidrBlockAssociationSet().stream())
                .flatMap(other -> Ipv6Block.read(other.ipv6CidrBlock()).stream())
                .anyMatch(block::overlaps);
        if (taken) {
            throw Refusals.badRequest(
                    "InvalidSubnet.Conflict", "The CIDR '" + text + "' conflicts with another subnet");
        }
        return block;
    }

    public AssociateSubnetCidrBlockResponse associate(AssociateSubnetCidrBlockRequest request) {
        Subnet subnet = world.subnets.require(request.subnetId());
        String text = Refusals.present(request.ipv6CidrBlock(), "ipv6CidrBlock");
        if (!subnet.ipv6CidrBlockAssociationSet().isEmpty()) {
            throw Refusals.badRequest(
                    "CidrLimitExceeded",
                    "This subnet '" + subnet.subnetId() + "' has met its maximum number of allowed IPv6 CIDRs");
        }
        Ipv6Block block = subnetBlock(world, world.vpcs.get(subnet.vpcId()), text);
        return AssociateSubnetCidrBlockResponse.builder()
                .subnetId(subnet.subnetId())
                .ipv6CidrBlockAssociation(addToSubnet(subnet.subnetId(), block))
                .build();
    }

    SubnetIpv6CidrBlockAssociation addToSubnet(String subnetId, Ipv6Block block) {
        SubnetIpv6CidrBlockAssociation made = SubnetIpv6CidrBlockAssociation.builder()
                .associationId(world.newId("subnet-cidr-assoc"))
                .ipv6CidrBlock(block.toString())
                .ipv6CidrBlockState(state -> state.state(SubnetCidrBlockStateCode.ASSOCIATED))
                .build();
        world.subnets.update(
                subnetId,
                subnet -> subnet.toBuilder().ipv6CidrBlockAssociationSet(made).build());
        return made;
    }

    public DisassociateSubnetCidrBlockResponse disassociate(DisassociateSubnetCidrBlockRequest request) {
        String id = Refusals.present(request.associationId(), "associationId");
        Subnet subnet = world.subnets.stream()
                .filter(s -> s.ipv6CidrBlockAssociationSet().stream()
                        .anyMatch(block -> block.associationId().equals(id)))
                .findFirst()
                .orElseThrow(() -> Refusals.badRequest(
                        "InvalidSubnetCidrBlockAssociationID.NotFound",
                        "The subnet CIDR block with association ID '" + id + "' does not exist"));
        SubnetIpv6CidrBlockAssociation block =
                subnet.ipv6CidrBlockAssociationSet().get(0);
        world.subnets.update(
                subnet.subnetId(),
                s -> s.toBuilder()
                        .ipv6CidrBlockAssociationSet(List.of())
                        .assignIpv6AddressOnCreation(false)
                        .build());
        return DisassociateSubnetCidrBlockResponse.builder()
                .subnetId(subnet.subnetId())
                .ipv6CidrBlockAssociation(block.copy(
                        b -> b.ipv6CidrBlockState(state -> state.state(SubnetCidrBlockStateCode.DISASSOCIATING))))
                .build();
    }

    private static <T> List<T> append(List<T> list, T item) {
        List<T> longer = new ArrayList<>(list);
        longer.add(item);
        return longer;
    }
}
