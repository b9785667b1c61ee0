package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.resource.eks.AccessEntry;
import io.github.ekssdk.internal.resource.eks.ControlPlane;
import io.github.ekssdk.spec.AccessEntryType;
import io.github.ekssdk.spec.AutoModeSpec;
import java.util.List;

/** EKS Auto Mode: what it adds to the control plane, and who is let in for it. */
final class AutoModeLowering {

    private final LoweringContext context;
    private final RoleLowering roles;

    AutoModeLowering(LoweringContext context, RoleLowering roles) {
        this.context = context;
        this.roles = roles;
    }

    void settings(Properties.Builder cluster) {
        cluster.set(ControlPlane.AUTO_MODE, context.spec().autoMode().isPresent());
        context.spec().autoMode().ifPresent(autoMode -> {
            cluster.set(ControlPlane.NODE_POOLS, List.copyOf(autoMode.nodePools()));
            if (!autoMode.nodePools().isEmpty()) {
                cluster.set(
                        ControlPlane.NODE_ROLE_ARN,
                        autoMode.nodeRoleArn().<Object>map(arn -> arn).orElseGet(roles::autoModeNode));
            }
        });
    }

    /** Lets nodes in that EKS does not let in by itself. */
    void accessEntries() {
        context.spec().autoMode().map(AutoModeSpec::customNodeRoleArns).orElse(List.of()).stream()
                .forEach(arn -> context.graph()
                        .add(
                                Kinds.ACCESS_ENTRY,
                                arn,
                                Properties.builder()
                                        .set(AccessEntry.PRINCIPAL_ARN, arn)
                                        .set(AccessEntry.TYPE, AccessEntryType.EC2.name())
                                        .set(
                                                AccessEntry.POLICIES,
                                                List.of(AccessEntry.association(
                                                        "arn:" + context.owner().partition()
                                                                + ":eks::aws:cluster-access-policy/AmazonEKSAutoNodePolicy",
                                                        List.of())))
                                        .set(AccessEntry.TAGS, context.tags())
                                        .build()));
    }
}
