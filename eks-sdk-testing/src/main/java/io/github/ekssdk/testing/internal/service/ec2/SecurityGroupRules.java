package io.github.ekssdk.testing.internal.service.ec2;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.RevokedSecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/** Adds rules to security groups, removes and describes them. */
final class SecurityGroupRules {
    private final Ec2World world;
    private final SecurityGroupBirth birth;
    private final Filters<SecurityGroupRule> filters;

    SecurityGroupRules(Ec2World world) {
        this.world = world;
        this.birth = new SecurityGroupBirth(world);
        this.filters = new Filters<SecurityGroupRule>()
                .on("group-id", SecurityGroupRule::groupId)
                .on("security-group-rule-id", SecurityGroupRule::securityGroupRuleId)
                .onTagValues(rule -> world.tags.of(rule.securityGroupRuleId()));
    }

    public AuthorizeSecurityGroupIngressResponse authorize(AuthorizeSecurityGroupIngressRequest request) {
        SecurityGroup group = group(request.groupId(), request.groupName());
        Map<String, String> tags = world.tagRules.read(request.tagSpecifications(), Kind.SECURITY_GROUP_RULE);
        List<IpPermission> permissions = all(
                request.ipPermissions(),
                RuleSpecs.flat(request.ipProtocol(), request.fromPort(), request.toPort(), request.cidrIp()));
        return AuthorizeSecurityGroupIngressResponse.builder()
                .returnValue(true)
                .securityGroupRules(add(group, permissions, false, tags))
                .build();
    }

    public AuthorizeSecurityGroupEgressResponse authorize(AuthorizeSecurityGroupEgressRequest request) {
        SecurityGroup group = world.securityGroups.require(request.groupId());
        Map<String, String> tags = world.tagRules.read(request.tagSpecifications(), Kind.SECURITY_GROUP_RULE);
        List<IpPermission> permissions = all(
                request.ipPermissions(),
                RuleSpecs.flat(request.ipProtocol(), request.fromPort(), request.toPort(), request.cidrIp()));
        return AuthorizeSecurityGroupEgressResponse.builder()
                .returnValue(true)
                .securityGroupRules(add(group, permissions, true, tags))
                .build();
    }

    private SecurityGroup group(@Nullable String id, @Nullable String name) {
        if (id == null && name != null) {
            return world.securityGroups.stream()
                    .filter(group -> group.groupName().equals(name))
                    .filter(group -> world.vpcs.get(group.vpcId()).isDefault())
                    .findFirst()
                    .orElseThrow(() -> Kind.SECURITY_GROUP.notFound(name));
        }
        return world.securityGroups.require(id);
    }

    private static List<IpPermission> all(List<IpPermission> permissions, List<IpPermission> flat) {
        return Stream.concat(permissions.stream(), flat.stream()).toList();
    }

    private List<SecurityGroupRule> add(
            SecurityGroup group, List<IpPermission> permissions, boolean egress, Map<String, String> tags) {
        List<RuleSpec> specs = RuleSpecs.read(permissions);
        List<SecurityGroupRule> present = rulesOf(group, egress);
        specs.forEach(spec -> checkNew(spec, group, present));
        world.checkQuota(
                "ec2.rulesPerSecurityGroup",
                present.size() + specs.size() - 1L,
                "RulesPerSecurityGroupLimitExceeded",
                "The maximum number of rules per security group has been reached.");
        return specs.stream()
                .map(spec -> render(birth.addRule(group.groupId(), spec, egress, tags)))
                .toList();
    }

    private void checkNew(RuleSpec spec, SecurityGroup group, List<SecurityGroupRule> present) {
        if (present.stream().anyMatch(spec::describes)) {
            throw Refusals.badRequest(
                    "InvalidPermission.Duplicate", "the specified rule \"" + spec.inWords() + "\" already exists");
        }
        if (spec.prefixListId() != null) {
            world.prefixLists.require(spec.prefixListId());
        }
        if (spec.groupId() != null) {
            SecurityGroup peer = world.securityGroups.require(spec.groupId());
            if (!peer.vpcId().equals(group.vpcId()) && !Peerings.arePeered(world, peer.vpcId(), group.vpcId())) {
                throw Refusals.badRequest(
                        "InvalidGroup.NotFound", "You have specified two resources that belong to different networks.");
            }
        }
    }

    private List<SecurityGroupRule> rulesOf(SecurityGroup group, boolean egress) {
        return world.rulesByGroup.of(group.groupId()).stream()
                .filter(rule -> rule.isEgress() == egress)
                .toList();
    }

