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
    /**
     * Amazon Linux 2 for x86_64 instance types, of which AWS makes no new images since the end of November 2025; up to Kubernetes
     * 1.32, in managed node groups only.
     */
    AL2_X86_64("AL2_x86_64", X86_64),
    /** Amazon Linux 2 with NVIDIA drivers, under the same terms. */
    AL2_X86_64_GPU("AL2_x86_64_GPU", X86_64),
    /** Amazon Linux 2 for arm64 instance types, under the same terms. */
    AL2_ARM_64("AL2_ARM_64", ARM_64),
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
    BOTTLEROCKET_ARM_64_NVIDIA("BOTTLEROCKET_ARM_64_NVIDIA", ARM_64),
    /** Bottlerocket with NVIDIA drivers and FIPS cryptography, x86_64. */
    BOTTLEROCKET_X86_64_NVIDIA_FIPS("BOTTLEROCKET_x86_64_NVIDIA_FIPS", X86_64),
    /** Bottlerocket with NVIDIA drivers and FIPS cryptography, arm64. */
    BOTTLEROCKET_ARM_64_NVIDIA_FIPS("BOTTLEROCKET_ARM_64_NVIDIA_FIPS", ARM_64),
    /** Windows Server 2019 Core. */
    WINDOWS_CORE_2019_X86_64("WINDOWS_CORE_2019_x86_64", X86_64),
    /** Windows Server 2019 with the desktop. */
    WINDOWS_FULL_2019_X86_64("WINDOWS_FULL_2019_x86_64", X86_64),
    /** Windows Server 2022 Core. */
    WINDOWS_CORE_2022_X86_64("WINDOWS_CORE_2022_x86_64", X86_64),
    /** Windows Server 2022 with the desktop. */
    WINDOWS_FULL_2022_X86_64("WINDOWS_FULL_2022_x86_64", X86_64),
    /** Windows Server 2025 Core. */
    WINDOWS_CORE_2025_X86_64("WINDOWS_CORE_2025_x86_64", X86_64),
    /** Windows Server 2025 with the desktop. */
    WINDOWS_FULL_2025_X86_64("WINDOWS_FULL_2025_x86_64", X86_64);

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

    /** Whether it is Amazon Linux 2023. */
    public boolean amazonLinux() {
        return value.startsWith("AL2023");
    }

    /** Whether it is Amazon Linux 2. */
    public boolean amazonLinux2() {
        return value.startsWith("AL2_");
    }

    /** Whether it is Bottlerocket. */
    public boolean bottlerocket() {
        return value.startsWith("BOTTLEROCKET");
    }

    /** Whether it is Windows, whose nodes need a role of their own and Windows support in the VPC CNI plugin. */
    public boolean windows() {
        return value.startsWith("WINDOWS");
    }

    /** The device of the volume that holds images and containers, for example {@code /dev/xvda}. */
    public String device() {
        if (bottlerocket()) {
            return "/dev/xvdb";
        }
        return windows() ? "/dev/sda1" : "/dev/xvda";
    }

    /** Whether it has drivers for accelerators: NVIDIA's GPUs, or Inferentia and Trainium. */
    public boolean accelerated() {
        return value.contains("NVIDIA") || value.contains("GPU") || value.contains("NEURON");
    }

    /**
     * The Amazon Linux 2023 image for the instance types of a group, judged by their names or description; for x86_64 when there
     * are none or they disagree.
     */
    static AmiType standardFor(NodeGroupSpec group) {
        List<String> types = group.instanceTypes();
        boolean arm = types.isEmpty()
                ? group.instanceSelector()
                        .filter(selector -> selector.architecture() == ARM_64)
                        .isPresent()
                : types.stream().map(InstanceTypes::architecture).allMatch(ARM_64::equals);
        return arm ? AL2023_ARM_64_STANDARD : AL2023_X86_64_STANDARD;
    }
}
