package io.github.ekssdk.spec;

import static java.util.Objects.requireNonNull;

/**
 * What node auto repair does about one sort of trouble instead of what it usually does.
 *
 * @param nodeMonitoringCondition the condition that the node monitoring agent reports, such as {@code AcceleratedHardwareReady}
 * @param nodeUnhealthyReason the reason it gives, such as {@code NvidiaXID13Error}
 * @param minRepairWaitTimeMins for how many minutes the trouble must have lasted, 1 at least
 * @param repairAction what is then done
 * @see <a href="https://docs.aws.amazon.com/eks/latest/APIReference/API_NodeRepairConfigOverrides.html">NodeRepairConfigOverrides
 *     in the EKS API</a>
 * @since 0.1
 */
public record NodeRepairOverride(
        String nodeMonitoringCondition,
        String nodeUnhealthyReason,
        int minRepairWaitTimeMins,
        RepairAction repairAction) {

    /** Takes the parts as they are; the spec checks them when it is built. */
    public NodeRepairOverride {
        requireNonNull(nodeMonitoringCondition, "nodeMonitoringCondition");
        requireNonNull(nodeUnhealthyReason, "nodeUnhealthyReason");
        requireNonNull(repairAction, "repairAction");
    }
}
