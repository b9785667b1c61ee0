package io.github.ekssdk.eksctl;

import io.github.ekssdk.spec.AutoModeSpec;
import io.github.ekssdk.spec.ClusterSpec;
import java.util.function.BiConsumer;

/** Writes roles and Auto Mode in eksctl's format. */
final class IamWriter {

    private IamWriter() {}

    /** Returns the object for roles; what cannot be said is told with its path and why. */
    static Document write(ClusterSpec spec, Document document, BiConsumer<String, String> lose) {
        if (!spec.iam().path().equals("/")) {
            lose.accept("iam.path", "eksctl's format has no path for roles.");
        }
        if (!spec.iam().rolePrefix().isEmpty()) {
            lose.accept("iam.rolePrefix", "eksctl names the roles it makes itself.");
        }
        boolean groups = !spec.managedNodeGroups().isEmpty()
                || !spec.selfManagedNodeGroups().isEmpty();
        spec.iam().nodeManagedPolicies().stream()
                .filter(policy -> !groups || !policy.equals(ClusterReader.SESSION_MANAGER))
                .forEach(policy -> lose.accept(
                        "iam.nodeManagedPolicies[" + policy + "]",
                        "eksctl's format takes policies for single node groups only, and then all that nodes need."));
        spec.autoMode().ifPresent(autoMode -> autoMode(autoMode, document, lose));
        Document iam = new Document()
                .set("serviceRoleARN", spec.iam().clusterRoleArn())
                .set("fargatePodExecutionRoleARN", spec.iam().fargatePodExecutionRoleArn())
                .set("serviceRolePermissionsBoundary", spec.iam().permissionsBoundary());
        iam.set("withOIDC", spec.oidcProvider());
        new WorkloadWriter(lose).write(spec, iam);
        return iam;
    }

    private static void autoMode(AutoModeSpec autoMode, Document document, BiConsumer<String, String> lose) {
        if (!autoMode.customNodeRoleArns().isEmpty()) {
            lose.accept("autoMode.customNodeRoleArns", "Let these roles in with access entries of the type EC2.");
        }
        document.set(
                "autoModeConfig",
                new Document()
                        .set("enabled", true)
                        .set("nodePools", autoMode.nodePools())
                        .set("nodeRoleARN", autoMode.nodeRoleArn()));
    }
}
