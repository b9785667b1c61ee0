package io.github.ekssdk.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.spec.ClusterSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The code of docs/guide/fargate.md. */
class FargateGuideTest {

    @Test
    void profile() {
        // tag::profile
        ClusterSpec prod = Eks.cluster("prod")
                .fargateProfile("ops", profile -> profile.selector("ops").selector("jobs-*", Map.of("size", "small")))
                .build();
        // end::profile

        assertThat(prod.fargateProfiles())
                .singleElement()
                .satisfies(profile -> assertThat(profile.selectors()).hasSize(2));
    }
}
