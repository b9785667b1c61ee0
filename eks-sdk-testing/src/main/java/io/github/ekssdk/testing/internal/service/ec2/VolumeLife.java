package io.github.ekssdk.testing.internal.service.ec2;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;
import software.amazon.awssdk.services.ec2.model.VolumeAttachmentState;
import software.amazon.awssdk.services.ec2.model.VolumeState;

/** Makes volumes, attaches them to instances and takes them off again. */
final class VolumeLife {
    private final Ec2World world;

    VolumeLife(Ec2World world) {
        this.world = world;
    }

    /** A volume that is being created; it becomes available after a while. */
    Volume make(
            String zone,
            int gib,
            String type,
            boolean encrypted,
            @Nullable String snapshotId,
            Map<String, String> tags) {
        Volume volume = add(zone, gib, type, encrypted, snapshotId, VolumeState.CREATING, tags);
        String id = volume.volumeId();
        world.later("ec2.volume.create", id, "available", () -> move(id, VolumeState.CREATING, VolumeState.AVAILABLE));
        return volume;
    }

    private Volume add(
            String zone,
            int gib,
            String type,
            boolean encrypted,
            @Nullable String snapshotId,
            VolumeState state,
            Map<String, String> tags) {
        String id = world.newId(Kind.VOLUME);
        world.tags.put(id, tags);
        return world.volumes.add(
                id,
                Volume.builder()
                        .volumeId(id)
                        .availabilityZone(zone)
                        .size(gib)
                        .volumeType(type)
                        .iops(type.equals("gp3") ? 3000 : Math.max(100, 3 * gib))
                        .throughput(type.equals("gp3") ? 125 : null)
                        .encrypted(encrypted)
                        .snapshotId(snapshotId == null ? "" : snapshotId)
                        .state(state)
                        .multiAttachEnabled(false)
                        .createTime(world.now())
                        .build());
    }

    private void move(String id, VolumeState from, VolumeState to) {
        world.volumes.update(id, volume -> volume.state() == from ? volume.copy(b -> b.state(to)) : volume);
    }

    /** Makes a volume together with the instance that it belongs to. */
    void makeWith(String instanceId, String zone, LaunchExtras.Disk disk, Map<String, String> tags) {
        Volume volume =
                add(zone, disk.gib(), disk.type(), disk.encrypted(), disk.snapshotId(), VolumeState.IN_USE, tags);
        attach(volume.volumeId(), instanceId, disk.device(), disk.deleteOnTermination());
    }

    VolumeAttachment attach(String id, String instanceId, String device, boolean deleteOnTermination) {
        VolumeAttachment attachment = VolumeAttachment.builder()
                .volumeId(id)
                .instanceId(instanceId)
                .device(device)
                .deleteOnTermination(deleteOnTermination)
                .attachTime(world.now())
                .state(VolumeAttachmentState.ATTACHED)
                .build();
        world.volumes.update(
                id, volume -> volume.copy(b -> b.state(VolumeState.IN_USE).attachments(attachment)));
        show(instanceId);
        return attachment;
    }

    void detach(Volume volume) {
        world.volumes.update(
                volume.volumeId(),
                v -> v.copy(b -> b.state(VolumeState.AVAILABLE).attachments(List.of())));
        volume.attachments().forEach(attachment -> show(attachment.instanceId()));
    }

    /** Takes the volumes off an instance that ends: some go with it, the others stay behind. */
    void leaveBehind(String instanceId) {
        for (Volume volume : world.volumesByInstance.of(instanceId)) {
            if (Boolean.TRUE.equals(volume.attachments().get(0).deleteOnTermination())) {
                world.remove(Kind.VOLUME, volume.volumeId());
            } else {
                detach(volume);
            }
        }
        show(instanceId);
    }

    private void show(String instanceId) {
        List<InstanceBlockDeviceMapping> devices = world.volumesByInstance.of(instanceId).stream()
                .map(volume -> volume.attachments().get(0))
                .map(attachment -> InstanceBlockDeviceMapping.builder()
                        .deviceName(attachment.device())
                        .ebs(ebs -> ebs.volumeId(attachment.volumeId())
                                .attachTime(attachment.attachTime())
                                .deleteOnTermination(attachment.deleteOnTermination())
                                .status("attached"))
                        .build())
                .toList();
        world.instances.update(instanceId, instance -> instance.copy(b -> b.blockDeviceMappings(devices)));
    }
}
