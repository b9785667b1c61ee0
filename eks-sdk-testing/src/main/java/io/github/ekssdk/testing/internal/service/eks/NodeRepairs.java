package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.eks.model.NodeRepairConfig;
import software.amazon.awssdk.services.eks.model.NodeRepairConfigOverrides;
import software.amazon.awssdk.services.eks.model.RepairAction;

/** Repairs nodes that are declared unhealthy, where node auto repair is on. */
final class NodeRepairs {
    private static final Duration USUAL_WAIT = Duration.ofMinutes(30);
    private static final Duration ACCELERATOR_WAIT = Duration.ofMinutes(10);
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Set<String> NOT_REPAIRED = Set.of("DiskPressure", "MemoryPressure");
    private static final int SMALL_GROUP = 5;
    private static final int USUAL_THRESHOLD = 20;

    private final ClusterStore store;
    private final Account account;
    private final NodeLaunch launch;
    private final Map<String, String> unhealthy = new LinkedHashMap<>();

    NodeRepairs(ClusterStore store, NodeLaunch launch) {
        this.store = store;
        this.account = store.account();
        this.launch = launch;
    }

    /** Declares a node unhealthy. */
    void declare(String instanceId, String condition) {
        for (ClusterState cluster : store.clusters()) {
            for (NodegroupState group : cluster.nodegroups().values()) {
                if (hasNode(group, instanceId)) {
                    unhealthy.put(instanceId, condition);
                    consider(group, instanceId, condition);
                    return;
                }
            }
        }
        throw new IllegalArgumentException("No managed node group has a node on instance " + instanceId + ".");
    }

    private void consider(NodegroupState group, String instanceId, String condition) {
        NodeRepairConfig config = group.model().nodeRepairConfig();
        if (config == null || !Boolean.TRUE.equals(config.enabled()) || NOT_REPAIRED.contains(condition)) {
            return;
        }
        NodeRepairConfigOverrides override = override(config, condition);
        if (override != null && override.repairAction() == RepairAction.NO_ACTION) {
            return;
        }
        Duration wait = condition.startsWith("Accelerated") ? ACCELERATOR_WAIT : USUAL_WAIT;
        if (override != null && override.minRepairWaitTimeMins() != null) {
            wait = Duration.ofMinutes(override.minRepairWaitTimeMins());
        }
        boolean reboot = override != null && override.repairAction() == RepairAction.REBOOT;
        later(wait, instanceId, () -> repair(group, instanceId, reboot));
    }

    private static @Nullable NodeRepairConfigOverrides override(NodeRepairConfig config, String condition) {
        return config.nodeRepairConfigOverrides().stream()
                .filter(override -> condition.equals(override.nodeMonitoringCondition()))
                .findFirst()
                .orElse(null);
    }

    /** Replaces a node, unless so many are unhealthy that something else must be wrong. */
    private void repair(NodegroupState group, String instanceId, boolean reboot) {
        if (!hasNode(group, instanceId)) {
            unhealthy.remove(instanceId);
            return;
        }
        if (tooManyUnhealthy(group)) {
            later(STEP, instanceId, () -> repair(group, instanceId, reboot));
            return;
        }
        unhealthy.remove(instanceId);
        if (!reboot) {
            launch.terminate(instanceId, false);
        }
    }

    private boolean tooManyUnhealthy(NodegroupState group) {
        NodeRepairConfig config = group.model().nodeRepairConfig();
        List<Instance> nodes = nodes(group);
        long sick = nodes.stream()
                .filter(node -> unhealthy.containsKey(node.instanceId()))
                .count();
        if (config.maxUnhealthyNodeThresholdCount() != null) {
            return sick > config.maxUnhealthyNodeThresholdCount();
        }
        if (config.maxUnhealthyNodeThresholdPercentage() != null) {
            return sick * 100 > (long) nodes.size() * config.maxUnhealthyNodeThresholdPercentage();
        }
        return nodes.size() > SMALL_GROUP && sick * 100 > (long) nodes.size() * USUAL_THRESHOLD;
    }

    private boolean hasNode(NodegroupState group, String instanceId) {
        return nodes(group).stream().anyMatch(node -> node.instanceId().equals(instanceId));
    }

    private List<Instance> nodes(NodegroupState group) {
        return group.scalingGroup().map(launch.scaling()::instances).orElse(List.of());
    }

    private void later(Duration wait, String instanceId, Runnable effect) {
        account.transitions().at(account.transitions().now().plus(wait), instanceId + " is repaired", effect);
    }
}
