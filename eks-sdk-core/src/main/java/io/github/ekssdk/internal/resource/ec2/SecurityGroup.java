package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.state.ResourceState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** A security group with its inbound rules, each written as {@code tcp 443 10.0.0.0/16}. */
public final class SecurityGroup extends Ec2Kind {

    public static final String VPC_ID = "vpcId";
    public static final String GROUP_NAME = "groupName";
    public static final String DESCRIPTION = "description";
    public static final String INGRESS = "ingress";

    /** Rules for what goes out that have to be there; what else is allowed to go out is left alone. */
    public static final String EGRESS = "egress";

    /** All traffic with the members of the group itself. */
    public static final String ALL_WITH_ITSELF = "-1 all " + IngressRule.SELF;

    @Override
    public String name() {
        return "securityGroup";
    }

    /** Brings the cluster's own security group along, which is told by its id. */
    @Override
    Stream<ResourceState> describe(Aws aws, List<Filter> filters) {
        return aws
                .ec2()
                .describeSecurityGroupsPaginator(
                        request -> request.filters(filters).maxResults(PAGE))
                .securityGroups()
                .stream()
                .map(this::state);
    }

    private ResourceState state(software.amazon.awssdk.services.ec2.model.SecurityGroup group) {
        return ClusterSecurityGroup.of(group)
                .orElseGet(() -> state(
                        group.groupId(),
                        AVAILABLE,
                        map(group.tags()),
                        Map.of(
                                VPC_ID, group.vpcId(),
                                GROUP_NAME, group.groupName(),
                                DESCRIPTION, group.description(),
                                INGRESS, rules(group.ipPermissions(), group.groupId()),
                                EGRESS, rules(group.ipPermissionsEgress(), group.groupId()))));
    }

    private static List<String> rules(List<IpPermission> permissions, String groupId) {
        return permissions.stream()
                .flatMap(permission -> IngressRule.write(permission, groupId))
                .sorted()
                .toList();
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        String id = aws.ec2Once()
                .createSecurityGroup(
                        request -> request.groupName(wanted.properties().string(GROUP_NAME))
                                .description(wanted.properties().string(DESCRIPTION))
                                .vpcId(wanted.properties().string(VPC_ID))
                                .tagSpecifications(tagged(ResourceType.SECURITY_GROUP, wanted)))
                .groupId();
        return state(
                id,
                AVAILABLE,
                wanted.tags(),
                Map.of(
                        VPC_ID, wanted.properties().string(VPC_ID),
                        GROUP_NAME, wanted.properties().string(GROUP_NAME),
                        DESCRIPTION, wanted.properties().string(DESCRIPTION),
                        INGRESS, List.of(),
                        EGRESS, List.of()));
    }

    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        if (differences.contains(INGRESS)) {
            changeRules(aws, wanted, now);
        }
        if (differences.contains(EGRESS)) {
            List<IpPermission> missing = permissions(
                    wanted.properties().strings(EGRESS), Properties.of(now).stringsOrNone(EGRESS), now.physicalId());
            AwsFault.unlessAlreadySo(() -> aws.ec2()
                    .authorizeSecurityGroupEgress(
                            request -> request.groupId(now.physicalId()).ipPermissions(missing)));
        }
        if (differences.contains(TAGS)) {
            retag(aws, wanted, now);
        }
        return with(now, wanted, differences);
    }

    private static void changeRules(Aws aws, Wanted wanted, ResourceState now) {
        List<String> present = Properties.of(now).strings(INGRESS);
        List<String> target = wanted.properties().strings(INGRESS);
        List<IpPermission> missing = permissions(target, present, now.physicalId());
        List<IpPermission> stale = permissions(present, target, now.physicalId());
        if (!missing.isEmpty()) {
            AwsFault.unlessAlreadySo(() -> aws.ec2()
                    .authorizeSecurityGroupIngress(
                            request -> request.groupId(now.physicalId()).ipPermissions(missing)));
        }
        if (!stale.isEmpty()) {
            AwsFault.unlessAlreadySo(() -> aws.ec2()
                    .revokeSecurityGroupIngress(
                            request -> request.groupId(now.physicalId()).ipPermissions(stale)));
        }
    }

    private static List<IpPermission> permissions(List<String> rules, List<String> without, String groupId) {
        return rules.stream()
                .filter(rule -> !without.contains(rule))
                .map(rule -> IngressRule.read(rule, groupId))
                .toList();
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        PodNetworkInterfaces.unblocking(
                aws, owner, () -> aws.ec2().deleteSecurityGroup(request -> request.groupId(now.physicalId())));
    }

    @Override
    public boolean unordered(String property) {
        return property.equals(INGRESS);
    }

    @Override
    public boolean same(String property, Object wanted, Object present) {
        return property.equals(EGRESS)
                ? ((List<?>) present).containsAll((List<?>) wanted)
                : super.same(property, wanted, present);
    }

    @Override
    public Mutability mutability(String property) {
        return switch (property) {
            case INGRESS, EGRESS, TAGS -> Mutability.IN_PLACE;
            default -> Mutability.REPLACE;
        };
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE ->
                Work.brief(
                        "ec2:CreateSecurityGroup",
                        "ec2:CreateTags",
                        "ec2:AuthorizeSecurityGroupIngress",
                        "ec2:AuthorizeSecurityGroupEgress");
            case UPDATE ->
                Work.brief(
                        "ec2:AuthorizeSecurityGroupIngress",
                        "ec2:RevokeSecurityGroupIngress",
                        "ec2:AuthorizeSecurityGroupEgress",
                        "ec2:CreateTags",
                        "ec2:DeleteTags");
            case DELETE -> Work.brief("ec2:DeleteSecurityGroup", "ec2:DeleteNetworkInterface");
        };
    }
}
