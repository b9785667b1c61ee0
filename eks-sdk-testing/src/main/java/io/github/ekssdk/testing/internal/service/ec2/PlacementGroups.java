package io.github.ekssdk.testing.internal.service.ec2;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.CreatePlacementGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreatePlacementGroupResponse;
import software.amazon.awssdk.services.ec2.model.DeletePlacementGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeletePlacementGroupResponse;
import software.amazon.awssdk.services.ec2.model.DescribeCapacityReservationsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeCapacityReservationsResponse;
import software.amazon.awssdk.services.ec2.model.DescribePlacementGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribePlacementGroupsResponse;
import software.amazon.awssdk.services.ec2.model.PlacementGroup;
import software.amazon.awssdk.services.ec2.model.PlacementGroupState;

/** Makes, describes and deletes placement groups. The account has no capacity reservations. */
final class PlacementGroups {
    private final Ec2World world;
    private final Filters<PlacementGroup> filters;

    PlacementGroups(Ec2World world) {
        this.world = world;
        this.filters = new Filters<PlacementGroup>()
                .on("group-name", PlacementGroup::groupName)
                .on("strategy", PlacementGroup::strategyAsString)
                .on("state", PlacementGroup::stateAsString)
                .onTags(group -> world.tags.of(group.groupId()));
    }

    private Optional<PlacementGroup> named(String name) {
        return world.placementGroups.stream()
                .filter(group -> group.groupName().equals(name))
                .findFirst();
    }

    PlacementGroup requireNamed(String name) {
        return named(name).orElseThrow(() -> Kind.PLACEMENT_GROUP.notFound(name));
    }

    public CreatePlacementGroupResponse create(CreatePlacementGroupRequest request) {
        Map<String, String> tags = world.tagRules.read(request.tagSpecifications(), Kind.PLACEMENT_GROUP);
        String name = Refusals.present(request.groupName(), "groupName");
        if (named(name).isPresent()) {
            throw Refusals.badRequest(
                    "InvalidPlacementGroup.Duplicate", "The Placement Group '" + name + "' already exists.");
        }
        String id = world.newId(Kind.PLACEMENT_GROUP);
        world.tags.put(id, tags);
        PlacementGroup made = PlacementGroup.builder()
                .groupId(id)
                .groupName(name)
                .groupArn(world.arn("placement-group", name))
                .strategy(request.strategy() == null ? "cluster" : request.strategyAsString())
                .partitionCount(request.partitionCount())
                .state(PlacementGroupState.AVAILABLE)
                .build();
        world.placementGroups.add(id, made);
        return CreatePlacementGroupResponse.builder()
                .placementGroup(render(made))
                .build();
    }

    private PlacementGroup render(PlacementGroup group) {
        return group.toBuilder().tags(world.tags.list(group.groupId())).build();
    }

    public DescribePlacementGroupsResponse describe(DescribePlacementGroupsRequest request) {
        List<PlacementGroup> chosen = request.groupNames().isEmpty()
                ? world.placementGroups.choose(request.groupIds())
                : request.groupNames().stream().map(this::requireNamed).toList();
        return DescribePlacementGroupsResponse.builder()
                .placementGroups(filters.apply(request.filters(), chosen).stream()
                        .map(this::render)
                        .toList())
                .build();
    }

    public DeletePlacementGroupResponse delete(DeletePlacementGroupRequest request) {
        PlacementGroup group = requireNamed(Refusals.present(request.groupName(), "groupName"));
        if (isInUse(group)) {
            throw Refusals.badRequest(
                    "InvalidPlacementGroup.InUse",
                    "The placement group '" + group.groupName() + "' is in use and may not be deleted.");
        }
        world.remove(Kind.PLACEMENT_GROUP, group.groupId());
        return DeletePlacementGroupResponse.builder().build();
    }

    /** Its instances have to be terminated first. */
    private boolean isInUse(PlacementGroup group) {
        return world.instances.stream()
                .filter(instance -> !instance.state().equals(Instances.TERMINATED))
                .anyMatch(instance ->
                        group.groupName().equals(instance.placement().groupName()));
    }

    public DescribeCapacityReservationsResponse describe(DescribeCapacityReservationsRequest request) {
        if (!request.capacityReservationIds().isEmpty()) {
            throw Refusals.badRequest(
                    "InvalidCapacityReservationId.NotFound",
                    "The capacity reservation '"
                            + request.capacityReservationIds().get(0) + "' does not exist");
        }
        return DescribeCapacityReservationsResponse.builder()
                .capacityReservations(List.of())
                .build();
    }
}
