package io.github.ekssdk.testing.internal.service.ec2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.ReferencedSecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Makes, describes and deletes security groups. */
final class SecurityGroups {
    private static final Pattern TEXT = Pattern.compile("[a-zA-Z0-9 ._\\-:/()#,@\\[\\]+=&;{}!$*]{1,255}");

    private final Ec2World world;
    private final SecurityGroupBirth birth;
    private final Filters<SecurityGroup> filters;

    SecurityGroups(Ec2World world) {
        this.world = world;
        this.birth = new SecurityGroupBirth(world);
        Filters<SecurityGroup> all = new Filters<SecurityGroup>()
                .on("group-id", SecurityGroup::groupId)
                .on("group-name", SecurityGroup::groupName)
                .on("vpc-id", SecurityGroup::vpcId)
                .on("description", SecurityGroup::description)
                .on("owner-id", SecurityGroup::ownerId)
                .onTags(group -> world.tags.of(group.groupId()));
        onRules(all, "ip-permission.", false);
        onRules(all, "egress.ip-permission.", true);
        this.filters = all;
    }

    private void onRules(Filters<SecurityGroup> to, String prefix, boolean egress) {
        Map<String, Function<SecurityGroupRule, ?>> fields = new LinkedHashMap<>();
        fields.put("cidr", SecurityGroupRule::cidrIpv4);
        fields.put("ipv6-cidr", SecurityGroupRule::cidrIpv6);
        fields.put("prefix-list-id", SecurityGroupRule::prefixListId);
        fields.put("from-port", SecurityGroupRule::fromPort);
        fields.put("to-port", SecurityGroupRule::toPort);
        fields.put("protocol", SecurityGroupRule::ipProtocol);
        fields.put(
                "group-id",
                rule -> reference(rule).map(ReferencedSecurityGroup::groupId).orElse(null));
        fields.put(
                "user-id",
                rule -> reference(rule).map(ReferencedSecurityGroup::userId).orElse(null));
        fields.put(
                "group-name",
                rule -> reference(rule)
                        .flatMap(reference -> world.securityGroups.find(reference.groupId()))
                        .map(SecurityGroup::groupName)
                        .orElse(null));
        fields.forEach((name, field) -> to.on(
                prefix + name,
                group -> rulesOf(group.groupId(), egress).stream()
                        .map(field)
                        .filter(Objects::nonNull)
                        .toList()));
    }

    private static Optional<ReferencedSecurityGroup> reference(SecurityGroupRule rule) {
        return Optional.ofNullable(rule.referencedGroupInfo());
    }

    private List<SecurityGroupRule> rulesOf(String groupId, boolean egress) {
        return world.rulesByGroup.of(groupId).stream()
                .filter(rule -> rule.isEgress() == egress)
                .toList();
    }

    public CreateSecurityGroupResponse create(CreateSecurityGroupRequest request) {
        Map<String, String> tags = world.tagRules.read(request.tagSpecifications(), Kind.SECURITY_GROUP);
        String name = Refusals.present(request.groupName(), "groupName");
        String description = Refusals.present(request.description(), "groupDescription");
        checkTexts(name, description);
        String vpcId = vpcId(request);
        refuseDuplicate(name, vpcId);
        world.checkQuota(
                "ec2.securityGroups",
                world.securityGroups.size(),
                "SecurityGroupLimitExceeded",
                "The maximum number of security groups has been reached.");
        SecurityGroup group = birth.make(vpcId, name, description, tags);
        return CreateSecurityGroupResponse.builder()
                .groupId(group.groupId())
                .securityGroupArn(group.securityGroupArn())
                .tags(world.tags.list(group.groupId()))
                .build();
    }

