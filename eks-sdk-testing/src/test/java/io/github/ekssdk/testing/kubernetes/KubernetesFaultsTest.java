package io.github.ekssdk.testing.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.ekssdk.kubeconfig.BearerTokens;
import io.github.ekssdk.testing.internal.service.eks.EksWorld;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;

/** The rows of the fault catalogue that the Kubernetes API of a cluster shows, each by its number. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KubernetesFaultsTest {
    private static final String OPS = "arn:aws:iam::123456789012:role/ops";
    private static final String OPS_SESSION = "arn:aws:sts::123456789012:assumed-role/ops/jane";

    private final EksWorld world = new EksWorld(
            "eu-west-1",
            profile -> profile.with("eks.cluster.reachable", Duration.ofSeconds(20), 0)
                    .with("eks.accessEntry.effective", Duration.ofSeconds(15), 0));
    private KubernetesClient admin;

    @BeforeEach
    void makeCluster() {
        world.cluster(
                "prod",
                cluster -> cluster.accessConfig(
                        access -> access.authenticationMode(AuthenticationMode.API_AND_CONFIG_MAP)));
        admin = client(kubernetes().adminToken());
    }

    @AfterEach
    void close() {
        admin.close();
        world.close();
    }

    private FakeKubernetes kubernetes() {
        return world.aws.kubernetes("prod");
    }

    private KubernetesClient client(String token) {
        return KubernetesWorld.client(kubernetes(), token);
    }

    private String token(AwsCredentialsProvider credentials) {
        return BearerTokens.forCluster(
                        "prod",
                        world.aws.region(),
                        credentials,
                        world.aws.time().clock())
                .token()
                .value();
    }

    private void reach() {
        world.pass(Duration.ofSeconds(20));
    }

    private static int statusOf(KubernetesClient client) {
        try (client) {
            client.namespaces().list();
            return 200;
        } catch (KubernetesClientException e) {
            return e.getCode();
        }
    }

    private int statusOf(AwsCredentialsProvider credentials) {
        return statusOf(client(token(credentials)));
    }

    private static ConfigMap map(String namespace, String name, Map<String, String> data) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withData(data)
                .build();
    }

    private void awsAuth(String mapRoles) {
        admin.resource(map("kube-system", "aws-auth", Map.of("mapRoles", mapRoles)))
                .createOr(resource -> resource.update());
    }

    private static KubernetesClientException refusal(Runnable call) {
        return catchThrowableOfType(KubernetesClientException.class, call::run);
    }

    @Test
    void C14_an_active_cluster_does_not_answer_at_once() {
        assertThat(world.describe("prod").statusAsString()).isEqualTo("ACTIVE");
        assertThatThrownBy(() -> admin.namespaces().list()).hasRootCauseInstanceOf(IOException.class);
        assertThat(kubernetes().requests()).isEmpty();

        reach();

        assertThatCode(() -> admin.namespaces().list()).doesNotThrowAnyException();
    }

    @Test
    void I5_a_new_access_entry_lets_nobody_in_at_once() {
        reach();
        String jane = world.iam.createUser(user -> user.userName("jane")).user().arn();
        world.eks.createAccessEntry(entry -> entry.clusterName("prod").principalArn(jane));
        AwsCredentialsProvider ops = world.aws.credentialsOf(jane);

        assertThat(statusOf(ops)).isEqualTo(401);
        world.pass(Duration.ofSeconds(15));
        assertThat(statusOf(ops)).isEqualTo(403);
    }

    @Test
    void I10_a_role_with_its_path_in_aws_auth_is_nobody() {
        reach();
        AwsCredentialsProvider ops = world.aws.credentialsOf(OPS_SESSION);
        awsAuth("- {rolearn: 'arn:aws:iam::123456789012:role/team/ops', username: ops, groups: [system:masters]}");

        assertThat(statusOf(ops)).isEqualTo(401);
        awsAuth("- {rolearn: '" + OPS + "', username: ops, groups: [system:masters]}");
        assertThat(statusOf(ops)).isEqualTo(200);
    }

    @Test
    void S1_a_token_ends_after_15_minutes() {
        reach();
        String token = token(world.aws.credentials());

        assertThat(statusOf(client(token))).isEqualTo(200);
        world.pass(Duration.ofMinutes(16));
        assertThat(statusOf(client(token))).isEqualTo(401);
    }

    @Test
    void S3_fields_of_another_manager_are_a_conflict() {
        reach();
        admin.resource(map("default", "one", Map.of("a", "1")))
                .fieldManager("theirs")
                .serverSideApply();

        KubernetesClientException refusal = refusal(() -> admin.resource(map("default", "one", Map.of("a", "2")))
                .fieldManager("ours")
                .serverSideApply());

        assertThat(refusal.getCode()).isEqualTo(409);
        assertThat(refusal.getStatus().getMessage())
                .isEqualTo("Apply failed with 1 conflict: conflict with \"theirs\": .data.a");
    }

    @Test
    void S4_an_update_of_an_old_version_is_a_conflict() {
        reach();
        ConfigMap first =
                admin.resource(map("default", "one", Map.of("a", "1"))).create();
        admin.resource(map("default", "one", Map.of("a", "2"))).update();
        ConfigMap late = new ConfigMapBuilder(first).withData(Map.of("a", "3")).build();

        KubernetesClientException refusal =
                refusal(() -> admin.configMaps().resource(late).update());

        assertThat(refusal.getCode()).isEqualTo(409);
        assertThat(refusal.getStatus().getMessage())
                .isEqualTo("Operation cannot be fulfilled on configmaps \"one\": the object has been modified; please"
                        + " apply your changes to the latest version and try again");
    }

    @Test
    void S5_a_malformed_aws_auth_lets_nobody_in_whom_it_names() {
        reach();
        AwsCredentialsProvider ops = world.aws.credentialsOf(OPS_SESSION);
        awsAuth("- {rolearn: '" + OPS + "', username: ops, groups: [system:masters]}");
        assertThat(statusOf(ops)).isEqualTo(200);

        awsAuth("- rolearn: " + OPS + "\n groups: [system:masters]");

        assertThat(statusOf(ops)).isEqualTo(401);
    }

    @Test
    void S7_a_kind_without_its_definition_is_not_found() {
        reach();

        assertThat(admin.raw("/apis/example.com/v1/namespaces/default/widgets")).isNull();
        assertThat(kubernetes().requests())
                .last()
                .extracting(KubernetesRequest::status)
                .isEqualTo(404);
    }

    @Test
    void S8_nothing_is_made_in_a_namespace_that_terminates() {
        reach();
        admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("shop")
                        .endMetadata()
                        .build())
                .create();
        ConfigMap held = map("shop", "held", Map.of());
        held.getMetadata().getFinalizers().add("example.com/hold");
        admin.resource(held).create();
        admin.namespaces().withName("shop").delete();

        KubernetesClientException refusal =
                refusal(() -> admin.resource(map("shop", "new", Map.of())).create());

        assertThat(refusal.getCode()).isEqualTo(403);
        assertThat(refusal.getStatus().getMessage())
                .isEqualTo("configmaps \"new\" is forbidden: unable to create new content in namespace shop because it"
                        + " is being terminated");
    }

    @Test
    void S9_an_overloaded_server_and_a_change_of_the_leader_pass() {
        reach();
        kubernetes().failNext(1, 429);
        assertThat(refusal(() -> admin.namespaces().list()).getCode()).isEqualTo(429);

        kubernetes().failNext(1, 500);
        KubernetesClientException refusal = refusal(() -> admin.namespaces().list());

        assertThat(refusal.getStatus().getMessage()).isEqualTo("etcdserver: leader changed");
        assertThatCode(() -> admin.namespaces().list()).doesNotThrowAnyException();
    }

    @Test
    void X12_a_finalizer_keeps_a_namespace_terminating() {
        reach();
        admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("shop")
                        .endMetadata()
                        .build())
                .create();
        ConfigMap held = map("shop", "held", Map.of());
        held.getMetadata().getFinalizers().add("example.com/hold");
        admin.resource(held).create();

        admin.namespaces().withName("shop").delete();
        world.pass(Duration.ofMinutes(10));
        assertThat(admin.namespaces().withName("shop").get().getStatus().getPhase())
                .isEqualTo("Terminating");

        admin.configMaps().inNamespace("shop").withName("held").edit(map -> {
            map.getMetadata().setFinalizers(null);
            return map;
        });
        assertThat(admin.namespaces().withName("shop").get()).isNull();
    }
}
