package io.github.ekssdk.testing.internal.service.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeResponse;
import software.amazon.awssdk.services.ec2.model.PrivateDnsNameOptionsOnLaunch;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Changes the settings of subnets, one in each call as EC2 demands. */
final class SubnetAttributes {
    private final Ec2World world;

    SubnetAttributes(Ec2World world) {
        this.world = world;
    }

    public ModifySubnetAttributeResponse modify(ModifySubnetAttributeRequest request) {
        Subnet subnet = world.subnets.require(request.subnetId());
        List<UnaryOperator<Subnet.Builder>> changes = changes(request, subnet);
        if (changes.isEmpty()) {
            throw Refusals.invalidCombination("No attributes specified.");
        }
        if (changes.size() > 1) {
            throw Refusals.invalidCombination("Fields for multiple attribute types specified.");
        }
        if (isTrue(request.assignIpv6AddressOnCreation())
                && subnet.ipv6CidrBlockAssociationSet().isEmpty()) {
            throw Refusals.invalidValue("Invalid value 'true' for assignIpv6AddressOnCreation. Subnet "
                    + subnet.subnetId() + " does not have IPv6 CIDR block associated with it.");
        }
        world.subnets.update(
                subnet.subnetId(), s -> changes.get(0).apply(s.toBuilder()).build());
        return ModifySubnetAttributeResponse.builder().build();
    }

    private static boolean isTrue(@Nullable AttributeBooleanValue given) {
        return given != null && Boolean.TRUE.equals(given.value());
    }

    private static List<UnaryOperator<Subnet.Builder>> changes(ModifySubnetAttributeRequest r, Subnet subnet) {
        List<UnaryOperator<Subnet.Builder>> changes = new ArrayList<>();
        addIf(changes, r.mapPublicIpOnLaunch(), Subnet.Builder::mapPublicIpOnLaunch);
        addIf(changes, r.assignIpv6AddressOnCreation(), Subnet.Builder::assignIpv6AddressOnCreation);
        addIf(changes, r.enableDns64(), Subnet.Builder::enableDns64);
        PrivateDnsNameOptionsOnLaunch names = subnet.privateDnsNameOptionsOnLaunch();
        addIf(
                changes,
                r.enableResourceNameDnsARecordOnLaunch(),
                (builder, on) -> builder.privateDnsNameOptionsOnLaunch(
                        names.toBuilder().enableResourceNameDnsARecord(on).build()));
        String hostnames = r.privateDnsHostnameTypeOnLaunchAsString();
        if (hostnames != null) {
            changes.add(builder -> builder.privateDnsNameOptionsOnLaunch(
                    names.toBuilder().hostnameType(hostnames).build()));
        }
        return changes;
    }

    private static void addIf(
            List<UnaryOperator<Subnet.Builder>> changes,
            @Nullable AttributeBooleanValue given,
            BiFunction<Subnet.Builder, Boolean, Subnet.Builder> change) {
        if (given != null && given.value() != null) {
            changes.add(builder -> change.apply(builder, given.value()));
        }
    }
}
