package io.github.ekssdk.testing.internal.service.ec2;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * A network interface to be made.
 *
 * @param privateAddress an address of the subnet, or null for the lowest free one
 * @param requesterId who asked AWS for it, if not the account itself
 * @param managed whether its requester manages it, so that the account cannot delete it
 */
record InterfaceSpec(
        Subnet subnet,
        @Nullable String privateAddress,
        String description,
        List<String> groupIds,
        String type,
        @Nullable String requesterId,
        boolean managed) {

    static InterfaceSpec of(Subnet subnet, String description, List<String> groupIds) {
        return new InterfaceSpec(subnet, null, description, groupIds, "interface", null, false);
    }

    InterfaceSpec requestedBy(String requester, boolean managedByIt) {
        return new InterfaceSpec(subnet, privateAddress, description, groupIds, type, requester, managedByIt);
    }

    InterfaceSpec type(String other) {
        return new InterfaceSpec(subnet, privateAddress, description, groupIds, other, requesterId, managed);
    }

    InterfaceSpec privateAddress(@Nullable String address) {
        return new InterfaceSpec(subnet, address, description, groupIds, type, requesterId, managed);
    }
}
