package io.github.ekssdk.testing.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.ekssdk.kubeconfig.BearerTokens;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.eks.model.AccessScopeType;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LoginTest {
    private static final String VIEWER = "arn:aws:iam::123456789012:user/viewer";

    private final KubernetesWorld world = new KubernetesWorld(request ->
            request.accessConfig(access -> access.authenticationMode(AuthenticationMode.API_AND_CONFIG_MAP)));

    @AfterEach
    void close() {
        world.close();
    }

    private String token(String cluster, AwsCredentialsProvider credentials) {
        return BearerTokens.forCluster(
                        cluster,
                        world.aws.region(),
                        credentials,
                        world.aws.time().clock())
                .token()
                .value();
    }

    private int statusOf(String token) {
        try (KubernetesClient client = world.client(token)) {
            client.namespaces().list();
            return 200;
        } catch (KubernetesClientException e) {
            return e.getCode();
        }
    }

    @Test
    void the_creator_of_the_cluster_is_let_in() {
        assertThat(statusOf(token("prod", world.aws.credentials()))).isEqualTo(200);
    }

    @Test
    void tokens_for_another_cluster_with_another_secret_or_of_before_are_refused() {
        AwsCredentialsProvider own = world.aws.credentials();
        String accessKey = own.resolveCredentials().accessKeyId();
        AwsCredentialsProvider guessed =
                StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "guessed"));
        String soonOld = token("prod", own);

        assertThat(statusOf(token("test", own))).isEqualTo(401);
        assertThat(statusOf(token("prod", guessed))).isEqualTo(401);
        assertThat(statusOf("k8s-aws-v1.nonsense")).isEqualTo(401);
        world.pass(Duration.ofMinutes(16));
        assertThat(statusOf(soonOld)).isEqualTo(401);
        assertThat(world.kubernetes().requests()).last().satisfies(request -> {
            assertThat(request.status()).isEqualTo(401);
            assertThat(request.user()).isEmpty();
        });
    }

    @Test
    void somebody_without_an_entry_is_nobody() {
        assertThat(statusOf(token("prod", world.aws.credentialsOf(VIEWER)))).isEqualTo(401);
    }

    @Test
    void an_access_policy_counts_in_its_namespaces_only() {
        world.eks.createAccessEntry(entry -> entry.clusterName("prod").principalArn(VIEWER));
        world.eks.associateAccessPolicy(policy -> policy.clusterName("prod")
                .principalArn(VIEWER)
                .policyArn("arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy")
                .accessScope(scope -> scope.type(AccessScopeType.NAMESPACE).namespaces("default")));
        try (KubernetesClient client = world.as(world.aws.credentialsOf(VIEWER))) {

            assertThatCode(() -> client.pods().inNamespace("default").list()).doesNotThrowAnyException();
            KubernetesClientException elsewhere = catchThrowableOfType(
                    KubernetesClientException.class,
                    () -> client.pods().inNamespace("kube-system").list());

            assertThat(elsewhere.getCode()).isEqualTo(403);
            assertThat(elsewhere.getStatus().getMessage())
                    .isEqualTo("pods is forbidden: User \"" + VIEWER + "\" cannot list resource \"pods\" in API group"
                            + " \"\" in the namespace \"kube-system\"");
        }
    }

    @Test
    void aws_auth_maps_roles_to_groups_that_rbac_knows() {
        try (KubernetesClient admin = world.admin()) {
            admin.resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName("aws-auth")
                            .withNamespace("kube-system")
                            .endMetadata()
                            .withData(Map.of("mapRoles", """
                                - rolearn: arn:aws:iam::123456789012:role/ops
                                  username: ops:{{SessionName}}
                                  groups: [system:masters]
                                """))
                            .build())
                    .create();
        }
        AwsCredentialsProvider session = world.aws.credentialsOf("arn:aws:sts::123456789012:assumed-role/ops/jane");

        try (KubernetesClient client = world.as(session)) {
            client.nodes().list();
        }

        assertThat(world.kubernetes().requests()).last().satisfies(request -> {
            assertThat(request.user()).isEqualTo("ops:jane");
            assertThat(request.status()).isEqualTo(200);
        });
    }

    @Test
    void the_endpoint_is_what_eks_tells() {
        String url = world.kubernetes().url().toString();

        assertThat(world.eks
                        .describeCluster(request -> request.name("prod"))
                        .cluster()
                        .endpoint())
                .isEqualTo(url);
    }
}
