package io.github.ekssdk.testing.internal.service.ec2;

import io.github.ekssdk.testing.internal.service.images.MachineImages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.CreateImageRequest;
import software.amazon.awssdk.services.ec2.model.CreateImageResponse;
import software.amazon.awssdk.services.ec2.model.DeregisterImageRequest;
import software.amazon.awssdk.services.ec2.model.DeregisterImageResponse;
import software.amazon.awssdk.services.ec2.model.DeviceType;
import software.amazon.awssdk.services.ec2.model.HypervisorType;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.ImageTypeValues;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.VirtualizationType;
import software.amazon.awssdk.services.ec2.model.Volume;

/** Makes machine images of instances, with snapshots of their volumes, and takes them back. */
final class OwnImages {
    private final Ec2World world;
    private final Snapshots snapshots;

    OwnImages(Ec2World world, Snapshots snapshots) {
        this.world = world;
        this.snapshots = snapshots;
    }

    public CreateImageResponse create(CreateImageRequest request) {
        Instance instance = world.instances.require(request.instanceId());
        String name = Refusals.present(request.name(), "name");
        if (name.length() < 3 || name.length() > 128) {
            throw Refusals.badRequest(
                    "InvalidAMIName.Malformed", "AMI names must be between 3 and 128 characters long.");
        }
        world.images.stream()
                .filter(image -> image.name().equals(name))
                .findFirst()
                .ifPresent(image -> {
                    throw Refusals.badRequest(
                            "InvalidAMIName.Duplicate",
                            "AMI name " + name + " is already in use by AMI " + image.imageId());
                });
        if (!instance.state().equals(Instances.RUNNING) && !instance.state().equals(Instances.STOPPED)) {
            throw Refusals.badRequest("IncorrectInstanceState", "Instance is not in state 'running' or 'stopped'.");
        }
        Map<String, String> tags = world.tagRules.read(request.tagSpecifications(), Kind.IMAGE);
        String id = world.newId(Kind.IMAGE);
        world.tags.put(id, tags);
        world.images.add(id, image(id, name, request.description(), instance));
        world.later(
                "ec2.image.create",
                id,
                "available",
                () -> world.images.update(id, image -> image.copy(b -> b.state(ImageState.AVAILABLE))));
        return CreateImageResponse.builder().imageId(id).build();
    }

    private Image image(String id, String name, String description, Instance instance) {
        List<BlockDeviceMapping> disks = new ArrayList<>();
        for (Volume volume : world.volumesByInstance.of(instance.instanceId())) {
            String snapshot = snapshots
                    .make(volume, "Created by CreateImage(" + instance.instanceId() + ") for " + id, Map.of())
                    .snapshotId();
            disks.add(BlockDeviceMapping.builder()
                    .deviceName(volume.attachments().get(0).device())
                    .ebs(ebs -> ebs.snapshotId(snapshot)
                            .volumeSize(volume.size())
                            .volumeType(volume.volumeTypeAsString())
                            .encrypted(volume.encrypted())
                            .deleteOnTermination(true))
                    .build());
        }
        return Image.builder()
                .imageId(id)
                .name(name)
                .description(description)
                .architecture(instance.architectureAsString())
                .ownerId(world.account.id())
                .imageLocation(world.account.id() + "/" + name)
                .imageType(ImageTypeValues.MACHINE)
                .state(ImageState.PENDING)
                .publicLaunchPermissions(false)
                .platformDetails("Linux/UNIX")
                .usageOperation("RunInstances")
                .rootDeviceType(DeviceType.EBS)
                .rootDeviceName(instance.rootDeviceName())
                .virtualizationType(VirtualizationType.HVM)
                .hypervisor(HypervisorType.XEN)
                .enaSupport(true)
                .sourceInstanceId(instance.instanceId())
                .creationDate(world.now().toString())
                .blockDeviceMappings(disks)
                .build();
    }

    /** The snapshots stay. */
    public DeregisterImageResponse deregister(DeregisterImageRequest request) {
        String id = Refusals.present(request.imageId(), "imageId");
        if (MachineImages.of(world.account.region()).find(id).isPresent()) {
            throw Refusals.badRequest("AuthFailure", "Not authorized for image:" + id);
        }
        world.remove(Kind.IMAGE, world.images.require(id).imageId());
        return DeregisterImageResponse.builder().build();
    }
}
