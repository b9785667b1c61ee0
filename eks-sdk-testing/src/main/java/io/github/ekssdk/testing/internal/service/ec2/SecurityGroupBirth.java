package io.github.ekssdk.testing.internal.service.ec2;

import java.util.Map;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/** Makes security groups and rules. A group begins with one rule that lets everything out. */
final class SecurityGroupBirth {
    private static final RuleSpec EVERYTHING = new RuleSpec("-1", -1, -1, "0.0.0.0/0", null, null, null, null);

    private final Ec2World world;

    SecurityGroupBirth(Ec2World world) {
        this.world = world;
    }

    SecurityGroup make(String vpcId, String name, String description, Map<String, String> tags) {
        String id = world.newId(Kind.SECURITY_GROUP);
        world.tags.put(id, tags);
        SecurityGroup group = SecurityGroup.builder()
                .groupId(id)
                .groupName(name)
                .description(description)
                .vpcId(vpcId)
                .ownerId(world.account.id())
                .securityGroupArn(world.arn("security-group", id))
                .build();
        world.securityGroups.add(id, group);
        addRule(id, EVERYTHING, true, Map.of());
        return group;
    }

    /** Makes the group of a VPC that lets its own members in. */
    SecurityGroup makeDefault(String vpcId) {
        SecurityGroup group = make(vpcId, "default", "default VPC security group", Map.of());
        addRule(group.groupId(), fromGroup(group.groupId()), false, Map.of());
        return group;
    }

    /** Everything from the members of a group. */
    static RuleSpec fromGroup(String groupId) {
        return new RuleSpec("-1", -1, -1, null, null, null, groupId, null);
    }

    SecurityGroupRule addRule(String groupId, RuleSpec spec, boolean egress, Map<String, String> tags) {
        String id = world.newId(Kind.SECURITY_GROUP_RULE);
        world.tags.put(id, tags);
        SecurityGroupRule rule = spec.toRule(groupId, world.account.id(), egress)
                .securityGroupRuleId(id)
                .securityGroupRuleArn(world.arn("security-group-rule", id))
                .build();
        return world.securityGroupRules.add(id, rule);
    }
}
