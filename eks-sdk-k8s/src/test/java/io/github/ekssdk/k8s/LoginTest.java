package io.github.ekssdk.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.ekssdk.client.EksConfig;
import io.github.ekssdk.error.AwsCallFailedException;
import io.github.ekssdk.error.ClusterNotFoundException;
import io.github.ekssdk.error.KubernetesForbiddenException;
import io.github.ekssdk.error.KubernetesLoginRefusedException;
import io.github.ekssdk.error.PermissionDeniedException;
import io.github.ekssdk.testing.kubernetes.KubernetesRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.eks.model.AccessScopeType;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.iam.IamClient;

/** Who is let in, and what those are told who are not. */
class LoginTest {
    private static final String VIEWER = "arn:aws:iam::123456789012:user/viewer";
    private static final String OPS = "arn:aws:iam::123456789012:role/ops";

    private final Account account = new Account(request ->
            request.accessConfig(access -> access.authenticationMode(AuthenticationMode.API_AND_CONFIG_MAP)));

    @AfterEach
    void close() {
        account.close();
    }

    private void letIn(String principal, String policy, String... namespaces) {
        account.eks.createAccessEntry(entry -> entry.clusterName("prod").principalArn(principal));
        account.eks.associateAccessPolicy(association -> association
                .clusterName("prod")
                .principalArn(principal)
                .policyArn("arn:aws:eks::aws:cluster-access-policy/" + policy)
                .accessScope(scope -> scope.type(
                                namespaces.length == 0 ? AccessScopeType.CLUSTER : AccessScopeType.NAMESPACE)
                        .namespaces(namespaces)));
    }

