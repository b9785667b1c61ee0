package io.github.ekssdk.testing.internal.service.ec2;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.AcceptVpcPeeringConnectionRequest;
import software.amazon.awssdk.services.ec2.model.AcceptVpcPeeringConnectionResponse;
import software.amazon.awssdk.services.ec2.model.CreateVpcPeeringConnectionRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcPeeringConnectionResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcPeeringConnectionRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcPeeringConnectionResponse;
import software.amazon.awssdk.services.ec2.model.DescribeStaleSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeStaleSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcPeeringConnectionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcPeeringConnectionsResponse;
import software.amazon.awssdk.services.ec2.model.RejectVpcPeeringConnectionRequest;
import software.amazon.awssdk.services.ec2.model.RejectVpcPeeringConnectionResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.StaleIpPermission;
import software.amazon.awssdk.services.ec2.model.StaleSecurityGroup;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionStateReasonCode;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionVpcInfo;

/** Connects VPCs of the account, and tells of security groups whose rules lead to VPCs that are connected no more. */
final class Peerings {
    private static final Duration ACCEPTABLE = Duration.ofDays(7);

    private final Ec2World world;
    private final Filters<VpcPeeringConnection> filters;

    Peerings(Ec2World world) {
        this.world = world;
        this.filters = new Filters<VpcPeeringConnection>()
                .on("vpc-peering-connection-id", VpcPeeringConnection::vpcPeeringConnectionId)
                .on("status-code", peering -> peering.status().codeAsString())
                .on(
                        "requester-vpc-info.vpc-id",
                        peering -> peering.requesterVpcInfo().vpcId())
                .on(
                        "requester-vpc-info.cidr-block",
                        peering -> peering.requesterVpcInfo().cidrBlock())
                .on(
                        "accepter-vpc-info.vpc-id",
                        peering -> peering.accepterVpcInfo().vpcId())
                .on(
                        "accepter-vpc-info.cidr-block",
                        peering -> peering.accepterVpcInfo().cidrBlock())
                .onTags(peering -> world.tags.of(peering.vpcPeeringConnectionId()));
    }

    public CreateVpcPeeringConnectionResponse create(CreateVpcPeeringConnectionRequest request) {
        boolean elsewhere = (request.peerOwnerId() != null
                        && !request.peerOwnerId().equals(world.account.id()))
                || (request.peerRegion() != null && !request.peerRegion().equals(world.account.region()));
        if (elsewhere) {
            throw Refusals.unsupported("VPC peering with other accounts or regions");
        }
        Map<String, String> tags = world.tagRules.read(request.tagSpecifications(), Kind.VPC_PEERING_CONNECTION);
        Vpc from = world.vpcs.require(request.vpcId());
        Vpc to = world.vpcs.require(request.peerVpcId(), "peerVpcId");
        if (from.vpcId().equals(to.vpcId())) {
            throw Refusals.invalidValue("A VPC cannot be peered with itself: " + from.vpcId());
        }
        boolean overlap = CidrBlocks.ofVpc(from).stream()
                .anyMatch(one -> CidrBlocks.ofVpc(to).stream().anyMatch(one::overlaps));
        String id = world.newId(Kind.VPC_PEERING_CONNECTION);
        world.tags.put(id, tags);
        VpcPeeringConnectionStateReasonCode code = overlap
                ? VpcPeeringConnectionStateReasonCode.FAILED
                : VpcPeeringConnectionStateReasonCode.PENDING_ACCEPTANCE;
        VpcPeeringConnection made = VpcPeeringConnection.builder()
                .vpcPeeringConnectionId(id)
                .requesterVpcInfo(side(from))
                .accepterVpcInfo(side(to))
                .expirationTime(world.now().plus(ACCEPTABLE))
                .status(status -> status.code(code)
                        .message(
                                overlap
                                        ? "Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range"
                                        : "Pending Acceptance by " + world.account.id()))
                .build();
        world.peerings.add(id, made);
        world.at(world.now().plus(ACCEPTABLE), id, "expired", () -> {
            if (isPending(id)) {
                turn(id, VpcPeeringConnectionStateReasonCode.EXPIRED, "Expired");
            }
        });
        return CreateVpcPeeringConnectionResponse.builder()
                .vpcPeeringConnection(render(made))
                .build();
    }

    private VpcPeeringConnectionVpcInfo side(Vpc vpc) {
        return VpcPeeringConnectionVpcInfo.builder()
                .vpcId(vpc.vpcId())
                .cidrBlock(vpc.cidrBlock())
                .ownerId(world.account.id())
                .region(world.account.region())
                .build();
    }

    private boolean isPending(String id) {
        return world.peerings
                .find(id)
                .filter(peering -> peering.status().code() == VpcPeeringConnectionStateReasonCode.PENDING_ACCEPTANCE)
                .isPresent();
    }

