package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.state.ResourceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** The way out to the internet for private subnets. */
public final class NatGateway extends Ec2Kind {

    public static final String SUBNET_ID = "subnetId";
    public static final String ALLOCATION_ID = "allocationId";

    @Override
    public String name() {
        return "natGateway";
    }

    /** A NAT gateway fails in a VPC without an internet gateway, and holds the latter in place while it is there. */
    @Override
    public Set<String> after() {
        return Set.of("internetGateway");
    }

    @Override
    Stream<ResourceState> describe(Aws aws, List<Filter> filters) {
        List<Filter> living = new ArrayList<>(filters);
        living.add(filter("state", "pending", "available", "failed", "deleting"));
        return aws
                .ec2()
                .describeNatGatewaysPaginator(request -> request.filter(living).maxResults(PAGE))
                .natGateways()
                .stream()
                .map(this::state);
    }

    private ResourceState state(software.amazon.awssdk.services.ec2.model.NatGateway gateway) {
        String allocation = gateway.natGatewayAddresses().stream()
                .map(address -> Objects.requireNonNullElse(address.allocationId(), ""))
                .findFirst()
                .orElse("");
        ResourceState state = state(
                gateway.natGatewayId(),
                gateway.stateAsString(),
                map(gateway.tags()),
                Map.of(SUBNET_ID, gateway.subnetId(), ALLOCATION_ID, allocation));
        List<String> issues = gateway.failureCode() == null
                ? List.of()
                : List.of(gateway.failureCode() + ": " + gateway.failureMessage());
        return new ResourceState(
                state.id(), state.physicalId(), state.status(), state.properties(), state.outputs(), issues);
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        String token = wanted.token("CreateNatGateway " + dead(aws, wanted));
        var gateway = aws.ec2()
                .createNatGateway(
                        request -> request.subnetId(wanted.properties().string(SUBNET_ID))
                                .allocationId(wanted.properties().string(ALLOCATION_ID))
                                .clientToken(token)
                                .tagSpecifications(tagged(ResourceType.NATGATEWAY, wanted)))
                .natGateway();
        return state(
                gateway.natGatewayId(),
                gateway.stateAsString(),
                wanted.tags(),
                Map.of(
                        SUBNET_ID, gateway.subnetId(),
                        ALLOCATION_ID, wanted.properties().string(ALLOCATION_ID)));
    }

    /** EC2 would answer the token of a gateway that was deleted with that gateway, for as long as it remembers it. */
    private static List<String> dead(Aws aws, Wanted wanted) {
        return aws
                .ec2()
                .describeNatGatewaysPaginator(request -> request.filter(
                                filter(
                                        "tag:" + Owner.CLUSTER_TAG,
                                        wanted.owner().cluster()),
                                filter("tag:" + Owner.RESOURCE_TAG, wanted.id()),
                                filter("state", "failed", "deleting", "deleted"))
                        .maxResults(PAGE))
                .natGateways()
                .stream()
                .map(software.amazon.awssdk.services.ec2.model.NatGateway::natGatewayId)
                .sorted()
                .toList();
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        AwsFault.unlessGone(() -> aws.ec2().deleteNatGateway(request -> request.natGatewayId(now.physicalId())));
    }

    @Override
    public Phase phase(ResourceState state) {
        return switch (NatGatewayState.fromValue(state.status())) {
            case AVAILABLE -> Phase.READY;
            case FAILED -> Phase.FAILED;
            case DELETING, DELETED -> Phase.DELETING;
            default -> Phase.BUSY;
        };
    }

    @Override
    public boolean failedIsWorthless() {
        return true;
    }

    @Override
    public boolean deletionTakesTime() {
        return true;
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE -> Work.brief("ec2:CreateNatGateway", "ec2:CreateTags").lasting(97, 75, 15, 20);
            case UPDATE -> Work.brief("ec2:CreateTags", "ec2:DeleteTags");
            case DELETE -> Work.brief("ec2:DeleteNatGateway").lasting(60, 20, 5, 20);
        };
    }
}
