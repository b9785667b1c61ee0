package io.github.ekssdk.testing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.services.eks.EksClient;

class HttpWireTest extends WireContract {
    private static final FakeAws FIRST = FakeAws.create();
    private static final HttpDoor KEEPS_THE_SERVER_UP = FIRST.openHttp();

    private final HttpDoor door = aws.openHttp();

    @AfterAll
    static void closeServer() {
        KEEPS_THE_SERVER_UP.close();
        FIRST.close();
    }

    @Override
    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> void connect(B builder) {
        builder.endpointOverride(door.url());
    }

    @AfterEach
    void closeDoor() {
        door.close();
    }

    @Test
    void a_presigned_identity_request_is_answered() throws Exception {
        String url = Presigning.url(
                door.url(),
                "prod",
                aws.credentials().resolveCredentials(),
                aws.time().now());

        String body = get(url, "x-k8s-aws-id", "prod");

        assertThat(body).contains("<GetCallerIdentityResult>", "<Account>123456789012</Account>");
    }

    @Test
    void a_body_that_is_no_json_is_refused() throws Exception {
        String authorization = "AWS4-HMAC-SHA256 Credential="
                + aws.credentials().resolveCredentials().accessKeyId()
                + "/20260101/eu-west-1/eks/aws4_request, SignedHeaders=host, Signature=0";

        String body = send(HttpRequest.newBuilder(door.url().resolve("/clusters"))
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\": ")));

        assertThat(body).contains("SerializationException");
    }

    @Test
    void a_stub_of_the_users_own_wins() throws Exception {
        door.wireMock()
                .stubFor(any(urlPathEqualTo("/health")).willReturn(aResponse().withBody("mine")));

        assertThat(get("/health", "x", "y")).isEqualTo("mine");
        assertThat(get("/clusters", "x", "y")).contains("MissingAuthenticationToken");
    }

    @Test
    void accounts_share_a_server_and_see_only_their_own() {
        try (FakeAws other = FakeAws.builder()
                        .accountId("210987654321")
                        .service(account -> new ProbeEks())
                        .build();
                HttpDoor otherDoor = other.openHttp()) {
            create(eks(), "prod");

            EksClient theirs = client(EksClient.builder(), other.credentials());

            assertThat(otherDoor.url()).isEqualTo(door.url());
            assertThat(theirs.listClusters().clusters()).isEmpty();
            assertThat(other.ledger().size()).isEqualTo(1);
        }
    }

    private String get(String path, String header, String value) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(door.url().resolve(path)).header(header, value));
    }

    private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.ofString())
                .body();
    }
}
