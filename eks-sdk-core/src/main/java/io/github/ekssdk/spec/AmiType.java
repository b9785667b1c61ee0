package io.github.ekssdk.spec;

import static io.github.ekssdk.spec.Architecture.ARM_64;
import static io.github.ekssdk.spec.Architecture.X86_64;

import java.util.List;

/**
 * The family of EKS optimized images that the nodes of a group start from. EKS picks the release that fits the
 * Kubernetes version.
 *
 * @since 0.1
 */
public enum AmiType {
    /** Amazon Linux 2023 for x86_64 instance types. */
    AL2023_X86_64_STANDARD("AL2023_x86_64_STANDARD", X86_64),
    /** Amazon Linux 2023 for arm64 instance types. */
    AL2023_ARM_64_STANDARD("AL2023_ARM_64_STANDARD", ARM_64),
    /** Amazon Linux 2023 with NVIDIA drivers, x86_64. */
    AL2023_X86_64_NVIDIA("AL2023_x86_64_NVIDIA", X86_64),
    /** Amazon Linux 2023 with NVIDIA drivers, arm64. */
    AL2023_ARM_64_NVIDIA("AL2023_ARM_64_NVIDIA", ARM_64),
    /** Amazon Linux 2023 with AWS Neuron drivers for Inferentia and Trainium. */
    AL2023_X86_64_NEURON("AL2023_x86_64_NEURON", X86_64),
    /** Bottlerocket for x86_64 instance types. */
    BOTTLEROCKET_X86_64("BOTTLEROCKET_x86_64", X86_64),
    /** Bottlerocket for arm64 instance types. */
    BOTTLEROCKET_ARM_64("BOTTLEROCKET_ARM_64", ARM_64),
    /** Bottlerocket with FIPS cryptography, x86_64. */
    BOTTLEROCKET_X86_64_FIPS("BOTTLEROCKET_x86_64_FIPS", X86_64),
    /** Bottlerocket with FIPS cryptography, arm64. */
    BOTTLEROCKET_ARM_64_FIPS("BOTTLEROCKET_ARM_64_FIPS", ARM_64),
    /** Bottlerocket with NVIDIA drivers, x86_64. */
    BOTTLEROCKET_X86_64_NVIDIA("BOTTLEROCKET_x86_64_NVIDIA", X86_64),
    /** Bottlerocket with NVIDIA drivers, arm64. */
    BOTTLEROCKET_ARM_64_NVIDIA("BOTTLEROCKET_ARM_64_NVIDIA", ARM_64);

    private final String value;
    private final Architecture architecture;

    AmiType(String value, Architecture architecture) {
        this.value = value;
        this.architecture = architecture;
    }

    /** The name in the EKS API, for example {@code AL2023_x86_64_STANDARD}. */
    public String value() {
        return value;
    }

    /** The processors the image runs on. */
    public Architecture architecture() {
        return architecture;
    }

    /**
     * The Amazon Linux 2023 image for these instance types, judged by their names; for x86_64 when there are none or
     * they disagree.
     */
    static AmiType standardFor(List<String> instanceTypes) {
        boolean arm = !instanceTypes.isEmpty()
                && instanceTypes.stream().map(InstanceTypes::architecture).allMatch(ARM_64::equals);
        return arm ? AL2023_ARM_64_STANDARD : AL2023_X86_64_STANDARD;
    }
}
