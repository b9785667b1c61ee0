package io.github.ekssdk.eksctl;

import io.github.ekssdk.spec.ClusterSpec;
import java.util.List;

/** Reads roles and Auto Mode in eksctl's format. */
final class IamReader {

    private IamReader() {}

    static void read(Section document, ClusterSpec.Builder spec) {
        Section iam = document.section("iam");
        iam.flag("withOIDC").ifPresent(spec::oidcProvider);
        iam.text("serviceRoleARN").ifPresent(spec::clusterRole);
        iam.text("fargatePodExecutionRoleARN")
                .ifPresent(arn -> spec.iam(settings -> settings.fargatePodExecutionRoleArn(arn)));
        iam.text("serviceRolePermissionsBoundary")
                .ifPresent(arn -> spec.iam(settings -> settings.permissionsBoundary(arn)));
        WorkloadReader.read(iam, spec);
        autoMode(document.section("autoModeConfig"), spec);
    }

    private static void autoMode(Section autoMode, ClusterSpec.Builder spec) {
        if (!autoMode.on("enabled")) {
            autoMode.texts("nodePools");
            autoMode.text("nodeRoleARN");
            return;
        }
        spec.autoMode(settings -> {
            if (autoMode.has("nodePools")) {
                List<String> pools = autoMode.texts("nodePools");
                settings.nodePools(pools);
            }
            autoMode.text("nodeRoleARN").ifPresent(settings::nodeRoleArn);
        });
    }
}
