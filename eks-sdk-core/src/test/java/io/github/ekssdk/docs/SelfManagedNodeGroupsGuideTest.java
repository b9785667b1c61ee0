package io.github.ekssdk.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.spec.ClusterSpec;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The code of docs/guide/self-managed-node-groups.md. */
class SelfManagedNodeGroupsGuideTest {

    @Test
    void group() {
        // tag::group
        ClusterSpec prod = Eks.cluster("prod")
                .version("1.35")
                .selfManagedNodeGroup(
                        "web",
                        group -> group.instanceTypes("m7g.large", "m6g.large", "c7g.large")
                                .scaling(2, 4, 12)
                                .instancesDistribution(
                                        mix -> mix.onDemandBaseCapacity(2).onDemandPercentageAboveBaseCapacity(25))
                                .capacityRebalance(true)
                                .maxInstanceLifetime(Duration.ofDays(14))
                                .label("tier", "web"))
                .build();
        // end::group

        assertThat(prod.selfManagedNodeGroups()).hasSize(1);
    }
}
