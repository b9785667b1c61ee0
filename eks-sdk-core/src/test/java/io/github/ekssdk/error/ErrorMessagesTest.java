package io.github.ekssdk.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ekssdk.error.UnsupportedChangeException.Replacement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ErrorMessagesTest {

    private static final AwsError DENIED = new AwsError(
            "eks",
            "CreateNodegroup",
            "AccessDeniedException",
            403,
            "User: arn:aws:iam::123456789012:user/ann is not authorized to perform: iam:PassRole",
            Optional.of("a1b2"));

    @Test
    void an_invalid_spec_lists_every_problem() {
        List<Problem> problems = new ArrayList<>(List.of(
                new Problem("name", "The cluster has no name.", "Give one."),
                new Problem("vpc.cidr", "'x' is not an IPv4 CIDR block.", "Write 10.0.0.0/16.")));
        InvalidSpecException refusal = new InvalidSpecException(problems);

        problems.clear();

        assertThat(refusal.problems()).hasSize(2);
        assertThat(refusal)
                .hasMessage(
                        "The spec has 2 problems.\n  name: The cluster has no name. Give one.\n  vpc.cidr: 'x' is not an IPv4 CIDR block. Write 10.0.0.0/16.");
        assertThat(refusal.retryable()).isFalse();
        assertThat(refusal.awsRequestId()).isEmpty();
    }

    @Test
    void a_refusal_without_a_problem_cannot_be_made() {
        assertThatIllegalArgumentException().isThrownBy(() -> new InvalidSpecException(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new UnsupportedChangeException(List.of(), "Do not."));
    }

    @Test
    void a_failed_call_says_what_AWS_said() {
        AwsError throttled = new AwsError(
                "eks", "DescribeCluster", "ThrottlingException", 429, "Rate exceeded", Optional.of("a1b2"));

        AwsCallFailedException failure = new AwsCallFailedException("cluster/prod", throttled, true, null);

        assertThat(failure)
                .hasMessage("The AWS call for cluster/prod failed: eks:DescribeCluster was answered with "
                        + "ThrottlingException (HTTP 429): Rate exceeded. The AWS request id is a1b2.");
        assertThat(failure.retryable()).isTrue();
        assertThat(failure.awsRequestId()).contains("a1b2");
        assertThat(failure.service()).isEqualTo("eks");
        assertThat(failure.operation()).isEqualTo("DescribeCluster");
        assertThat(failure.errorCode()).isEqualTo("ThrottlingException");
        assertThat(failure.statusCode()).isEqualTo(429);
    }

    @Test
    void a_call_without_an_answer_has_no_status_and_no_request_id() {
        AwsError lost = new AwsError("ec2", "CreateVpc", "Timeout", 0, "No answer within 10 s.", Optional.empty());

        AwsCallFailedException failure = new AwsCallFailedException("vpc", lost, true, null);

        assertThat(failure)
                .hasMessage(
                        "The AWS call for vpc failed: ec2:CreateVpc got no answer (Timeout): No answer within 10 s.");
        assertThat(failure.awsRequestId()).isEmpty();
    }

    @Test
    void a_missing_permission_names_action_and_principal() {
        PermissionDeniedException failure = new PermissionDeniedException(
                "managedNodeGroup/general", DENIED, "iam:PassRole", "arn:aws:iam::123456789012:user/ann", null);

        assertThat(failure)
                .hasMessageStartingWith(
                        "arn:aws:iam::123456789012:user/ann may not use iam:PassRole, which managedNodeGroup/general needs. ")
                .hasMessageEndingWith("Grant the action and apply again; what was made so far stands.");
        assertThat(failure.action()).isEqualTo("iam:PassRole");
        assertThat(failure.principal()).contains("arn:aws:iam::123456789012:user/ann");
        assertThat(failure.awsRequestId()).contains("a1b2");
    }

    @Test
    void a_missing_permission_of_nobody_in_particular_is_the_callers() {
        PermissionDeniedException failure =
                new PermissionDeniedException("cluster/prod", DENIED, "eks:CreateCluster", null, null);

        assertThat(failure).hasMessageStartingWith("The caller may not use eks:CreateCluster");
        assertThat(failure.principal()).isEmpty();
    }

    @Test
    void a_reached_quota_says_which_how_high_and_where_to_ask() {
        AwsError refused = new AwsError(
                "ec2",
                "CreateVpc",
                "VpcLimitExceeded",
                400,
                "The maximum number of VPCs has been reached.",
                Optional.of("c3"));
        Quota quota = new Quota("vpc", "VPCs per Region", Optional.of("L-F678F1CE"), OptionalLong.of(5));

        QuotaExceededException failure = new QuotaExceededException("vpc", refused, quota, null);

        assertThat(failure)
                .hasMessage("There is no room for vpc: the quota 'VPCs per Region' (L-F678F1CE) of 5 is reached. "
                        + "ec2:CreateVpc was answered with VpcLimitExceeded (HTTP 400): "
                        + "The maximum number of VPCs has been reached. The AWS request id is c3. "
                        + "Remove what is not needed or ask for more at "
                        + "https://console.aws.amazon.com/servicequotas/home/services/vpc/quotas/L-F678F1CE, "
                        + "then apply again; what was made so far stands.");
        assertThat(failure.quota()).isEqualTo(quota);
    }

    @Test
    void a_failed_step_says_what_stands_and_what_EKS_reports() {
        HealthIssue issue = new HealthIssue("NodeCreationFailure", "Instances failed to join", List.of("i-1", "i-2"));

        StepFailedException failure = new StepFailedException(
                "managedNodeGroup/general",
                "EKS set its status to CREATE_FAILED.",
                List.of("vpc", "cluster/prod"),
                List.of(issue),
                null);

        assertThat(failure)
                .hasMessage("Step managedNodeGroup/general failed. EKS set its status to CREATE_FAILED. "
                        + "2 completed steps stand; plan and apply again to go on."
                        + "\nEKS reports:\n  NodeCreationFailure: Instances failed to join (i-1, i-2)");
        assertThat(failure.completedStepIds()).containsExactly("vpc", "cluster/prod");
        assertThat(failure.healthIssues()).containsExactly(issue);
        assertThat(failure.retryable()).isFalse();
    }

    @Test
    void a_failed_step_is_as_retryable_as_its_cause_and_has_its_request_id() {
        AwsError error = new AwsError("eks", "CreateCluster", "ServerException", 500, "Internal", Optional.of("d4"));
        AwsCallFailedException cause = new AwsCallFailedException("cluster/prod", error, true, null);

        StepFailedException failure =
                new StepFailedException("cluster/prod", "The call failed.", List.of("vpc"), List.of(), cause);

        assertThat(failure.retryable()).isTrue();
        assertThat(failure.awsRequestId()).contains("d4");
        assertThat(failure).hasMessageEndingWith("1 completed step stands; plan and apply again to go on.");
    }

    @Test
    void a_wait_that_ran_out_of_time_is_retryable() {
        WaitTimedOutException failure =
                new WaitTimedOutException("cluster/prod to be ACTIVE", "CREATING", Duration.ofSeconds(2431), 73);

        assertThat(failure)
                .hasMessage(
                        "Waited 40 min 31 s for cluster/prod to be ACTIVE and asked 73 times; the last status was CREATING. "
                                + "AWS may still be working on it: apply again to go on waiting.");
        assertThat(failure.retryable()).isTrue();
        assertThat(failure.elapsed()).isEqualTo(Duration.ofSeconds(2431));
        assertThat(failure.polls()).isEqualTo(73);
        assertThat(failure.lastStatus()).isEqualTo("CREATING");
    }

    @Test
    void an_unsupported_change_lists_replacements_and_how_to_allow_them() {
        Replacement replacement =
                new Replacement("managedNodeGroup/general", "instanceTypes is [m7i.large] and should be [m7g.large].");

        UnsupportedChangeException failure =
                new UnsupportedChangeException(List.of(replacement), "Allow it by name to have it replaced.");

        assertThat(failure)
                .hasMessage("AWS cannot make these changes in place:"
                        + "\n  managedNodeGroup/general: instanceTypes is [m7i.large] and should be [m7g.large]."
                        + "\nAllow it by name to have it replaced.");
        assertThat(failure.replacements()).containsExactly(replacement);
        assertThat(failure.howToAllow()).isEqualTo("Allow it by name to have it replaced.");
    }

    @Test
    void the_others_say_what_happened_and_what_to_do() {
        assertThat(new ClusterNotFoundException("prod", "eu-west-1"))
                .hasMessage("There is no EKS cluster 'prod' in eu-west-1. "
                        + "Check the name, the region and the account of the credentials.");
        assertThat(new OperationCancelledException("Applying the plan of cluster prod", List.of("vpc"), null))
                .hasMessage("Applying the plan of cluster prod was cancelled after 1 completed step. "
                        + "What was made so far stands; plan and apply again to go on.");
        assertThat(new PlanOutdatedException("prod", List.of("vpc is gone.")))
                .hasMessage("The plan for cluster 'prod' is outdated, because AWS has changed since:\n  vpc is gone."
                        + "\nPlan again and look at what would be done now.");
        assertThat(new ForeignResourceException(
                        "cluster/prod", "arn:aws:eks:eu-west-1:1:cluster/prod", "Choose another name."))
                .hasMessage(
                        "arn:aws:eks:eu-west-1:1:cluster/prod stands where cluster/prod should be, but this SDK does not own it, "
                                + "so it was left alone. Choose another name.");
        assertThat(new KubeconfigException(Path.of("config"), "It is not YAML.", null))
                .hasMessage("The kubeconfig config was left as it is. It is not YAML.");
    }
}
