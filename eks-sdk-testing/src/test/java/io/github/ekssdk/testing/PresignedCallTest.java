package io.github.ekssdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.kubeconfig.BearerTokens;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** What STS says to presigned calls: those inside the bearer tokens that the Kubernetes API of a cluster is shown. */
class PresignedCallTest {
    private static final URI STS = URI.create("https://sts.eu-west-1.amazonaws.com");

    private final FakeAws aws = FakeAws.create();
    private final Instant now = aws.time().now();

    @AfterEach
    void close() {
        aws.close();
    }

    private AwsCredentials owner() {
        return aws.credentials().resolveCredentials();
    }

    private String answer(SdkHttpRequest request) throws IOException {
        HttpExecuteResponse response = aws.httpClient()
                .prepareRequest(HttpExecuteRequest.builder().request(request).build())
                .call();
        String body = new String(response.responseBody().orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
        return response.httpResponse().statusCode() + " " + body;
    }

    private SdkHttpRequest signed(AwsCredentials credentials, Instant at) {
        return Presigning.request(STS, "prod", credentials, at);
    }

    @Test
    void the_owner_of_the_secret_is_told_who_signed() throws IOException {
        AwsCredentials ann =
                aws.credentialsOf("arn:aws:iam::123456789012:user/ann").resolveCredentials();

        assertThat(answer(signed(owner(), now))).startsWith("200").contains("user/developer");
        assertThat(answer(signed(ann, now))).startsWith("200").contains("user/ann");
    }

    @Test
    void another_secret_makes_another_signature() throws IOException {
        AwsCredentials wrong = AwsBasicCredentials.create(owner().accessKeyId(), "another secret");

        assertThat(answer(signed(wrong, now)))
                .startsWith("403")
                .contains(
                        "<Type>Sender</Type><Code>SignatureDoesNotMatch</Code>",
                        "The request signature we calculated does not match the signature you provided.");
    }

    @Test
    void a_token_is_for_one_cluster_and_names_it_in_a_signed_header() throws IOException {
        SdkHttpRequest request = signed(owner(), now);

        assertThat(answer(request.copy(b -> b.putHeader("x-k8s-aws-id", "test"))))
                .contains("<Code>SignatureDoesNotMatch</Code>");
        assertThat(answer(request.copy(b -> b.removeHeader("x-k8s-aws-id"))))
                .contains("<Code>SignatureDoesNotMatch</Code>");
    }

    @Test
    void what_was_signed_cannot_be_changed() throws IOException {
        SdkHttpRequest request = signed(owner(), now);

        assertThat(answer(request.copy(b -> b.putRawQueryParameter("Action", "GetSessionToken"))))
                .contains("<Code>SignatureDoesNotMatch</Code>");
        assertThat(answer(request.copy(b -> b.putRawQueryParameter("X-Amz-Expires", "900"))))
                .contains("<Code>SignatureDoesNotMatch</Code>");
    }

    @Test
    void it_is_good_for_a_quarter_of_an_hour_whatever_its_expiry_says() throws Exception {
        SdkHttpRequest request = signed(owner(), now);

        aws.clock().advance(Duration.ofMinutes(15));
        assertThat(answer(request)).startsWith("200");
        aws.clock().advance(Duration.ofSeconds(1));

        assertThat(answer(request))
                .startsWith("403")
                .contains(
                        "<Code>SignatureDoesNotMatch</Code>",
                        "Signature expired: ",
                        " is now earlier than ",
                        " - 15 min.)");
    }

    @Test
    void a_clock_may_be_five_minutes_fast() throws IOException {
        assertThat(answer(signed(owner(), now.plus(Duration.ofMinutes(5))))).startsWith("200");
        assertThat(answer(signed(owner(), now.plus(Duration.ofMinutes(6)))))
                .contains("<Code>SignatureDoesNotMatch</Code>", "Signature not yet current: ", " + 5 min.)");
    }

    @Test
    void what_lacks_a_part_of_its_signature_is_incomplete() throws IOException {
        SdkHttpRequest request = signed(owner(), now);

        assertThat(answer(request.copy(b -> b.removeQueryParameter("X-Amz-SignedHeaders"))))
                .startsWith("400")
                .contains("<Code>IncompleteSignature</Code>", "must include 'X-Amz-SignedHeaders'");
    }

    @Test
    void the_keys_of_users_and_of_sessions_are_known_with_their_secrets() throws IOException {
        IamClient iam = aws.client(IamClient.builder());
        iam.createUser(r -> r.userName("ann"));
        AccessKey key = iam.createAccessKey(r -> r.userName("ann")).accessKey();
        Credentials session =
                aws.client(StsClient.builder()).getSessionToken(r -> {}).credentials();

        AwsCredentials ann = AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
        AwsCredentials temporary =
                AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
        AwsCredentials withoutToken = AwsBasicCredentials.create(session.accessKeyId(), session.secretAccessKey());

        assertThat(answer(signed(ann, now))).startsWith("200").contains("user/ann");
        assertThat(answer(signed(temporary, now))).startsWith("200").contains("user/developer");
        assertThat(answer(signed(withoutToken, now)))
                .startsWith("403")
                .contains("<Code>InvalidClientTokenId</Code>", "The security token included in the request is invalid");
    }

    @Test
    void the_bearer_tokens_of_the_SDK_are_good() throws IOException {
        String token = BearerTokens.forCluster("prod", "eu-west-1", aws.credentials(), Clock.fixed(now, ZoneOffset.UTC))
                .token()
                .value();
        String url = new String(
                Base64.getUrlDecoder().decode(token.substring("k8s-aws-v1.".length())), StandardCharsets.UTF_8);

        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create(url))
                .putHeader("x-k8s-aws-id", "prod")
                .build();

        assertThat(answer(request)).startsWith("200").contains("user/developer");
    }
}
