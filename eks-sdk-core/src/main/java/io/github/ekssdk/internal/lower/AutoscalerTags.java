package io.github.ekssdk.internal.lower;

import io.github.ekssdk.spec.NodeGroupSpec;
import java.util.Map;

/**
 * The tags of an Auto Scaling group by which the Cluster Autoscaler finds it, and from which it knows what its nodes would be
 * like while there are none.
 */
final class AutoscalerTags {

    private static final String PREFIX = "k8s.io/cluster-autoscaler/";

    private AutoscalerTags() {}

    static void add(Map<String, String> tags, String cluster, NodeGroupSpec group) {
        tags.put(PREFIX + "enabled", "true");
        tags.put(PREFIX + cluster, "owned");
        group.labels().forEach((key, value) -> tags.put(PREFIX + "node-template/label/" + key, value));
        group.taints()
                .forEach(taint -> tags.put(
                        PREFIX + "node-template/taint/" + taint.key(),
                        taint.value() + ":" + taint.effect().kubernetesName()));
    }
}
