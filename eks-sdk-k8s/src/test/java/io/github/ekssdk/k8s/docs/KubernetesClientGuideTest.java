package io.github.ekssdk.k8s.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.github.ekssdk.client.Cluster;
import io.github.ekssdk.client.EksConfig;
import io.github.ekssdk.error.EksSdkException;
import io.github.ekssdk.error.KubernetesForbiddenException;
import io.github.ekssdk.error.KubernetesLoginRefusedException;
import io.github.ekssdk.error.KubernetesUnreachableException;
import io.github.ekssdk.k8s.Account;
import io.github.ekssdk.k8s.EksKubernetes;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;

/** The code of docs/guide/kubernetes-client.md. */
class KubernetesClientGuideTest {
    private static final String VIEWER = "arn:aws:iam::123456789012:user/viewer";

    private final Account account = new Account(request ->
            request.accessConfig(access -> access.authenticationMode(AuthenticationMode.API_AND_CONFIG_MAP)));

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void a_cluster() {
        Cluster cluster = account.cluster();

        // tag::cluster
        try (KubernetesClient client = EksKubernetes.connect(cluster)) {
            client.pods().inNamespace("kube-system").list().getItems().forEach(this::show);
        }
        // end::cluster

        assertThat(account.kubernetes().requests())
                .singleElement()
                .satisfies(request -> assertThat(request.status()).isEqualTo(200));
    }

    @Test
    void what_the_control_plane_measures() {
        KubernetesClient client = account.connect();

        // tag::metrics
        String metrics = client.raw("/metrics"); // in the words of Prometheus
        // end::metrics

        assertThat(metrics)
                .contains(
                        "# TYPE apiserver_storage_objects gauge",
                        "apiserver_storage_objects{resource=\"namespaces\"} ");
    }

    private void show(Pod pod) {
        assertThat(pod.getMetadata().getNamespace()).isEqualTo("kube-system");
    }

    /** Shown, not run: there is no such role. */
    static KubernetesClient byName() {
        // tag::name
        KubernetesClient client = EksKubernetes.connect(
                "prod",
                aws -> aws.region("eu-west-1")
                        .assumeRole(
                                "arn:aws:iam::123456789012:role/ops",
                                role -> role.externalId("our-contract-42").sessionName("nightly-report")));
        // end::name
        return client;
    }

    @Test
    void what_went_wrong() {
        KubernetesClient client = account.connectAs(account.aws.credentialsOf(VIEWER));

        assertThatExceptionOfType(KubernetesLoginRefusedException.class).isThrownBy(() -> {
            // tag::check
            try {
                EksKubernetes.check(client); // one call, which everybody may make who is let in
            } catch (KubernetesUnreachableException e) {
                goByTheBastion(e.clusterName());
            }
            // end::check
        });
    }

    private static void goByTheBastion(String clusterName) {
        throw new IllegalStateException(clusterName);
    }

    @Test
    void explained() {
        account.eks.createAccessEntry(entry -> entry.clusterName("prod").principalArn(VIEWER));
        KubernetesClient client = account.connectAs(account.aws.credentialsOf(VIEWER));

        assertThatExceptionOfType(KubernetesForbiddenException.class).isThrownBy(() -> list(client));
    }

    private static List<Pod> list(KubernetesClient client) throws EksSdkException {
        // tag::explain
        try {
            return client.pods().inAnyNamespace().list().getItems();
        } catch (KubernetesClientException e) {
            throw EksKubernetes.explain(client, e); // says who may not do what, and what to do about it
        }
        // end::explain
    }

    @Test
    void an_informer_that_keeps_less() {
        KubernetesClient client = account.connect();
        client.pods().resource(pod()).create();

        // tag::informer
        SharedIndexInformer<Pod> informer = client.pods()
                .inAnyNamespace()
                .runnableInformer(0)
                .itemStore(new BasicItemStore<>(Cache::metaNamespaceKeyFunc) {
                    @Override
                    public Pod put(String key, Pod pod) {
                        pod.getMetadata().setManagedFields(List.of());
                        return super.put(key, pod);
                    }
                })
                .run();
        // end::informer

        assertThat(informer.getStore().list())
                .isNotEmpty()
                .allSatisfy(
                        pod -> assertThat(pod.getMetadata().getManagedFields()).isEmpty());
        informer.close();
    }

    private static Pod pod() {
        return new PodBuilder()
                .withNewMetadata()
                .withName("web")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("web")
                .withImage("nginx")
                .endContainer()
                .endSpec()
                .build();
    }

    @Test
    void the_role_is_a_setting_of_the_manager_too() {
        EksConfig config = EksConfig.builder()
                .region("eu-west-1")
                .assumeRole("arn:aws:iam::123456789012:role/ops")
                .build();

        assertThat(config.credentials()).hasToString("AssumedRoleCredentials[arn:aws:iam::123456789012:role/ops]");
    }
}
