package io.github.ekssdk.client;

import java.time.Instant;
import java.util.Optional;

/**
 * A Kubernetes version that EKS offers, as {@code eks:DescribeClusterVersions} tells it.
 *
 * @param name such as {@code 1.35}, to be given to {@code version(...)} of a spec
 * @param isDefault whether clusters get it that name none
 * @param support the support that it has now
 * @param endOfStandardSupport when standard support ends or ended; nothing where EKS does not say
 * @param endOfExtendedSupport when EKS upgrades what still runs it; nothing where EKS does not say
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html">Kubernetes versions in the EKS user guide</a>
 * @since 0.1
 */
public record KubernetesVersion(
        String name,
        boolean isDefault,
        Support support,
        Optional<Instant> endOfStandardSupport,
        Optional<Instant> endOfExtendedSupport) {

    /**
     * The support of a version.
     *
     * @since 0.1
     */
    public enum Support {
        /** The first months, at the usual price. */
        STANDARD,
        /** The months after, at a higher price for each hour of a cluster. */
        EXTENDED
    }
}
