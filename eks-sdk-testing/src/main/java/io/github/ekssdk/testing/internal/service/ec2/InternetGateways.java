package io.github.ekssdk.testing.internal.service.ec2;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;

/** Makes, attaches, describes and deletes internet gateways. */
final class InternetGateways {
    private final Ec2World world;
    private final Filters<InternetGateway> filters;

    InternetGateways(Ec2World world) {
        this.world = world;
        this.filters = new Filters<InternetGateway>()
                .on("internet-gateway-id", InternetGateway::internetGatewayId)
                .on("attachment.vpc-id", gateway -> vpcOf(gateway).orElse(null))
                .on(
                        "attachment.state",
                        gateway -> vpcOf(gateway).map(vpc -> "available").orElse(null))
                .on("owner-id", InternetGateway::ownerId)
                .onTags(gateway -> world.tags.of(gateway.internetGatewayId()));
    }

    /** The VPC that a gateway is attached to. */
    static Optional<String> vpcOf(InternetGateway gateway) {
        return gateway.attachments().stream()
                .map(InternetGatewayAttachment::vpcId)
                .findFirst();
    }

    /** The gateway that is attached to a VPC. */
    static Optional<InternetGateway> attachedTo(Ec2World world, String vpcId) {
        return world.internetGateways.stream()
                .filter(gateway -> vpcOf(gateway).filter(vpcId::equals).isPresent())
                .findFirst();
    }

    public CreateInternetGatewayResponse create(CreateInternetGatewayRequest request) {
        Map<String, String> tags = world.tagRules.read(request.tagSpecifications(), Kind.INTERNET_GATEWAY);
        world.checkQuota(
                "ec2.internetGateways",
                world.internetGateways.size(),
                "InternetGatewayLimitExceeded",
                "The maximum number of internet gateways has been reached.");
        return CreateInternetGatewayResponse.builder()
                .internetGateway(render(make(tags)))
                .build();
    }

    InternetGateway make(Map<String, String> tags) {
        String id = world.newId(Kind.INTERNET_GATEWAY);
        world.tags.put(id, tags);
        InternetGateway gateway = InternetGateway.builder()
                .internetGatewayId(id)
                .ownerId(world.account.id())
                .build();
        return world.internetGateways.add(id, gateway);
    }

    public AttachInternetGatewayResponse attach(AttachInternetGatewayRequest request) {
        InternetGateway gateway = world.internetGateways.require(request.internetGatewayId());
        String vpcId = world.vpcs.require(request.vpcId()).vpcId();
        String id = gateway.internetGatewayId();
        vpcOf(gateway).ifPresent(attached -> {
            throw Refusals.badRequest(
                    "Resource.AlreadyAssociated", "resource " + id + " is already attached to network " + attached);
        });
        attachedTo(world, vpcId).ifPresent(other -> {
            throw Refusals.invalidValue("Network " + vpcId + " already has an internet gateway attached");
        });
        attach(id, vpcId);
        return AttachInternetGatewayResponse.builder().build();
    }

    void attach(String id, String vpcId) {
        InternetGatewayAttachment attachment = InternetGatewayAttachment.builder()
                .vpcId(vpcId)
                .state("available")
                .build();
        world.internetGateways.update(
                id, gateway -> gateway.toBuilder().attachments(attachment).build());
    }

    public DetachInternetGatewayResponse detach(DetachInternetGatewayRequest request) {
        InternetGateway gateway = world.internetGateways.require(request.internetGatewayId());
        String vpcId = world.vpcs.require(request.vpcId()).vpcId();
        String id = gateway.internetGatewayId();
        if (vpcOf(gateway).filter(vpcId::equals).isEmpty()) {
            throw Refusals.badRequest("Gateway.NotAttached", "resource " + id + " is not attached to network " + vpcId);
        }
        if (hasPublicAddress(vpcId)) {
            throw Refusals.dependency("Network " + vpcId + " has some mapped public address(es). "
                    + "Please unmap those public address(es) before detaching the gateway.");
        }
        world.internetGateways.update(
                id, g -> g.toBuilder().attachments(List.of()).build());
        return DetachInternetGatewayResponse.builder().build();
    }

    private boolean hasPublicAddress(String vpcId) {
        return world.interfacesByVpc.of(vpcId).stream().anyMatch(eni -> eni.association() != null);
    }

    public DescribeInternetGatewaysResponse describe(DescribeInternetGatewaysRequest request) {
        Pages.Page<InternetGateway> page = world.internetGateways.page(
                request.internetGatewayIds(),
                filters.matching(request.filters()),
                Pages.USUAL,
                request.maxResults(),
                request.nextToken());
        return DescribeInternetGatewaysResponse.builder()
                .internetGateways(page.items().stream().map(this::render).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private InternetGateway render(InternetGateway gateway) {
        return gateway.toBuilder()
                .tags(world.tags.list(gateway.internetGatewayId()))
                .build();
    }

    public DeleteInternetGatewayResponse delete(DeleteInternetGatewayRequest request) {
        InternetGateway gateway = world.internetGateways.require(request.internetGatewayId());
        String id = gateway.internetGatewayId();
        if (vpcOf(gateway).isPresent()) {
            throw Refusals.dependency("The internetGateway '" + id + "' has dependencies and cannot be deleted.");
        }
        world.remove(Kind.INTERNET_GATEWAY, id);
        return DeleteInternetGatewayResponse.builder().build();
    }
}
