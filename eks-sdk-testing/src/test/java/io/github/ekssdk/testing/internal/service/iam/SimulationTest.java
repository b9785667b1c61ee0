package io.github.ekssdk.testing.internal.service.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.testing.FakeAws;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.Statement;

class SimulationTest {
    private static final String CLUSTER = "arn:aws:eks:eu-west-1:123456789012:cluster/prod";

    private final FakeAws aws = FakeAws.create();
    private final IamClient iam = aws.client(IamClient.builder());

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void policies_of_a_user_allow_deny_or_say_nothing() {
        String arn = iam.createUser(r -> r.userName("ann")).user().arn();
        iam.putUserPolicy(r -> r.userName("ann")
                .policyName("most")
                .policyDocument("{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"eks:Describe*\",\"Resource\":\""
                        + CLUSTER + "\"},{\"Effect\":\"Deny\",\"Action\":\"eks:DeleteCluster\",\"Resource\":\"*\"}]}"));

        var results = iam.simulatePrincipalPolicy(r -> r.policySourceArn(arn)
                        .actionNames("eks:DescribeCluster", "eks:DeleteCluster", "eks:CreateCluster")
                        .resourceArns(CLUSTER))
                .evaluationResults();

        assertThat(results)
                .extracting(EvaluationResult::evalDecision)
                .containsExactly(
                        PolicyEvaluationDecisionType.ALLOWED,
                        PolicyEvaluationDecisionType.EXPLICIT_DENY,
                        PolicyEvaluationDecisionType.IMPLICIT_DENY);
        assertThat(results.get(0).matchedStatements())
                .extracting(Statement::sourcePolicyId)
                .containsExactly("most");
    }

    @Test
    void conditions_take_their_values_from_the_simulation() {
        String policy = "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"iam:PassRole\",\"Resource\":\"*\","
                + "\"Condition\":{\"StringEquals\":{\"iam:PassedToService\":\"eks.amazonaws.com\"}}}]}";
        ContextEntry eks = ContextEntry.builder()
                .contextKeyName("iam:PassedToService")
                .contextKeyValues("eks.amazonaws.com")
                .contextKeyType("string")
                .build();

        var without = iam.simulateCustomPolicy(r -> r.policyInputList(policy).actionNames("iam:PassRole"))
                .evaluationResults()
                .get(0);
        var with = iam.simulateCustomPolicy(r ->
                        r.policyInputList(policy).actionNames("iam:PassRole").contextEntries(eks))
                .evaluationResults()
                .get(0);

        assertThat(without.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
        assertThat(without.missingContextValues()).containsExactly("iam:PassedToService");
        assertThat(with.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
    }

    @Test
    void a_boundary_takes_away() {
        String arn = iam.createUser(
                        r -> r.userName("ann").permissionsBoundary("arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy"))
                .user()
                .arn();
        iam.attachUserPolicy(r -> r.userName("ann").policyArn("arn:aws:iam::aws:policy/AdministratorAccess"));

        assertThat(iam.simulatePrincipalPolicy(
                                r -> r.policySourceArn(arn).actionNames("eks:DescribeCluster", "eks:CreateCluster"))
                        .evaluationResults())
                .extracting(EvaluationResult::evalDecision)
                .containsExactly(PolicyEvaluationDecisionType.ALLOWED, PolicyEvaluationDecisionType.IMPLICIT_DENY);
    }
}
