package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.ResourceGraph;
import io.github.ekssdk.internal.graph.ResourceNode;
import io.github.ekssdk.internal.resource.ec2.LaunchTemplate;
import io.github.ekssdk.internal.resource.eks.ManagedNodeGroup;
import io.github.ekssdk.spec.AmiType;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.ManagedNodeGroupSpec;
import io.github.ekssdk.spec.Taint;
import io.github.ekssdk.spec.UpdateConfig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A managed node group with the launch template that its instances are started from. */
final class NodeGroupLowering {

    /** Pods that use the metadata service through a container's own network need a second hop. */
    private static final int HOP_LIMIT = 2;

    private static final String TAGS = "tags";

    private final LoweringContext context;
    private final ClusterSpec spec;
    private final Owner owner;
    private final ResourceGraph graph;
    private final Network network;
    private final Object nodeRoleArn;

    NodeGroupLowering(LoweringContext context, Network network, Object nodeRoleArn) {
        this.context = context;
        this.spec = context.spec();
        this.owner = context.owner();
        this.graph = context.graph();
        this.network = network;
        this.nodeRoleArn = nodeRoleArn;
    }

    void lower(ManagedNodeGroupSpec group) {
        ResourceNode template = launchTemplate(group);
        Properties.Builder wanted = Properties.builder()
                .set(ManagedNodeGroup.NODE_ROLE_ARN, nodeRoleArn)
                .set(ManagedNodeGroup.SUBNET_IDS, subnets(group));
        if (!group.instanceTypes().isEmpty()) {
            wanted.set(ManagedNodeGroup.INSTANCE_TYPES, List.copyOf(group.instanceTypes()));
        }
        wanted.set(ManagedNodeGroup.AMI_TYPE, group.amiType().value())
                .set(ManagedNodeGroup.CAPACITY_TYPE, group.capacityType().name())
                .set(ManagedNodeGroup.LAUNCH_TEMPLATE_ID, template.output("id"))
                .set(ManagedNodeGroup.LAUNCH_TEMPLATE_VERSION, template.output(LaunchTemplate.VERSION))
                .set(ManagedNodeGroup.MIN_SIZE, group.scaling().min())
                .set(ManagedNodeGroup.MAX_SIZE, group.scaling().max())
                .set(ManagedNodeGroup.DESIRED_SIZE, group.scaling().desired())
                .set(ManagedNodeGroup.LABELS, new TreeMap<>(group.labels()))
                .set(
                        ManagedNodeGroup.TAINTS,
                        group.taints().stream().map(NodeGroupLowering::text).toList())
                .set(ManagedNodeGroup.MAX_UNAVAILABLE, text(group.updateConfig()))
                .set(ManagedNodeGroup.TAGS, context.tags(group.tags()));
        graph.add(Kinds.MANAGED_NODE_GROUP, group.name(), wanted.build());
    }

    private List<Object> subnets(ManagedNodeGroupSpec group) {
        return group.publicSubnets() ? network.publicSubnets() : network.nodeSubnets();
    }

    private ResourceNode launchTemplate(ManagedNodeGroupSpec group) {
        Map<String, String> instanceTags = context.tags(group.tags());
        instanceTags.putIfAbsent("Name", spec.name() + "-" + group.name());
        return graph.add(
                Kinds.LAUNCH_TEMPLATE,
                group.name(),
                Properties.builder()
                        .set(LaunchTemplate.TEMPLATE_NAME, templateName(group))
                        .set(LaunchTemplate.DEVICE_NAME, deviceName(group.amiType()))
                        .set(LaunchTemplate.DISK_SIZE, group.diskSize())
                        .set(LaunchTemplate.HTTP_TOKENS, "required")
                        .set(LaunchTemplate.HOP_LIMIT, HOP_LIMIT)
                        .set(LaunchTemplate.INSTANCE_TAGS, instanceTags)
                        .set(TAGS, context.tags(group.tags()))
                        .build());
    }

    /** A template's name may have 128 characters: too few for the longest names of a cluster and a group together. */
    private String templateName(ManagedNodeGroupSpec group) {
        String tail =
                "-" + Owner.sha256(owner.fingerprint() + "/" + group.name()).substring(0, 12);
        String head = "eks-sdk-" + spec.name() + "-" + group.name();
        return head.substring(0, Math.min(head.length(), 128 - tail.length())) + tail;
    }

    /** Returns the device that holds images and containers. */
    private static String deviceName(AmiType amiType) {
        String value = amiType.value();
        if (value.startsWith("BOTTLEROCKET")) {
            return "/dev/xvdb";
        }
        return value.startsWith("WINDOWS") ? "/dev/sda1" : "/dev/xvda";
    }

    private static String text(Taint taint) {
        return taint.key() + "=" + taint.value() + ":" + taint.effect().name();
    }

    private static String text(UpdateConfig config) {
        return config.maxUnavailablePercentage().isPresent()
                ? config.maxUnavailablePercentage().getAsInt() + "%"
                : Integer.toString(config.maxUnavailable().orElse(1));
    }
}
