package io.github.ekssdk.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.spec.ClusterSpec;
import org.junit.jupiter.api.Test;

class CreateTest extends ClusterScenario {
    @Test
    void a_created_cluster_is_settled() {
        ClusterSpec spec = prod().build();

        Cluster cluster = apply(spec);

        assertThat(cluster.status()).isEqualTo("ACTIVE");
        settled(spec);
    }
}
