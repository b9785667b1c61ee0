package io.github.ekssdk.testing.internal.service.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ekssdk.testing.FakeAws;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.InvalidAuthorizationMessageException;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.Tag;

class SessionTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/builder";
    private static final String ISSUER = "oidc.eks.eu-west-1.amazonaws.com/id/ABC";

    private final FakeAws aws = FakeAws.create();
    private final StsClient sts = aws.client(StsClient.builder());
    private final IamClient iam = aws.client(IamClient.builder());

    @AfterEach
    void close() {
        aws.close();
    }

    private StsClient with(Credentials credentials) {
        AwsSessionCredentials session = AwsSessionCredentials.create(
                credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
        return StsClient.builder()
                .httpClient(aws.httpClient())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(session))
                .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    private void role(String name, String statement) {
        iam.createRole(r -> r.roleName(name)
                .maxSessionDuration(43_200)
                .assumeRolePolicyDocument(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\"," + statement + "}]}"));
    }

    private static final String ANYBODY_HERE =
            "\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:root\"},\"Action\":\"sts:AssumeRole\"";

    @Test
    void credentials_of_a_session_end() throws InterruptedException {
        role("builder", ANYBODY_HERE);
        StsClient session =
                with(sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("ci").durationSeconds(900))
                        .credentials());

        aws.clock().advance(Duration.ofMinutes(14));
        assertThat(session.getCallerIdentity().arn()).endsWith(":assumed-role/builder/ci");
        aws.clock().advance(Duration.ofMinutes(1));
        assertThatExceptionOfType(StsException.class)
                .isThrownBy(session::getCallerIdentity)
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ExpiredToken"))
                .withMessageContaining("The security token included in the request is expired");
    }

    @Test
    void a_role_that_was_come_by_from_a_role_lasts_an_hour_at_most() {
        role("builder", ANYBODY_HERE);
        StsClient session =
                with(sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("ci").durationSeconds(7_200))
                        .credentials());

        assertThatExceptionOfType(StsException.class)
                .isThrownBy(() -> session.assumeRole(
                        r -> r.roleArn(ROLE).roleSessionName("again").durationSeconds(7_200)))
                .withMessageContaining("exceeds the 1 hour session limit for roles assumed by role chaining");
        assertThat(session.assumeRole(r -> r.roleArn(ROLE).roleSessionName("again"))
                        .credentials()
                        .expiration())
                .isEqualTo(aws.clock().now().plusSeconds(3_600));
    }

    @Test
    void a_trust_policy_may_ask_for_an_external_id() {
        role("builder", ANYBODY_HERE + ",\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"42\"}}");

        assertDenied("sts:AssumeRole", () -> sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("ci")));
        assertThat(sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("ci").externalId("42"))
                        .credentials())
                .isNotNull();
    }

    @Test
    void tags_of_a_session_need_a_trust_policy_that_lets_them_in() {
        role("builder", ANYBODY_HERE);
        Tag tag = Tag.builder().key("team").value("a").build();

        assertDenied(
                "sts:TagSession",
                () -> sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("ci").tags(tag)));
    }

    @Test
    void a_service_account_becomes_its_role_by_a_token_of_the_issuer() {
        String provider = iam.createOpenIDConnectProvider(
                        r -> r.url("https://" + ISSUER).clientIDList("sts.amazonaws.com"))
                .openIDConnectProviderArn();
        role(
                "builder",
                "\"Principal\":{\"Federated\":\"" + provider + "\"},\"Action\":\"sts:AssumeRoleWithWebIdentity\","
                        + "\"Condition\":{\"StringEquals\":{\"" + ISSUER + ":sub\":"
                        + "\"system:serviceaccount:kube-system:ebs-csi\",\"" + ISSUER
                        + ":aud\":\"sts.amazonaws.com\"}}");
        StsClient anonymous = StsClient.builder()
                .httpClient(aws.httpClient())
                .region(Region.EU_WEST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();

        var session = anonymous.assumeRoleWithWebIdentity(r -> r.roleArn(ROLE)
                .roleSessionName("pod")
                .webIdentityToken(token("https://" + ISSUER, "kube-system:ebs-csi", "sts.amazonaws.com", 60)));

        assertThat(session.subjectFromWebIdentityToken()).isEqualTo("system:serviceaccount:kube-system:ebs-csi");
        assertThat(with(session.credentials()).getCallerIdentity().arn()).endsWith(":assumed-role/builder/pod");
        assertWebDenied(
                anonymous, token("https://" + ISSUER, "default:other", "sts.amazonaws.com", 60), "AccessDenied");
        assertWebDenied(
                anonymous, token("https://" + ISSUER, "kube-system:ebs-csi", "elsewhere", 60), "InvalidIdentityToken");
        assertWebDenied(
                anonymous,
                token("https://" + ISSUER, "kube-system:ebs-csi", "sts.amazonaws.com", 0),
                "ExpiredTokenException");
        assertWebDenied(
                anonymous,
                token("https://other.example", "kube-system:ebs-csi", "sts.amazonaws.com", 60),
                "InvalidIdentityToken");
        assertWebDenied(anonymous, "nonsense", "InvalidIdentityToken");
    }

    private static void assertWebDenied(StsClient client, String token, String code) {
        assertThatExceptionOfType(StsException.class)
                .isThrownBy(() -> client.assumeRoleWithWebIdentity(
                        r -> r.roleArn(ROLE).roleSessionName("pod").webIdentityToken(token)))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    private String token(String issuer, String account, String audience, int seconds) {
        String claims = "{\"iss\":\"" + issuer + "\",\"sub\":\"system:serviceaccount:" + account + "\",\"aud\":[\""
                + audience + "\"],\"exp\":"
                + aws.clock().now().plusSeconds(seconds).getEpochSecond() + "}";
        return encode("{\"alg\":\"RS256\"}") + "." + encode(claims) + "." + encode("signature");
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void users_get_session_tokens_and_sessions_do_not() {
        var token = sts.getSessionToken();
        StsClient session = with(token.credentials());

        assertThat(session.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::123456789012:user/developer");
        assertThatExceptionOfType(StsException.class)
                .isThrownBy(session::getSessionToken)
                .withMessageContaining("Cannot call GetSessionToken with session credentials");
        assertThat(with(sts.getFederationToken(r -> r.name("guest")).credentials())
                        .getCallerIdentity()
                        .arn())
                .isEqualTo("arn:aws:sts::123456789012:federated-user/guest");
    }

    @Test
    void a_message_that_nobody_encoded_is_not_decoded() {
        assertThatExceptionOfType(InvalidAuthorizationMessageException.class)
                .isThrownBy(() -> sts.decodeAuthorizationMessage(r -> r.encodedMessage("abc")));
    }

    private static void assertDenied(String action, ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(StsException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"))
                .withMessageContaining("User: arn:aws:iam::123456789012:user/developer is not authorized to perform: "
                        + action + " on resource: " + ROLE);
    }
}
