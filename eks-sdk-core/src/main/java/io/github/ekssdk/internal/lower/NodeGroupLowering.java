package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.ResourceNode;
import io.github.ekssdk.internal.resource.autoscaling.ManagedGroupTags;
import io.github.ekssdk.internal.resource.ec2.LaunchTemplate;
import io.github.ekssdk.internal.resource.eks.ManagedNodeGroup;
import io.github.ekssdk.internal.resource.eks.NodeRepairText;
import io.github.ekssdk.internal.resource.eks.WarmPoolText;
import io.github.ekssdk.spec.CapacityType;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.ManagedNodeGroupSpec;
import io.github.ekssdk.spec.NodeRepairSpec;
import io.github.ekssdk.spec.Taint;
import io.github.ekssdk.spec.UpdateConfig;
import io.github.ekssdk.spec.WarmPoolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A managed node group with the launch template that its instances are started from. */
final class NodeGroupLowering {

    private final LoweringContext context;
    private final ClusterSpec spec;
    private final NodeTemplateLowering templates;
    private final Supplier<Object> nodeRoleArn;

    NodeGroupLowering(LoweringContext context, Network network, Supplier<Object> nodeRoleArn) {
        this.context = context;
        this.spec = context.spec();
        this.templates = new NodeTemplateLowering(context, network);
        this.nodeRoleArn = nodeRoleArn;
    }

    void lower(ManagedNodeGroupSpec group) {
        GivenTemplate given = GivenTemplate.of(context, group);
        boolean custom = group.imageId().isPresent() || given.imageId().isPresent();
        Properties.Builder wanted = Properties.builder()
                .set(
                        ManagedNodeGroup.NODE_ROLE_ARN,
                        group.nodeRoleArn().<Object>map(arn -> arn).orElseGet(nodeRoleArn))
                .set(ManagedNodeGroup.SUBNET_IDS, templates.subnets(group));
        if (!group.instanceTypes().isEmpty() && group.capacityType() != CapacityType.CAPACITY_BLOCK) {
            wanted.set(ManagedNodeGroup.INSTANCE_TYPES, List.copyOf(group.instanceTypes()));
        }
        wanted.set(
                        ManagedNodeGroup.AMI_TYPE,
                        custom ? ManagedNodeGroup.CUSTOM : group.amiType().value())
                .set(ManagedNodeGroup.CAPACITY_TYPE, group.capacityType().name());
        template(wanted, group, given);
        if (!custom) {
            wanted.setIfPresent(ManagedNodeGroup.VERSION, group.version().or(spec::version))
                    .setIfPresent(
                            ManagedNodeGroup.RELEASE_VERSION,
                            AmiReleases.pinned(group)
                                    .or(() -> context.resolved(AmiReleases.path(group)).stream()
                                            .findFirst()));
        }
        sizes(wanted, group);
        wanted.set(ManagedNodeGroup.LABELS, new TreeMap<>(group.labels()))
                .set(
                        ManagedNodeGroup.TAINTS,
                        group.taints().stream().map(NodeGroupLowering::text).toList())
                .set(ManagedNodeGroup.MAX_UNAVAILABLE, text(group.updateConfig()))
                .set(ManagedNodeGroup.UPDATE_STRATEGY, group.updateStrategy().name())
                .setIfPresent(
                        ManagedNodeGroup.NODE_REPAIR,
                        group.nodeRepair().filter(NodeRepairSpec::enabled).map(NodeGroupLowering::text))
                .setIfPresent(ManagedNodeGroup.WARM_POOL, group.warmPool().map(NodeGroupLowering::text));
        if (group.forceUpdate()) {
            wanted.set(ManagedNodeGroup.FORCE, true);
        }
        Map<String, String> tags = context.tags(group.tags());
        tags.putAll(InstanceSelection.tags(context, group));
        wanted.set(ManagedNodeGroup.TAGS, tags);
        ResourceNode node = context.graph().add(Kinds.MANAGED_NODE_GROUP, group.name(), wanted.build());
        if (group.desiredManagedByAutoscaler() || group.autoScalingGroupTags()) {
            scalingGroupTags(group, node);
        }
    }

