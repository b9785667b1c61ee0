package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.internal.resource.ControllerMade;
import io.github.ekssdk.internal.resource.ControllerTags;
import io.github.ekssdk.state.ResourceState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/**
 * A security group that a controller has made for its load balancers: one for each of them, and one that lets them all into nodes
 * and pods.
 */
public final class LoadBalancerSecurityGroup extends ControllerMade {

    private static final String OF_KUBERNETES = "k8s-elb-";

    @Override
    public String name() {
        return "loadBalancerSecurityGroup";
    }

    @Override
    public List<ResourceState> list(Aws aws, Owner owner, Optional<ResourceState> cluster) {
        return describe(
                        aws,
                        Ec2Kind.filter("tag-key", ControllerTags.keys(owner).toArray(String[]::new)))
                .filter(group -> inVpc(cluster, group.vpcId()))
                .filter(group -> made(owner, group))
                .map(this::state)
                .toList();
    }

    private static boolean made(Owner owner, SecurityGroup group) {
        Map<String, String> tags = Ec2Kind.map(group.tags());
        return ControllerTags.named(owner, tags)
                || (ControllerTags.owned(owner, tags) && group.groupName().startsWith(OF_KUBERNETES));
    }

    private static Stream<SecurityGroup> describe(Aws aws, Filter filter) {
        return aws
                .ec2()
                .describeSecurityGroupsPaginator(
                        request -> request.filters(filter).maxResults(Ec2Kind.PAGE))
                .securityGroups()
                .stream();
    }

    private ResourceState state(SecurityGroup group) {
        return found(group.groupName(), group.groupId(), AVAILABLE, Map.of("vpcId", group.vpcId()));
    }

    @Override
    public Optional<ResourceState> read(Aws aws, Owner owner, ResourceState known) {
        return describe(aws, Ec2Kind.filter("group-id", known.physicalId()))
                .map(this::state)
                .findFirst();
    }

    /** Rules of the cluster's own groups let its members in, and EC2 deletes no group that a rule names. */
    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        describe(aws, Ec2Kind.filter("ip-permission.group-id", now.physicalId()))
                .filter(group -> ofCluster(owner, group))
                .forEach(group -> revoke(aws, group, now.physicalId()));
        AwsFault.unlessGone(() -> aws.ec2().deleteSecurityGroup(request -> request.groupId(now.physicalId())));
    }

    private static boolean ofCluster(Owner owner, SecurityGroup group) {
        Map<String, String> tags = Ec2Kind.map(group.tags());
        return owner.owns(tags) || ControllerTags.named(owner, tags) || ControllerTags.owned(owner, tags);
    }

    private static void revoke(Aws aws, SecurityGroup group, String member) {
        List<IpPermission> rules = group.ipPermissions().stream()
                .flatMap(permission -> permission.userIdGroupPairs().stream()
                        .filter(pair -> member.equals(pair.groupId()))
                        .map(pair -> IpPermission.builder()
                                .ipProtocol(permission.ipProtocol())
                                .fromPort(permission.fromPort())
                                .toPort(permission.toPort())
                                .userIdGroupPairs(pair)
                                .build()))
                .toList();
        AwsFault.unlessAlreadySo(() -> aws.ec2()
                .revokeSecurityGroupIngress(
                        request -> request.groupId(group.groupId()).ipPermissions(rules)));
    }

    @Override
    public Work work(Verb verb) {
        return Work.brief("ec2:RevokeSecurityGroupIngress", "ec2:DeleteSecurityGroup")
                .lasting(30, 1, 1, 20);
    }
}
