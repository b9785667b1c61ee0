package io.github.ekssdk.k8s.anycluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.ekssdk.error.EksSdkException;
import io.github.ekssdk.error.KubernetesCallFailedException;
import io.github.ekssdk.error.KubernetesLoginRefusedException;
import io.github.ekssdk.k8s.EksKubernetes;
import java.util.Map;

/** What a server says, and what it is explained as. */
class MechanismTest {

    @AnyClusterTest
    void a_test_has_a_namespace_of_its_own(AnyCluster cluster) {
        KubernetesClient client = cluster.client();

        client.configMaps()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("mine")
                        .endMetadata()
                        .withData(Map.of("a", "b"))
                        .build())
                .create();

        assertThat(cluster.namespace()).startsWith("eks-sdk-test-");
        assertThat(client.configMaps().withName("mine").get().getMetadata().getNamespace())
                .isEqualTo(cluster.namespace());
        EksKubernetes.check(client);
    }

    @AnyClusterTest
    void a_name_that_is_taken_is_a_conflict(AnyCluster cluster) {
        var settings = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("mine")
                .endMetadata()
                .build();
        cluster.client().configMaps().resource(settings).create();

        KubernetesClientException failure = catchThrowableOfType(
                KubernetesClientException.class,
                () -> cluster.client().configMaps().resource(settings).create());
        EksSdkException explained = EksKubernetes.explain(cluster.client(), failure);

        assertThat(explained).isInstanceOfSatisfying(KubernetesCallFailedException.class, refused -> {
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.reason()).isEqualTo("AlreadyExists");
            assertThat(refused.retryable()).isFalse();
        });
        assertThat(explained).hasMessageEndingWith("answered 409 AlreadyExists: configmaps \"mine\" already exists.");
    }

    @AnyClusterTest
    void a_token_that_means_nothing_is_a_refused_login(AnyCluster cluster) {
        Config config = new ConfigBuilder(cluster.client().getConfiguration())
                .withClientCertData(null)
                .withClientCertFile(null)
                .withClientKeyData(null)
                .withClientKeyFile(null)
                .withUsername(null)
                .withPassword(null)
                .withAuthProvider(null)
                .withOauthTokenProvider(null)
                .withAutoOAuthToken(null)
                .withOauthToken("nonsense")
                .build();
        try (KubernetesClient stranger =
                new KubernetesClientBuilder().withConfig(config).build()) {

            KubernetesLoginRefusedException refusal =
                    catchThrowableOfType(KubernetesLoginRefusedException.class, () -> EksKubernetes.check(stranger));

            assertThat(refusal.callerArn()).isEmpty();
            assertThat(refusal).hasMessageContaining("does not let in the caller (401 Unauthorized)");
        }
    }
}
