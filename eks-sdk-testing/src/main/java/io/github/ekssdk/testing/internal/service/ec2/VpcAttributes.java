package io.github.ekssdk.testing.internal.service.ec2;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeResponse;

/** Reads and changes the DNS settings of VPCs. */
final class VpcAttributes {
    private final Ec2World world;

    VpcAttributes(Ec2World world) {
        this.world = world;
    }

    public DescribeVpcAttributeResponse describe(DescribeVpcAttributeRequest request) {
        String id = world.vpcs.require(request.vpcId()).vpcId();
        String attribute = Refusals.present(request.attributeAsString(), "attribute");
        VpcDns dns = dns(id);
        DescribeVpcAttributeResponse.Builder answer =
                DescribeVpcAttributeResponse.builder().vpcId(id);
        switch (attribute) {
            case "enableDnsSupport" -> answer.enableDnsSupport(value -> value.value(dns.support()));
            case "enableDnsHostnames" -> answer.enableDnsHostnames(value -> value.value(dns.hostnames()));
            case "enableNetworkAddressUsageMetrics" ->
                answer.enableNetworkAddressUsageMetrics(value -> value.value(dns.usageMetrics()));
            default -> throw Refusals.invalidValue("attribute", attribute, "Unknown attribute.");
        }
        return answer.build();
    }

    public ModifyVpcAttributeResponse modify(ModifyVpcAttributeRequest request) {
        String id = world.vpcs.require(request.vpcId()).vpcId();
        checkOne(request);
        VpcDns dns = dns(id);
        VpcDns changed = new VpcDns(
                value(request.enableDnsSupport(), dns.support()),
                value(request.enableDnsHostnames(), dns.hostnames()),
                value(request.enableNetworkAddressUsageMetrics(), dns.usageMetrics()));
        if (request.enableDnsHostnames() != null && changed.hostnames() && !changed.support()) {
            throw Refusals.invalidCombination("enableDnsHostnames needs enableDnsSupport");
        }
        world.dnsSettings.put(id, changed);
        return ModifyVpcAttributeResponse.builder().build();
    }

    private VpcDns dns(String id) {
        return world.dnsSettings.getOrDefault(id, new VpcDns(true, false, false));
    }

    private static void checkOne(ModifyVpcAttributeRequest request) {
        long given = Stream.of(
                        Optional.ofNullable(request.enableDnsSupport()),
                        Optional.ofNullable(request.enableDnsHostnames()),
                        Optional.ofNullable(request.enableNetworkAddressUsageMetrics()))
                .filter(Optional::isPresent)
                .count();
        if (given == 0) {
            throw Refusals.invalidCombination("No attributes specified.");
        }
        if (given > 1) {
            throw Refusals.invalidCombination("Fields for multiple attribute types specified.");
        }
    }

    private static boolean value(@Nullable AttributeBooleanValue given, boolean present) {
        return (given == null || given.value() == null) ? present : given.value();
    }
}
