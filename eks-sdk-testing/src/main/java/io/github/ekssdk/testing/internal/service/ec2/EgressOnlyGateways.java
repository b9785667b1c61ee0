package io.github.ekssdk.testing.internal.service.ec2;

import java.util.Map;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.CreateEgressOnlyInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateEgressOnlyInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteEgressOnlyInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteEgressOnlyInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeEgressOnlyInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeEgressOnlyInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.EgressOnlyInternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;

/** Makes, describes and deletes egress-only internet gateways, which let IPv6 traffic out of a VPC. */
final class EgressOnlyGateways {
    private final Ec2World world;
    private final Filters<EgressOnlyInternetGateway> filters;

    EgressOnlyGateways(Ec2World world) {
        this.world = world;
        this.filters = new Filters<EgressOnlyInternetGateway>()
                .onTags(gateway -> world.tags.of(gateway.egressOnlyInternetGatewayId()));
    }

    public CreateEgressOnlyInternetGatewayResponse create(CreateEgressOnlyInternetGatewayRequest request) {
        return world.clientTokens.once(
                request, request.clientToken(), CreateEgressOnlyInternetGatewayResponse.class, () -> make(request));
    }

    private CreateEgressOnlyInternetGatewayResponse make(CreateEgressOnlyInternetGatewayRequest request) {
        Map<String, String> tags = world.tagRules.read(request.tagSpecifications(), Kind.EGRESS_ONLY_INTERNET_GATEWAY);
        String vpcId = world.vpcs.require(request.vpcId()).vpcId();
        world.checkQuota(
                "ec2.egressOnlyInternetGateways",
                world.egressOnlyGateways.size(),
                "EgressOnlyInternetGatewayLimitExceeded",
                "The maximum number of egress-only internet gateways has been reached.");
        String id = world.newId(Kind.EGRESS_ONLY_INTERNET_GATEWAY);
        world.tags.put(id, tags);
        EgressOnlyInternetGateway made = EgressOnlyInternetGateway.builder()
                .egressOnlyInternetGatewayId(id)
                .attachments(InternetGatewayAttachment.builder()
                        .vpcId(vpcId)
                        .state(AttachmentStatus.ATTACHED)
                        .build())
                .build();
        world.egressOnlyGateways.add(id, made);
        return CreateEgressOnlyInternetGatewayResponse.builder()
                .egressOnlyInternetGateway(render(made))
                .clientToken(request.clientToken())
                .build();
    }

    public DescribeEgressOnlyInternetGatewaysResponse describe(DescribeEgressOnlyInternetGatewaysRequest request) {
        Pages.Page<EgressOnlyInternetGateway> page = world.egressOnlyGateways.page(
                request.egressOnlyInternetGatewayIds(),
                filters.matching(request.filters()),
                new Pages(5, 255),
                request.maxResults(),
                request.nextToken());
        return DescribeEgressOnlyInternetGatewaysResponse.builder()
                .egressOnlyInternetGateways(
                        page.items().stream().map(this::render).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private EgressOnlyInternetGateway render(EgressOnlyInternetGateway gateway) {
        return gateway.toBuilder()
                .tags(world.tags.list(gateway.egressOnlyInternetGatewayId()))
                .build();
    }

    public DeleteEgressOnlyInternetGatewayResponse delete(DeleteEgressOnlyInternetGatewayRequest request) {
        String id = world.egressOnlyGateways
                .require(request.egressOnlyInternetGatewayId())
                .egressOnlyInternetGatewayId();
        world.remove(Kind.EGRESS_ONLY_INTERNET_GATEWAY, id);
        return DeleteEgressOnlyInternetGatewayResponse.builder()
                .returnCode(true)
                .build();
    }
}