    private void turn(String id, VpcPeeringConnectionStateReasonCode code, String message) {
        world.peerings.update(
                id,
                peering ->
                        peering.copy(b -> b.status(status -> status.code(code).message(message))));
    }

    private String pending(String id) {
        if (!isPending(id)) {
            throw Refusals.badRequest(
                    "InvalidStateTransition",
                    "Invalid state transition for " + id + ", attempted to transition from "
                            + world.peerings.get(id).status().codeAsString());
        }
        return id;
    }

    public AcceptVpcPeeringConnectionResponse accept(AcceptVpcPeeringConnectionRequest request) {
        String id =
                pending(world.peerings.require(request.vpcPeeringConnectionId()).vpcPeeringConnectionId());
        turn(id, VpcPeeringConnectionStateReasonCode.ACTIVE, "Active");
        return AcceptVpcPeeringConnectionResponse.builder()
                .vpcPeeringConnection(render(world.peerings.get(id)))
                .build();
    }

    public RejectVpcPeeringConnectionResponse reject(RejectVpcPeeringConnectionRequest request) {
        String id =
                pending(world.peerings.require(request.vpcPeeringConnectionId()).vpcPeeringConnectionId());
        turn(id, VpcPeeringConnectionStateReasonCode.REJECTED, "Rejected by " + world.account.id());
        return RejectVpcPeeringConnectionResponse.builder().returnValue(true).build();
    }

    public DeleteVpcPeeringConnectionResponse delete(DeleteVpcPeeringConnectionRequest request) {
        String id = world.peerings.require(request.vpcPeeringConnectionId()).vpcPeeringConnectionId();
        world.remove(Kind.VPC_PEERING_CONNECTION, id);
        return DeleteVpcPeeringConnectionResponse.builder().returnValue(true).build();
    }

    public DescribeVpcPeeringConnectionsResponse describe(DescribeVpcPeeringConnectionsRequest request) {
        Pages.Page<VpcPeeringConnection> page = world.peerings.page(
                request.vpcPeeringConnectionIds(),
                filters.matching(request.filters()),
                Pages.USUAL,
                request.maxResults(),
                request.nextToken());
        return DescribeVpcPeeringConnectionsResponse.builder()
                .vpcPeeringConnections(page.items().stream().map(this::render).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private VpcPeeringConnection render(VpcPeeringConnection peering) {
        return peering.copy(b -> b.tags(world.tags.list(peering.vpcPeeringConnectionId())));
    }

    /** Whether two VPCs are connected. */
    static boolean arePeered(Ec2World world, String one, String other) {
        return world.peerings.stream()
                .filter(peering -> peering.status().code() == VpcPeeringConnectionStateReasonCode.ACTIVE)
                .map(peering -> List.of(
                        peering.requesterVpcInfo().vpcId(),
                        peering.accepterVpcInfo().vpcId()))
                .anyMatch(sides -> sides.contains(one) && sides.contains(other));
    }

    public DescribeStaleSecurityGroupsResponse stale(DescribeStaleSecurityGroupsRequest request) {
        String vpcId = world.vpcs.require(request.vpcId()).vpcId();
        List<StaleSecurityGroup> found = new ArrayList<>();
        for (SecurityGroup group : world.groupsByVpc.of(vpcId)) {
            Map<Boolean, List<StaleIpPermission>> stale = new TreeMap<>();
            world.rulesByGroup.of(group.groupId()).stream()
                    .filter(rule -> isStale(rule, vpcId))
                    .forEach(rule -> stale.computeIfAbsent(rule.isEgress(), key -> new ArrayList<>())
                            .add(permission(rule)));
            if (!stale.isEmpty()) {
                found.add(StaleSecurityGroup.builder()
                        .groupId(group.groupId())
                        .groupName(group.groupName())
                        .description(group.description())
                        .vpcId(vpcId)
                        .staleIpPermissions(stale.getOrDefault(false, List.of()))
                        .staleIpPermissionsEgress(stale.getOrDefault(true, List.of()))
                        .build());
            }
        }
        return DescribeStaleSecurityGroupsResponse.builder()
                .staleSecurityGroupSet(found)
                .build();
    }

    private boolean isStale(SecurityGroupRule rule, String vpcId) {
        if (rule.referencedGroupInfo() == null) {
            return false;
        }
        String there = world.securityGroups
                .find(rule.referencedGroupInfo().groupId())
                .map(SecurityGroup::vpcId)
                .orElse("");
        return !there.equals(vpcId) && !arePeered(world, vpcId, there);
    }

    private StaleIpPermission permission(SecurityGroupRule rule) {
        return StaleIpPermission.builder()
                .ipProtocol(rule.ipProtocol())
                .fromPort(rule.fromPort())
                .toPort(rule.toPort())
                .userIdGroupPairs(UserIdGroupPair.builder()
                        .groupId(rule.referencedGroupInfo().groupId())
                        .userId(world.account.id())
                        .build())
                .build();
    }
}
