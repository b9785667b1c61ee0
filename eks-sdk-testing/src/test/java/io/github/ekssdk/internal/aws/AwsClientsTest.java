package io.github.ekssdk.internal.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.error.AwsCallFailedException;
import io.github.ekssdk.error.AwsError;
import io.github.ekssdk.testing.FakeAws;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;

class AwsClientsTest {

    private final FakeAws aws = FakeAws.create();
    private AwsClients clients;

    @BeforeEach
    void connect() {
        clients = clients("eu-west-1", aws.credentials(), Optional.of(aws.httpClient()));
    }

    @AfterEach
    void close() {
        clients.close();
        aws.close();
    }

    private AwsClients clients(String region, AwsCredentialsProvider credentials, Optional<SdkHttpClient> http) {
        return new AwsClients(new AwsSettings(
                region, credentials, http, Optional.empty(), Duration.ofSeconds(30), aws.clock(), new Random(1)));
    }

    private static AwsFault fault(AwsClients clients, Consumer<AwsClients> call) {
        return catchThrowableOfType(AwsFault.class, () -> call.accept(clients));
    }

    @Test
    void a_refusal_is_told_in_the_words_of_aws() {
        AwsFault fault = fault(clients, to -> to.eks().describeCluster(request -> request.name("nobody")));

        AwsError error = fault.error();
        assertThat(error.action()).isEqualTo("eks:DescribeCluster");
        assertThat(error.errorCode()).isEqualTo("ResourceNotFoundException");
        assertThat(error.statusCode()).isEqualTo(404);
        assertThat(error.message()).isEqualTo("No cluster found for name: nobody.");
        assertThat(error.requestId()).isPresent();
        assertThat(fault.answered()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "eks, ListClusters, eks:ListClusters",
        "ec2, DescribeVpcs, ec2:DescribeVpcs",
        "iam, ListRoles, iam:ListRoles",
        "sts, GetCallerIdentity, sts:GetCallerIdentity",
        "logs, DescribeLogGroups, logs:DescribeLogGroups",
        "kms, ListAliases, kms:ListAliases",
        "ssm, GetParameter, ssm:GetParameter",
        "autoscaling, DescribeAutoScalingGroups, autoscaling:DescribeAutoScalingGroups",
        "cloudformation, DescribeStacks, cloudformation:DescribeStacks",
        "elb, DescribeLoadBalancers, elasticloadbalancing:DescribeLoadBalancers",
        "elasticloadbalancing, DescribeTargetGroups, elasticloadbalancing:DescribeTargetGroups"
    })
    void a_refused_call_is_named_by_its_iam_action(String service, String operation, String action) {
        aws.faults().on(service, operation).failWith("AccessDeniedException");

        AwsFault fault = fault(clients, to -> call(to, operation));

        assertThat(fault.error().action()).isEqualTo(action);
        assertThat(fault.denied()).isTrue();
    }

    private static void call(AwsClients to, String operation) {
        switch (operation) {
            case "ListClusters" -> to.eks().listClustersPaginator().clusters().forEach(cluster -> {});
            case "DescribeVpcs" -> to.ec2().describeVpcsPaginator().vpcs().forEach(vpc -> {});
            case "ListRoles" -> to.iam().listRoles();
            case "GetCallerIdentity" -> to.sts().getCallerIdentity();
            case "DescribeLogGroups" -> to.logs().describeLogGroups();
            case "ListAliases" -> to.kms().listAliases();
            case "GetParameter" -> to.ssm().getParameter(request -> request.name("/any"));
            case "DescribeAutoScalingGroups" -> to.autoScaling().describeAutoScalingGroups();
            case "DescribeStacks" -> to.cloudFormation().describeStacks();
            case "DescribeLoadBalancers" -> to.elb().describeLoadBalancers();
            default -> to.elbV2().describeTargetGroups();
        }
    }

    @Test
    void a_call_without_an_answer_says_that_nobody_knows() {
        aws.faults().on("ec2", "CreateVpc").loseResponse();

        AwsFault fault = fault(clients, to -> to.ec2Once().createVpc(request -> request.cidrBlock("10.0.0.0/16")));

        assertThat(fault.answered()).isFalse();
        assertThat(fault.ambiguous()).isTrue();
        assertThat(fault.error().action()).isEqualTo("ec2:CreateVpc");
        assertThat(fault.error().statusCode()).isZero();
    }

    @Test
    void a_call_that_cannot_be_signed_says_why() {
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("Unable to load credentials from any of the providers in the chain");
        };
        try (AwsClients unsigned = clients("eu-west-1", none, Optional.of(aws.httpClient()))) {

            AwsFault fault = fault(unsigned, to -> to.eks().listClusters());

            assertThat(fault.error().service()).isEqualTo("eks");
            assertThat(fault)
                    .hasMessageContaining("Unable to load credentials")
                    .hasCauseInstanceOf(SdkClientException.class);
        }
        assertThat(aws.ledger().calls()).isEmpty();
    }

    @Test
    void a_refused_role_of_the_caller_is_told_as_the_call_that_was_refused() {
        aws.faults().on("sts", "AssumeRole").failWith("AccessDenied");
        AwsCredentialsProvider assumed = () -> {
            try {
                clients.sts()
                        .assumeRole(request -> request.roleArn("arn:aws:iam::123456789012:role/any")
                                .roleSessionName("test"));
            } catch (AwsFault fault) {
                throw SdkClientException.create("The role cannot be assumed", fault);
            }
            throw new AssertionError("AssumeRole is refused");
        };
        try (AwsClients signing = clients("eu-west-1", assumed, Optional.of(aws.httpClient()))) {

            AwsFault fault = fault(signing, to -> to.eks().listClusters());

            assertThat(fault.error().action()).isEqualTo("sts:AssumeRole");
            assertThat(fault.denied()).isTrue();
        }
    }

    @Test
    void a_call_that_has_nowhere_to_go_fails_as_every_other() {
        try (EksManager eks = Eks.connect(to -> to.region("eu west 1")
                .credentials(aws.credentials())
                .httpClient(aws.httpClient())
                .time(aws.clock()))) {

            assertThatThrownBy(() -> eks.cluster("prod"))
                    .isInstanceOf(AwsCallFailedException.class)
                    .hasMessageContaining("invalid region configuration");
        }
        assertThat(aws.ledger().calls()).isEmpty();
    }
}
