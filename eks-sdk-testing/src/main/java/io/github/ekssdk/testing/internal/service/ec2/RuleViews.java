package io.github.ekssdk.testing.internal.service.ec2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Shows single rules as the permissions of a security group: one for each protocol and port range, with all its peers. */
final class RuleViews {
    private RuleViews() {}

    static List<IpPermission> permissions(List<SecurityGroupRule> rules) {
        Map<String, List<SecurityGroupRule>> byPorts = rules.stream()
                .collect(Collectors.groupingBy(RuleViews::ports, LinkedHashMap::new, Collectors.toList()));
        return byPorts.values().stream().map(RuleViews::merged).toList();
    }

    static IpPermission permission(SecurityGroupRule rule) {
        return merged(List.of(rule));
    }

    private static String ports(SecurityGroupRule rule) {
        return rule.ipProtocol() + " " + rule.fromPort() + "-" + rule.toPort();
    }

    private static IpPermission merged(List<SecurityGroupRule> rules) {
        SecurityGroupRule any = rules.get(0);
        boolean all = any.ipProtocol().equals("-1");
        return IpPermission.builder()
                .ipProtocol(any.ipProtocol())
                .fromPort(all ? null : any.fromPort())
                .toPort(all ? null : any.toPort())
                .ipRanges(peers(rules, rule -> rule.cidrIpv4() != null, RuleViews::range))
                .ipv6Ranges(peers(rules, rule -> rule.cidrIpv6() != null, RuleViews::ipv6Range))
                .prefixListIds(peers(rules, rule -> rule.prefixListId() != null, RuleViews::prefixList))
                .userIdGroupPairs(peers(rules, rule -> rule.referencedGroupInfo() != null, RuleViews::group))
                .build();
    }

    private static <P> List<P> peers(
            List<SecurityGroupRule> rules, Predicate<SecurityGroupRule> of, Function<SecurityGroupRule, P> view) {
        return rules.stream().filter(of).map(view).toList();
    }

    private static IpRange range(SecurityGroupRule rule) {
        return IpRange.builder()
                .cidrIp(rule.cidrIpv4())
                .description(rule.description())
                .build();
    }

    private static Ipv6Range ipv6Range(SecurityGroupRule rule) {
        return Ipv6Range.builder()
                .cidrIpv6(rule.cidrIpv6())
                .description(rule.description())
                .build();
    }

    private static PrefixListId prefixList(SecurityGroupRule rule) {
        return PrefixListId.builder()
                .prefixListId(rule.prefixListId())
                .description(rule.description())
                .build();
    }

    private static UserIdGroupPair group(SecurityGroupRule rule) {
        return UserIdGroupPair.builder()
                .groupId(rule.referencedGroupInfo().groupId())
                .userId(rule.referencedGroupInfo().userId())
                .description(rule.description())
                .build();
    }
}
