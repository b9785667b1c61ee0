package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.resource.ec2.SubnetTags;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A network that somebody else made: nothing of it is the cluster's but a security group, and tags where that is allowed. */
final class ExistingNetworkLowering {

    private final LoweringContext context;

    ExistingNetworkLowering(LoweringContext context) {
        this.context = context;
    }

    Network lower() {
        String vpcId = context.resolved(ExistingNetwork.VPC_ID).get(0);
        List<String> given = context.resolved(ExistingNetwork.SECURITY_GROUPS);
        List<Object> groups = given.isEmpty()
                ? new ControlPlaneSecurityGroup(context).add(vpcId, context.resolved(ExistingNetwork.CIDRS))
                : List.copyOf(given);
        tags();
        List<Object> open = ids(ExistingNetwork.PUBLIC_SUBNETS);
        List<Object> closed = ids(ExistingNetwork.PRIVATE_SUBNETS);
        return new Network(
                vpcId,
                open,
                closed,
                closed.isEmpty() ? open : closed,
                ids(ExistingNetwork.CONTROL_PLANE_SUBNETS),
                groups);
    }

    private List<Object> ids(String path) {
        return List.copyOf(context.resolved(path));
    }

    private void tags() {
        Map<String, Map<String, String>> tags = new TreeMap<>();
        context.resolved(ExistingNetwork.TAGS).forEach(missing -> {
            String[] parts = missing.split(" ", 2);
            tags.computeIfAbsent(parts[0], subnet -> new TreeMap<>())
                    .put(
                            parts[1],
                            parts[1].equals(SubnetLowering.KARPENTER)
                                    ? context.spec().name()
                                    : "1");
        });
        tags.forEach((subnet, missing) -> context.graph()
                .add(
                        Kinds.SUBNET_TAGS,
                        subnet,
                        Properties.builder()
                                .set(SubnetTags.SUBNET_ID, subnet)
                                .set(SubnetTags.TAGS, missing)
                                .build()));
    }
}
