package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Call;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.ClusterVersionInformation;
import software.amazon.awssdk.services.eks.model.ClusterVersionStatus;
import software.amazon.awssdk.services.eks.model.DescribeClusterVersionsRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterVersionsResponse;
import software.amazon.awssdk.services.eks.model.VersionStatus;

/** The Kubernetes versions that EKS offers, newest first. */
final class KubernetesVersions {
    private static final List<KubernetesVersion> ALL = List.of(
            version("1.36", 1, 3, false, "2026-06-02", "2027-08-02", "2028-08-02"),
            version("1.35", 2, 5, false, "2026-01-27", "2027-03-27", "2028-03-27"),
            version("1.34", 4, 13, true, "2025-10-02", "2026-12-02", "2027-12-02"),
            version("1.33", 8, 27, false, "2025-05-29", "2026-07-29", "2027-07-29"),
            version("1.32", 11, 34, false, "2025-01-23", "2026-03-23", "2027-03-23"),
            version("1.31", 14, 50, false, "2024-09-26", "2025-11-26", "2026-11-26"),
            version("1.30", 14, 58, false, "2024-05-23", "2025-07-23", "2026-07-23"),
            version("1.29", 15, 60, false, "2024-01-23", "2025-03-23", "2026-03-23"),
            version("1.28", 15, 62, false, "2023-09-26", "2024-11-26", "2025-11-26"));

    private KubernetesVersions() {}

    /** The version of a new cluster; the default one when none is asked for. */
    static KubernetesVersion forNewCluster(@Nullable String asked, Instant now) {
        if (asked == null) {
            return ALL.stream().filter(KubernetesVersion::isDefault).findFirst().orElseThrow();
        }
        return find(asked)
                .filter(version -> version.statusAt(now) != VersionStatus.UNSUPPORTED)
                .orElseThrow(() -> EksRefusals.invalidParameter("unsupported Kubernetes version"));
    }

    /** A version that some cluster runs. */
    static KubernetesVersion running(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("no Kubernetes version " + name));
    }

    /** Names of all versions, newest first. */
    static List<String> names() {
        return ALL.stream().map(KubernetesVersion::name).toList();
    }

    static Optional<KubernetesVersion> find(String name) {
        return ALL.stream().filter(version -> version.name().equals(name)).findFirst();
    }

    @SuppressWarnings("deprecation") // callers still filter by the old status
    static DescribeClusterVersionsResponse describe(DescribeClusterVersionsRequest request, Call call) {
        EksInput.checkWord("versionStatus", request.versionStatusAsString(), VersionStatus.knownValues());
        EksInput.checkWord("status", request.statusAsString(), ClusterVersionStatus.knownValues());
        List<ClusterVersionInformation> matching = ALL.stream()
                .map(version -> version.describe(call.now()))
                .filter(version -> isAskedFor(version, request))
                .toList();
        EksPages<ClusterVersionInformation> page = EksPages.of(matching, request.maxResults(), request.nextToken());
        return DescribeClusterVersionsResponse.builder()
                .clusterVersions(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    @SuppressWarnings("deprecation")
    private static boolean isAskedFor(ClusterVersionInformation version, DescribeClusterVersionsRequest request) {
        boolean byName = request.hasClusterVersions();
        if (byName && !request.clusterVersions().contains(version.clusterVersion())) {
            return false;
        }
        if (Boolean.TRUE.equals(request.defaultOnly()) && !version.defaultVersion()) {
            return false;
        }
        if (request.versionStatus() != null) {
            return request.versionStatus() == version.versionStatus();
        }
        if (request.status() != null) {
            return request.status() == version.status();
        }
        return byName
                || Boolean.TRUE.equals(request.includeAll())
                || version.versionStatus() != VersionStatus.UNSUPPORTED;
    }

    private static KubernetesVersion version(
            String name,
            int patch,
            int platform,
            boolean isDefault,
            String released,
            String standard,
            String extended) {
        return new KubernetesVersion(
                name,
                patch,
                platform,
                isDefault,
                LocalDate.parse(released),
                LocalDate.parse(standard),
                LocalDate.parse(extended));
    }
}
