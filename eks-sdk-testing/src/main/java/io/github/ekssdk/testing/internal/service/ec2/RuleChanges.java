package io.github.ekssdk.testing.internal.service.ec2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleDescription;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleUpdate;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsEgressRequest;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsEgressResponse;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsIngressRequest;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsIngressResponse;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Changes rules of security groups in place. */
final class RuleChanges {
    private final Ec2World world;

    RuleChanges(Ec2World world) {
        this.world = world;
    }

    public ModifySecurityGroupRulesResponse modify(ModifySecurityGroupRulesRequest request) {
        SecurityGroup group = world.securityGroups.require(request.groupId());
        if (request.securityGroupRules().isEmpty()) {
            throw Refusals.missing("SecurityGroupRule");
        }
        for (SecurityGroupRuleUpdate update : request.securityGroupRules()) {
            SecurityGroupRule rule = ruleOf(group, update.securityGroupRuleId());
            RuleSpec spec = RuleSpecs.read(List.of(permission(update.securityGroupRule())))
                    .get(0);
            boolean duplicate = world.rulesByGroup.of(group.groupId()).stream()
                    .filter(other -> !other.securityGroupRuleId().equals(rule.securityGroupRuleId()))
                    .anyMatch(other -> other.isEgress().equals(rule.isEgress()) && spec.describes(other));
            if (duplicate) {
                throw Refusals.badRequest(
                        "InvalidPermission.Duplicate", "the specified rule \"" + spec.inWords() + "\" already exists");
            }
            world.securityGroupRules.update(
                    rule.securityGroupRuleId(),
                    old -> spec.toRule(group.groupId(), world.account.id(), rule.isEgress())
                            .securityGroupRuleId(old.securityGroupRuleId())
                            .securityGroupRuleArn(old.securityGroupRuleArn())
                            .build());
        }
        return ModifySecurityGroupRulesResponse.builder().returnValue(true).build();
    }

    private SecurityGroupRule ruleOf(SecurityGroup group, String id) {
        SecurityGroupRule rule = world.securityGroupRules.require(id);
        if (!rule.groupId().equals(group.groupId())) {
            throw Kind.SECURITY_GROUP_RULE.notFound(id);
        }
        return rule;
    }

    private static IpPermission permission(SecurityGroupRuleRequest rule) {
        IpPermission.Builder permission = IpPermission.builder()
                .ipProtocol(rule.ipProtocol())
                .fromPort(rule.fromPort())
                .toPort(rule.toPort());
        if (rule.cidrIpv4() != null) {
            permission.ipRanges(IpRange.builder()
                    .cidrIp(rule.cidrIpv4())
                    .description(rule.description())
                    .build());
        }
        if (rule.cidrIpv6() != null) {
            permission.ipv6Ranges(Ipv6Range.builder()
                    .cidrIpv6(rule.cidrIpv6())
                    .description(rule.description())
                    .build());
        }
        if (rule.prefixListId() != null) {
            permission.prefixListIds(PrefixListId.builder()
                    .prefixListId(rule.prefixListId())
                    .description(rule.description())
                    .build());
        }
        if (rule.referencedGroupId() != null) {
            permission.userIdGroupPairs(UserIdGroupPair.builder()
                    .groupId(rule.referencedGroupId())
                    .description(rule.description())
                    .build());
        }
        return permission.build();
    }

    public UpdateSecurityGroupRuleDescriptionsIngressResponse describe(
            UpdateSecurityGroupRuleDescriptionsIngressRequest request) {
        describe(
                world.securityGroups.require(request.groupId()),
                request.ipPermissions(),
                request.securityGroupRuleDescriptions(),
                false);
        return UpdateSecurityGroupRuleDescriptionsIngressResponse.builder()
                .returnValue(true)
                .build();
    }

    public UpdateSecurityGroupRuleDescriptionsEgressResponse describe(
            UpdateSecurityGroupRuleDescriptionsEgressRequest request) {
        describe(
                world.securityGroups.require(request.groupId()),
                request.ipPermissions(),
                request.securityGroupRuleDescriptions(),
                true);
        return UpdateSecurityGroupRuleDescriptionsEgressResponse.builder()
                .returnValue(true)
                .build();
    }

    private void describe(
            SecurityGroup group,
            List<IpPermission> permissions,
            List<SecurityGroupRuleDescription> byId,
            boolean egress) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (SecurityGroupRuleDescription text : byId) {
            texts.put(
                    ruleOf(group, text.securityGroupRuleId()).securityGroupRuleId(),
                    String.valueOf(text.description()));
        }
        if (!permissions.isEmpty()) {
            for (RuleSpec spec : RuleSpecs.read(permissions)) {
                SecurityGroupRule rule = world.rulesByGroup.of(group.groupId()).stream()
                        .filter(other -> other.isEgress() == egress && spec.describes(other))
                        .findFirst()
                        .orElseThrow(() -> Refusals.badRequest(
                                "InvalidPermission.NotFound",
                                "The specified rule does not exist in this security group."));
                texts.put(rule.securityGroupRuleId(), spec.description() == null ? "" : spec.description());
            }
        }
        texts.forEach((id, text) -> world.securityGroupRules.update(
                id, rule -> rule.copy(b -> b.description(text.isEmpty() ? null : text))));
    }
}
