package io.github.ekssdk.internal.lower;

import io.github.ekssdk.spec.ManagedNodeGroupSpec;
import java.util.Optional;

/** Which release of the EKS optimized AMI a managed node group is to have. */
final class AmiReleases {

    static final String LATEST = "latest";

    private AmiReleases() {}

    /** Returns the release that the spec names. */
    static Optional<String> pinned(ManagedNodeGroupSpec group) {
        return group.releaseVersion().filter(release -> !release.equals(LATEST));
    }

    /** Returns the path under which the newest release is kept. */
    static String path(ManagedNodeGroupSpec group) {
        return "managedNodeGroups[" + group.name() + "].releaseVersion";
    }
}
