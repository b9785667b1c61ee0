package io.github.ekssdk.eksctl;

import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.LogType;
import java.util.List;
import java.util.Optional;

/** Writes the settings of the control plane in eksctl's format. */
final class ControlPlaneWriter {

    private ControlPlaneWriter() {}

    static void write(ClusterSpec spec, Document document) {
        document.set(
                        "upgradePolicy",
                        new Document().set("supportType", spec.upgradePolicy().name()))
                .set(
                        "controlPlaneScalingConfig",
                        new Document().set("tier", spec.controlPlaneTier().value()))
                .set("zonalShiftConfig", new Document().set("enabled", spec.zonalShift()))
                .set(
                        "kubernetesNetworkConfig",
                        new Document()
                                .set("ipFamily", spec.ipFamily().value().replace("ip", "IP"))
                                .set("serviceIPv4CIDR", spec.serviceIpv4Cidr()))
                .set(
                        "remoteNetworkConfig",
                        new Document()
                                .set("remoteNodeNetworks", networks(spec.remoteNodeNetworks()))
                                .set("remotePodNetworks", networks(spec.remotePodNetworks()))
                                .set(
                                        "iam",
                                        new Document()
                                                .set(
                                                        "provider",
                                                        spec.hybridNodes()
                                                                .filter(hybrid -> hybrid.trustAnchorArn()
                                                                        .isEmpty())
                                                                .map(hybrid -> ControlPlaneReader.ACTIVATIONS))));
        if (!spec.logging().isEmpty()) {
            document.set("cloudWatch", new Document().set("clusterLogging", logging(spec)));
        }
    }

    private static List<Document> networks(List<String> cidrs) {
        return cidrs.isEmpty() ? List.of() : List.of(new Document().set("cidrs", cidrs));
    }

    private static Document logging(ClusterSpec spec) {
        return new Document()
                .set(
                        "enableTypes",
                        spec.logging().stream().map(LogType::value).sorted().toList())
                .set(
                        "logRetentionInDays",
                        spec.logRetentionDays().isPresent()
                                ? Optional.of(spec.logRetentionDays().getAsInt())
                                : Optional.empty());
    }
}
