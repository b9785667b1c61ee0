package io.github.ekssdk.testing.internal.service.ec2;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AssociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AssociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.AttachNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.AttachNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/** Attaches, detaches and changes network interfaces, and gives them Elastic IP addresses. */
final class InterfaceChanges {
    private final Ec2World world;
    private final InterfaceBirth interfaces;

    InterfaceChanges(Ec2World world) {
        this.world = world;
        this.interfaces = new InterfaceBirth(world);
    }

    public AttachNetworkInterfaceResponse attach(AttachNetworkInterfaceRequest request) {
        NetworkInterface eni = world.networkInterfaces.require(request.networkInterfaceId());
        Instance instance = world.instances.require(request.instanceId());
        int index = Refusals.present(request.deviceIndex(), "deviceIndex");
        if (eni.attachment() != null) {
            throw Refusals.badRequest("InvalidParameterValue", "Interface: [" + eni.networkInterfaceId() + "] in use.");
        }
        List<NetworkInterface> present = world.interfacesByInstance.of(instance.instanceId());
        if (present.stream().anyMatch(other -> other.attachment().deviceIndex() == index)) {
            throw Refusals.invalidValue("Instance '" + instance.instanceId()
                    + "' already has an interface attached at device index '" + index + "'.");
        }
        InstanceTypes.Type type = InstanceTypes.require(instance.instanceTypeAsString());
        if (present.size() >= type.interfaces()) {
            throw Refusals.badRequest(
                    "AttachmentLimitExceeded",
                    "Interface count " + (present.size() + 1) + " exceeds the limit for " + type.name());
        }
        if (!eni.availabilityZone().equals(instance.placement().availabilityZone())) {
            throw Refusals.invalidCombination(
                    "You may not attach a network interface to an instance if they are not in the same availability"
                            + " zone");
        }
        interfaces.attach(eni.networkInterfaceId(), world.account.id(), instance.instanceId(), index, false);
        return AttachNetworkInterfaceResponse.builder()
                .attachmentId(world.networkInterfaces
                        .get(eni.networkInterfaceId())
                        .attachment()
                        .attachmentId())
                .networkCardIndex(0)
                .build();
    }

    public DetachNetworkInterfaceResponse detach(DetachNetworkInterfaceRequest request) {
        String id = Refusals.present(request.attachmentId(), "attachmentId");
        NetworkInterface eni = world.networkInterfaces.stream()
                .filter(other -> other.attachment() != null
                        && id.equals(other.attachment().attachmentId()))
                .findFirst()
                .orElseThrow(() -> Refusals.badRequest(
                        "InvalidAttachmentID.NotFound",
                        "The networkInterface attachment ID '" + id + "' does not exist"));
        if (Boolean.TRUE.equals(eni.requesterManaged()) || eni.attachment().instanceId() == null) {
            throw Refusals.badRequest(
                    "OperationNotPermitted", "You are not allowed to manage '" + id + "' attachments.");
        }
        if (eni.attachment().deviceIndex() == 0) {
            throw Refusals.badRequest(
                    "OperationNotPermitted", "The network interface at device index 0 cannot be detached.");
        }
        interfaces.detach(eni.networkInterfaceId());
        return DetachNetworkInterfaceResponse.builder().build();
    }

    public ModifyNetworkInterfaceAttributeResponse modify(ModifyNetworkInterfaceAttributeRequest request) {
        NetworkInterface eni = world.networkInterfaces.require(request.networkInterfaceId());
        String id = eni.networkInterfaceId();
        if (Boolean.TRUE.equals(eni.requesterManaged())) {
            throw Refusals.badRequest(
                    "OperationNotPermitted", "You are not allowed to manage the network interface '" + id + "'.");
        }
        request.groups().forEach(world.securityGroups::require);
        world.networkInterfaces.update(
                id,
                old -> old.copy(b -> {
                    if (!request.groups().isEmpty()) {
                        b.groups(interfaces.groups(request.groups()));
                    }
                    if (request.description() != null) {
                        b.description(request.description().value());
                    }
                    if (request.sourceDestCheck() != null) {
                        b.sourceDestCheck(request.sourceDestCheck().value());
                    }
                    if (request.attachment() != null && old.attachment() != null) {
                        b.attachment(old.attachment()
                                .copy(a -> a.deleteOnTermination(
                                        request.attachment().deleteOnTermination())));
                    }
                }));
        return ModifyNetworkInterfaceAttributeResponse.builder().build();
    }

    public AssociateAddressResponse associate(AssociateAddressRequest request) {
        Address address = world.addresses.require(request.allocationId());
        String id = target(request);
        if (address.associationId() != null) {
            if (!Boolean.TRUE.equals(request.allowReassociation()) && !id.equals(address.networkInterfaceId())) {
                throw Refusals.badRequest(
                        "Resource.AlreadyAssociated",
                        "resource " + address.allocationId() + " is already associated with associate-id "
                                + address.associationId());
            }
            interfaces.disassociate(address.allocationId());
        }
        String vpcId = world.networkInterfaces.get(id).vpcId();
        if (InternetGateways.attachedTo(world, vpcId).isEmpty()) {
            throw Refusals.badRequest(
                    "Gateway.NotAttached", "Network " + vpcId + " is not attached to any internet gateway");
        }
        interfaces.associate(id, address.allocationId());
        return AssociateAddressResponse.builder()
                .associationId(world.addresses.get(address.allocationId()).associationId())
                .build();
    }

    private String target(AssociateAddressRequest request) {
        if (request.instanceId() != null) {
            String instance = world.instances.require(request.instanceId()).instanceId();
            return world.interfacesByInstance.of(instance).get(0).networkInterfaceId();
        }
        return world.networkInterfaces.require(request.networkInterfaceId()).networkInterfaceId();
    }

    public DisassociateAddressResponse disassociate(DisassociateAddressRequest request) {
        String id = Refusals.present(request.associationId(), "associationId");
        Address address = world.addresses.stream()
                .filter(other -> id.equals(other.associationId()))
                .findFirst()
                .orElseThrow(() -> Refusals.badRequest(
                        "InvalidAssociationID.NotFound", "The association ID '" + id + "' does not exist"));
        boolean managed = Optional.ofNullable(address.networkInterfaceId())
                .flatMap(world.networkInterfaces::find)
                .filter(eni -> Boolean.TRUE.equals(eni.requesterManaged()))
                .isPresent();
        if (managed) {
            throw Refusals.badRequest("AuthFailure", "You do not have permission to access the specified resource.");
        }
        interfaces.disassociate(address.allocationId());
        return DisassociateAddressResponse.builder().build();
    }
}
