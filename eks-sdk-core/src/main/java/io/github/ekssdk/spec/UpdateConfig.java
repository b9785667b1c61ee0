package io.github.ekssdk.spec;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * How many nodes of a group may be out of service at once while EKS replaces them with a new version. Exactly one of
 * the two is set, which is checked when the spec is built.
 *
 * @param maxUnavailable as a number of nodes, 1 to 100
 * @param maxUnavailablePercentage as a share of the group in percent, 1 to 100
 * @see <a
 *     href="https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupUpdateConfig.html">NodegroupUpdateConfig
 *     in the EKS API</a>
 * @since 0.1
 */
public record UpdateConfig(OptionalInt maxUnavailable, OptionalInt maxUnavailablePercentage) {

    /** Takes both as they are. */
    public UpdateConfig {
        requireNonNull(maxUnavailable, "maxUnavailable");
        requireNonNull(maxUnavailablePercentage, "maxUnavailablePercentage");
    }

    /** At most {@code nodes} nodes at once, 1 to 100; one is EKS's default. */
    public static UpdateConfig maxUnavailable(int nodes) {
        return new UpdateConfig(OptionalInt.of(nodes), OptionalInt.empty());
    }

    /** At most this share of the group at once, in percent, 1 to 100. */
    public static UpdateConfig maxUnavailablePercentage(int percent) {
        return new UpdateConfig(OptionalInt.empty(), OptionalInt.of(percent));
    }
}
