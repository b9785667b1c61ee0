package io.github.ekssdk.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.client.KubernetesVersion;
import io.github.ekssdk.client.KubernetesVersion.Support;
import io.github.ekssdk.testing.junit.EksTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/guide/control-plane.md says of the versions that there are. */
@EksTest
class VersionsGuideTest {

    @Test
    void eks_tells_its_versions_newest_first_with_the_ends_of_their_support(EksManager eks) {
        // tag::versions
        List<KubernetesVersion> versions = eks.kubernetesVersions(); // newest first
        // end::versions

        assertThat(versions).filteredOn(KubernetesVersion::isDefault).hasSize(1);
        assertThat(versions)
                .extracting(KubernetesVersion::support)
                .startsWith(Support.STANDARD)
                .endsWith(Support.EXTENDED);
        assertThat(versions)
                .allSatisfy(version -> assertThat(version.endOfStandardSupport().orElseThrow())
                        .isBefore(version.endOfExtendedSupport().orElseThrow()));
        assertThat(versions)
                .extracting(version -> Integer.valueOf(version.name().substring("1.".length())))
                .isSortedAccordingTo((one, other) -> other - one);
    }
}
