package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.NodegroupScalingConfig;
import software.amazon.awssdk.services.eks.model.NodegroupUpdateConfig;
import software.amazon.awssdk.services.eks.model.Taint;
import software.amazon.awssdk.services.eks.model.UpdateLabelsPayload;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateParam;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.UpdateTaintsPayload;
import software.amazon.awssdk.services.eks.model.UpdateType;

/** Reads what an update changes in the settings of a node group. */
final class NodegroupChanges {
    private final Account account;
    private final NodeLaunch launch;

    NodegroupChanges(Account account, NodeLaunch launch) {
        this.account = account;
        this.launch = launch;
    }

    ConfigChange of(NodegroupState group, UpdateNodegroupConfigRequest request) {
        List<UpdateParam> params = new ArrayList<>();
        Nodegroup.Builder after = group.model().toBuilder();
        if (request.labels() != null) {
            after.labels(labels(group, request.labels(), params));
        }
        if (request.taints() != null) {
            after.taints(taints(group, request.taints(), params));
        }
        if (request.scalingConfig() != null) {
            after.scalingConfig(scaling(group, request.scalingConfig(), params));
        }
        if (request.updateConfig() != null) {
            after.updateConfig(updateConfig(request.updateConfig(), params));
        }
        if (request.nodeRepairConfig() != null) {
            NodegroupSettings.checkRepair(request.nodeRepairConfig());
            after.nodeRepairConfig(request.nodeRepairConfig());
            params.add(ConfigChange.param(
                    UpdateParamType.NODE_REPAIR_ENABLED,
                    request.nodeRepairConfig().enabled()));
        }
        if (request.warmPoolConfig() != null) {
            NodegroupSettings.checkWarmPool(
                    request.warmPoolConfig(), group.model().capacityType());
            after.warmPoolConfig(
                    NodegroupSettings.changed(group.model().warmPoolConfig(), request.warmPoolConfig(), params));
        }
        if (params.isEmpty()) {
            throw EksRefusals.invalidParameter("No changes are specified for node group " + group.name());
        }
        Nodegroup changed = after.build();
        return new ConfigChange(UpdateType.CONFIG_UPDATE, params, () -> apply(group, changed));
    }

    private void apply(NodegroupState group, Nodegroup after) {
        group.change(b -> b.labels(after.labels())
                .taints(after.hasTaints() ? after.taints() : null)
                .scalingConfig(after.scalingConfig())
                .updateConfig(after.updateConfig())
                .nodeRepairConfig(after.nodeRepairConfig())
                .warmPoolConfig(after.warmPoolConfig()));
        launch.resize(group, after.scalingConfig());
        if (after.warmPoolConfig() != null) {
            launch.warmPool(group, after.warmPoolConfig());
        }
    }

    private static Map<String, String> labels(
            NodegroupState group, UpdateLabelsPayload asked, List<UpdateParam> params) {
        Map<String, String> added = asked.addOrUpdateLabels();
        NodeLabels.check(added);
        NodeLabels.checkKeys(asked.removeLabels());
        Map<String, String> after = new TreeMap<>(group.model().labels());
        asked.removeLabels().forEach(after::remove);
        after.putAll(added);
        NodeLabels.checkCount(after.size());
        if (!added.isEmpty()) {
            params.add(ConfigChange.param(UpdateParamType.LABELS_TO_ADD, Json.of(added)));
        }
        if (!asked.removeLabels().isEmpty()) {
            params.add(ConfigChange.param(UpdateParamType.LABELS_TO_REMOVE, Json.of(asked.removeLabels())));
        }
        return after;
    }

    private static Collection<Taint> taints(NodegroupState group, UpdateTaintsPayload asked, List<UpdateParam> params) {
        NodeTaints.check(asked.addOrUpdateTaints());
        NodeTaints.check(asked.removeTaints());
        Map<String, Taint> after = new LinkedHashMap<>();
        group.model().taints().forEach(taint -> after.put(NodeTaints.identity(taint), taint));
        asked.removeTaints().forEach(taint -> after.remove(NodeTaints.identity(taint)));
        asked.addOrUpdateTaints().forEach(taint -> after.put(NodeTaints.identity(taint), taint));
        List<Taint> result = List.copyOf(after.values());
        NodeTaints.check(result);
        if (!asked.addOrUpdateTaints().isEmpty()) {
            params.add(ConfigChange.param(UpdateParamType.TAINTS_TO_ADD, Json.ofTaints(asked.addOrUpdateTaints())));
        }
        if (!asked.removeTaints().isEmpty()) {
            params.add(ConfigChange.param(UpdateParamType.TAINTS_TO_REMOVE, Json.ofTaints(asked.removeTaints())));
        }
        return result;
    }

    private NodegroupScalingConfig scaling(
            NodegroupState group, NodegroupScalingConfig asked, List<UpdateParam> params) {
        NodegroupScalingConfig after = Scaling.changed(group.model().scalingConfig(), asked, account);
        params.add(ConfigChange.param(UpdateParamType.MIN_SIZE, after.minSize()));
        params.add(ConfigChange.param(UpdateParamType.MAX_SIZE, after.maxSize()));
        params.add(ConfigChange.param(UpdateParamType.DESIRED_SIZE, after.desiredSize()));
        return after;
    }

    private static NodegroupUpdateConfig updateConfig(NodegroupUpdateConfig asked, List<UpdateParam> params) {
        NodegroupUpdateConfig after = UpdateSettings.checked(asked);
        if (after.maxUnavailable() != null) {
            params.add(ConfigChange.param(UpdateParamType.MAX_UNAVAILABLE, after.maxUnavailable()));
        }
        if (after.maxUnavailablePercentage() != null) {
            params.add(
                    ConfigChange.param(UpdateParamType.MAX_UNAVAILABLE_PERCENTAGE, after.maxUnavailablePercentage()));
        }
        if (after.updateStrategy() != null) {
            params.add(ConfigChange.param(UpdateParamType.UPDATE_STRATEGY, after.updateStrategyAsString()));
        }
        return after;
    }
}
