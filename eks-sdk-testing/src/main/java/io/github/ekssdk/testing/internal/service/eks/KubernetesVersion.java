package io.github.ekssdk.testing.internal.service.eks;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.ClusterVersionInformation;
import software.amazon.awssdk.services.eks.model.ClusterVersionStatus;
import software.amazon.awssdk.services.eks.model.SupportType;
import software.amazon.awssdk.services.eks.model.VersionStatus;

/** One Kubernetes minor version that EKS runs or ran. */
record KubernetesVersion(
        String name,
        int patch,
        int platform,
        boolean isDefault,
        LocalDate released,
        LocalDate endOfStandardSupport,
        LocalDate endOfExtendedSupport) {

    int minor() {
        return Integer.parseInt(name.substring(name.indexOf('.') + 1));
    }

    String platformVersion() {
        return "eks." + platform;
    }

    String patchVersion() {
        return name + "." + patch;
    }

    /** When EKS upgrades clusters by itself, by the support that they ask for. */
    Instant endOfSupport(SupportType type) {
        return start(type == SupportType.STANDARD ? endOfStandardSupport : endOfExtendedSupport);
    }

    VersionStatus statusAt(Instant now) {
        if (!now.isBefore(start(endOfExtendedSupport))) {
            return VersionStatus.UNSUPPORTED;
        }
        return now.isBefore(start(endOfStandardSupport))
                ? VersionStatus.STANDARD_SUPPORT
                : VersionStatus.EXTENDED_SUPPORT;
    }

    ClusterVersionInformation describe(Instant now) {
        VersionStatus status = statusAt(now);
        return ClusterVersionInformation.builder()
                .clusterVersion(name)
                .clusterType("eks")
                .defaultPlatformVersion(platformVersion())
                .defaultVersion(isDefault)
                .releaseDate(start(released))
                .endOfStandardSupportDate(start(endOfStandardSupport))
                .endOfExtendedSupportDate(start(endOfExtendedSupport))
                .status(oldWord(status))
                .versionStatus(status)
                .kubernetesPatchVersion(patchVersion())
                .build();
    }

    static Optional<Integer> minorOf(String name) {
        return name.matches("1\\.\\d{1,3}") ? Optional.of(Integer.parseInt(name.substring(2))) : Optional.empty();
    }

    private static ClusterVersionStatus oldWord(VersionStatus status) {
        return switch (status) {
            case STANDARD_SUPPORT -> ClusterVersionStatus.STANDARD_SUPPORT;
            case EXTENDED_SUPPORT -> ClusterVersionStatus.EXTENDED_SUPPORT;
            default -> ClusterVersionStatus.UNSUPPORTED;
        };
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
