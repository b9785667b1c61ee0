package io.github.ekssdk.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.spec.ClusterSpec;
import org.junit.jupiter.api.Test;

/** The code of docs/guide/auto-mode.md. */
class AutoModeGuideTest {

    @Test
    void all() {
        // tag::all
        ClusterSpec prod = Eks.cluster("prod").autoMode().build();
        // end::all

        assertThat(prod.autoMode().orElseThrow().nodePools()).containsExactly("general-purpose", "system");
    }

    @Test
    void pools() {
        // tag::pools
        ClusterSpec mixed = Eks.cluster("mixed")
                .autoMode(auto -> auto.nodePools("system").addCustomNodeRoleArns("arn:aws:iam::123456789012:role/gpu"))
                .build();
        // end::pools

        assertThat(mixed.autoMode().orElseThrow().nodePools()).containsExactly("system");
    }
}
