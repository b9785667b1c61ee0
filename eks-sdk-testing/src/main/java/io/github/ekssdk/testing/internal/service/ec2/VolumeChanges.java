package io.github.ekssdk.testing.internal.service.ec2;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesModificationsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesModificationsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVolumeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVolumeResponse;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeModification;
import software.amazon.awssdk.services.ec2.model.VolumeModificationState;

/** Changes volumes while they are in use: the new size shows once they optimize, and for six hours nothing more changes. */
final class VolumeChanges {
    private static final Duration BETWEEN = Duration.ofHours(6);

    private final Ec2World world;
    private final Map<String, VolumeModification> latest = new TreeMap<>();
    private final Filters<VolumeModification> filters;

    VolumeChanges(Ec2World world) {
        this.world = world;
        this.filters = new Filters<VolumeModification>()
                .on("volume-id", VolumeModification::volumeId)
                .on("modification-state", VolumeModification::modificationStateAsString)
                .on("original-size", VolumeModification::originalSize)
                .on("target-size", VolumeModification::targetSize)
                .on("original-volume-type", VolumeModification::originalVolumeTypeAsString)
                .on("target-volume-type", VolumeModification::targetVolumeTypeAsString);
    }

    public ModifyVolumeResponse modify(ModifyVolumeRequest request) {
        Volume volume = world.volumes.require(request.volumeId());
        check(request, volume);
        VolumeModification begun = VolumeModification.builder()
                .volumeId(volume.volumeId())
                .modificationState(VolumeModificationState.MODIFYING)
                .originalSize(volume.size())
                .originalVolumeType(volume.volumeTypeAsString())
                .originalIops(volume.iops())
                .originalThroughput(volume.throughput())
                .originalMultiAttachEnabled(false)
                .targetSize(request.size() == null ? volume.size() : request.size())
                .targetVolumeType(
                        request.volumeType() == null ? volume.volumeTypeAsString() : request.volumeTypeAsString())
                .targetIops(request.iops() == null ? volume.iops() : request.iops())
                .targetThroughput(request.throughput() == null ? volume.throughput() : request.throughput())
                .targetMultiAttachEnabled(false)
                .startTime(world.now())
                .progress(0L)
                .build();
        latest.put(volume.volumeId(), begun);
        world.later("ec2.volume.modify", volume.volumeId(), "optimizing", () -> optimize(volume.volumeId()));
        return ModifyVolumeResponse.builder().volumeModification(begun).build();
    }

    private void check(ModifyVolumeRequest request, Volume volume) {
        String id = volume.volumeId();
        if (request.size() == null
                && request.volumeType() == null
                && request.iops() == null
                && request.throughput() == null) {
            throw Refusals.invalidCombination("No modification of volume '" + id + "' was asked for.");
        }
        if (request.size() != null && request.size() < volume.size()) {
            throw Refusals.invalidValue("New size cannot be smaller than existing size");
        }
        if (!List.of("available", "in-use").contains(volume.stateAsString())) {
            throw Refusals.badRequest(
                    "IncorrectModificationState",
                    "Volume '" + id + "' is in the '" + volume.stateAsString() + "' state and cannot be modified.");
        }
        VolumeModification before = latest.get(id);
        Instant now = world.now();
        if (before != null && now.isBefore(before.startTime().plus(BETWEEN))) {
            throw Refusals.badRequest(
                    "VolumeModificationRateExceeded",
                    "You've reached the maximum modification rate per volume limit. Wait at least 6 hours between"
                            + " modifications per EBS volume.");
        }
    }

    private void optimize(String id) {
        VolumeModification change = latest.get(id);
        if (change == null || world.volumes.find(id).isEmpty()) {
            return;
        }
        world.volumes.update(
                id,
                volume -> volume.copy(b -> b.size(change.targetSize())
                        .volumeType(change.targetVolumeTypeAsString())
                        .iops(change.targetIops())
                        .throughput(change.targetThroughput())));
        latest.put(id, change.copy(b -> b.modificationState(VolumeModificationState.OPTIMIZING)));
        world.later(
                "ec2.volume.optimize",
                id,
                "completed",
                () -> latest.computeIfPresent(
                        id,
                        (key, old) -> old.copy(b -> b.modificationState(VolumeModificationState.COMPLETED)
                                .progress(100L)
                                .endTime(world.now()))));
    }

    public DescribeVolumesModificationsResponse describe(DescribeVolumesModificationsRequest request) {
        List<VolumeModification> chosen = new ArrayList<>();
        if (request.volumeIds().isEmpty()) {
            chosen.addAll(latest.values());
        }
        for (String id : request.volumeIds()) {
            VolumeModification found = latest.get(world.volumes.require(id).volumeId());
            if (found == null) {
                throw Refusals.badRequest(
                        "InvalidVolumeModification.NotFound", "Modification for volume '" + id + "' does not exist.");
            }
            chosen.add(found);
        }
        Pages.Page<VolumeModification> page =
                Pages.USUAL.of(filters.apply(request.filters(), chosen), request.maxResults(), request.nextToken());
        return DescribeVolumesModificationsResponse.builder()
                .volumesModifications(page.items())
                .nextToken(page.nextToken())
                .build();
    }
}
