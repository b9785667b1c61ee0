package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.state.ResourceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The tags of the security group that EKS makes for a cluster, and deletes with it. */
public final class ClusterSecurityGroup extends Ec2Kind {

    public static final String GROUP_ID = "groupId";

    private static final String NAME = "clusterSecurityGroup";

    private final SecurityGroup groups;

    /** Makes the kind, which is listed with the other security groups. */
    public ClusterSecurityGroup(SecurityGroup groups) {
        this.groups = groups;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ResourceKind lister() {
        return groups;
    }

    /** Returns the state of a security group that bears the marks of this kind. */
    static Optional<ResourceState> of(software.amazon.awssdk.services.ec2.model.SecurityGroup group) {
        return Optional.of(state(group.groupId(), AVAILABLE, map(group.tags()), Map.of(GROUP_ID, group.groupId())))
                .filter(state -> state.id().startsWith(NAME + "/"));
    }

    @Override
    Stream<ResourceState> describe(Aws aws, List<Filter> filters) {
        return aws
                .ec2()
                .describeSecurityGroupsPaginator(
                        request -> request.filters(filters).maxResults(PAGE))
                .securityGroups()
                .stream()
                .flatMap(group -> of(group).stream());
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        String groupId = wanted.properties().string(GROUP_ID);
        aws.ec2().createTags(request -> request.resources(groupId).tags(tags(wanted.tags())));
        return state(groupId, AVAILABLE, wanted.tags(), Map.of(GROUP_ID, groupId));
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        List<String> keys = new ArrayList<>(Properties.of(now).map(TAGS).keySet());
        keys.addAll(List.of(Owner.CLUSTER_TAG, Owner.RESOURCE_TAG, Owner.KEYS_TAG));
        AwsFault.unlessGone(() -> aws.ec2()
                .deleteTags(request -> request.resources(now.physicalId())
                        .tags(keys.stream()
                                .map(key -> Tag.builder().key(key).build())
                                .toList())));
    }

    @Override
    public Optional<String> within() {
        return Optional.of("cluster");
    }

    @Override
    public boolean goesAlong() {
        return true;
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE -> Work.brief("ec2:CreateTags");
            case UPDATE -> Work.brief("ec2:CreateTags", "ec2:DeleteTags");
            case DELETE -> Work.brief("ec2:DeleteTags");
        };
    }
}
