package io.github.ekssdk.testing.internal.service.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.ClusterVersionInformation;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.VersionStatus;

class KubernetesVersionsTest {
    private final EksWorld world = new EksWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void offered_versions_come_newest_first_with_their_support() {
        var versions = world.eks.describeClusterVersions(r -> {}).clusterVersions();

        assertThat(versions)
                .extracting(ClusterVersionInformation::clusterVersion)
                .startsWith("1.36", "1.35", "1.34")
                .endsWith("1.30", "1.29");
        assertThat(versions)
                .filteredOn(ClusterVersionInformation::defaultVersion)
                .extracting(ClusterVersionInformation::clusterVersion)
                .containsExactly("1.34");
        assertThat(versions.get(2).versionStatus()).isEqualTo(VersionStatus.STANDARD_SUPPORT);
        assertThat(versions.get(6).versionStatus()).isEqualTo(VersionStatus.EXTENDED_SUPPORT);
        assertThat(versions.get(2).endOfStandardSupportDate()).isNotNull();
    }

    @Test
    void versions_are_chosen_by_name_status_or_default() {
        assertThat(world.eks.describeClusterVersions(r -> r.defaultOnly(true)).clusterVersions())
                .hasSize(1);
        assertThat(world.eks
                        .describeClusterVersions(r -> r.clusterVersions("1.33", "1.28"))
                        .clusterVersions())
                .extracting(ClusterVersionInformation::clusterVersion)
                .containsExactly("1.33", "1.28");
        assertThat(world.eks
                        .describeClusterVersions(r -> r.versionStatus(VersionStatus.UNSUPPORTED))
                        .clusterVersions())
                .extracting(ClusterVersionInformation::clusterVersion)
                .containsExactly("1.28");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.describeClusterVersions(r -> r.versionStatus("BEST")));
    }

    @Test
    void all_versions_come_with_include_all() {
        assertThat(world.eks.describeClusterVersions(r -> r.includeAll(true)).clusterVersions())
                .extracting(ClusterVersionInformation::clusterVersion)
                .endsWith("1.28");
    }
}