    private static void checkTexts(String name, String description) {
        if (name.equals("default")) {
            throw Refusals.invalidValue("Cannot use reserved security group name: default");
        }
        if (name.startsWith("sg-")) {
            throw Refusals.invalidValue("groupName", name, "Group names may not begin with sg-.");
        }
        if (!TEXT.matcher(name).matches()) {
            throw Refusals.invalidValue(
                    "groupName", name, "Up to 255 of a-z, A-Z, 0-9, spaces and ._-:/()#,@[]+=&;{}!$*");
        }
        if (!TEXT.matcher(description).matches()) {
            throw Refusals.invalidValue(
                    "GroupDescription", description, "Up to 255 of a-z, A-Z, 0-9, spaces and ._-:/()#,@[]+=&;{}!$*");
        }
    }

    private String vpcId(CreateSecurityGroupRequest request) {
        if (request.vpcId() != null) {
            return world.vpcs.require(request.vpcId()).vpcId();
        }
        return world.vpcs.stream()
                .filter(Vpc::isDefault)
                .map(Vpc::vpcId)
                .findFirst()
                .orElseThrow(() -> Refusals.badRequest("VPCIdNotSpecified", "No default VPC for this user"));
    }

    private void refuseDuplicate(String name, String vpcId) {
        if (world.groupsByVpc.of(vpcId).stream()
                .anyMatch(group -> group.groupName().equals(name))) {
            throw Refusals.badRequest(
                    "InvalidGroup.Duplicate",
                    "The security group '" + name + "' already exists for VPC '" + vpcId + "'");
        }
    }

    public DescribeSecurityGroupsResponse describe(DescribeSecurityGroupsRequest request) {
        List<String> ids = request.groupNames().isEmpty()
                ? request.groupIds()
                : request.groupNames().stream()
                        .map(name -> inDefaultVpc(name).groupId())
                        .toList();
        Pages.Page<SecurityGroup> page = world.securityGroups.page(
                ids, filters.matching(request.filters()), Pages.USUAL, request.maxResults(), request.nextToken());
        return DescribeSecurityGroupsResponse.builder()
                .securityGroups(page.items().stream().map(this::render).toList())
                .nextToken(page.nextToken())
                .build();
    }

    /** Names alone are enough in the default VPC only. */
    private SecurityGroup inDefaultVpc(String name) {
        return world.securityGroups.stream()
                .filter(group -> group.groupName().equals(name))
                .filter(group -> world.vpcs.get(group.vpcId()).isDefault())
                .findFirst()
                .orElseThrow(() -> Refusals.badRequest(
                        "InvalidGroup.NotFound", "The security group '" + name + "' does not exist in default VPC"));
    }

    private SecurityGroup render(SecurityGroup group) {
        return group.toBuilder()
                .ipPermissions(RuleViews.permissions(rulesOf(group.groupId(), false)))
                .ipPermissionsEgress(RuleViews.permissions(rulesOf(group.groupId(), true)))
                .tags(world.tags.list(group.groupId()))
                .build();
    }

    public DeleteSecurityGroupResponse delete(DeleteSecurityGroupRequest request) {
        SecurityGroup group = request.groupId() == null && request.groupName() != null
                ? inDefaultVpc(request.groupName())
                : world.securityGroups.require(request.groupId());
        delete(group);
        return DeleteSecurityGroupResponse.builder()
                .groupId(group.groupId())
                .returnValue(true)
                .build();
    }

    void delete(SecurityGroup group) {
        String id = group.groupId();
        if (group.groupName().equals("default")) {
            throw Refusals.badRequest(
                    "CannotDelete",
                    "the specified group: \"" + id + "\" name: \"default\" cannot be deleted by a user");
        }
        if (isUsed(id)) {
            throw Refusals.dependency("resource " + id + " has a dependent object");
        }
        Stream.concat(rulesOf(id, false).stream(), rulesOf(id, true).stream())
                .map(SecurityGroupRule::securityGroupRuleId)
                .forEach(rule -> world.remove(Kind.SECURITY_GROUP_RULE, rule));
        world.remove(Kind.SECURITY_GROUP, id);
    }

    private boolean isUsed(String id) {
        return world.interfacesByGroup.count(id) > 0
                || world.rulesByReference.of(id).stream()
                        .anyMatch(rule -> !rule.groupId().equals(id));
    }
}
