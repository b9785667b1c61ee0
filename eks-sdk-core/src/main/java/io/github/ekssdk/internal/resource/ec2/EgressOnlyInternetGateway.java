package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.state.ResourceState;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** The way out to the internet for IPv6, without a way in. */
public final class EgressOnlyInternetGateway extends Ec2Kind {

    public static final String VPC_ID = "vpcId";
    private static final int MOST_ON_A_PAGE = 255;

    @Override
    public String name() {
        return "egressOnlyInternetGateway";
    }

    @Override
    Stream<ResourceState> describe(Aws aws, List<Filter> filters) {
        return aws
                .ec2()
                .describeEgressOnlyInternetGatewaysPaginator(
                        request -> request.filters(filters).maxResults(MOST_ON_A_PAGE))
                .egressOnlyInternetGateways()
                .stream()
                .map(this::state);
    }

    private ResourceState state(software.amazon.awssdk.services.ec2.model.EgressOnlyInternetGateway gateway) {
        String vpcId = gateway.attachments().stream()
                .map(InternetGatewayAttachment::vpcId)
                .findFirst()
                .orElse("");
        return state(gateway.egressOnlyInternetGatewayId(), AVAILABLE, map(gateway.tags()), Map.of(VPC_ID, vpcId));
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        String vpcId = wanted.properties().string(VPC_ID);
        String id = aws.ec2()
                .createEgressOnlyInternetGateway(request -> request.vpcId(vpcId)
                        .clientToken(wanted.token("CreateEgressOnlyInternetGateway", vpcId))
                        .tagSpecifications(tagged(ResourceType.EGRESS_ONLY_INTERNET_GATEWAY, wanted)))
                .egressOnlyInternetGateway()
                .egressOnlyInternetGatewayId();
        return state(id, AVAILABLE, wanted.tags(), Map.of(VPC_ID, vpcId));
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        AwsFault.unlessGone(() -> aws.ec2()
                .deleteEgressOnlyInternetGateway(request -> request.egressOnlyInternetGatewayId(now.physicalId())));
    }

    @Override
    public boolean tokenPerRun() {
        return true;
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE -> Work.brief("ec2:CreateEgressOnlyInternetGateway", "ec2:CreateTags");
            case UPDATE -> Work.brief("ec2:CreateTags", "ec2:DeleteTags");
            case DELETE -> Work.brief("ec2:DeleteEgressOnlyInternetGateway");
        };
    }
}
