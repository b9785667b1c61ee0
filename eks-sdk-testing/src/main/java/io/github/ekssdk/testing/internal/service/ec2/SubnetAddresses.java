package io.github.ekssdk.testing.internal.service.ec2;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Hands out the private addresses of subnets. AWS keeps the first four and the last of each for itself. */
final class SubnetAddresses {
    private static final int KEPT_FIRST = 4;
    private static final int KEPT_LAST = 1;

    private final Ec2World world;

    SubnetAddresses(Ec2World world) {
        this.world = world;
    }

    int free(Subnet subnet) {
        return (int) block(subnet).size()
                - KEPT_FIRST
                - KEPT_LAST
                - used(subnet).size();
    }

    /** The lowest free address. */
    Optional<String> next(Subnet subnet) {
        Cidr block = block(subnet);
        Set<String> used = used(subnet);
        return LongStream.range(KEPT_FIRST, block.size() - KEPT_LAST)
                .mapToObj(block::address)
                .filter(address -> !used.contains(address))
                .findFirst();
    }

    /** The address that a caller asks for, or the lowest free one. */
    String take(Subnet subnet, @Nullable String wanted) {
        if (wanted == null) {
            return next(subnet)
                    .orElseThrow(() -> Refusals.badRequest(
                            "InsufficientFreeAddressesInSubnet",
                            "The specified subnet does not have enough free addresses to satisfy the request."));
        }
        if (!block(subnet).containsAddress(wanted)) {
            throw Refusals.invalidValue("Address does not fall within the subnet's address range");
        }
        if (used(subnet).contains(wanted)) {
            throw Refusals.badRequest("InvalidIPAddress.InUse", "Address " + wanted + " is in use.");
        }
        return wanted;
    }

    private Set<String> used(Subnet subnet) {
        return world.interfacesBySubnet.of(subnet.subnetId()).stream()
                .flatMap(eni -> Stream.concat(
                        Stream.of(eni.privateIpAddress()),
                        eni.privateIpAddresses().stream().map(NetworkInterfacePrivateIpAddress::privateIpAddress)))
                .collect(Collectors.toSet());
    }

    private static Cidr block(Subnet subnet) {
        return Cidr.parse(subnet.cidrBlock(), "cidrBlock");
    }
}