    public RevokeSecurityGroupIngressResponse revoke(RevokeSecurityGroupIngressRequest request) {
        SecurityGroup group = group(request.groupId(), request.groupName());
        List<IpPermission> permissions = all(
                request.ipPermissions(),
                RuleSpecs.flat(request.ipProtocol(), request.fromPort(), request.toPort(), request.cidrIp()));
        Revoked revoked = revoke(group, permissions, request.securityGroupRuleIds(), false);
        return RevokeSecurityGroupIngressResponse.builder()
                .returnValue(true)
                .unknownIpPermissions(revoked.unknown())
                .revokedSecurityGroupRules(revoked.rules())
                .build();
    }

    public RevokeSecurityGroupEgressResponse revoke(RevokeSecurityGroupEgressRequest request) {
        SecurityGroup group = world.securityGroups.require(request.groupId());
        List<IpPermission> permissions = all(
                request.ipPermissions(),
                RuleSpecs.flat(request.ipProtocol(), request.fromPort(), request.toPort(), request.cidrIp()));
        Revoked revoked = revoke(group, permissions, request.securityGroupRuleIds(), true);
        return RevokeSecurityGroupEgressResponse.builder()
                .returnValue(true)
                .unknownIpPermissions(revoked.unknown())
                .revokedSecurityGroupRules(revoked.rules())
                .build();
    }

    private record Revoked(List<IpPermission> unknown, List<RevokedSecurityGroupRule> rules) {}

    private Revoked revoke(SecurityGroup group, List<IpPermission> permissions, List<String> ruleIds, boolean egress) {
        List<SecurityGroupRule> present = rulesOf(group, egress);
        List<RuleSpec> specs = ruleIds.isEmpty() ? RuleSpecs.read(permissions) : List.of();
        List<RuleSpec> unknown = specs.stream()
                .filter(spec -> present.stream().noneMatch(spec::describes))
                .toList();
        if (!unknown.isEmpty() && !world.vpcs.get(group.vpcId()).isDefault()) {
            throw Refusals.badRequest(
                    "InvalidPermission.NotFound", "The specified rule does not exist in this security group.");
        }
        List<SecurityGroupRule> gone = ruleIds.isEmpty()
                ? present.stream()
                        .filter(rule -> specs.stream().anyMatch(spec -> spec.describes(rule)))
                        .toList()
                : ruleIds.stream().map(id -> named(id, group, egress)).toList();
        gone.forEach(rule -> world.remove(Kind.SECURITY_GROUP_RULE, rule.securityGroupRuleId()));
        return new Revoked(
                unknown.stream()
                        .map(spec -> spec.toPermission(world.account.id()))
                        .toList(),
                gone.stream().map(SecurityGroupRules::revoked).toList());
    }

    private SecurityGroupRule named(String id, SecurityGroup group, boolean egress) {
        SecurityGroupRule rule = world.securityGroupRules.require(id);
        if (!rule.groupId().equals(group.groupId()) || rule.isEgress() != egress) {
            throw Kind.SECURITY_GROUP_RULE.notFound(id);
        }
        return rule;
    }

    private static RevokedSecurityGroupRule revoked(SecurityGroupRule rule) {
        return RevokedSecurityGroupRule.builder()
                .securityGroupRuleId(rule.securityGroupRuleId())
                .groupId(rule.groupId())
                .isEgress(rule.isEgress())
                .ipProtocol(rule.ipProtocol())
                .fromPort(rule.fromPort())
                .toPort(rule.toPort())
                .cidrIpv4(rule.cidrIpv4())
                .cidrIpv6(rule.cidrIpv6())
                .prefixListId(rule.prefixListId())
                .referencedGroupId(
                        rule.referencedGroupInfo() == null
                                ? null
                                : rule.referencedGroupInfo().groupId())
                .description(rule.description())
                .build();
    }

    public DescribeSecurityGroupRulesResponse describe(DescribeSecurityGroupRulesRequest request) {
        Pages.Page<SecurityGroupRule> page = world.securityGroupRules.page(
                request.securityGroupRuleIds(),
                filters.matching(request.filters()),
                Pages.USUAL,
                request.maxResults(),
                request.nextToken());
        return DescribeSecurityGroupRulesResponse.builder()
                .securityGroupRules(page.items().stream().map(this::render).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private SecurityGroupRule render(SecurityGroupRule rule) {
        return rule.toBuilder()
                .tags(world.tags.list(rule.securityGroupRuleId()))
                .build();
    }
}
