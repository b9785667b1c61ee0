package io.github.ekssdk.testing.internal.service.ec2;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceIpv6Address;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Makes and removes network interfaces, gives them public addresses and takes these away. */
final class InterfaceBirth {
    private final Ec2World world;
    private final SubnetAddresses addresses;

    InterfaceBirth(Ec2World world) {
        this.world = world;
        this.addresses = new SubnetAddresses(world);
    }

    NetworkInterface make(InterfaceSpec spec, Map<String, String> tags) {
        Subnet subnet = spec.subnet();
        String privateAddress = addresses.take(subnet, spec.privateAddress());
        String id = world.newId(Kind.NETWORK_INTERFACE);
        world.tags.put(id, tags);
        NetworkInterface made = NetworkInterface.builder()
                .networkInterfaceId(id)
                .subnetId(subnet.subnetId())
                .vpcId(subnet.vpcId())
                .availabilityZone(subnet.availabilityZone())
                .availabilityZoneId(subnet.availabilityZoneId())
                .description(spec.description())
                .groups(groups(spec.groupIds()))
                .interfaceType(spec.type())
                .macAddress(macAddress())
                .ownerId(world.account.id())
                .privateDnsName(privateName(privateAddress))
                .privateIpAddress(privateAddress)
                .privateIpAddresses(NetworkInterfacePrivateIpAddress.builder()
                        .primary(true)
                        .privateIpAddress(privateAddress)
                        .privateDnsName(privateName(privateAddress))
                        .build())
                .requesterId(spec.requesterId())
                .requesterManaged(spec.managed())
                .sourceDestCheck(!spec.type().equals("nat_gateway"))
                .status(NetworkInterfaceStatus.AVAILABLE)
                .build();
        world.networkInterfaces.add(id, made);
        if (Boolean.TRUE.equals(subnet.assignIpv6AddressOnCreation())) {
            addIpv6(id, subnet);
        }
        return world.networkInterfaces.get(id);
    }

    private void addIpv6(String id, Subnet subnet) {
        int number = Integer.parseInt(world.account.ids().hex("ipv6-address", 4), 16) | 1;
        String address = Ipv6Block.parse(
                        subnet.ipv6CidrBlockAssociationSet().get(0).ipv6CidrBlock(), "ipv6CidrBlock")
                .address(number);
        world.networkInterfaces.update(
                id,
                eni -> eni.toBuilder()
                        .ipv6Address(address)
                        .ipv6Addresses(NetworkInterfaceIpv6Address.builder()
                                .ipv6Address(address)
                                .build())
                        .build());
    }

    List<GroupIdentifier> groups(List<String> groupIds) {
        return groupIds.stream()
                .map(world.securityGroups::get)
                .map(group -> GroupIdentifier.builder()
                        .groupId(group.groupId())
                        .groupName(group.groupName())
                        .build())
                .toList();
    }

    private String macAddress() {
        return "02:" + String.join(":", world.account.ids().hex("mac", 10).split("(?<=\\G..)"));
    }

    private String privateName(String address) {
        return "ip-" + address.replace('.', '-') + "." + Instances.privateDomain(world.account.region());
    }

    /** Marks an interface as attached to something of the given owner. */
    void attach(String id, String ownerId, @Nullable String instanceId) {
        attach(id, ownerId, instanceId, instanceId == null ? 1 : 0, instanceId != null);
    }

    /** Marks an interface as attached at a place of its own. */
    void attach(String id, String ownerId, @Nullable String instanceId, int deviceIndex, boolean deleteOnTermination) {
        attach(id, ownerId, instanceId, 0, deviceIndex, deleteOnTermination);
    }

    /** Marks an interface as attached at a place on a network card. */
    void attach(
            String id,
            String ownerId,
            @Nullable String instanceId,
            int networkCard,
            int deviceIndex,
            boolean deleteOnTermination) {
        NetworkInterfaceAttachment attachment = NetworkInterfaceAttachment.builder()
                .attachmentId(world.newId("eni-attach"))
                .attachTime(world.now())
                .deleteOnTermination(deleteOnTermination)
                .deviceIndex(deviceIndex)
                .networkCardIndex(networkCard)
                .instanceId(instanceId)
                .instanceOwnerId(ownerId)
                .status(AttachmentStatus.ATTACHED)
                .build();
        world.networkInterfaces.update(
                id,
                eni -> eni.toBuilder()
                        .attachment(attachment)
                        .status(NetworkInterfaceStatus.IN_USE)
                        .build());
    }

    /** Gives an interface the Elastic IP address with that id. */
    void associate(String id, String allocationId) {
        NetworkInterface eni = world.networkInterfaces.get(id);
        String associationId = world.newId("eipassoc");
        world.addresses.update(
                allocationId,
                address -> address.toBuilder()
                        .associationId(associationId)
                        .networkInterfaceId(id)
                        .networkInterfaceOwnerId(world.account.id())
                        .privateIpAddress(eni.privateIpAddress())
                        .subnetId(eni.subnetId())
                        .build());
        String publicIp = world.addresses.get(allocationId).publicIp();
        map(
                id,
                association -> association
                        .allocationId(allocationId)
                        .associationId(associationId)
                        .ipOwnerId(world.account.id())
                        .publicIp(publicIp));
    }

    /** Gives an interface a public address of Amazon's pool, which goes away with it. */
    void mapPublicAddress(String id) {
        String publicIp = world.newPublicAddress();
        map(id, association -> association.ipOwnerId("amazon").publicIp(publicIp));
    }

    private void map(String id, UnaryOperator<NetworkInterfaceAssociation.Builder> details) {
        NetworkInterfaceAssociation association =
                details.apply(NetworkInterfaceAssociation.builder()).build();
        world.networkInterfaces.update(
                id, eni -> eni.toBuilder().association(association).build());
    }

    /** Takes an interface off what it is attached to. */
    void detach(String id) {
        world.networkInterfaces.update(
                id,
                eni -> eni.toBuilder()
                        .attachment((NetworkInterfaceAttachment) null)
                        .status(NetworkInterfaceStatus.AVAILABLE)
                        .build());
    }

    /** Takes its Elastic IP address from an interface. */
    void disassociate(String allocationId) {
        String id = world.addresses.get(allocationId).networkInterfaceId();
        free(allocationId);
        world.networkInterfaces.update(
                id,
                eni -> eni.toBuilder()
                        .association((NetworkInterfaceAssociation) null)
                        .build());
    }

    /** Removes an interface and frees its Elastic IP address. */
    void remove(String id) {
        world.addresses.stream()
                .filter(address -> id.equals(address.networkInterfaceId()))
                .map(Address::allocationId)
                .toList()
                .forEach(this::free);
        world.remove(Kind.NETWORK_INTERFACE, id);
    }

    private void free(String allocationId) {
        world.addresses.update(
                allocationId,
                address -> address.toBuilder()
                        .associationId(null)
                        .networkInterfaceId(null)
                        .networkInterfaceOwnerId(null)
                        .privateIpAddress(null)
                        .subnetId(null)
                        .build());
    }
}