    private static void sizes(Properties.Builder wanted, ManagedNodeGroupSpec group) {
        wanted.set(ManagedNodeGroup.MIN_SIZE, group.scaling().min())
                .set(ManagedNodeGroup.MAX_SIZE, group.scaling().max())
                .set(
                        group.desiredManagedByAutoscaler()
                                ? ManagedNodeGroup.INITIAL_SIZE
                                : ManagedNodeGroup.DESIRED_SIZE,
                        group.scaling().desired());
    }

    private void template(Properties.Builder wanted, ManagedNodeGroupSpec group, GivenTemplate given) {
        if (group.launchTemplate().isPresent()) {
            wanted.set(ManagedNodeGroup.LAUNCH_TEMPLATE_ID, given.id())
                    .set(ManagedNodeGroup.LAUNCH_TEMPLATE_VERSION, given.version());
            return;
        }
        Properties.Builder more = Properties.builder();
        if (group.capacityType() == CapacityType.CAPACITY_BLOCK) {
            more.set(LaunchTemplate.INSTANCE_TYPE, group.instanceTypes().get(0))
                    .set(LaunchTemplate.MARKET_TYPE, "capacity-block");
        }
        List<Object> securityGroups = templates.securityGroups(group);
        if (!securityGroups.isEmpty()) {
            List<Object> all = new ArrayList<>(List.of(templates.clusterSecurityGroup()));
            all.addAll(securityGroups);
            more.set(LaunchTemplate.SECURITY_GROUP_IDS, all);
        }
        NodeUserData userData = new NodeUserData(context, group);
        Optional<Object> text =
                group.imageId().isPresent() ? Optional.of(userData.whole(false)) : userData.besidesEks();
        more.setIfPresent(LaunchTemplate.USER_DATA, text);
        ResourceNode template = templates.lower(group, more.build());
        wanted.set(ManagedNodeGroup.LAUNCH_TEMPLATE_ID, template.output("id"))
                .set(ManagedNodeGroup.LAUNCH_TEMPLATE_VERSION, template.output(LaunchTemplate.VERSION));
    }

    private void scalingGroupTags(ManagedNodeGroupSpec group, ResourceNode node) {
        Map<String, String> tags = context.tags(group.tags());
        if (group.desiredManagedByAutoscaler()) {
            AutoscalerTags.add(tags, spec.name(), group);
        }
        context.graph()
                .add(
                        Kinds.MANAGED_GROUP_TAGS,
                        group.name(),
                        Properties.builder()
                                .set(
                                        ManagedGroupTags.AUTO_SCALING_GROUP,
                                        node.output(ManagedNodeGroup.AUTO_SCALING_GROUP))
                                .set(ManagedGroupTags.TAGS, tags)
                                .build());
    }

    static String text(Taint taint) {
        return taint.key() + "=" + taint.value() + ":" + taint.effect().name();
    }

    private static String text(UpdateConfig config) {
        return config.maxUnavailablePercentage().isPresent()
                ? config.maxUnavailablePercentage().getAsInt() + "%"
                : Integer.toString(config.maxUnavailable().orElse(1));
    }

    private static Map<String, String> text(NodeRepairSpec repair) {
        Map<String, String> text = NodeRepairText.enabled();
        put(text, NodeRepairText.THRESHOLD_COUNT, repair.maxUnhealthyNodeThresholdCount());
        put(text, NodeRepairText.THRESHOLD_PERCENTAGE, repair.maxUnhealthyNodeThresholdPercentage());
        put(text, NodeRepairText.PARALLEL_COUNT, repair.maxParallelNodesRepairedCount());
        put(text, NodeRepairText.PARALLEL_PERCENTAGE, repair.maxParallelNodesRepairedPercentage());
        repair.overrides()
                .forEach(override -> NodeRepairText.override(
                        text,
                        override.nodeMonitoringCondition(),
                        override.nodeUnhealthyReason(),
                        override.minRepairWaitTimeMins(),
                        override.repairAction().value()));
        return text;
    }

    private static void put(Map<String, String> text, String name, OptionalInt value) {
        value.ifPresent(number -> text.put(name, Integer.toString(number)));
    }

    private static Map<String, String> text(WarmPoolSpec pool) {
        OptionalInt most = pool.maxGroupPreparedCapacity();
        return WarmPoolText.text(
                pool.minSize(),
                most.isPresent() ? Optional.of(most.getAsInt()) : Optional.empty(),
                pool.poolState().name(),
                pool.reuseOnScaleIn());
    }
}
