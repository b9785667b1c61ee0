package io.github.ekssdk.testing.internal.service.ec2;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/**
 * One security group rule as a caller describes it: protocol, ports and one peer, which is a block of addresses, a prefix
 * list or a security group.
 */
record RuleSpec(
        String protocol,
        int fromPort,
        int toPort,
        @Nullable String cidrIpv4,
        @Nullable String cidrIpv6,
        @Nullable String prefixListId,
        @Nullable String groupId,
        @Nullable String description) {

    /** Whether the rule is the one described; descriptions do not count. */
    boolean describes(SecurityGroupRule rule) {
        return protocol.equals(rule.ipProtocol())
                && fromPort == rule.fromPort()
                && toPort == rule.toPort()
                && Objects.equals(cidrIpv4, rule.cidrIpv4())
                && Objects.equals(cidrIpv6, rule.cidrIpv6())
                && Objects.equals(prefixListId, rule.prefixListId())
                && Objects.equals(groupId, groupOf(rule));
    }

    /** Whether another description means the same rule. */
    boolean sameAs(RuleSpec other) {
        return describes(other.toRule("", "", false).build());
    }

    private static @Nullable String groupOf(SecurityGroupRule rule) {
        return rule.referencedGroupInfo() == null
                ? null
                : rule.referencedGroupInfo().groupId();
    }

    SecurityGroupRule.Builder toRule(String ownGroupId, String account, boolean egress) {
        SecurityGroupRule.Builder rule = SecurityGroupRule.builder()
                .groupId(ownGroupId)
                .groupOwnerId(account)
                .isEgress(egress)
                .ipProtocol(protocol)
                .fromPort(fromPort)
                .toPort(toPort)
                .cidrIpv4(cidrIpv4)
                .cidrIpv6(cidrIpv6)
                .prefixListId(prefixListId)
                .description(description);
        if (groupId != null) {
            rule.referencedGroupInfo(reference -> reference.groupId(groupId).userId(account));
        }
        return rule;
    }

    /** The permission as EC2 shows it back to the caller. */
    IpPermission toPermission(String account) {
        return RuleViews.permission(toRule("", account, false).build());
    }

    /** The rule as EC2 names it in its messages. */
    String inWords() {
        String peer = Stream.of(cidrIpv4, cidrIpv6, prefixListId, groupId)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        String ports = protocol.equals("-1") ? "" : ", from port: " + fromPort + ", to port: " + toPort;
        String name = protocol.equals("-1") ? "ALL" : protocol.toUpperCase(Locale.ROOT);
        return "peer: " + peer + ", " + name + ports + ", ALLOW";
    }
}
