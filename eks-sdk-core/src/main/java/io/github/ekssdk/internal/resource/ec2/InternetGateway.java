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
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** The VPC's way to the internet. */
public final class InternetGateway extends Ec2Kind {

    public static final String VPC_ID = "vpcId";
    private static final String NOT_ATTACHED = "";

    @Override
    public String name() {
        return "internetGateway";
    }

    @Override
    Stream<ResourceState> describe(Aws aws, List<Filter> filters) {
        return aws
                .ec2()
                .describeInternetGatewaysPaginator(
                        request -> request.filters(filters).maxResults(PAGE))
                .internetGateways()
                .stream()
                .map(this::state);
    }

    private ResourceState state(software.amazon.awssdk.services.ec2.model.InternetGateway gateway) {
        String attached = gateway.attachments().isEmpty()
                ? NOT_ATTACHED
                : gateway.attachments().get(0).vpcId();
        return state(gateway.internetGatewayId(), AVAILABLE, map(gateway.tags()), Map.of(VPC_ID, attached));
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        return state(aws.ec2Once()
                .createInternetGateway(
                        request -> request.tagSpecifications(tagged(ResourceType.INTERNET_GATEWAY, wanted)))
                .internetGateway());
    }

    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        if (differences.contains(VPC_ID)) {
            AwsFault.unlessAlreadySo(() -> aws.ec2()
                    .attachInternetGateway(request -> request.internetGatewayId(now.physicalId())
                            .vpcId(wanted.properties().string(VPC_ID))));
        }
        if (differences.contains(TAGS)) {
            retag(aws, wanted, now);
        }
        return with(now, wanted, differences);
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        String vpcId = String.valueOf(now.properties().get(VPC_ID));
        if (!vpcId.equals(NOT_ATTACHED)) {
            AwsFault.unlessGone(() -> AwsFault.unlessAlreadySo(() -> aws.ec2()
                    .detachInternetGateway(request ->
                            request.internetGatewayId(now.physicalId()).vpcId(vpcId))));
        }
        AwsFault.unlessGone(
                () -> aws.ec2().deleteInternetGateway(request -> request.internetGatewayId(now.physicalId())));
    }

    /** A gateway that is attached nowhere can be attached; one attached elsewhere cannot be moved while in use. */
    @Override
    public Mutability mutability(String property) {
        return Mutability.IN_PLACE;
    }

    @Override
    public boolean replaces(String property, Object present) {
        return property.equals(VPC_ID) && !present.equals(NOT_ATTACHED);
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE -> Work.brief("ec2:CreateInternetGateway", "ec2:CreateTags", "ec2:AttachInternetGateway");
            case UPDATE -> Work.brief("ec2:AttachInternetGateway", "ec2:CreateTags", "ec2:DeleteTags");
            case DELETE -> Work.brief("ec2:DetachInternetGateway", "ec2:DeleteInternetGateway");
        };
    }
}
