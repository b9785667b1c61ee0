package io.github.ekssdk.testing.internal.service.images;

/**
 * An Amazon Machine Image for the nodes of a cluster.
 *
 * @param id id in one region, such as {@code ami-0123456789abcdef0}
 * @param name name, the same in all regions
 * @param amiType AMI type of EKS, such as {@code AL2023_x86_64_STANDARD}; empty for images that are not made for EKS
 * @param kubernetesVersion minor version such as {@code 1.34}; empty for images that are not made for EKS
 * @param release release version, as EKS words it for the AMI type
 * @param owner account that published it
 * @param architecture {@code x86_64} or {@code arm64}
 * @param windows whether Windows runs on it
 * @param description what the publisher says of it
 * @param creationDate when it was published
 */
public record MachineImage(
        String id,
        String name,
        String amiType,
        String kubernetesVersion,
        String release,
        String owner,
        String architecture,
        boolean windows,
        String description,
        String creationDate) {

    /** Device of the root disk. */
    public String rootDevice() {
        return windows ? "/dev/sda1" : "/dev/xvda";
    }
}
