package io.github.ekssdk.testing.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.spi.Time;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The way to the Kubernetes API. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NetworkTest {
    private static final Time TIME = Time.system();

    private final KubernetesWorld world = new KubernetesWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void an_answer_is_kept_back_for_as_long_as_a_network_takes() {
        world.kubernetes().answerAfter(Duration.ofMillis(60));
        try (KubernetesClient client = world.admin()) {
            Instant asked = TIME.now();

            client.raw("/version");

            assertThat(Duration.between(asked, TIME.now())).isGreaterThan(Duration.ofMillis(55));
        }
    }
}
