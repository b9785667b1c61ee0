package io.github.ekssdk.testing.internal.service.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;

/** Reads the permissions of a call into single rules, and refuses what EC2 refuses. */
final class RuleSpecs {
    private static final Map<String, String> PROTOCOLS =
            Map.of("1", "icmp", "6", "tcp", "17", "udp", "58", "icmpv6", "all", "-1");

    private RuleSpecs() {}

    static List<RuleSpec> read(List<IpPermission> permissions) {
        List<RuleSpec> specs = permissions.stream().flatMap(RuleSpecs::expand).toList();
        if (specs.isEmpty()) {
            throw Refusals.missing("ipPermissions");
        }
        for (int i = 0; i < specs.size(); i++) {
            RuleSpec spec = specs.get(i);
            if (specs.subList(0, i).stream().anyMatch(spec::sameAs)) {
                throw Refusals.invalidValue("The same permission must not appear multiple times");
            }
        }
        return specs;
    }

    /** The single permission that the older parameters of a call describe, if they are used. */
    static List<IpPermission> flat(
            @Nullable String protocol, @Nullable Integer from, @Nullable Integer to, @Nullable String cidr) {
        if (protocol == null && cidr == null) {
            return List.of();
        }
        IpPermission.Builder permission =
                IpPermission.builder().ipProtocol(protocol).fromPort(from).toPort(to);
        if (cidr != null) {
            permission.ipRanges(IpRange.builder().cidrIp(cidr).build());
        }
        return List.of(permission.build());
    }

    private static Stream<RuleSpec> expand(IpPermission permission) {
        String protocol = protocol(Refusals.present(permission.ipProtocol(), "ipProtocol"));
        int from = port(protocol, permission.fromPort());
        int to = port(protocol, permission.toPort());
        if (isPorts(protocol) && from > to) {
            throw Refusals.invalidValue("Invalid value '" + from + "-" + to + "' for portRange.");
        }
        List<RuleSpec> specs = new ArrayList<>();
        permission
                .ipRanges()
                .forEach(range -> specs.add(
                        new RuleSpec(protocol, from, to, cidr(range.cidrIp()), null, null, null, range.description())));
        permission
                .ipv6Ranges()
                .forEach(range -> specs.add(new RuleSpec(
                        protocol, from, to, null, cidrIpv6(range.cidrIpv6()), null, null, range.description())));
        permission
                .prefixListIds()
                .forEach(list -> specs.add(
                        new RuleSpec(protocol, from, to, null, null, list.prefixListId(), null, list.description())));
        permission
                .userIdGroupPairs()
                .forEach(pair -> specs.add(new RuleSpec(
                        protocol,
                        from,
                        to,
                        null,
                        null,
                        null,
                        Refusals.present(pair.groupId(), "groupId"),
                        pair.description())));
        return specs.stream();
    }

    private static String protocol(String given) {
        String protocol = PROTOCOLS.getOrDefault(given, given).toLowerCase(Locale.ROOT);
        if (!Set.of("tcp", "udp", "icmp", "icmpv6", "-1").contains(protocol) && !protocol.matches("\\d{1,3}")) {
            throw Refusals.invalidValue("Invalid value '" + given + "' for IP protocol. Unknown protocol.");
        }
        return protocol;
    }

    private static boolean isPorts(String protocol) {
        return protocol.equals("tcp") || protocol.equals("udp");
    }

    private static int port(String protocol, @Nullable Integer given) {
        if (!isPorts(protocol)) {
            return (given == null || protocol.equals("-1")) ? -1 : given;
        }
        if (given == null) {
            throw Refusals.invalidValue(
                    "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.");
        }
        if (given < 0 || given > 65535) {
            throw Refusals.invalidValue("Invalid value '" + given + "' for portRange.");
        }
        return given;
    }

    private static String cidr(@Nullable String given) {
        String text = Refusals.present(given, "cidrIp");
        return Cidr.read(text)
                .orElseThrow(() -> Refusals.invalidValue("CIDR block " + text + " is malformed"))
                .toString();
    }

    private static String cidrIpv6(@Nullable String given) {
        String text = Refusals.present(given, "cidrIpv6");
        if (!text.matches("[0-9a-fA-F:]{2,39}/\\d{1,3}")) {
            throw Refusals.invalidValue("CIDR block " + text + " is malformed");
        }
        return text.toLowerCase(Locale.ROOT);
    }
}
