package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.NodegroupScalingConfig;

/** How many nodes a group has, at least, at most and now. */
final class Scaling {
    private static final NodegroupScalingConfig DEFAULT = NodegroupScalingConfig.builder()
            .minSize(1)
            .maxSize(2)
            .desiredSize(2)
            .build();

    private Scaling() {}

    static NodegroupScalingConfig ofNewGroup(@Nullable NodegroupScalingConfig asked, Account account) {
        return changed(DEFAULT, asked, account);
    }

    /** The sizes with what a request changes, or EKS's refusal. */
    static NodegroupScalingConfig changed(
            NodegroupScalingConfig before, @Nullable NodegroupScalingConfig asked, Account account) {
        if (asked == null) {
            return before;
        }
        int min = orElse(asked.minSize(), before.minSize());
        int max = orElse(asked.maxSize(), before.maxSize());
        int desired = orElse(asked.desiredSize(), before.desiredSize());
        check(min, desired, max);
        int most = account.quotas().limit("eks.nodesPerNodegroup");
        if (max > most) {
            throw EksRefusals.limitExceeded("The number of nodes of a node group is limited to " + most + ".");
        }
        return NodegroupScalingConfig.builder()
                .minSize(min)
                .maxSize(max)
                .desiredSize(desired)
                .build();
    }

    private static void check(int min, int desired, int max) {
        if (min < 0 || desired < 0 || max < 1) {
            throw EksRefusals.invalidParameter("minSize and desiredSize must be at least 0 and maxSize at least 1,"
                    + " but they are " + min + ", " + desired + " and " + max);
        }
        if (min > max) {
            throw EksRefusals.invalidParameter("Minimum capacity " + min + " can't be greater than max size " + max);
        }
        if (min > desired) {
            throw EksRefusals.invalidParameter(
                    "Minimum capacity " + min + " can't be greater than desired size " + desired);
        }
        if (desired > max) {
            throw EksRefusals.invalidParameter(
                    "Desired capacity " + desired + " can't be greater than max size " + max);
        }
    }

    private static int orElse(@Nullable Integer asked, int before) {
        return asked == null ? before : asked;
    }
}
