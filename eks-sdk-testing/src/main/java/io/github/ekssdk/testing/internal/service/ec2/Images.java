package io.github.ekssdk.testing.internal.service.ec2;

import io.github.ekssdk.testing.internal.service.images.MachineImage;
import io.github.ekssdk.testing.internal.service.images.MachineImages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.DeviceType;
import software.amazon.awssdk.services.ec2.model.HypervisorType;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.ImageTypeValues;
import software.amazon.awssdk.services.ec2.model.VirtualizationType;
import software.amazon.awssdk.services.ec2.model.VolumeType;

/** Answers what machine images there are: those of the catalogue, and those that the account made. */
final class Images {
    private static final Pages PAGES = new Pages(1, 1000);

    private final Ec2World world;
    private final Filters<Image> filters;

    Images(Ec2World world) {
        this.world = world;
        this.filters = new Filters<Image>()
                .on("image-id", Image::imageId)
                .on("name", Image::name)
                .on("description", Image::description)
                .on("architecture", Image::architectureAsString)
                .on("owner-id", Image::ownerId)
                .on("owner-alias", Image::imageOwnerAlias)
                .on("state", Image::stateAsString)
                .on("is-public", Image::publicLaunchPermissions)
                .on("image-type", Image::imageTypeAsString)
                .on("platform", Image::platformAsString)
                .on("root-device-type", Image::rootDeviceTypeAsString)
                .on("root-device-name", Image::rootDeviceName)
                .on("virtualization-type", Image::virtualizationTypeAsString)
                .on("hypervisor", Image::hypervisorAsString)
                .on("ena-support", Image::enaSupport)
                .on("creation-date", Image::creationDate)
                .onTags(image -> world.tags.of(image.imageId()));
    }

    public DescribeImagesResponse describe(DescribeImagesRequest request) {
        List<Image> chosen = request.imageIds().isEmpty()
                ? everything()
                : request.imageIds().stream().map(this::image).toList();
        List<Image> images = chosen.stream()
                .filter(image -> isOwned(image, request.owners()))
                .toList();
        Pages.Page<Image> page =
                PAGES.of(filters.apply(request.filters(), images), request.maxResults(), request.nextToken());
        return DescribeImagesResponse.builder()
                .images(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private List<Image> everything() {
        List<Image> all = new ArrayList<>();
        MachineImages.of(world.account.region()).all().forEach(image -> all.add(render(image)));
        world.images.choose(List.of()).forEach(image -> all.add(render(image)));
        return all;
    }

    private Image image(String id) {
        return world.images.find(id).map(this::render).orElseGet(() -> render(require(world, id)));
    }

    private Image render(Image own) {
        return own.copy(b -> b.tags(world.tags.list(own.imageId())));
    }

    /** The image with that id, or EC2's refusal. */
    static MachineImage require(Ec2World world, String id) {
        Optional<MachineImage> ofAmazon =
                MachineImages.of(world.account.region()).find(id);
        return ofAmazon.orElseGet(() -> own(world.images.require(id)));
    }

    private static MachineImage own(Image image) {
        return new MachineImage(
                image.imageId(),
                image.name(),
                "CUSTOM",
                "",
                "",
                image.ownerId(),
                image.architectureAsString(),
                false,
                image.description() == null ? "" : image.description(),
                image.creationDate());
    }

    private boolean isOwned(Image image, List<String> owners) {
        boolean own = world.account.id().equals(image.ownerId());
        return owners.isEmpty() || owners.contains(image.ownerId()) || owners.contains(own ? "self" : "amazon");
    }

    private static Image render(MachineImage image) {
        Image.Builder render = Image.builder()
                .imageId(image.id())
                .name(image.name())
                .description(image.description())
                .architecture(image.architecture())
                .ownerId(image.owner())
                .imageOwnerAlias("amazon")
                .imageLocation("amazon/" + image.name())
                .imageType(ImageTypeValues.MACHINE)
                .state(ImageState.AVAILABLE)
                .publicLaunchPermissions(true)
                .platformDetails(image.windows() ? "Windows" : "Linux/UNIX")
                .usageOperation(image.windows() ? "RunInstances:0002" : "RunInstances")
                .rootDeviceType(DeviceType.EBS)
                .rootDeviceName(image.rootDevice())
                .virtualizationType(VirtualizationType.HVM)
                .hypervisor(HypervisorType.XEN)
                .enaSupport(true)
                .creationDate(image.creationDate())
                .blockDeviceMappings(BlockDeviceMapping.builder()
                        .deviceName(image.rootDevice())
                        .ebs(ebs -> ebs.volumeSize(image.windows() ? 50 : 20)
                                .volumeType(VolumeType.GP3)
                                .deleteOnTermination(true)
                                .encrypted(false))
                        .build());
        return image.windows() ? render.platform("windows").build() : render.build();
    }
}
