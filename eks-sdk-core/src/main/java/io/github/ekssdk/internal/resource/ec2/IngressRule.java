package io.github.ekssdk.internal.resource.ec2;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Inbound rules as text: protocol, port or ports, and who may come in, such as {@code tcp 443 10.0.0.0/16}. */
final class IngressRule {
    private static final String ALL = "all";

    private IngressRule() {}

    /** Writes a permission down, a text for each of those it lets in. */
    static Stream<String> write(IpPermission permission) {
        String head = permission.ipProtocol() + " " + ports(permission) + " ";
        return Stream.of(
                        permission.ipRanges().stream().map(IpRange::cidrIp),
                        permission.ipv6Ranges().stream().map(Ipv6Range::cidrIpv6),
                        permission.userIdGroupPairs().stream().map(UserIdGroupPair::groupId),
                        permission.prefixListIds().stream().map(PrefixListId::prefixListId))
                .flatMap(sources -> sources)
                .map(source -> head + source);
    }

    private static String ports(IpPermission permission) {
        if (permission.fromPort() == null) {
            return ALL;
        }
        return permission.fromPort().equals(permission.toPort())
                ? permission.fromPort().toString()
                : permission.fromPort() + ":" + permission.toPort();
    }

    /** Returns the permission that was written. */
    static IpPermission read(String rule) {
        List<String> parts = List.of(rule.split(" ", -1));
        IpPermission.Builder permission = IpPermission.builder().ipProtocol(parts.get(0));
        if (!parts.get(1).equals(ALL)) {
            List<String> ports = List.of(parts.get(1).split(":", -1));
            permission.fromPort(Integer.valueOf(ports.get(0))).toPort(Integer.valueOf(ports.get(ports.size() - 1)));
        }
        return source(permission, parts.get(2)).build();
    }

    private static IpPermission.Builder source(IpPermission.Builder permission, String source) {
        if (source.startsWith("sg-")) {
            return permission.userIdGroupPairs(
                    UserIdGroupPair.builder().groupId(source).build());
        }
        if (source.startsWith("pl-")) {
            return permission.prefixListIds(
                    PrefixListId.builder().prefixListId(source).build());
        }
        return source.contains(":")
                ? permission.ipv6Ranges(Ipv6Range.builder().cidrIpv6(source).build())
                : permission.ipRanges(IpRange.builder().cidrIp(source).build());
    }
}
