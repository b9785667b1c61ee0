package io.github.ekssdk.internal.resource.autoscaling;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Filter;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;

/** Tags of Auto Scaling groups. */
final class ScalingTags {

    private static final String TYPE = "auto-scaling-group";
    private static final int PAGE = 100;

    private ScalingTags() {}

    /** Returns the groups that carry the marks of a cluster. */
    static Stream<AutoScalingGroup> groups(Aws aws, Owner owner) {
        Filter ours = Filter.builder()
                .name("tag:" + Owner.CLUSTER_TAG)
                .values(owner.cluster())
                .build();
        return aws
                .autoScaling()
                .describeAutoScalingGroupsPaginator(
                        request -> request.filters(ours).maxRecords(PAGE))
                .autoScalingGroups()
                .stream();
    }

    static Map<String, String> map(Collection<TagDescription> tags) {
        Map<String, String> map = new TreeMap<>();
        tags.forEach(tag -> map.put(tag.key(), tag.value()));
        return map;
    }

    static List<Tag> tags(String group, Map<String, String> tags, boolean propagate) {
        return tags.entrySet().stream()
                .map(tag -> Tag.builder()
                        .resourceId(group)
                        .resourceType(TYPE)
                        .key(tag.getKey())
                        .value(tag.getValue())
                        .propagateAtLaunch(propagate)
                        .build())
                .toList();
    }

    static void set(Aws aws, String group, Map<String, String> tags) {
        aws.autoScaling().createOrUpdateTags(request -> request.tags(tags(group, tags, false)));
    }

    static void remove(Aws aws, String group, Collection<String> keys) {
        if (!keys.isEmpty()) {
            AwsFault.unlessGone(() -> aws.autoScaling()
                    .deleteTags(request -> request.tags(keys.stream()
                            .map(key -> Tag.builder()
                                    .resourceId(group)
                                    .resourceType(TYPE)
                                    .key(key)
                                    .build())
                            .toList())));
        }
    }
}
