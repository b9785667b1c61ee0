package io.github.ekssdk.testing.internal.service.eks;

import java.util.Optional;
import software.amazon.awssdk.services.eks.model.AMITypes;

/** What an AMI type means for a node group. */
record AmiType(AMITypes type) {
    private static final int LAST_MINOR_WITH_AL2 = 32;
    private static final String LATEST_LINUX = "20251209";
    private static final String LATEST_BOTTLEROCKET = "1.51.0-47438798";
    private static final String LATEST_WINDOWS = "2025.12.11";

    static final AmiType DEFAULT = new AmiType(AMITypes.AL2023_X86_64_STANDARD);
    static final AmiType CUSTOM = new AmiType(AMITypes.CUSTOM);

    boolean isWindows() {
        return name().startsWith("WINDOWS");
    }

    boolean isCustom() {
        return type == AMITypes.CUSTOM;
    }

    /** The architecture that instances must have; none for custom AMIs. */
    Optional<String> architecture() {
        if (isCustom()) {
            return Optional.empty();
        }
        return Optional.of(name().contains("ARM_64") ? "arm64" : "x86_64");
    }

    int defaultDiskSize() {
        return isWindows() ? 50 : 20;
    }

    /** Refuses AMI types that EKS does not build for a Kubernetes version. */
    void checkOfferedFor(KubernetesVersion version) {
        if (name().startsWith("AL2_") && version.minor() > LAST_MINOR_WITH_AL2) {
            throw EksRefusals.invalidParameter("AMI Type " + name() + " is only supported for kubernetes versions 1."
                    + LAST_MINOR_WITH_AL2 + " or earlier");
        }
    }

    String latestRelease(KubernetesVersion version) {
        if (isWindows()) {
            return version.name() + "-" + LATEST_WINDOWS;
        }
        if (name().startsWith("BOTTLEROCKET")) {
            return LATEST_BOTTLEROCKET;
        }
        return version.patchVersion() + "-" + LATEST_LINUX;
    }

    /** Refuses a release that cannot be one of a Kubernetes version. */
    void checkRelease(String release, KubernetesVersion version) {
        boolean fits = name().startsWith("BOTTLEROCKET")
                ? release.matches("\\d+\\.\\d+\\.\\d+-[0-9a-f]+")
                : release.matches("\\Q" + version.name() + "\\E[.-].+");
        if (!fits) {
            throw EksRefusals.invalidParameter(
                    "Requested release version " + release + " is not valid for kubernetes version " + version.name());
        }
    }

    private String name() {
        return type.toString();
    }
}
