package io.github.ekssdk.internal.resource.autoscaling;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;

/** The tags on the Auto Scaling group of a managed node group: EKS makes the group, and does not hand tags on to it. */
public final class ManagedGroupTags extends ResourceKind {

    public static final String AUTO_SCALING_GROUP = "autoScalingGroupName";
    public static final String TAGS = "tags";

    private static final String NAME = "autoScalingGroupTags";

    private final ResourceKind groups;

    /** Makes the kind, which is listed with the self-managed groups. */
    public ManagedGroupTags(io.github.ekssdk.internal.resource.autoscaling.AutoScalingGroup groups) {
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

    @Override
    public List<ResourceState> list(Aws aws, Owner owner) {
        return ScalingTags.groups(aws, owner)
                .flatMap(group -> of(group).stream())
                .toList();
    }

    /** Returns the tags of an Auto Scaling group that bears the marks of this kind. */
    static Optional<ResourceState> of(AutoScalingGroup group) {
        return Optional.of(state(group.autoScalingGroupName(), ScalingTags.map(group.tags())))
                .filter(state -> state.id().startsWith(NAME + "/"));
    }

    private static ResourceState state(String group, Map<String, String> tags) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(AUTO_SCALING_GROUP, group);
        properties.put(TAGS, Owner.wantedTags(tags));
        return new ResourceState(
                tags.getOrDefault(Owner.RESOURCE_TAG, ""), group, "available", properties, Map.of(), List.of());
    }

    @Override
    public Optional<ResourceState> read(Aws aws, Owner owner, ResourceState known) {
        return pick(list(aws, owner), known);
    }

    @Override
    public boolean listedTogether() {
        return true;
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        String group = wanted.properties().string(AUTO_SCALING_GROUP);
        ScalingTags.set(aws, group, wanted.tags());
        return state(group, wanted.tags());
    }

    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        String group = now.physicalId();
        ScalingTags.set(aws, group, wanted.tags());
        ScalingTags.remove(aws, group, Owner.staleTags(now, wanted.properties().map(TAGS)));
        return state(group, wanted.tags());
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        List<String> keys = new ArrayList<>(Properties.of(now).map(TAGS).keySet());
        keys.addAll(List.of(Owner.CLUSTER_TAG, Owner.RESOURCE_TAG, Owner.KEYS_TAG));
        try {
            ScalingTags.remove(aws, now.physicalId(), keys);
        } catch (AwsFault fault) {
            if (list(aws, owner).stream().anyMatch(state -> state.physicalId().equals(now.physicalId()))) {
                throw fault;
            }
        }
    }

    @Override
    public Mutability mutability(String property) {
        return property.equals(TAGS) ? Mutability.IN_PLACE : Mutability.REPLACE;
    }

    @Override
    public boolean createdWhole() {
        return true;
    }

    @Override
    public boolean losesNothing() {
        return true;
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE -> Work.brief("autoscaling:CreateOrUpdateTags");
            case UPDATE -> Work.brief("autoscaling:CreateOrUpdateTags", "autoscaling:DeleteTags");
            case DELETE -> Work.brief("autoscaling:DeleteTags");
        };
    }
}
