package io.github.ekssdk.internal.resource.elb;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.resource.ControllerTags;
import io.github.ekssdk.state.ResourceState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/** Finds what belongs to a cluster by tags, which Elastic Load Balancing tells only when asked for them, twenty at a time. */
final class ElbTags {

    static final int AT_ONCE = 20;

    private ElbTags() {}

    /** Returns those that a controller has made for the cluster. */
    static List<ResourceState> ofCluster(Aws aws, Owner owner, List<ResourceState> there) {
        Set<String> arns = new HashSet<>();
        for (List<ResourceState> some : batches(there)) {
            aws
                    .elbV2()
                    .describeTags(request -> request.resourceArns(
                            some.stream().map(ResourceState::physicalId).toList()))
                    .tagDescriptions()
                    .stream()
                    .filter(tagged -> ControllerTags.ofLoadBalancer(owner, map(tagged.tags())))
                    .forEach(tagged -> arns.add(tagged.resourceArn()));
        }
        return there.stream().filter(state -> arns.contains(state.physicalId())).toList();
    }

    static <T> List<List<T>> batches(List<T> all) {
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            batches.add(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
        }
        return batches;
    }

    private static Map<String, String> map(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }
}
