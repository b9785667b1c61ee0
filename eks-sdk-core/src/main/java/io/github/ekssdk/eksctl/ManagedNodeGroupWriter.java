package io.github.ekssdk.eksctl;

import io.github.ekssdk.spec.CapacityType;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.ManagedNodeGroupSpec;
import io.github.ekssdk.spec.NodeRepairSpec;
import io.github.ekssdk.spec.UpdateStrategy;
import java.util.List;
import java.util.function.BiConsumer;

/** Writes a managed node group in eksctl's format. */
final class ManagedNodeGroupWriter {

    /** What EKS takes where no instance type is named. */
    static final String EKS_DEFAULT = "t3.medium";

    private ManagedNodeGroupWriter() {}

    /** Returns the group; what cannot be said is told with its path and why. */
    static Document write(ManagedNodeGroupSpec group, ClusterSpec cluster, BiConsumer<String, String> lose) {
        BiConsumer<String, String> own =
                (path, why) -> lose.accept("managedNodeGroups[" + group.name() + "]." + path, why);
        losses(group, own);
        return NodeGroupWriter.write(group, cluster, own)
                .set(
                        "instanceTypes",
                        group.instanceTypes().isEmpty()
                                        && group.instanceSelector().isEmpty()
                                        && group.launchTemplate().isEmpty()
                                ? List.of(EKS_DEFAULT)
                                : group.instanceTypes())
                .set("spot", group.capacityType() == CapacityType.SPOT)
                .set(
                        "instanceMarketOptions",
                        group.capacityType() == CapacityType.CAPACITY_BLOCK
                                ? new Document().set("marketType", "capacity-block")
                                : new Document())
                .set(
                        "launchTemplate",
                        group.launchTemplate()
                                .map(template -> new Document()
                                        .set("id", template.idOrName())
                                        .set("version", template.version())))
                .set("releaseVersion", group.releaseVersion())
                .set("propagateASGTags", group.autoScalingGroupTags())
                .set("nodeRepairConfig", group.nodeRepair().map(ManagedNodeGroupWriter::repair))
                .set(
                        "updateConfig",
                        new Document()
                                .set(
                                        "maxUnavailable",
                                        NodeGroupWriter.boxed(
                                                group.updateConfig().maxUnavailable()))
                                .set(
                                        "maxUnavailablePercentage",
                                        NodeGroupWriter.boxed(
                                                group.updateConfig().maxUnavailablePercentage())));
    }

    private static void losses(ManagedNodeGroupSpec group, BiConsumer<String, String> lose) {
        if (group.enclavesEnabled()) {
            lose.accept("enclavesEnabled", "eksctl's format has enclaves for self-managed node groups only.");
        }
        if (group.updateStrategy() != UpdateStrategy.DEFAULT) {
            lose.accept("updateStrategy", "eksctl's format has no update strategy.");
        }
        if (group.warmPool().isPresent()) {
            lose.accept("warmPool", "eksctl's format has no warm pools.");
        }
        if (group.forceUpdate()) {
            lose.accept("forceUpdate", "eksctl's format has no forced updates; its command has an option for it.");
        }
        if (group.version().isPresent()) {
            lose.accept("version", "eksctl's format has no Kubernetes version for a group.");
        }
        if (group.launchTemplate().filter(template -> !template.byId()).isPresent()) {
            lose.accept("launchTemplate", "eksctl's format names a launch template by id.");
        }
    }

    private static Document repair(NodeRepairSpec repair) {
        return new Document()
                .set("enabled", repair.enabled())
                .set("maxUnhealthyNodeThresholdCount", NodeGroupWriter.boxed(repair.maxUnhealthyNodeThresholdCount()))
                .set(
                        "maxUnhealthyNodeThresholdPercentage",
                        NodeGroupWriter.boxed(repair.maxUnhealthyNodeThresholdPercentage()))
                .set("maxParallelNodesRepairedCount", NodeGroupWriter.boxed(repair.maxParallelNodesRepairedCount()))
                .set(
                        "maxParallelNodesRepairedPercentage",
                        NodeGroupWriter.boxed(repair.maxParallelNodesRepairedPercentage()))
                .set(
                        "nodeRepairConfigOverrides",
                        repair.overrides().stream()
                                .map(override -> new Document()
                                        .set("nodeMonitoringCondition", override.nodeMonitoringCondition())
                                        .set("nodeUnhealthyReason", override.nodeUnhealthyReason())
                                        .set("minRepairWaitTimeMins", override.minRepairWaitTimeMins())
                                        .set(
                                                "repairAction",
                                                override.repairAction().value()))
                                .toList());
    }
}
