package io.github.ekssdk.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.event.ProgressListener;
import io.github.ekssdk.k8s.component.Components;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Objects in a cluster that EKS has only just called active. */
class NewClusterTest {
    private static final String NAMESPACE = "/api/v1/namespaces/shop";

    private final ClusterSpec spec = Eks.cluster("prod")
            .component(Components.of("shop", shop -> shop.namespace("shop")))
            .build();

    @Test
    void wait_until_its_api_answers() {
        assertApplied(LatencyProfile.instant().with("eks.cluster.reachable", Duration.ofSeconds(150), 0));
    }

    @Test
    void wait_until_its_api_has_heard_of_who_made_it() {
        assertApplied(LatencyProfile.instant().with("eks.accessEntry.effective", Duration.ofSeconds(150), 0));
    }

    private void assertApplied(LatencyProfile latency) {
        try (FakeAws aws = FakeAws.builder().kubernetes().latency(latency).build();
                EksManager eks = aws.connect()) {
            eks.apply(eks.plan(spec), ProgressListener.none());

            assertThat(aws.kubernetes("prod").object(NAMESPACE)).isPresent();
        }
    }
}
