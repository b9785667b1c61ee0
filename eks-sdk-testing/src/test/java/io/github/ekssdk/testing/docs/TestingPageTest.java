package io.github.ekssdk.testing.docs;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.FakeClock;
import io.github.ekssdk.testing.HttpDoor;
import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.RecordedCall;
import io.github.ekssdk.testing.junit.FakeAwsExtension;
import io.github.ekssdk.testing.kubernetes.FakeKubernetes;
import io.github.ekssdk.testing.kubernetes.KubernetesRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.ServiceUnavailableException;

/** The code of docs/testing.md. */
class TestingPageTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/any";

    // tag::extension
    @RegisterExtension
    final FakeAwsExtension fake =
            FakeAwsExtension.builder().lenient().region("eu-central-1").build();

    @Test
    void each_test_has_an_account_of_its_own(FakeAws aws, FakeClock clock, EksClient eks) {
        assertThat(eks.listClusters().clusters()).isEmpty();
    }
    // end::extension

    @Test
    void three_lines() {
        // tag::three-lines
        FakeAws aws = FakeAws.lenient();
        EksClient eks = aws.client(EksClient.builder());
        createCluster(eks, "demo"); // your own code, that calls eks.createCluster(...)
        // end::three-lines

        // tag::ready
        assertThat(eks.describeCluster(request -> request.name("demo"))
                        .cluster()
                        .status())
                .isEqualTo(ClusterStatus.ACTIVE);
        // end::ready
    }

    private static void createCluster(EksClient eks, String name) {
        eks.createCluster(request ->
                request.name(name).roleArn(ROLE).resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-1", "subnet-2")));
    }

    @Test
    void realistic() throws InterruptedException {
        // tag::clock
        FakeAws aws = FakeAws.builder()
                .latency(LatencyProfile.typical().with("eks.cluster.create", Duration.ofMinutes(9), 0))
                .seed(7)
                .build();

        aws.clock().advance(Duration.ofMinutes(9)); // milliseconds; whatever was due has happened
        // end::clock
        assertThat(aws.pending()).isEmpty();
    }

    @Test
    void faults(FakeAws aws, EksClient eks) {
        // tag::faults
        aws.faults().on("eks", "CreateCluster").resource("prod").nth(1).failWith("ServiceUnavailableException");
        aws.faults().on("eks", "CreateCluster").resource("test").loseResponse();
        aws.faults().on("eks", "ListClusters").every(2).staleRead(); // answers flap

        assertThatThrownBy(() -> createCluster(eks, "prod")).isInstanceOf(ServiceUnavailableException.class);
        assertThatThrownBy(() -> createCluster(eks, "test")).isInstanceOf(SdkClientException.class);
        assertThat(eks.listClusters().clusters()).containsExactly("test"); // it took effect all the same
        assertThat(eks.listClusters().clusters()).isEmpty();
        // end::faults
    }

    @Test
    void ledger(FakeAws aws, EksClient eks) {
        // tag::ledger
        int mark = aws.ledger().size();
        eks.listClusters();

        assertThat(aws.ledger().since(mark)).noneMatch(RecordedCall::mutating);
        assertThat(aws.inventory()).noneMatch(resource -> resource.type().equals("eks:cluster"));
        // end::ledger
    }

    @Test
    void http(FakeAws aws) {
        // tag::http
        try (HttpDoor door = aws.openHttp(settings -> settings.requestJournal(1_000));
                EksClient client = EksClient.builder()
                        .endpointOverride(door.url())
                        .credentialsProvider(aws.credentials())
                        .region(Region.EU_CENTRAL_1)
                        .build()) {
            door.wireMock()
                    .stubFor(any(urlPathEqualTo("/health"))
                            .willReturn(aResponse().withBody("mine")));

            assertThat(client.listClusters().clusters()).isEmpty();
            door.wireMock().verify(1, getRequestedFor(urlPathEqualTo("/clusters")));
        }
        // end::http
    }

    @Test
    void kubernetes(FakeAws aws, EksClient eks) {
        createCluster(eks, "demo");
        // tag::kubernetes
        FakeKubernetes kubernetes = aws.kubernetes("demo");

        assertThat(eks.describeCluster(request -> request.name("demo"))
                        .cluster()
                        .endpoint())
                .isEqualTo(kubernetes.url().toString());
        assertThat(kubernetes.object("/api/v1/namespaces/kube-system")).isPresent();
        assertThat(kubernetes.requests()).noneMatch(KubernetesRequest::mutating);
        // end::kubernetes
    }

    @Test
    void snapshot(FakeAws aws, EksClient eks) {
        // tag::snapshot
        createCluster(eks, "demo");
        String text = aws.snapshot();
        aws.reset();

        FakeAws restored = FakeAws.restore(text);

        assertThat(aws.client(EksClient.builder()).listClusters().clusters()).isEmpty();
        assertThat(restored.client(EksClient.builder()).listClusters().clusters())
                .containsExactly("demo");
        // end::snapshot
    }

    @Test
    void strict_iam() {
        // tag::strict-iam
        FakeAws aws = FakeAws.builder().strictIam().build();
        EksClient nobody = EksClient.builder()
                .httpClient(aws.httpClient())
                .credentialsProvider(aws.credentialsOf("arn:aws:iam::123456789012:user/nobody"))
                .region(Region.of(aws.region()))
                .build();

        assertThatThrownBy(nobody::listClusters).hasMessageContaining("is not authorized to perform: eks:ListClusters");
        // end::strict-iam
    }

    @Test
    void least_policy(FakeAws aws, EksClient eks) {
        // tag::least-policy
        createCluster(eks, "demo"); // whatever your program does

        String policy = aws.ledger().leastPolicy();

        assertThat(policy).contains("\"eks:CreateCluster\"", "\"iam:PassRole\"").doesNotContain("eks:*");
        // end::least-policy
    }

    @Test
    void actors(FakeAws aws, EksClient eks) {
        // tag::actors
        createCluster(eks, "demo");
        String arn = "arn:aws:eks:" + aws.region() + ":" + aws.accountId() + ":cluster/demo";

        aws.actors().tag(arn, "owner", "somebody in the console");

        assertThat(eks.listTagsForResource(request -> request.resourceArn(arn)).tags())
                .containsEntry("owner", "somebody in the console");
        // end::actors
    }
}
