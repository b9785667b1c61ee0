package io.github.ekssdk.testing.internal.service.ec2;

import io.github.ekssdk.testing.internal.service.images.MachineImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Launches instances for callers. A launch template is laid under what the call itself says. */
final class InstanceRuns {
    private final Ec2World world;
    private final Instances instances;
    private final InstanceLife life;

    InstanceRuns(Ec2World world, Instances instances) {
        this.world = world;
        this.instances = instances;
        this.life = new InstanceLife(world);
    }

    public RunInstancesResponse run(RunInstancesRequest request) {
        return world.clientTokens.once(
                request, request.clientToken(), RunInstancesResponse.class, () -> start(merged(request)));
    }

    private RunInstancesRequest merged(RunInstancesRequest request) {
        LaunchTemplateSpecification named = request.launchTemplate();
        if (named == null) {
            return request;
        }
        LaunchTemplate template = named.launchTemplateId() != null
                ? world.launchTemplates.require(named.launchTemplateId())
                : world.launchTemplates.stream()
                        .filter(other -> other.launchTemplateName().equals(named.launchTemplateName()))
                        .findFirst()
                        .orElseThrow(() -> Refusals.badRequest(
                                "InvalidLaunchTemplateName.NotFoundException",
                                "The specified launch template, with template name " + named.launchTemplateName()
                                        + ", does not exist."));
        String version = named.version() == null ? "$Default" : named.version();
        RunInstancesRequest.Builder merged = RunInstancesRequest.builder();
        PojoCopy.fill(world.launchTemplateVersions.require(template, version).launchTemplateData(), merged);
        PojoCopy.fill(request, merged);
        return merged.build();
    }

    private RunInstancesResponse start(RunInstancesRequest request) {
        int most = Refusals.present(request.maxCount(), "maxCount");
        int fewest = Refusals.present(request.minCount(), "minCount");
        if (fewest < 1 || fewest > most) {
            throw Refusals.invalidValue(
                    "minCount", String.valueOf(fewest), "It must be at least 1 and at most maxCount.");
        }
        MachineImage image = Images.require(world, Refusals.present(request.imageId(), "imageId"));
        InstanceTypes.Type type =
                InstanceTypes.require(request.instanceType() == null ? "t3.micro" : request.instanceTypeAsString());
        checkArchitecture(image, type);
        if (request.keyName() != null) {
            KeyPairs.requireNamed(world, request.keyName());
        }
        List<Reservable> places = places(request);
        String subnetId = places.get(0).subnet().subnetId();
        int free = new SubnetAddresses(world).free(places.get(0).subnet());
        if (free < fewest && places.get(0).interfaceId() == null) {
            throw Refusals.badRequest(
                    "InsufficientFreeAddressesInSubnet",
                    "There are not enough free addresses in subnet '" + subnetId
                            + "' to satisfy the requested number of instances.");
        }
        List<Instance> launched = new ArrayList<>();
        for (int i = 0; i < most && (i < free || i < fewest); i++) {
            launched.add(launch(request, image, type, places.get(0)));
        }
        return RunInstancesResponse.builder()
                .reservationId(launched.get(0).instanceId().replace("i-", "r-"))
                .ownerId(world.account.id())
                .instances(launched.stream().map(instances::render).toList())
                .build();
    }

    private static void checkArchitecture(MachineImage image, InstanceTypes.Type type) {
        if (!image.architecture().equals(type.architecture())) {
            throw Refusals.invalidValue("The architecture '" + type.architecture()
                    + "' of the specified instance type does not match the architecture '" + image.architecture()
                    + "' of the specified AMI. Specify an instance type and an AMI that have matching architectures,"
                    + " and try again.");
        }
    }

    /** Where an instance goes. */
    private record Reservable(
            Subnet subnet, List<String> groups, @Nullable String interfaceId) {}

    private List<Reservable> places(RunInstancesRequest request) {
        Optional<InstanceNetworkInterfaceSpecification> card =
                request.networkInterfaces().stream().findFirst();
        String given = card.map(InstanceNetworkInterfaceSpecification::networkInterfaceId)
                .orElse(null);
        if (given != null) {
            NetworkInterface eni = world.networkInterfaces.require(given);
            if (eni.attachment() != null) {
                throw Refusals.badRequest(
                        "InvalidNetworkInterface.InUse", "The interface '" + given + "' is already in use");
            }
            return List.of(new Reservable(world.subnets.get(eni.subnetId()), List.of(), given));
        }
        String subnetId =
                card.map(InstanceNetworkInterfaceSpecification::subnetId).orElse(request.subnetId());
        Subnet subnet = subnetId == null ? defaultSubnet() : world.subnets.require(subnetId);
        List<String> named = new ArrayList<>(request.securityGroupIds());
        card.ifPresent(c -> named.addAll(c.groups()));
        return List.of(new Reservable(subnet, groups(named, subnet.vpcId()), null));
    }

