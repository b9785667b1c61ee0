package io.github.ekssdk.testing.internal.service.ec2;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSnapshotRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSnapshotResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.SnapshotState;
import software.amazon.awssdk.services.ec2.model.Volume;

/** Makes, describes and deletes snapshots of volumes. */
final class Snapshots {
    private final Ec2World world;
    private final Filters<Snapshot> filters;

    Snapshots(Ec2World world) {
        this.world = world;
        this.filters = new Filters<Snapshot>()
                .on("snapshot-id", Snapshot::snapshotId)
                .on("volume-id", Snapshot::volumeId)
                .on("volume-size", Snapshot::volumeSize)
                .on("status", Snapshot::stateAsString)
                .on("description", Snapshot::description)
                .on("encrypted", Snapshot::encrypted)
                .on("owner-id", Snapshot::ownerId)
                .on("progress", Snapshot::progress)
                .on("start-time", Snapshot::startTime)
                .onTags(snapshot -> world.tags.of(snapshot.snapshotId()));
    }

    public CreateSnapshotResponse create(CreateSnapshotRequest request) {
        Map<String, String> tags = world.tagRules.read(request.tagSpecifications(), Kind.SNAPSHOT);
        Volume volume = world.volumes.require(request.volumeId());
        world.checkQuota(
                "ec2.snapshots",
                world.snapshots.size(),
                "SnapshotLimitExceeded",
                "Maximum allowed snapshots exceeded.");
        Snapshot made = make(volume, request.description() == null ? "" : request.description(), tags);
        return CreateSnapshotResponse.builder()
                .snapshotId(made.snapshotId())
                .volumeId(made.volumeId())
                .volumeSize(made.volumeSize())
                .description(made.description())
                .encrypted(made.encrypted())
                .ownerId(made.ownerId())
                .state(made.state())
                .progress("")
                .startTime(made.startTime())
                .tags(world.tags.list(made.snapshotId()))
                .build();
    }

    Snapshot make(Volume volume, String description, Map<String, String> tags) {
        String id = world.newId(Kind.SNAPSHOT);
        world.tags.put(id, tags);
        Snapshot made = Snapshot.builder()
                .snapshotId(id)
                .volumeId(volume.volumeId())
                .volumeSize(volume.size())
                .encrypted(volume.encrypted())
                .description(description)
                .ownerId(world.account.id())
                .state(SnapshotState.PENDING)
                .progress("0%")
                .startTime(world.now())
                .build();
        world.snapshots.add(id, made);
        world.later(
                "ec2.snapshot.create",
                id,
                "completed",
                () -> world.snapshots.update(
                        id,
                        snapshot -> snapshot.copy(
                                b -> b.state(SnapshotState.COMPLETED).progress("100%"))));
        return made;
    }

    public DescribeSnapshotsResponse describe(DescribeSnapshotsRequest request) {
        List<String> owners = request.ownerIds();
        Predicate<Snapshot> owned =
                snapshot -> owners.isEmpty() || owners.contains("self") || owners.contains(snapshot.ownerId());
        Pages.Page<Snapshot> page = world.snapshots.page(
                request.snapshotIds(),
                filters.matching(request.filters()).and(owned),
                Pages.USUAL,
                request.maxResults(),
                request.nextToken());
        return DescribeSnapshotsResponse.builder()
                .snapshots(page.items().stream().map(this::render).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private Snapshot render(Snapshot snapshot) {
        return snapshot.toBuilder().tags(world.tags.list(snapshot.snapshotId())).build();
    }

    public DeleteSnapshotResponse delete(DeleteSnapshotRequest request) {
        world.remove(
                Kind.SNAPSHOT, world.snapshots.require(request.snapshotId()).snapshotId());
        return DeleteSnapshotResponse.builder().build();
    }
}