    private void trust(String principal) {
        try (IamClient iam = account.aws.client(IamClient.builder())) {
            iam.createRole(role -> role.roleName("ops").assumeRolePolicyDocument("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                 "Principal": {"AWS": "%s"}, "Condition": {"StringEquals": {"sts:ExternalId": "42"}}}]}
                """.formatted(principal)));
        }
        account.pass(Duration.ofMinutes(1));
    }

    @Test
    void the_creator_of_the_cluster_passes_the_check() {
        KubernetesClient client = account.connect();

        EksKubernetes.check(client);

        assertThat(account.kubernetes().requests())
                .extracting(KubernetesRequest::path, KubernetesRequest::status)
                .containsExactly(tuple("/api", 200));
    }

    @Test
    void somebody_without_an_access_entry_is_told_who_they_are_and_what_is_missing() {
        KubernetesClient client = account.connectAs(account.aws.credentialsOf(VIEWER));

        KubernetesLoginRefusedException refusal =
                catchThrowableOfType(KubernetesLoginRefusedException.class, () -> EksKubernetes.check(client));

        assertThat(refusal.callerArn()).contains(VIEWER);
        assertThat(refusal.retryable()).isFalse();
        assertThat(refusal)
                .hasMessage("The cluster prod does not let in " + VIEWER
                        + " (401 Unauthorized). Make an access entry for it, with an access policy or with groups that"
                        + " RBAC knows; if the cluster's authentication mode is CONFIG_MAP, map it in the ConfigMap"
                        + " aws-auth. A new entry takes some seconds to count. If there is one, check the clock of"
                        + " this machine.");
    }

    @Test
    void the_session_of_a_role_is_told_which_role_the_entry_must_name() {
        KubernetesClient client =
                account.connectAs(account.aws.credentialsOf("arn:aws:sts::123456789012:assumed-role/ops/jane"));

        KubernetesLoginRefusedException refusal =
                catchThrowableOfType(KubernetesLoginRefusedException.class, () -> EksKubernetes.check(client));

        assertThat(refusal)
                .hasMessageContaining("does not let in arn:aws:sts::123456789012:assumed-role/ops/jane (401")
                .hasMessageContaining("Make an access entry for " + OPS + " (with the role's path, if it has one)");
    }

    @Test
    void what_an_access_policy_does_not_allow_is_explained() {
        letIn(VIEWER, "AmazonEKSViewPolicy", "default");
        KubernetesClient client = account.connectAs(account.aws.credentialsOf(VIEWER));
        EksKubernetes.check(client);

        KubernetesClientException failure = catchThrowableOfType(
                KubernetesClientException.class,
                () -> client.pods().inNamespace("kube-system").list());

        assertThat(EksKubernetes.explain(client, failure))
                .isInstanceOf(KubernetesForbiddenException.class)
                .hasMessageContaining("The cluster prod refused: pods is forbidden: User \"" + VIEWER
                        + "\" cannot list resource \"pods\"")
                .hasMessageContaining("Associate an access policy that allows it");
    }

    @Test
    void credentials_that_cannot_be_renewed_are_what_the_failure_is_about() {
        boolean[] ended = new boolean[1];
        KubernetesClient client = account.connectAs(() -> {
            if (ended[0]) {
                throw SdkClientException.create("the single sign-on session has ended");
            }
            return account.aws.credentials().resolveCredentials();
        });
        EksKubernetes.check(client);
        ended[0] = true;
        account.pass(Duration.ofMinutes(20));

        AwsCallFailedException failure =
                catchThrowableOfType(AwsCallFailedException.class, () -> EksKubernetes.check(client));

        assertThat(failure)
                .hasMessageContaining("the bearer token of cluster prod")
                .hasMessageContaining("the single sign-on session has ended");
        assertThat(account.kubernetes().requests()).hasSize(1);
    }

    @Test
    void a_role_is_assumed_and_assumed_again_before_its_session_ends() {
        trust("arn:aws:iam::123456789012:root");
        letIn(OPS, "AmazonEKSClusterAdminPolicy");
        KubernetesClient client = account.connectAs(
                account.aws.credentials(),
                aws -> aws.assumeRole(OPS, role -> role.externalId("42").sessionName("nightly")));

        for (int i = 0; i < 8; i++) {
            client.pods().inNamespace("kube-system").list();
            account.pass(Duration.ofMinutes(13));
        }

        assertThat(account.kubernetes().requests())
                .hasSize(8)
                .extracting(KubernetesRequest::user, KubernetesRequest::status)
                .containsOnly(tuple("arn:aws:sts::123456789012:assumed-role/ops/nightly", 200));
        assertThat(account.aws.ledger().calls())
                .filteredOn(call -> call.operation().equals("AssumeRole"))
                .hasSize(2);
    }

    @Test
    void a_role_that_may_not_be_assumed_is_a_missing_permission() {
        trust("arn:aws:iam::999999999999:root");

        PermissionDeniedException refusal = catchThrowableOfType(
                PermissionDeniedException.class,
                () -> account.connectAs(account.aws.credentials(), aws -> aws.assumeRole(OPS)));

        assertThat(refusal.action()).isEqualTo("sts:AssumeRole");
        assertThat(refusal).hasMessageContaining(OPS);
    }

    @Test
    void a_cluster_that_is_not_there_is_told_by_name_and_region() {
        ClusterNotFoundException failure = catchThrowableOfType(
                ClusterNotFoundException.class,
                () -> EksKubernetes.connect(
                        "test",
                        aws -> aws.region(account.aws.region())
                                .credentials(account.aws.credentials())
                                .httpClient(account.aws.httpClient())
                                .time(account.aws.time())));

        assertThat(failure).hasMessageContaining("test").hasMessageContaining(account.aws.region());
    }

    @Test
    void settings_that_sts_refuses_are_refused_at_once() {
        EksConfig.Builder config = EksConfig.builder();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.assumeRole("ops"))
                .withMessageContaining("\"ops\" is no role ARN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.assumeRole(OPS, role -> role.sessionName("a b")))
                .withMessageContaining("\"a b\" is no session name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.assumeRole(OPS, role -> role.externalId("")))
                .withMessageContaining("is no external id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.assumeRole(OPS, role -> role.duration(Duration.ofHours(13))))
                .withMessage("A session of a role lasts 15 minutes to 12 hours, not PT13H.");
    }
}
