package io.github.ekssdk.internal.resource.ec2;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Rules of security groups as text: protocol, port or ports, and the other end, such as {@code tcp 443 10.0.0.0/16}. */
final class IngressRule {
    /** Stands for the group that the rule is of. */
    static final String SELF = "self";

    private static final String ALL = "all";

    private IngressRule() {}

    /** Writes a permission of a group down, a text for each of those it lets in; the group itself is told as such. */
    static Stream<String> write(IpPermission permission, String ownGroup) {
        String head = permission.ipProtocol() + " " + ports(permission) + " ";
        return Stream.of(
                        permission.ipRanges().stream().map(IpRange::cidrIp),
                        permission.ipv6Ranges().stream().map(Ipv6Range::cidrIpv6),
                        permission.userIdGroupPairs().stream()
                                .map(UserIdGroupPair::groupId)
                                .map(group -> group.equals(ownGroup) ? SELF : group),
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
    static IpPermission read(String rule, String ownGroup) {
        List<String> parts = List.of(rule.split(" ", -1));
        IpPermission.Builder permission = IpPermission.builder().ipProtocol(parts.get(0));
        if (!parts.get(1).equals(ALL)) {
            List<String> ports = List.of(parts.get(1).split(":", -1));
            permission.fromPort(Integer.valueOf(ports.get(0))).toPort(Integer.valueOf(ports.get(ports.size() - 1)));
        }
        String source = parts.get(2);
        return source(permission, source.equals(SELF) ? ownGroup : source).build();
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
