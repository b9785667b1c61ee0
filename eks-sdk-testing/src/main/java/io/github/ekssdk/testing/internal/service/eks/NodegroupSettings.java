package io.github.ekssdk.testing.internal.service.eks;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.CapacityTypes;
import software.amazon.awssdk.services.eks.model.NodeRepairConfig;
import software.amazon.awssdk.services.eks.model.NodeRepairConfigOverrides;
import software.amazon.awssdk.services.eks.model.RepairAction;
import software.amazon.awssdk.services.eks.model.UpdateParam;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.WarmPoolConfig;
import software.amazon.awssdk.services.eks.model.WarmPoolState;

/** What EKS accepts as node auto repair and as warm pool of a node group. */
final class NodegroupSettings {
    private static final int HUNDRED = 100;

    private NodegroupSettings() {}

    static void checkRepair(@Nullable NodeRepairConfig config) {
        if (config == null) {
            return;
        }
        either(
                "maxUnhealthyNodeThresholdCount",
                config.maxUnhealthyNodeThresholdCount(),
                "maxUnhealthyNodeThresholdPercentage",
                config.maxUnhealthyNodeThresholdPercentage());
        either(
                "maxParallelNodesRepairedCount",
                config.maxParallelNodesRepairedCount(),
                "maxParallelNodesRepairedPercentage",
                config.maxParallelNodesRepairedPercentage());
        for (NodeRepairConfigOverrides override : config.nodeRepairConfigOverrides()) {
            EksInput.required("nodeMonitoringCondition", override.nodeMonitoringCondition());
            EksInput.required("nodeUnhealthyReason", override.nodeUnhealthyReason());
            EksInput.required("minRepairWaitTimeMins", override.minRepairWaitTimeMins());
            EksInput.checkWord("repairAction", override.repairActionAsString(), RepairAction.knownValues());
        }
    }

    private static void either(
            String countName, @Nullable Integer count, String percentageName, @Nullable Integer percentage) {
        if (count != null && percentage != null) {
            throw EksRefusals.invalidParameter(
                    "Only one of " + countName + " and " + percentageName + " can be specified.");
        }
        if (count != null && count < 1) {
            throw EksRefusals.invalidParameter(countName + " must be at least 1, but is " + count);
        }
        if (percentage != null && (percentage < 1 || percentage > HUNDRED)) {
            throw EksRefusals.invalidParameter(
                    percentageName + " must be between 1 and " + HUNDRED + ", but is " + percentage);
        }
    }

    static void checkWarmPool(@Nullable WarmPoolConfig config, @Nullable CapacityTypes capacity) {
        if (config == null) {
            return;
        }
        EksInput.checkWord("poolState", config.poolStateAsString(), WarmPoolState.knownValues());
        if (config.minSize() != null && config.minSize() < 0) {
            throw EksRefusals.invalidParameter("minSize of the warm pool must not be negative");
        }
        if (config.maxGroupPreparedCapacity() != null && config.maxGroupPreparedCapacity() < -1) {
            throw EksRefusals.invalidParameter("maxGroupPreparedCapacity of the warm pool must be at least -1");
        }
        if (Boolean.TRUE.equals(config.enabled()) && capacity == CapacityTypes.SPOT) {
            throw EksRefusals.invalidParameter("A warm pool is not supported for node groups of capacity type SPOT");
        }
    }

    /** The warm pool with what an update changes; what it leaves out stays. */
    static WarmPoolConfig changed(@Nullable WarmPoolConfig before, WarmPoolConfig asked, List<UpdateParam> params) {
        WarmPoolConfig.Builder after = before == null ? WarmPoolConfig.builder() : before.toBuilder();
        if (asked.enabled() != null) {
            after.enabled(asked.enabled());
            params.add(ConfigChange.param(UpdateParamType.WARM_POOL_ENABLED, asked.enabled()));
        }
        if (asked.minSize() != null) {
            after.minSize(asked.minSize());
            params.add(ConfigChange.param(UpdateParamType.WARM_POOL_MIN_SIZE, asked.minSize()));
        }
        if (asked.maxGroupPreparedCapacity() != null) {
            after.maxGroupPreparedCapacity(asked.maxGroupPreparedCapacity());
            params.add(ConfigChange.param(
                    UpdateParamType.WARM_POOL_MAX_GROUP_PREPARED_CAPACITY, asked.maxGroupPreparedCapacity()));
        }
        if (asked.poolState() != null) {
            after.poolState(asked.poolState());
            params.add(ConfigChange.param(UpdateParamType.WARM_POOL_STATE, asked.poolStateAsString()));
        }
        if (asked.reuseOnScaleIn() != null) {
            after.reuseOnScaleIn(asked.reuseOnScaleIn());
            params.add(ConfigChange.param(UpdateParamType.WARM_POOL_REUSE_ON_SCALE_IN, asked.reuseOnScaleIn()));
        }
        return after.build();
    }
}
