package io.github.ekssdk.testing.internal.service.ec2;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Makes, describes and deletes network interfaces. */
final class NetworkInterfaces {
    private final Ec2World world;
    private final InterfaceBirth birth;
    private final Filters<NetworkInterface> filters;

    NetworkInterfaces(Ec2World world) {
        this.world = world;
        this.birth = new InterfaceBirth(world);
        this.filters = new Filters<NetworkInterface>()
                .on("network-interface-id", NetworkInterface::networkInterfaceId)
                .on("vpc-id", NetworkInterface::vpcId)
                .on("subnet-id", NetworkInterface::subnetId)
                .on("availability-zone", NetworkInterface::availabilityZone)
                .on("availability-zone-id", NetworkInterface::availabilityZoneId)
                .on("description", NetworkInterface::description)
                .on("status", NetworkInterface::statusAsString)
                .on("interface-type", NetworkInterface::interfaceTypeAsString)
                .on("requester-id", NetworkInterface::requesterId)
                .on("requester-managed", NetworkInterface::requesterManaged)
                .on("owner-id", NetworkInterface::ownerId)
                .on("mac-address", NetworkInterface::macAddress)
                .on("private-dns-name", NetworkInterface::privateDnsName)
                .on("private-ip-address", NetworkInterface::privateIpAddress)
                .on("addresses.private-ip-address", NetworkInterface::privateIpAddress)
                .on("source-dest-check", NetworkInterface::sourceDestCheck)
                .on("group-id", eni -> groups(eni, GroupIdentifier::groupId))
                .on("group-name", eni -> groups(eni, GroupIdentifier::groupName))
                .onTags(eni -> world.tags.of(eni.networkInterfaceId()));
        onAssociation("association.allocation-id", NetworkInterfaceAssociation::allocationId);
        onAssociation("association.association-id", NetworkInterfaceAssociation::associationId);
        onAssociation("association.ip-owner-id", NetworkInterfaceAssociation::ipOwnerId);
        onAssociation("association.public-ip", NetworkInterfaceAssociation::publicIp);
        onAssociation("addresses.association.public-ip", NetworkInterfaceAssociation::publicIp);
        onAttachment("attachment.attachment-id", NetworkInterfaceAttachment::attachmentId);
        onAttachment("attachment.delete-on-termination", NetworkInterfaceAttachment::deleteOnTermination);
        onAttachment("attachment.device-index", NetworkInterfaceAttachment::deviceIndex);
        onAttachment("attachment.instance-id", NetworkInterfaceAttachment::instanceId);
        onAttachment("attachment.instance-owner-id", NetworkInterfaceAttachment::instanceOwnerId);
        onAttachment("attachment.status", NetworkInterfaceAttachment::statusAsString);
    }

    private static List<String> groups(NetworkInterface eni, Function<GroupIdentifier, String> field) {
        return eni.groups().stream().map(field).toList();
    }

    private void onAssociation(String name, Function<NetworkInterfaceAssociation, ?> field) {
        filters.on(name, eni -> eni.association() == null ? null : field.apply(eni.association()));
    }

    private void onAttachment(String name, Function<NetworkInterfaceAttachment, ?> field) {
        filters.on(name, eni -> eni.attachment() == null ? null : field.apply(eni.attachment()));
    }

    public CreateNetworkInterfaceResponse create(CreateNetworkInterfaceRequest request) {
        return world.clientTokens.once(
                request, request.clientToken(), CreateNetworkInterfaceResponse.class, () -> make(request));
    }

    private CreateNetworkInterfaceResponse make(CreateNetworkInterfaceRequest request) {
        Map<String, String> tags = world.tagRules.read(request.tagSpecifications(), Kind.NETWORK_INTERFACE);
        Subnet subnet = world.subnets.require(request.subnetId());
        String description = request.description() == null ? "" : request.description();
        InterfaceSpec spec = InterfaceSpec.of(subnet, description, groups(request.groups(), subnet.vpcId()))
                .requestedBy(world.account.id(), false)
                .privateAddress(request.privateIpAddress());
        NetworkInterface made = birth.make(spec, tags);
        return CreateNetworkInterfaceResponse.builder()
                .networkInterface(render(made))
                .clientToken(request.clientToken())
                .build();
    }

    private List<String> groups(List<String> named, String vpcId) {
        if (named.isEmpty()) {
            return world.groupsByVpc.of(vpcId).stream()
                    .filter(group -> group.groupName().equals("default"))
                    .map(SecurityGroup::groupId)
                    .toList();
        }
        world.checkQuota(
                "ec2.securityGroupsPerInterface",
                named.size() - 1L,
                "SecurityGroupsPerInterfaceLimitExceeded",
                "The maximum number of security groups per interface has been reached.");
        for (String id : named) {
            if (!world.securityGroups.require(id).vpcId().equals(vpcId)) {
                throw Refusals.badRequest(
                        "InvalidGroup.NotFound", "You have specified two resources that belong to different networks.");
            }
        }
        return named;
    }

    public DescribeNetworkInterfacesResponse describe(DescribeNetworkInterfacesRequest request) {
        Pages.refuseWithIds(request.maxResults(), request.networkInterfaceIds(), "networkInterfaceIds");
        Pages.Page<NetworkInterface> page = world.networkInterfaces.page(
                request.networkInterfaceIds(),
                filters.matching(request.filters()),
                Pages.USUAL,
                request.maxResults(),
                request.nextToken());
        return DescribeNetworkInterfacesResponse.builder()
                .networkInterfaces(page.items().stream().map(this::render).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private NetworkInterface render(NetworkInterface eni) {
        return eni.toBuilder().tagSet(world.tags.list(eni.networkInterfaceId())).build();
    }

    public DeleteNetworkInterfaceResponse delete(DeleteNetworkInterfaceRequest request) {
        NetworkInterface eni = world.networkInterfaces.require(request.networkInterfaceId());
        String id = eni.networkInterfaceId();
        if (eni.attachment() != null) {
            throw Refusals.invalidValue("Network interface '" + id + "' is currently in use.");
        }
        if (Boolean.TRUE.equals(eni.requesterManaged())) {
            throw Refusals.badRequest(
                    "OperationNotPermitted", "You are not allowed to manage the network interface '" + id + "'.");
        }
        birth.remove(id);
        return DeleteNetworkInterfaceResponse.builder().build();
    }
}
