package io.github.ekssdk.testing.internal.service.ec2;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Makes, describes and deletes NAT gateways. */
final class NatGateways {
    private static final Set<NatGatewayState> LIVE =
            Set.of(NatGatewayState.PENDING, NatGatewayState.AVAILABLE, NatGatewayState.DELETING);

    private final Ec2World world;
    private final NatGatewayLife life;
    private final Filters<NatGateway> filters;

    NatGateways(Ec2World world) {
        this.world = world;
        this.life = new NatGatewayLife(world);
        this.filters = new Filters<NatGateway>()
                .on("nat-gateway-id", NatGateway::natGatewayId)
                .on("state", NatGateway::stateAsString)
                .on("subnet-id", NatGateway::subnetId)
                .on("vpc-id", NatGateway::vpcId)
                .onTags(nat -> world.tags.of(nat.natGatewayId()));
    }

    /** Whether a NAT gateway still holds its interface and counts towards the quota. */
    static boolean isLive(NatGateway nat) {
        return LIVE.contains(nat.state());
    }

    /** Whether routes may point at a NAT gateway. */
    static boolean takesRoutes(NatGateway nat) {
        return nat.state() == NatGatewayState.PENDING || nat.state() == NatGatewayState.AVAILABLE;
    }

    public CreateNatGatewayResponse create(CreateNatGatewayRequest request) {
        CreateNatGatewayResponse answer = world.clientTokens.once(
                request, request.clientToken(), CreateNatGatewayResponse.class, () -> make(request));
        String id = answer.natGateway().natGatewayId();
        return world.natGateways
                .find(id)
                .map(nat -> answer.toBuilder().natGateway(render(nat)).build())
                .orElse(answer);
    }

    private CreateNatGatewayResponse make(CreateNatGatewayRequest request) {
        Map<String, String> tags = world.tagRules.read(request.tagSpecifications(), Kind.NAT_GATEWAY);
        Subnet subnet = world.subnets.require(request.subnetId());
        Optional<Address> address = address(request);
        world.checkQuota(
                "ec2.natGatewaysPerZone",
                liveIn(subnet.availabilityZone()),
                "NatGatewayLimitExceeded",
                "The maximum number of NAT gateways in the availability zone has been reached.");
        NatGateway nat = life.begin(subnet, address, request.privateIpAddress(), tags);
        return CreateNatGatewayResponse.builder()
                .natGateway(render(nat))
                .clientToken(request.clientToken())
                .build();
    }

    private Optional<Address> address(CreateNatGatewayRequest request) {
        String connectivity = request.connectivityTypeAsString();
        if (!"private".equals(connectivity)) {
            return Optional.of(world.addresses.require(request.allocationId()));
        }
        if (request.allocationId() != null) {
            throw Refusals.invalidCombination("A private NAT gateway cannot have an allocationId.");
        }
        return Optional.empty();
    }

    private long liveIn(String zone) {
        return world.natGateways.stream()
                .filter(NatGateways::isLive)
                .filter(nat -> world.subnets
                        .find(nat.subnetId())
                        .filter(subnet -> subnet.availabilityZone().equals(zone))
                        .isPresent())
                .count();
    }

    public DescribeNatGatewaysResponse describe(DescribeNatGatewaysRequest request) {
        Pages.Page<NatGateway> page = world.natGateways.page(
                request.natGatewayIds(),
                filters.matching(request.filter()),
                Pages.USUAL,
                request.maxResults(),
                request.nextToken());
        return DescribeNatGatewaysResponse.builder()
                .natGateways(page.items().stream().map(this::render).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private NatGateway render(NatGateway nat) {
        return nat.toBuilder().tags(world.tags.list(nat.natGatewayId())).build();
    }

    public DeleteNatGatewayResponse delete(DeleteNatGatewayRequest request) {
        NatGateway nat = world.natGateways.require(request.natGatewayId());
        if (nat.state() == NatGatewayState.DELETED) {
            throw Kind.NAT_GATEWAY.notFound(nat.natGatewayId());
        }
        if (nat.state() != NatGatewayState.DELETING) {
            life.end(nat);
        }
        return DeleteNatGatewayResponse.builder()
                .natGatewayId(nat.natGatewayId())
                .build();
    }
}
