package io.github.ekssdk.internal.resource.eks;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.resource.eks.ClusterVersion.Support;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.eks.model.ClusterVersionInformation;
import software.amazon.awssdk.services.eks.model.VersionStatus;

/** The Kubernetes versions that EKS offers now. */
public final class ClusterVersions {

    private ClusterVersions() {}

    /** Asks EKS which there are, as far as they have some support. */
    public static List<ClusterVersion> offered(Aws aws) {
        return aws.eks().describeClusterVersionsPaginator(request -> {}).clusterVersions().stream()
                .filter(version -> version.versionStatus() != VersionStatus.UNSUPPORTED)
                .map(ClusterVersions::version)
                .toList();
    }

    private static ClusterVersion version(ClusterVersionInformation version) {
        return new ClusterVersion(
                version.clusterVersion(),
                Boolean.TRUE.equals(version.defaultVersion()),
                version.versionStatus() == VersionStatus.EXTENDED_SUPPORT ? Support.EXTENDED : Support.STANDARD,
                Objects.requireNonNullElse(version.endOfStandardSupportDate(), Instant.MAX),
                Objects.requireNonNullElse(version.endOfExtendedSupportDate(), Instant.MAX));
    }
}