    private Subnet defaultSubnet() {
        return world.subnets.stream()
                .filter(Subnet::defaultForAz)
                .findFirst()
                .orElseThrow(() -> Refusals.badRequest(
                        "MissingInput", "No subnets found for the default VPC. Please specify a subnet."));
    }

    private List<String> groups(List<String> named, String vpcId) {
        for (String id : named) {
            if (!world.securityGroups.require(id).vpcId().equals(vpcId)) {
                throw Refusals.invalidParameter(
                        "Security group " + id + " and the subnet belong to different networks.");
            }
        }
        return named.isEmpty()
                ? world.groupsByVpc.of(vpcId).stream()
                        .filter(group -> group.groupName().equals("default"))
                        .map(SecurityGroup::groupId)
                        .toList()
                : named;
    }

    private Instance launch(
            RunInstancesRequest request, MachineImage image, InstanceTypes.Type type, Reservable place) {
        Boolean publicAddress = request.networkInterfaces().stream()
                .findFirst()
                .map(InstanceNetworkInterfaceSpecification::associatePublicIpAddress)
                .orElse(null);
        LaunchExtras extras = new LaunchExtras(
                request.keyName(),
                disks(request, image),
                place.interfaceId(),
                request.privateIpAddress(),
                publicAddress,
                tags(request, ResourceType.VOLUME),
                tags(request, ResourceType.NETWORK_INTERFACE));
        boolean spot = request.instanceMarketOptions() != null
                && "spot".equals(request.instanceMarketOptions().marketTypeAsString());
        InstanceLaunch launch = new InstanceLaunch(
                place.subnet().subnetId(),
                place.groups(),
                type.name(),
                image.id(),
                spot,
                profileArn(request),
                tags(request, ResourceType.INSTANCE),
                placementGroup(request),
                List.of());
        Instance made = life.launch(launch, extras);
        InstanceAttributes.protect(world, made.instanceId(), Boolean.TRUE.equals(request.disableApiTermination()));
        return made;
    }

    private @Nullable String placementGroup(RunInstancesRequest request) {
        String name = request.placement() == null ? null : request.placement().groupName();
        return name == null
                ? null
                : new PlacementGroups(world).requireNamed(name).groupName();
    }

    private @Nullable String profileArn(RunInstancesRequest request) {
        if (request.iamInstanceProfile() == null) {
            return null;
        }
        String name = request.iamInstanceProfile().name();
        return name == null
                ? request.iamInstanceProfile().arn()
                : world.account.globalArn("iam", "instance-profile/" + name);
    }

    private static List<LaunchExtras.Disk> disks(RunInstancesRequest request, MachineImage image) {
        Map<String, LaunchExtras.Disk> disks = new LinkedHashMap<>();
        int size = image.windows() ? 50 : 20;
        disks.put(image.rootDevice(), new LaunchExtras.Disk(image.rootDevice(), size, "gp3", true, false, null));
        for (BlockDeviceMapping mapping : request.blockDeviceMappings()) {
            if (mapping.ebs() != null) {
                disks.put(mapping.deviceName(), disk(mapping, size));
            }
        }
        return List.copyOf(disks.values());
    }

    private static LaunchExtras.Disk disk(BlockDeviceMapping mapping, int size) {
        return new LaunchExtras.Disk(
                Refusals.present(mapping.deviceName(), "deviceName"),
                mapping.ebs().volumeSize() == null ? size : mapping.ebs().volumeSize(),
                mapping.ebs().volumeType() == null ? "gp3" : mapping.ebs().volumeTypeAsString(),
                !Boolean.FALSE.equals(mapping.ebs().deleteOnTermination()),
                Boolean.TRUE.equals(mapping.ebs().encrypted()),
                mapping.ebs().snapshotId());
    }

    private Map<String, String> tags(RunInstancesRequest request, ResourceType type) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (TagSpecification specification : request.tagSpecifications()) {
            if (specification.resourceType() == type) {
                tags.putAll(world.tagRules.read(specification.tags()));
            }
        }
        return tags;
    }
}
