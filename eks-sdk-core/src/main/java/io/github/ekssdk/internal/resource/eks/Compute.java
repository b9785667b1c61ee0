package io.github.ekssdk.internal.resource.eks;

import io.github.ekssdk.internal.graph.ResourceNode;
import io.github.ekssdk.internal.resource.autoscaling.AutoScalingGroup;
import java.util.List;

/** What gives Pods somewhere to run. */
final class Compute {

    private static final String SYSTEM = "kube-system";

    private Compute() {}

    /** Tells whether Pods of the system can run by the resource, once it is there. */
    static boolean runsPods(ResourceNode node) {
        return switch (node.kind().name()) {
            case "managedNodeGroup" ->
                !Integer.valueOf(0).equals(node.wanted().asMap().get(ManagedNodeGroup.DESIRED_SIZE));
            case "autoScalingGroup" ->
                !Integer.valueOf(0).equals(node.wanted().asMap().get(AutoScalingGroup.DESIRED_SIZE));
            case "fargateProfile" ->
                node.wanted().get(FargateProfile.SELECTORS) instanceof List<?> selectors
                        && selectors.stream()
                                .anyMatch(selector -> String.valueOf(selector).startsWith(SYSTEM));
            default -> false;
        };
    }
}
