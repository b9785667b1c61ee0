package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.resource.ec2.ClusterSecurityGroup;
import io.github.ekssdk.spec.ClusterSpec;
import java.util.Map;
import java.util.TreeMap;

/** Tags of the security group that EKS makes for a cluster. */
final class ClusterSecurityGroupLowering {

    private final LoweringContext context;

    ClusterSecurityGroupLowering(LoweringContext context) {
        this.context = context;
    }

    void lower() {
        ClusterSpec spec = context.spec();
        Map<String, String> tags = new TreeMap<>(spec.vpc().clusterSecurityGroupTags());
        if (spec.vpc().karpenterDiscovery()) {
            tags.putIfAbsent(SubnetLowering.KARPENTER, spec.name());
        }
        if (tags.isEmpty()) {
            return;
        }
        context.graph()
                .find(Kinds.CONTROL_PLANE.name() + "/" + spec.name())
                .ifPresent(cluster -> context.graph()
                        .add(
                                Kinds.CLUSTER_SECURITY_GROUP,
                                spec.name(),
                                Properties.builder()
                                        .set(ClusterSecurityGroup.GROUP_ID, cluster.output("clusterSecurityGroupId"))
                                        .set("tags", tags)
                                        .build()));
    }
}
