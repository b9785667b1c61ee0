package io.github.ekssdk.testing.internal.service.ec2;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.ConnectivityType;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddressStatus;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * What becomes of a NAT gateway. It is pending for a while and then available, or failed if something was wrong from the
 * start. Its interface holds its Elastic IP address until it is deleted. What failed or was deleted stays visible for an hour.
 */
final class NatGatewayLife {
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final Ec2World world;
    private final InterfaceBirth interfaces;
    private final SubnetAddresses addresses;

    NatGatewayLife(Ec2World world) {
        this.world = world;
        this.interfaces = new InterfaceBirth(world);
        this.addresses = new SubnetAddresses(world);
    }

    NatGateway begin(
            Subnet subnet, Optional<Address> address, @Nullable String privateAddress, Map<String, String> tags) {
        String id = world.newId(Kind.NAT_GATEWAY);
        Optional<AwsRefusal> failure = failure(subnet, address);
        NatGatewayAddress.Builder primary = NatGatewayAddress.builder().isPrimary(true);
        address.ifPresent(a -> primary.allocationId(a.allocationId()));
        if (failure.isEmpty()) {
            String eni = makeInterface(id, subnet, privateAddress);
            address.ifPresent(a -> interfaces.associate(eni, a.allocationId()));
            primary.networkInterfaceId(eni);
        }
        world.tags.put(id, tags);
        NatGateway nat = NatGateway.builder()
                .natGatewayId(id)
                .subnetId(subnet.subnetId())
                .vpcId(subnet.vpcId())
                .state(NatGatewayState.PENDING)
                .createTime(world.now())
                .connectivityType(address.isPresent() ? ConnectivityType.PUBLIC : ConnectivityType.PRIVATE)
                .natGatewayAddresses(
                        primary.status(NatGatewayAddressStatus.ASSOCIATING).build())
                .build();
        world.natGateways.add(id, nat);
        world.later(
                "ec2.nat.create",
                id,
                failure.isPresent() ? "failed" : "available",
                () -> failure.ifPresentOrElse(cause -> fail(id, cause), () -> become(id)));
        return nat;
    }

    private String makeInterface(String id, Subnet subnet, @Nullable String privateAddress) {
        InterfaceSpec spec = InterfaceSpec.of(subnet, "Interface for NAT Gateway " + id, List.of())
                .type("nat_gateway")
                .requestedBy(world.account.id(), true)
                .privateAddress(privateAddress);
        String eni = interfaces.make(spec, Map.of()).networkInterfaceId();
        interfaces.attach(eni, "amazon-aws", null);
        return eni;
    }

    private Optional<AwsRefusal> failure(Subnet subnet, Optional<Address> address) {
        if (addresses.next(subnet).isEmpty()) {
            return failure(
                    "InsufficientFreeAddressesInSubnet",
                    "Subnet has insufficient free addresses to create this NAT gateway");
        }
        if (address.isPresent()
                && InternetGateways.attachedTo(world, subnet.vpcId()).isEmpty()) {
            return failure("Gateway.NotAttached", "Network " + subnet.vpcId() + " has no Internet gateway attached");
        }
        return address.filter(a -> a.associationId() != null)
                .flatMap(a -> failure(
                        "Resource.AlreadyAssociated",
                        "Elastic IP address " + a.allocationId() + " is already associated"));
    }

    private static Optional<AwsRefusal> failure(String code, String message) {
        return Optional.of(Refusals.badRequest(code, message));
    }

    private void become(String id) {
        update(
                id,
                NatGatewayState.PENDING,
                nat -> nat.toBuilder()
                        .state(NatGatewayState.AVAILABLE)
                        .natGatewayAddresses(complete(nat.natGatewayAddresses().get(0)))
                        .build());
    }

    private NatGatewayAddress complete(NatGatewayAddress address) {
        NetworkInterface eni = world.networkInterfaces.get(address.networkInterfaceId());
        NatGatewayAddress.Builder complete =
                address.toBuilder().privateIp(eni.privateIpAddress()).status(NatGatewayAddressStatus.SUCCEEDED);
        if (eni.association() != null) {
            complete.publicIp(eni.association().publicIp())
                    .associationId(eni.association().associationId());
        }
        return complete.build();
    }

    private void fail(String id, AwsRefusal cause) {
        update(
                id,
                NatGatewayState.PENDING,
                nat -> nat.toBuilder()
                        .state(NatGatewayState.FAILED)
                        .failureCode(cause.code())
                        .failureMessage(cause.message())
                        .deleteTime(world.now())
                        .natGatewayAddresses(nat.natGatewayAddresses().get(0).toBuilder()
                                .status(NatGatewayAddressStatus.FAILED)
                                .build())
                        .build());
        forgetLater(id);
    }

    void end(NatGateway nat) {
        String id = nat.natGatewayId();
        world.natGateways.update(
                id,
                n -> n.toBuilder()
                        .state(NatGatewayState.DELETING)
                        .deleteTime(world.now())
                        .build());
        world.later("ec2.nat.delete", id, "deleted", () -> vanish(id));
    }

    private void vanish(String id) {
        world.natGateways
                .find(id)
                .ifPresent(nat -> nat.natGatewayAddresses().stream()
                        .map(NatGatewayAddress::networkInterfaceId)
                        .filter(Objects::nonNull)
                        .forEach(interfaces::remove));
        update(
                id,
                NatGatewayState.DELETING,
                nat -> nat.toBuilder().state(NatGatewayState.DELETED).build());
        forgetLater(id);
    }

    private void forgetLater(String id) {
        world.at(world.now().plus(REMEMBERED), id, "forgotten", () -> world.remove(Kind.NAT_GATEWAY, id));
    }

    private void update(String id, NatGatewayState expected, UnaryOperator<NatGateway> change) {
        world.natGateways.update(id, nat -> nat.state() == expected ? change.apply(nat) : nat);
    }
}
