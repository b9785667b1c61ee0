package io.github.ekssdk.eksctl;

import io.github.ekssdk.spec.AccessEntryType;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.ControlPlaneEgressMode;
import io.github.ekssdk.spec.ControlPlaneTier;
import io.github.ekssdk.spec.IpFamily;
import io.github.ekssdk.spec.LogType;
import io.github.ekssdk.spec.UpgradePolicy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads the settings of the control plane in eksctl's format. */
final class ControlPlaneReader {

    /** What eksctl calls hybrid activations of Systems Manager. */
    static final String ACTIVATIONS = "SSM";

    private static final List<String> ALL_LOGS = List.of("all", "*");

    private final Section document;
    private final ClusterSpec.Builder spec;

    ControlPlaneReader(Section document, ClusterSpec.Builder spec) {
        this.document = document;
        this.spec = spec;
    }

    void read() {
        Section metadata = document.section("metadata");
        Versions.read(metadata).ifPresent(spec::version);
        metadata.flag("forceUpdateVersion").ifPresent(spec::forceUpgrade);
        metadata.section("rollbackConfig")
                .integer("timeoutMinutes")
                .ifPresent(minutes -> spec.versionRollback(true).rollbackTimeout(Duration.ofMinutes(minutes)));
        document.section("upgradePolicy")
                .text("supportType")
                .map(word -> UpgradePolicy.valueOf(word.toUpperCase(Locale.ROOT)))
                .ifPresent(spec::upgradePolicy);
        Arrays.stream(ControlPlaneTier.values())
                .filter(tier -> document.section("controlPlaneScalingConfig").says("tier", tier.value()))
                .forEach(spec::controlPlaneTier);
        document.section("zonalShiftConfig").flag("enabled").ifPresent(spec::zonalShift);
        Arrays.stream(ControlPlaneEgressMode.values())
                .filter(mode -> document.section("vpc").says("controlPlaneEgressMode", mode.name()))
                .forEach(spec::controlPlaneEgressMode);
        network(document.section("kubernetesNetworkConfig"));
        logging(document.section("cloudWatch").section("clusterLogging"));
    }

    private void network(Section network) {
        network.text("ipFamily")
                .map(word -> word.equalsIgnoreCase("IPv6") ? IpFamily.IPV6 : IpFamily.IPV4)
                .ifPresent(spec::ipFamily);
        network.text("serviceIPv4CIDR").ifPresent(spec::serviceIpv4Cidr);
        Section remote = document.section("remoteNetworkConfig");
        spec.remoteNodeNetworks(cidrs(remote, "remoteNodeNetworks"));
        spec.remotePodNetworks(cidrs(remote, "remotePodNetworks"));
        hybridNodes(remote.section("iam"));
    }

    /** A role that is there takes an access entry; eksctl makes those for Systems Manager, and so does this SDK. */
    private void hybridNodes(Section iam) {
        iam.text("roleARN")
                .ifPresent(role -> spec.accessEntry(role, entry -> entry.type(AccessEntryType.HYBRID_LINUX)));
        iam.textIf("provider", ACTIVATIONS::equalsIgnoreCase).ifPresent(provider -> {
            if (!iam.has("roleARN")) {
                spec.hybridNodes();
            }
        });
    }

    private static List<String> cidrs(Section remote, String networks) {
        return remote.sections(networks).stream()
                .flatMap(network -> network.texts("cidrs").stream())
                .toList();
    }

    private void logging(Section logging) {
        List<String> types = logging.texts("enableTypes");
        spec.logging(Arrays.stream(LogType.values())
                .filter(type -> types.stream()
                        .anyMatch(
                                word -> ALL_LOGS.contains(word) || type.value().equals(word)))
                .toArray(LogType[]::new));
        logging.integer("logRetentionInDays").ifPresent(spec::logRetentionDays);
    }
}
