package io.github.ekssdk.kubeconfig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ekssdk.error.AwsCallFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

class BearerTokensTest {

    private static final AwsCredentialsProvider KEYS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "s"));

    private final SettableClock clock = new SettableClock("2026-11-22T19:12:42.900Z");

    @Test
    void a_token_is_the_one_that_the_aws_tool_printed_in_that_second() {
        AwsCredentialsProvider session =
                StaticCredentialsProvider.create(AwsSessionCredentials.create("AKIDEXAMPLE", "s", "a/b+c=="));

        BearerToken token =
                BearerTokens.forCluster("demo", "eu-west-1", session, clock).token();

        assertThat(token.value())
                .isEqualTo("k8s-aws-v1."
                        + "aHR0cHM6Ly9zdHMuZXUtd2VzdC0xLmFtYXpvbmF3cy5jb20vP0FjdGlvbj1HZXRDYWxsZXJJZGVudGl0eSZWZXJzaW9u"
                        + "PTIwMTEtMDYtMTUmWC1BbXotQWxnb3JpdGhtPUFXUzQtSE1BQy1TSEEyNTYmWC1BbXotQ3JlZGVudGlhbD1BS0lERVhB"
                        + "TVBMRSUyRjIwMjYxMTIyJTJGZXUtd2VzdC0xJTJGc3RzJTJGYXdzNF9yZXF1ZXN0JlgtQW16LURhdGU9MjAyNjExMjJU"
                        + "MTkxMjQyWiZYLUFtei1FeHBpcmVzPTYwJlgtQW16LVNpZ25lZEhlYWRlcnM9aG9zdCUzQngtazhzLWF3cy1pZCZYLUFt"
                        + "ei1TZWN1cml0eS1Ub2tlbj1hJTJGYiUyQmMlM0QlM0QmWC1BbXotU2lnbmF0dXJlPTE0YThhMDEzNjRmNGEzYzc4MTYx"
                        + "ZWUwMjZjNjVhODE3Y2RlZmNlMjZhNzQ5N2U2NzZiMzIxMDQzNWY3NzZmNjM");
    }

    @Test
    void a_token_claims_fourteen_minutes_in_whole_seconds() {
        BearerTokens tokens = BearerTokens.forCluster("demo", "eu-west-1", KEYS, clock);

        BearerToken token = tokens.token();

        assertThat(token.expiresAt()).isEqualTo("2026-11-22T19:26:42Z");
    }

    @Test
    void a_token_does_not_outlive_the_credentials_that_signed_it() {
        Instant end = clock.instant().plus(Duration.ofMinutes(3));
        AwsCredentialsProvider ending = StaticCredentialsProvider.create(AwsSessionCredentials.builder()
                .accessKeyId("AKIDEXAMPLE")
                .secretAccessKey("s")
                .sessionToken("t")
                .expirationTime(end)
                .build());

        BearerToken token =
                BearerTokens.forCluster("demo", "eu-west-1", ending, clock).token();

        assertThat(token.expiresAt()).isEqualTo("2026-11-22T19:15:42Z");
    }

    @Test
    void each_call_signs_with_the_credentials_of_that_moment() {
        String[] keys = {"AKIDFIRST", "AKIDSECOND"};
        int[] calls = {0};
        AwsCredentialsProvider changing = () -> AwsBasicCredentials.create(keys[calls[0]++], "s");
        BearerTokens tokens = BearerTokens.forCluster("demo", "eu-west-1", changing, clock);

        String first = urlOf(tokens.token());
        String second = urlOf(tokens.token());

        assertThat(first).contains("X-Amz-Credential=AKIDFIRST%2F");
        assertThat(second).contains("X-Amz-Credential=AKIDSECOND%2F");
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1, sts.us-east-1.amazonaws.com",
        "eu-central-2, sts.eu-central-2.amazonaws.com",
        "cn-north-1, sts.cn-north-1.amazonaws.com.cn",
        "us-gov-west-1, sts.us-gov-west-1.amazonaws.com",
        "us-iso-east-1, sts.us-iso-east-1.c2s.ic.gov",
        "us-isob-east-1, sts.us-isob-east-1.sc2s.sgov.gov",
        "eu-isoe-west-1, sts.eu-isoe-west-1.cloud.adc-e.uk",
        "us-isof-south-1, sts.us-isof-south-1.csp.hci.ic.gov",
        "eusc-de-east-1, sts.eusc-de-east-1.amazonaws.eu",
        "eu-north-99, sts.eu-north-99.amazonaws.com"
    })
    void a_token_is_signed_for_the_regional_endpoint_of_the_partition(String region, String host) {
        BearerTokens tokens = BearerTokens.forCluster("demo", region, KEYS, clock);

        String url = urlOf(tokens.token());

        assertThat(url).startsWith("https://" + host + "/?Action=GetCallerIdentity&");
    }

    @Test
    void missing_credentials_are_reported_with_the_cluster_and_the_reason() {
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("Unable to load credentials from any of the providers.");
        };
        BearerTokens tokens = BearerTokens.forCluster("demo", "eu-west-1", none, clock);

        assertThatThrownBy(tokens::token)
                .isInstanceOf(AwsCallFailedException.class)
                .hasMessageContainingAll("cluster demo", "sts:GetCallerIdentity", "Unable to load credentials");
    }

    @Test
    void anonymous_credentials_sign_nothing_and_are_refused() {
        BearerTokens tokens =
                BearerTokens.forCluster("demo", "eu-west-1", AnonymousCredentialsProvider.create(), clock);

        assertThatThrownBy(tokens::token)
                .isInstanceOf(AwsCallFailedException.class)
                .hasMessageContainingAll("cluster demo", "anonymous");
    }

    @Test
    void a_blank_name_or_region_is_refused_at_once() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BearerTokens.forCluster(" ", "eu-west-1", KEYS, clock))
                .withMessage("the cluster name is blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BearerTokens.forCluster("demo", "", KEYS, clock))
                .withMessage("the region is blank");
    }

    @Test
    void the_value_is_in_the_credential_for_kubectl_and_not_in_toString() {
        BearerToken token = new BearerToken("k8s-aws-v1.secret", Instant.parse("2026-11-22T19:26:42.5Z"));

        assertThat(token).hasToString("BearerToken[expiresAt=2026-11-22T19:26:42Z]");
        assertThat(token.toExecCredential()).isEqualTo("""
                        {
                            "kind": "ExecCredential",
                            "apiVersion": "client.authentication.k8s.io/v1beta1",
                            "spec": {},
                            "status": {
                                "expirationTimestamp": "2026-11-22T19:26:42Z",
                                "token": "k8s-aws-v1.secret"
                            }
                        }
                        """);
    }

    private static String urlOf(BearerToken token) {
        String encoded = token.value().substring("k8s-aws-v1.".length());
        return new String(Base64.getUrlDecoder().decode(encoded), UTF_8);
    }
}
