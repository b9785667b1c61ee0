package io.github.ekssdk.testing.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.testing.CallOutcome;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.RecordedCall;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.ServerException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Credentials, clock, network, throttling: section A.10 of the catalogue of faults. */
class CallFaultsTest {
    private final FakeAws aws = FakeAws.lenient();
    private final EksClient eks = aws.client(EksClient.builder());
    private final Ec2Client ec2 = aws.client(Ec2Client.builder());
    private final IamClient iam = aws.client(IamClient.builder());

    @AfterEach
    void every_rule_was_needed() {
        aws.faults().requireAllUsed();
    }

    @Test
    void T1_each_service_throttles_in_its_own_words() {
        aws.faults().onAny().throttle();

        assertThat(refusal(() -> ec2.describeVpcs())).isEqualTo("503 RequestLimitExceeded");
        assertThat(refusal(() -> iam.listRoles())).isEqualTo("400 Throttling");
        assertThat(refusal(() -> aws.client(StsClient.builder()).getCallerIdentity()))
                .isEqualTo("400 Throttling");
        assertThat(refusal(() -> eks.listClusters())).isEqualTo("429 ThrottlingException");
        assertThat(refusal(() -> aws.client(KmsClient.builder()).listKeys())).isEqualTo("400 ThrottlingException");
    }

    @Test
    void T2_the_retries_of_the_SDK_end_although_the_service_would_accept() {
        aws.faults().on("eks", "ListClusters").throttle(3);
        EksClient retrying = retrying();

        assertThatThrownBy(retrying::listClusters).isInstanceOf(AwsServiceException.class);
        assertThatCode(retrying::listClusters).doesNotThrowAnyException();
        assertThat(aws.ledger().of("eks", "ListClusters")).hasSize(4);
    }

    @Test
    void T3_a_server_error_of_a_change_leaves_open_whether_it_took_effect() {
        aws.faults().on("eks", "CreateCluster").nth(1).failWith("ServerException");
        aws.faults().on("eks", "CreateCluster").nth(2).failAfterEffect(500, "ServerException", "sorry");

        assertThatThrownBy(() -> createCluster("one")).isInstanceOf(ServerException.class);
        assertThatThrownBy(() -> createCluster("two")).isInstanceOf(ServerException.class);
        assertThat(eks.listClusters().clusters()).containsExactly("two");
    }

    @Test
    void T4_credentials_expire_in_the_middle_and_nothing_is_lost() {
        createCluster("before");
        aws.faults().onAny().times(3).expireCredentials();

        assertThat(refusal(() -> createCluster("after"))).isEqualTo("403 ExpiredTokenException");
        assertThat(refusal(() -> iam.listRoles())).isEqualTo("403 ExpiredToken");
        assertThat(refusal(() -> ec2.describeVpcs())).isEqualTo("400 RequestExpired");
        assertThat(eks.listClusters().clusters()).containsExactly("before");
    }

    @Test
    void T5_a_clock_that_is_off_is_refused_and_corrected_by_the_date_of_the_answer() {
        aws.faults().on("eks", "ListClusters").skewClock(Duration.ofMinutes(45));

        assertThatCode(retrying()::listClusters).doesNotThrowAnyException();

        assertThat(aws.ledger().of("eks", "ListClusters"))
                .extracting(RecordedCall::outcome)
                .containsExactly(CallOutcome.REFUSED, CallOutcome.OK);
    }

    @Test
    void T6_a_connection_breaks_before_the_request_or_after_its_effect_and_the_caller_cannot_tell() {
        aws.faults().on("ec2", "CreateVpc").nth(1).loseRequest();
        aws.faults().on("ec2", "CreateVpc").nth(2).loseResponse();

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(this::createVpc)
                    .isInstanceOf(SdkClientException.class)
                    .hasRootCauseInstanceOf(IOException.class);
        }
        assertThat(vpcs()).hasSize(1);
    }

    @Test
    void T7_a_request_that_timed_out_takes_effect_after_the_lookup_said_absent() throws InterruptedException {
        aws.faults().on("ec2", "CreateVpc").nth(1).lateEffect(Duration.ofSeconds(40));

        assertThatThrownBy(this::createVpc).isInstanceOf(SdkClientException.class);
        assertThat(vpcs()).isEmpty();
        createVpc();
        assertThat(vpcs()).hasSize(1);
        aws.clock().advance(Duration.ofSeconds(40));

        assertThat(vpcs()).as("the duplicate arrived").hasSize(2);
    }

    @Test
    void T8_a_page_token_that_is_no_good_is_refused() {
        assertThat(refusal(
                        () -> ec2.describeVpcs(request -> request.maxResults(5).nextToken("stale"))))
                .isEqualTo("400 InvalidNextToken");
        assertThatThrownBy(() -> eks.listClusters(request -> request.nextToken("stale")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void T9_what_changes_between_two_pages_is_missed_by_the_listing_but_not_by_a_keyed_describe() {
        List.of("a", "b", "c", "d").forEach(this::createCluster);

        var first = eks.listClusters(request -> request.maxResults(2));
        eks.deleteCluster(request -> request.name("a"));
        var second = eks.listClusters(request -> request.maxResults(2).nextToken(first.nextToken()));

        assertThat(eks.describeCluster(request -> request.name("c")).cluster().name())
                .isEqualTo("c");
        assertThat(first.clusters()).containsExactly("a", "b");
        assertThat(second.clusters()).contains("d");
    }

    @Test
    void T11_polls_get_too_many_requests_while_nodes_flood_the_operation() {
        createCluster("busy");
        aws.faults()
                .on("eks", "DescribeCluster")
                .resource("busy")
                .every(2)
                .failWith("TooManyRequestsException", "Too Many Requests");

        assertThatCode(() -> describe("busy")).doesNotThrowAnyException();
        assertThat(refusal(() -> describe("busy"))).isEqualTo("429 TooManyRequestsException");
        assertThatCode(() -> describe("busy")).doesNotThrowAnyException();
    }

    private void describe(String cluster) {
        eks.describeCluster(request -> request.name(cluster));
    }

    private EksClient retrying() {
        return EksClient.builder()
                .httpClient(aws.httpClient())
                .region(Region.EU_WEST_1)
                .credentialsProvider(aws.credentials())
                .overrideConfiguration(
                        config -> config.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .backoffStrategy(BackoffStrategy.retryImmediately())
                                .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                                .build()))
                .build();
    }

    private void createCluster(String name) {
        eks.createCluster(request -> request.name(name)
                .roleArn("arn:aws:iam::123456789012:role/made-up")
                .resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-1", "subnet-2")));
    }

    private void createVpc() {
        ec2.createVpc(request -> request.cidrBlock("10.0.0.0/16"));
    }

    private List<Vpc> vpcs() {
        DescribeVpcsResponse answer = ec2.describeVpcs();
        return answer.vpcs().stream().filter(vpc -> !vpc.isDefault()).toList();
    }

    private static String refusal(ThrowingCallable call) {
        AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call);
        return refusal.statusCode() + " " + refusal.awsErrorDetails().errorCode();
    }
}
