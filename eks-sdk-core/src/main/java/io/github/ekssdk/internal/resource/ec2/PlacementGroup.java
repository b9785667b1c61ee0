package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.state.ResourceState;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.PlacementStrategy;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** A placement group that keeps instances close to each other. */
public final class PlacementGroup extends Ec2Kind {

    public static final String GROUP_NAME = "groupName";

    @Override
    public String name() {
        return "placementGroup";
    }

    @Override
    Stream<ResourceState> describe(Aws aws, List<Filter> filters) {
        return aws.ec2().describePlacementGroups(request -> request.filters(filters)).placementGroups().stream()
                .map(group -> named(
                        state(group.groupId(), AVAILABLE, map(group.tags()), Map.of(GROUP_NAME, group.groupName()))));
    }

    private static ResourceState named(ResourceState state) {
        return new ResourceState(
                state.id(),
                state.physicalId(),
                state.status(),
                state.properties(),
                Map.of(
                        "id",
                        state.physicalId(),
                        GROUP_NAME,
                        Properties.of(state).string(GROUP_NAME)),
                state.issues());
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        String groupName = wanted.properties().string(GROUP_NAME);
        String id = aws.ec2Once()
                .createPlacementGroup(request -> request.groupName(groupName)
                        .strategy(PlacementStrategy.CLUSTER)
                        .tagSpecifications(tagged(ResourceType.PLACEMENT_GROUP, wanted)))
                .placementGroup()
                .groupId();
        return named(state(id, AVAILABLE, wanted.tags(), Map.of(GROUP_NAME, groupName)));
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        AwsFault.unlessGone(() -> aws.ec2()
                .deletePlacementGroup(
                        request -> request.groupName(Properties.of(now).string(GROUP_NAME))));
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE -> Work.brief("ec2:CreatePlacementGroup", "ec2:CreateTags");
            case UPDATE -> Work.brief("ec2:CreateTags", "ec2:DeleteTags");
            case DELETE -> Work.brief("ec2:DeletePlacementGroup");
        };
    }
}
