package io.github.ekssdk.testing.internal.service.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ekssdk.testing.FakeAws;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

class StsServiceTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/builder";

    private final FakeAws aws = FakeAws.create();
    private final StsClient sts = aws.client(StsClient.builder());

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void a_caller_learns_who_it_is() {
        var identity = sts.getCallerIdentity();

        assertThat(identity.account()).isEqualTo("123456789012");
        assertThat(identity.arn()).isEqualTo("arn:aws:iam::123456789012:user/developer");
        assertThat(identity.userId()).startsWith("AIDA");
    }

    @Test
    void a_session_of_a_role_calls_as_the_role() {
        role("arn:aws:iam::123456789012:root");

        Credentials session =
                sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("ci")).credentials();

        assertThat(session.accessKeyId()).startsWith("ASIA");
        assertThat(session.expiration()).isEqualTo(aws.clock().now().plusSeconds(3600));
        AwsSessionCredentials credentials =
                AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
        try (StsClient assumed = StsClient.builder()
                .httpClient(aws.httpClient())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build()) {
            assertThat(assumed.getCallerIdentity().arn())
                    .isEqualTo("arn:aws:sts::123456789012:assumed-role/builder/ci");
        }
    }

    @Test
    void a_role_that_trusts_somebody_else_is_denied() {
        role("arn:aws:iam::123456789012:user/other");

        assertDenied(ROLE);
        assertDenied(ROLE + "-that-nobody-made");
    }

    @Test
    void names_and_durations_of_sessions_are_checked() {
        role("arn:aws:iam::123456789012:user/developer");

        assertValidation("with space", 3600);
        assertValidation("ci", 60);
        assertValidation("ci", 7200);
    }

    private void role(String trusted) {
        try (IamClient iam = aws.client(IamClient.builder())) {
            iam.createRole(r -> r.roleName("builder")
                    .assumeRolePolicyDocument("{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\""
                            + trusted + "\"},\"Action\":\"sts:AssumeRole\"}]}"));
        }
    }

    private void assertDenied(String roleArn) {
        assertThatExceptionOfType(StsException.class)
                .isThrownBy(() -> sts.assumeRole(r -> r.roleArn(roleArn).roleSessionName("ci")))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(403))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"))
                .withMessageContaining("is not authorized to perform: sts:AssumeRole on resource: " + roleArn);
    }

    private void assertValidation(String session, int seconds) {
        assertThatExceptionOfType(StsException.class)
                .isThrownBy(() -> sts.assumeRole(
                        r -> r.roleArn(ROLE).roleSessionName(session).durationSeconds(seconds)))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError"));
    }
}
