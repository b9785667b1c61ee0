package io.github.ekssdk.internal.resource.eks;

import java.time.Instant;

/**
 * A Kubernetes version that EKS offers.
 *
 * @param name such as {@code 1.35}
 * @param isDefault whether clusters get it that name none
 * @param support the support that it has now
 * @param endOfStandardSupport when standard support ends or ended
 * @param endOfExtendedSupport when EKS upgrades what still runs it
 */
public record ClusterVersion(
        String name, boolean isDefault, Support support, Instant endOfStandardSupport, Instant endOfExtendedSupport) {

    /** The support of a version. */
    public enum Support {
        STANDARD,
        EXTENDED
    }
}
