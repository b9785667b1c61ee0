package io.github.ekssdk.internal.resource.eks;

import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.NodegroupUpdateConfig;
import software.amazon.awssdk.services.eks.model.NodegroupUpdateStrategies;
import software.amazon.awssdk.services.eks.model.Taint;

/** Reads a described node group, and writes its settings as EKS takes them. */
final class ManagedNodeGroupState {

    /** The tag that keeps the desired size last asked for. */
    static final String DESIRED_SIZE_TAG = "eks-sdk/desired-size";

    private ManagedNodeGroupState() {}

    static Map<String, Object> properties(Nodegroup nodegroup) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(ManagedNodeGroup.NODE_ROLE_ARN, nodegroup.nodeRole());
        properties.put(ManagedNodeGroup.SUBNET_IDS, nodegroup.subnets());
        properties.put(ManagedNodeGroup.INSTANCE_TYPES, nodegroup.instanceTypes());
        properties.put(ManagedNodeGroup.AMI_TYPE, nodegroup.amiTypeAsString());
        properties.put(ManagedNodeGroup.CAPACITY_TYPE, nodegroup.capacityTypeAsString());
        if (nodegroup.launchTemplate() != null) {
            properties.put(
                    ManagedNodeGroup.LAUNCH_TEMPLATE_ID,
                    nodegroup.launchTemplate().id());
            properties.put(
                    ManagedNodeGroup.LAUNCH_TEMPLATE_VERSION,
                    nodegroup.launchTemplate().version());
        }
        properties.put(ManagedNodeGroup.MIN_SIZE, nodegroup.scalingConfig().minSize());
        properties.put(ManagedNodeGroup.MAX_SIZE, nodegroup.scalingConfig().maxSize());
        properties.put(ManagedNodeGroup.DESIRED_SIZE, lastDesired(nodegroup));
        properties.put(ManagedNodeGroup.LABELS, new TreeMap<>(nodegroup.labels()));
        properties.put(
                ManagedNodeGroup.TAINTS,
                nodegroup.taints().stream().map(ManagedNodeGroupState::text).toList());
        properties.put(ManagedNodeGroup.MAX_UNAVAILABLE, text(nodegroup.updateConfig()));
        properties.put(ManagedNodeGroup.UPDATE_STRATEGY, strategy(nodegroup.updateConfig()));
        if (nodegroup.version() != null) {
            properties.put(ManagedNodeGroup.VERSION, nodegroup.version());
        }
        if (nodegroup.releaseVersion() != null) {
            properties.put(ManagedNodeGroup.RELEASE_VERSION, nodegroup.releaseVersion());
        }
        NodeRepairText.text(nodegroup.nodeRepairConfig())
                .ifPresent(repair -> properties.put(ManagedNodeGroup.NODE_REPAIR, repair));
        WarmPoolText.text(nodegroup.warmPoolConfig())
                .ifPresent(pool -> properties.put(ManagedNodeGroup.WARM_POOL, pool));
        properties.put(ManagedNodeGroup.TAGS, Owner.wantedTags(nodegroup.tags()));
        return properties;
    }

    private static int lastDesired(Nodegroup nodegroup) {
        String tag = nodegroup.tags().get(DESIRED_SIZE_TAG);
        return tag != null && tag.matches("\\d{1,9}")
                ? Integer.parseInt(tag)
                : nodegroup.scalingConfig().desiredSize();
    }

    static Map<String, String> outputs(Nodegroup nodegroup, String owner) {
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("arn", nodegroup.nodegroupArn());
        outputs.put(EksTags.OWNER, owner);
        outputs.put("createdAt", String.valueOf(nodegroup.createdAt()));
        outputs.put("desiredSize", String.valueOf(nodegroup.scalingConfig().desiredSize()));
        outputs.put("version", String.valueOf(nodegroup.version()));
        outputs.put("releaseVersion", String.valueOf(nodegroup.releaseVersion()));
        if (nodegroup.launchTemplate() != null && nodegroup.launchTemplate().name() != null) {
            outputs.put("launchTemplateName", nodegroup.launchTemplate().name());
        }
        if (nodegroup.resources() != null) {
            nodegroup.resources().autoScalingGroups().stream()
                    .findFirst()
                    .ifPresent(group -> outputs.put(ManagedNodeGroup.AUTO_SCALING_GROUP, group.name()));
        }
        return outputs;
    }

    static List<String> issues(Nodegroup nodegroup) {
        return nodegroup.health() == null
                ? List.of()
                : nodegroup.health().issues().stream()
                        .map(issue -> issue.codeAsString() + ": " + issue.message())
                        .toList();
    }

    private static String text(Taint taint) {
        return taint.key() + "=" + (taint.value() == null ? "" : taint.value()) + ":" + taint.effectAsString();
    }

    static List<Taint> taints(List<String> texts) {
        return texts.stream()
                .map(text -> Taint.builder()
                        .key(text.substring(0, text.indexOf('=')))
                        .value(text.substring(text.indexOf('=') + 1, text.lastIndexOf(':')))
                        .effect(text.substring(text.lastIndexOf(':') + 1))
                        .build())
                .toList();
    }

    private static String text(@Nullable NodegroupUpdateConfig config) {
        if (config == null) {
            return "1";
        }
        return config.maxUnavailablePercentage() != null
                ? config.maxUnavailablePercentage() + "%"
                : String.valueOf(config.maxUnavailable());
    }

    private static String strategy(@Nullable NodegroupUpdateConfig config) {
        return config == null || config.updateStrategy() == null
                ? NodegroupUpdateStrategies.DEFAULT.toString()
                : config.updateStrategyAsString();
    }

    static NodegroupUpdateConfig updateConfig(Properties wanted) {
        String text = wanted.string(ManagedNodeGroup.MAX_UNAVAILABLE);
        NodegroupUpdateConfig.Builder config =
                NodegroupUpdateConfig.builder().updateStrategy(wanted.string(ManagedNodeGroup.UPDATE_STRATEGY));
        return text.endsWith("%")
                ? config.maxUnavailablePercentage(Integer.valueOf(text.substring(0, text.length() - 1)))
                        .build()
                : config.maxUnavailable(Integer.valueOf(text)).build();
    }
}
