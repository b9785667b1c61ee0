package io.github.ekssdk.testing.internal.service.ec2;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttachVolumeRequest;
import software.amazon.awssdk.services.ec2.model.AttachVolumeResponse;
import software.amazon.awssdk.services.ec2.model.CreateVolumeRequest;
import software.amazon.awssdk.services.ec2.model.CreateVolumeResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVolumeRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVolumeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.DetachVolumeRequest;
import software.amazon.awssdk.services.ec2.model.DetachVolumeResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;
import software.amazon.awssdk.services.ec2.model.VolumeAttachmentState;
import software.amazon.awssdk.services.ec2.model.VolumeState;

/** Makes, attaches, detaches, describes and deletes volumes. */
final class Volumes {
    private static final Set<String> TYPES = Set.of("gp2", "gp3", "io1", "io2", "st1", "sc1", "standard");

    private final Ec2World world;
    private final VolumeLife life;
    private final Filters<Volume> filters;

    Volumes(Ec2World world) {
        this.world = world;
        this.life = new VolumeLife(world);
        this.filters = new Filters<Volume>()
                .on("volume-id", Volume::volumeId)
                .on("volume-type", Volume::volumeTypeAsString)
                .on("status", Volume::stateAsString)
                .on("size", Volume::size)
                .on("encrypted", Volume::encrypted)
                .on("snapshot-id", Volume::snapshotId)
                .on("availability-zone", Volume::availabilityZone)
                .on("create-time", Volume::createTime)
                .on("attachment.instance-id", volume -> attached(volume, VolumeAttachment::instanceId))
                .on("attachment.device", volume -> attached(volume, VolumeAttachment::device))
                .on("attachment.status", volume -> attached(volume, VolumeAttachment::stateAsString))
                .on(
                        "attachment.delete-on-termination",
                        volume -> attached(volume, VolumeAttachment::deleteOnTermination))
                .onTags(volume -> world.tags.of(volume.volumeId()));
    }

    private static <V> List<V> attached(Volume volume, Function<VolumeAttachment, V> field) {
        return volume.attachments().stream().map(field).toList();
    }

    public CreateVolumeResponse create(CreateVolumeRequest request) {
        return world.clientTokens.once(request, request.clientToken(), CreateVolumeResponse.class, () -> make(request));
    }

    private CreateVolumeResponse make(CreateVolumeRequest request) {
        Map<String, String> tags = world.tagRules.read(request.tagSpecifications(), Kind.VOLUME);
        String zone = zone(request);
        Optional<Snapshot> snapshot = Optional.ofNullable(request.snapshotId()).map(world.snapshots::require);
        if (request.size() == null && snapshot.isEmpty()) {
            throw Refusals.missing("size/snapshot");
        }
        int size = request.size() == null ? snapshot.map(Snapshot::volumeSize).orElse(1) : request.size();
        String type = request.volumeType() == null ? "gp2" : request.volumeTypeAsString();
        if (!TYPES.contains(type)) {
            throw Refusals.invalidValue("volumeType", type, "Expecting one of gp2, gp3, io1, io2, st1, sc1, standard.");
        }
        if (size < 1
                || size > 65_536
                || snapshot.filter(s -> s.volumeSize() > size).isPresent()) {
            throw Refusals.invalidValue("size", String.valueOf(size), "Volume of this size cannot be made.");
        }
        checkQuota(size);
        Volume made = life.make(zone, size, type, Boolean.TRUE.equals(request.encrypted()), request.snapshotId(), tags);
        return CreateVolumeResponse.builder()
                .volumeId(made.volumeId())
                .availabilityZone(zone)
                .size(size)
                .volumeType(type)
                .iops(made.iops())
                .throughput(made.throughput())
                .encrypted(made.encrypted())
                .snapshotId(made.snapshotId())
                .state(made.state())
                .createTime(made.createTime())
                .multiAttachEnabled(false)
                .tags(world.tags.list(made.volumeId()))
                .build();
    }

    private String zone(CreateVolumeRequest request) {
        String named = request.availabilityZoneId() == null
                ? Refusals.present(request.availabilityZone(), "availabilityZone")
                : request.availabilityZoneId();
        return world.zones
                .find(named)
                .map(Zones.Zone::name)
                .orElseThrow(
                        () -> Refusals.badRequest("InvalidZone.NotFound", "The zone '" + named + "' does not exist."));
    }

