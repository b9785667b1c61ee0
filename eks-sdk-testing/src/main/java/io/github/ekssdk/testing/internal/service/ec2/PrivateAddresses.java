package io.github.ekssdk.testing.internal.service.ec2;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.AssignPrivateIpAddressesRequest;
import software.amazon.awssdk.services.ec2.model.AssignPrivateIpAddressesResponse;
import software.amazon.awssdk.services.ec2.model.AssignedPrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.UnassignPrivateIpAddressesRequest;
import software.amazon.awssdk.services.ec2.model.UnassignPrivateIpAddressesResponse;

/** Gives interfaces further addresses of their subnets, as the VPC CNI plugin needs for pods, and takes them back. */
final class PrivateAddresses {
    private final Ec2World world;
    private final SubnetAddresses addresses;

    PrivateAddresses(Ec2World world) {
        this.world = world;
        this.addresses = new SubnetAddresses(world);
    }

    public AssignPrivateIpAddressesResponse assign(AssignPrivateIpAddressesRequest request) {
        NetworkInterface eni = world.networkInterfaces.require(request.networkInterfaceId());
        Integer count = request.secondaryPrivateIpAddressCount();
        if ((count == null) == request.privateIpAddresses().isEmpty()) {
            throw Refusals.invalidCombination("Specify either privateIpAddresses or secondaryPrivateIpAddressCount.");
        }
        int wanted = count == null ? request.privateIpAddresses().size() : count;
        checkLimit(eni, wanted);
        Subnet subnet = world.subnets.get(eni.subnetId());
        List<AssignedPrivateIpAddress> assigned = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            String asked = count == null ? request.privateIpAddresses().get(i) : null;
            String address = addresses.take(subnet, asked);
            add(eni.networkInterfaceId(), address);
            assigned.add(
                    AssignedPrivateIpAddress.builder().privateIpAddress(address).build());
        }
        return AssignPrivateIpAddressesResponse.builder()
                .networkInterfaceId(eni.networkInterfaceId())
                .assignedPrivateIpAddresses(assigned)
                .build();
    }

    private void checkLimit(NetworkInterface eni, int more) {
        if (eni.attachment() == null || eni.attachment().instanceId() == null) {
            return;
        }
        String type = world.instances.get(eni.attachment().instanceId()).instanceTypeAsString();
        int most = InstanceTypes.require(type).addresses();
        if (eni.privateIpAddresses().size() + more > most) {
            throw Refusals.badRequest(
                    "PrivateIpAddressLimitExceeded",
                    "Number of private addresses will exceed limit. Interface " + eni.networkInterfaceId() + " of a "
                            + type + " can have " + most + ".");
        }
    }

    private void add(String id, String address) {
        world.networkInterfaces.update(id, eni -> {
            List<NetworkInterfacePrivateIpAddress> all = new ArrayList<>(eni.privateIpAddresses());
            all.add(NetworkInterfacePrivateIpAddress.builder()
                    .primary(false)
                    .privateIpAddress(address)
                    .build());
            return eni.copy(b -> b.privateIpAddresses(all));
        });
    }

    public UnassignPrivateIpAddressesResponse unassign(UnassignPrivateIpAddressesRequest request) {
        NetworkInterface eni = world.networkInterfaces.require(request.networkInterfaceId());
        for (String address : request.privateIpAddresses()) {
            boolean secondary = eni.privateIpAddresses().stream()
                    .anyMatch(own -> own.privateIpAddress().equals(address) && !Boolean.TRUE.equals(own.primary()));
            if (!secondary) {
                throw Refusals.invalidValue("Some of the specified addresses are not assigned to interface "
                        + eni.networkInterfaceId() + ", or are its primary address: " + address);
            }
        }
        world.networkInterfaces.update(
                eni.networkInterfaceId(),
                old -> old.copy(b -> b.privateIpAddresses(old.privateIpAddresses().stream()
                        .filter(own -> !request.privateIpAddresses().contains(own.privateIpAddress()))
                        .toList())));
        return UnassignPrivateIpAddressesResponse.builder().build();
    }
}
