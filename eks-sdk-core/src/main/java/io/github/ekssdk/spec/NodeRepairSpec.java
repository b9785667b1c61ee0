package io.github.ekssdk.spec;

import java.util.List;
import java.util.OptionalInt;
import org.immutables.value.Value;

/**
 * Node auto repair: EKS replaces or reboots nodes that are not well. Most troubles are seen only with the add-on
 * {@code eks-node-monitoring-agent}. Changed in place.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/node-health.html">Node health in the EKS user guide</a>
 * @see <a href="https://docs.aws.amazon.com/eks/latest/APIReference/API_NodeRepairConfig.html">NodeRepairConfig in the EKS
 *     API</a>
 * @since 0.1
 */
@Value.Immutable
public interface NodeRepairSpec {

    /** Whether nodes are repaired; true unless set. */
    default boolean enabled() {
        return true;
    }

    /** Above how many unhealthy nodes repair stops; excludes the percentage. */
    OptionalInt maxUnhealthyNodeThresholdCount();

    /** Above which share of unhealthy nodes, in percent, repair stops; EKS takes 20 in groups of more than five unless set. */
    OptionalInt maxUnhealthyNodeThresholdPercentage();

    /** How many nodes are repaired at the same time at most; excludes the percentage. */
    OptionalInt maxParallelNodesRepairedCount();

    /** Which share of the unhealthy nodes, in percent, is repaired at the same time at most. */
    OptionalInt maxParallelNodesRepairedPercentage();

    /** What is done about certain troubles instead of what EKS usually does; none unless added. */
    List<NodeRepairOverride> overrides();

    /** Starts a changed copy. */
    @Value.NonAttribute
    default Builder toBuilder() {
        return new Builder().from(this);
    }

    /**
     * Collects the settings of node auto repair.
     *
     * @since 0.1
     */
    final class Builder extends ImmutableNodeRepairSpec.Builder {

        Builder() {}

        /** Says what is done about one sort of trouble once it has lasted so many minutes. */
        public Builder override(String condition, String reason, int minRepairWaitTimeMins, RepairAction action) {
            return addOverrides(new NodeRepairOverride(condition, reason, minRepairWaitTimeMins, action));
        }
    }
}