    private void checkQuota(int gib) {
        long present = world.volumes.stream().mapToLong(Volume::size).sum();
        if (present + gib > 1024L * world.account.quotas().limit("ec2.volumesTib")) {
            throw Refusals.badRequest("VolumeLimitExceeded", "You have exceeded your maximum gp3 storage limit.");
        }
    }

    public DescribeVolumesResponse describe(DescribeVolumesRequest request) {
        Pages.refuseWithIds(request.maxResults(), request.volumeIds(), "volumeIds");
        Pages.Page<Volume> page = world.volumes.page(
                request.volumeIds(),
                filters.matching(request.filters()),
                Pages.USUAL,
                request.maxResults(),
                request.nextToken());
        return DescribeVolumesResponse.builder()
                .volumes(page.items().stream().map(this::render).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private Volume render(Volume volume) {
        return volume.toBuilder().tags(world.tags.list(volume.volumeId())).build();
    }

    public AttachVolumeResponse attach(AttachVolumeRequest request) {
        Volume volume = world.volumes.require(request.volumeId());
        Instance instance = world.instances.require(request.instanceId());
        String device = Refusals.present(request.device(), "device");
        String id = volume.volumeId();
        if (volume.state() == VolumeState.IN_USE) {
            throw Refusals.badRequest("VolumeInUse", id + " is already attached to an instance");
        }
        if (volume.state() != VolumeState.AVAILABLE) {
            throw Refusals.badRequest("IncorrectState", "Volume '" + id + "' is not 'available'.");
        }
        if (!instance.state().equals(Instances.RUNNING) && !instance.state().equals(Instances.STOPPED)) {
            throw Refusals.badRequest("IncorrectState", "Instance '" + instance.instanceId() + "' is not 'running'.");
        }
        if (!volume.availabilityZone().equals(instance.placement().availabilityZone())) {
            throw Refusals.badRequest(
                    "InvalidVolume.ZoneMismatch",
                    "The volume '" + id + "' is not in the same availability zone as instance '" + instance.instanceId()
                            + "'");
        }
        if (world.volumesByInstance.of(instance.instanceId()).stream()
                .anyMatch(other -> device.equals(other.attachments().get(0).device()))) {
            throw Refusals.invalidValue(
                    "Invalid value '" + device + "' for unixDevice. Attachment point " + device + " is already in use");
        }
        VolumeAttachment made = life.attach(id, instance.instanceId(), device, false);
        return AttachVolumeResponse.builder()
                .volumeId(id)
                .instanceId(made.instanceId())
                .device(device)
                .state(VolumeAttachmentState.ATTACHING)
                .attachTime(made.attachTime())
                .deleteOnTermination(false)
                .build();
    }

    public DetachVolumeResponse detach(DetachVolumeRequest request) {
        Volume volume = world.volumes.require(request.volumeId());
        if (volume.attachments().isEmpty()) {
            throw Refusals.badRequest(
                    "IncorrectState", "Volume '" + volume.volumeId() + "' is in the 'available' state.");
        }
        VolumeAttachment old = volume.attachments().get(0);
        if (request.instanceId() != null && !request.instanceId().equals(old.instanceId())) {
            throw Refusals.badRequest(
                    "InvalidAttachment.NotFound",
                    "The volume '" + volume.volumeId() + "' is not attached to instance '" + request.instanceId()
                            + "'.");
        }
        refuseRootOfRunning(old);
        life.detach(volume);
        return DetachVolumeResponse.builder()
                .volumeId(volume.volumeId())
                .instanceId(old.instanceId())
                .device(old.device())
                .state(VolumeAttachmentState.DETACHING)
                .attachTime(old.attachTime())
                .build();
    }

    private void refuseRootOfRunning(VolumeAttachment attachment) {
        @Nullable Instance instance = world.instances.find(attachment.instanceId()).orElse(null);
        if (instance != null
                && attachment.device().equals(instance.rootDeviceName())
                && !instance.state().equals(Instances.STOPPED)) {
            throw Refusals.badRequest(
                    "OperationNotPermitted",
                    "Unable to detach root volume '" + attachment.volumeId() + "' from instance '"
                            + attachment.instanceId() + "'");
        }
    }

    public DeleteVolumeResponse delete(DeleteVolumeRequest request) {
        Volume volume = world.volumes.require(request.volumeId());
        if (!volume.attachments().isEmpty()) {
            throw Refusals.badRequest(
                    "VolumeInUse",
                    "Volume " + volume.volumeId() + " is currently attached to "
                            + volume.attachments().get(0).instanceId());
        }
        world.remove(Kind.VOLUME, volume.volumeId());
        return DeleteVolumeResponse.builder().build();
    }
}
