package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Output;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.ResourceGraph;
import io.github.ekssdk.spec.ClusterSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What everything that lowers a part of a spec works with.
 *
 * @param spec what is wanted
 * @param owner the cluster
 * @param graph takes the resources
 * @param resolved what AWS answered to what the spec leaves open, by the path of the setting
 */
record LoweringContext(ClusterSpec spec, Owner owner, ResourceGraph graph, Map<String, List<String>> resolved) {

    /** Returns what AWS answered for a setting; nothing where it was not asked. */
    List<String> resolved(String path) {
        return resolved.getOrDefault(path, List.of());
    }

    /** Returns an output of the control plane, which is in the graph already. */
    Output cluster(String output) {
        return new Output(Kinds.CONTROL_PLANE.name() + "/" + spec.name(), output);
    }

    /** Returns the tags of the whole cluster. */
    Map<String, String> tags() {
        return new TreeMap<>(spec.tags());
    }

    /** Returns the tags of the whole cluster with others that win over them. */
    Map<String, String> tags(Map<String, String> more) {
        Map<String, String> tags = tags();
        tags.putAll(more);
        return tags;
    }

    /** Returns the ARN of one of the cluster's parts in EKS, such as {@code fargateprofile/NAME/*}. */
    String eksArn(String resource) {
        return "arn:" + owner.partition() + ":eks:" + owner.region() + ":" + owner.account() + ":" + resource;
    }
}
