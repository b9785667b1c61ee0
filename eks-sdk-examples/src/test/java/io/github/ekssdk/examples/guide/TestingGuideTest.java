package io.github.ekssdk.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.Cluster;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.error.StepFailedException;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.HttpDoor;
import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.RecordedCall;
import io.github.ekssdk.testing.Resource;
import io.github.ekssdk.testing.junit.EksTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;

/** The code of docs/guide/testing.md. */
@EksTest
class TestingGuideTest {

    private final ClusterSpec spec =
            Eks.cluster("demo").managedNodeGroup("general").build();

    @Test
    void an_account_in_memory() {
        // tag::account
        try (FakeAws aws = FakeAws.builder()
                        .latency(LatencyProfile.typical())
                        .seed(7)
                        .build();
                EksManager eks = aws.connect()) {
            Instant start = aws.clock().now();

            eks.apply(eks.plan(spec)); // takes milliseconds

            assertThat(Duration.between(start, aws.clock().now())).isGreaterThan(Duration.ofMinutes(5));
            assertThat(aws.inventory()).extracting(Resource::type).contains("eks:cluster");
        }
        // end::account
    }

    @Test
    void calls_go_wrong_on_demand(EksManager eks, FakeAws aws) {
        // tag::faults
        aws.faults().on("eks", "CreateNodegroup").failWith("InvalidParameterException");
        StepFailedException failure = catchThrowableOfType(StepFailedException.class, () -> eks.apply(eks.plan(spec)));

        aws.faults().clear();
        Cluster cluster = eks.apply(eks.plan(spec)); // goes on from what is there

        assertThat(failure.stepId()).isEqualTo("managedNodeGroup/general");
        assertThat(cluster.status()).isEqualTo("ACTIVE");
        // end::faults
    }

    // tag::extension
    @Test
    void a_second_apply_changes_nothing(EksManager eks, FakeAws aws) {
        eks.apply(eks.plan(spec));
        int mark = aws.ledger().size();

        eks.apply(eks.plan(spec));

        assertThat(aws.ledger().since(mark)).noneMatch(RecordedCall::mutating);
    }
    // end::extension

    @Test
    void the_account_is_reached_over_http_too(EksManager eks, FakeAws aws) {
        eks.apply(eks.plan(spec));

        // tag::http
        try (HttpDoor door = aws.openHttp();
                EksClient client = EksClient.builder()
                        .endpointOverride(door.url())
                        .credentialsProvider(aws.credentials())
                        .region(Region.EU_WEST_1)
                        .build()) {
            assertThat(client.listClusters().clusters()).containsExactly("demo");
        }
        // end::http
    }
}
