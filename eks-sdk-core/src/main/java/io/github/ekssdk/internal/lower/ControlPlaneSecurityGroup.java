package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.resource.ec2.SecurityGroup;
import io.github.ekssdk.spec.ClusterSpec;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lets whatever runs in the VPC, and who else is to, reach the private endpoint of the Kubernetes API. */
final class ControlPlaneSecurityGroup {

    private final LoweringContext context;

    ControlPlaneSecurityGroup(LoweringContext context) {
        this.context = context;
    }

    /** Returns the ids of the groups that a spec names; where it names none, adds one and returns its id. */
    List<Object> add(Object vpcId, Collection<String> vpcCidrs) {
        ClusterSpec spec = context.spec();
        if (!spec.vpc().controlPlaneSecurityGroupIds().isEmpty()) {
            return List.copyOf(spec.vpc().controlPlaneSecurityGroupIds());
        }
        Set<String> sources = new LinkedHashSet<>(vpcCidrs);
        sources.addAll(spec.vpc().controlPlaneIngress());
        Map<String, String> tags = context.tags(spec.vpc().tags());
        tags.putIfAbsent("Name", spec.name() + "-control-plane");
        return List.of(context.graph()
                .add(
                        Kinds.SECURITY_GROUP,
                        "control-plane",
                        Properties.builder()
                                .set(SecurityGroup.VPC_ID, vpcId)
                                .set(SecurityGroup.GROUP_NAME, "eks-sdk-" + spec.name() + "-control-plane")
                                .set(
                                        SecurityGroup.DESCRIPTION,
                                        "Access to the Kubernetes API of " + spec.name() + " from its VPC")
                                .set(
                                        SecurityGroup.INGRESS,
                                        sources.stream()
                                                .map(source -> "tcp 443 " + source)
                                                .toList())
                                .set("tags", tags)
                                .build())
                .output("id"));
    }
}
