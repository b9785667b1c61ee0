package io.github.ekssdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;

class FakeAwsServerTest {
    @Test
    void it_prints_what_clients_need_and_takes_their_calls() {
        try (FakeAwsServer server =
                FakeAwsServer.start("--port", "0", "--region", "us-east-1", "--account", "210987654321")) {
            assertThat(server.environment())
                    .contains(
                            "export AWS_ENDPOINT_URL=" + server.door().url(),
                            "AWS_REGION=us-east-1",
                            "AWS_ACCESS_KEY_ID=");
            assertThat(client(server).listClusters().clusters()).isEmpty();
            assertThat(server.aws().accountId()).isEqualTo("210987654321");
        }
    }

    @Test
    void the_account_is_saved_emptied_and_brought_back_over_HTTP() throws Exception {
        try (FakeAwsServer server = FakeAwsServer.start("--port", "0", "--strictness", "lenient")) {
            EksClient eks = client(server);
            eks.createCluster(request -> request.name("demo")
                    .roleArn("arn:aws:iam::123456789012:role/made-up")
                    .resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-1", "subnet-2")));

            String snapshot = send(server, "GET", "snapshot", "").body();
            send(server, "POST", "reset", "");
            assertThat(eks.listClusters().clusters()).isEmpty();
            assertThat(send(server, "PUT", "snapshot", snapshot).statusCode()).isEqualTo(200);

            assertThat(eks.listClusters().clusters()).containsExactly("demo");
            assertThat(send(server, "GET", "inventory", "").body()).contains("eks:cluster", "demo");
            assertThat(send(server, "GET", "ledger", "").body()).contains("eks:ListClusters");
        }
    }

    @Test
    void virtual_time_is_moved_over_HTTP() throws Exception {
        try (FakeAwsServer server = FakeAwsServer.start("--port", "0", "--profile", "typical")) {
            Instant before = server.aws().clock().now();

            HttpResponse<String> answer = send(server, "POST", "advance?by=PT10M", "");

            assertThat(answer.body())
                    .contains(before.plus(Duration.ofMinutes(10)).toString());
            assertThat(send(server, "POST", "advance?by=soon", "").statusCode()).isEqualTo(400);
            assertThat(send(server, "POST", "advance", "").body()).contains("advance?by=PT10M");
            assertThat(send(server, "GET", "nonsense", "").statusCode()).isEqualTo(404);
        }
    }

    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void time_passes_as_fast_as_asked() {
        try (FakeAwsServer server = FakeAwsServer.start("--port", "0", "--speed", "real*3600")) {
            Instant before = server.aws().clock().now();

            while (server.aws().clock().now().isBefore(before.plusSeconds(60))) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void the_Kubernetes_APIs_of_described_clusters_open_and_are_told() {
        List<String> said = new ArrayList<>();
        try (FakeAwsServer server =
                FakeAwsServer.start(said::add, "--kubernetes", "--port", "0", "--strictness", "lenient")) {
            EksClient eks = client(server);
            eks.createCluster(request -> request.name("demo")
                    .roleArn("arn:aws:iam::123456789012:role/made-up")
                    .resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-1", "subnet-2")));

            String endpoint = eks.describeCluster(request -> request.name("demo"))
                    .cluster()
                    .endpoint();

            assertThat(said)
                    .containsExactly("Kubernetes API of demo in eu-west-1: " + endpoint
                            + " (aws eks update-kubeconfig --name demo --region eu-west-1)");
            assertThat(endpoint).isEqualTo(server.aws().kubernetes("demo").url().toString());
        }
    }

    @Test
    void bad_options_are_told_with_those_that_there_are() {
        assertThatThrownBy(() -> FakeAwsServer.start("--prot", "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'--prot' is no option")
                .hasMessageContaining("--profile instant");
        assertThatThrownBy(() -> FakeAwsServer.start("--port")).hasMessageContaining("lacks its value");
        assertThatThrownBy(() -> FakeAwsServer.start("--port", "x")).hasMessageContaining("takes a number");
        assertThatThrownBy(() -> FakeAwsServer.start("--speed", "fast")).hasMessageContaining("real*60");
        assertThatThrownBy(() -> FakeAwsServer.start("--profile", "odd")).hasMessageContaining("instant, fast");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(FakeAwsServer.run(new PrintStream(out, true, StandardCharsets.UTF_8), "--help"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--strictness");
    }

    private static EksClient client(FakeAwsServer server) {
        return EksClient.builder()
                .endpointOverride(server.door().url())
                .region(Region.of(server.aws().region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "key")))
                .build();
    }

    private static HttpResponse<String> send(FakeAwsServer server, String method, String what, String body)
            throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.door().url() + "/_fake-aws/" + what))
                                .method(method, BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }
}
