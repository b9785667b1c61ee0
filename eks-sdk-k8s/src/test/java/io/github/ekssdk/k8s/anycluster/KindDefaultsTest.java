package io.github.ekssdk.k8s.anycluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;

/** What a server makes of objects that say little. */
class KindDefaultsTest {

    private static GenericKubernetesResource create(AnyCluster cluster, String yaml) {
        GenericKubernetesResource object = Serialization.unmarshal(yaml, GenericKubernetesResource.class);
        return cluster.client()
                .genericKubernetesResources(object.getApiVersion(), object.getKind())
                .inNamespace(cluster.namespace())
                .resource(object)
                .create();
    }

    @AnyClusterTest
    void text_of_a_secret_is_kept_as_data(AnyCluster cluster) {
        GenericKubernetesResource secret = create(cluster, """
            apiVersion: v1
            kind: Secret
            metadata: {name: login}
            stringData: {user: admin}
            data: {other: eA==}
            """);

        assertThat(secret.<Map<String, String>>get("data"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("user", "YWRtaW4=", "other", "eA=="));
        assertThat(secret.getAdditionalProperties()).doesNotContainKey("stringData");
    }

    @AnyClusterTest
    void a_pod_is_given_what_each_pod_has(AnyCluster cluster) {
        GenericKubernetesResource pod = create(cluster, """
            apiVersion: v1
            kind: Pod
            metadata: {name: worker}
            spec:
              nodeSelector: {nowhere: "true"}
              automountServiceAccountToken: false
              containers:
              - name: main
                image: busybox
                resources: {limits: {cpu: 1000m, memory: 1024Mi}}
                lifecycle: {preStop: {httpGet: {port: 80}}}
            """);

        assertThat(pod.<Integer>get("spec", "priority")).isZero();
        assertThat(pod.<String>get("spec", "preemptionPolicy")).isEqualTo("PreemptLowerPriority");
        assertThat(pod.<Boolean>get("spec", "enableServiceLinks")).isTrue();
        assertThat(pod.<String>get("spec", "serviceAccountName")).isEqualTo("default");
        assertThat(pod.<List<Map<String, Object>>>get("spec", "tolerations"))
                .extracting(toleration -> toleration.get("key"))
                .containsExactly("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");
        assertThat(pod.<String>get("spec", "containers", 0, "lifecycle", "preStop", "httpGet", "scheme"))
                .isEqualTo("HTTP");
        assertThat(pod.<Map<String, String>>get("spec", "containers", 0, "resources", "requests"))
                .as("asked for what it is limited to, in the one form of quantities")
                .isEqualTo(Map.of("cpu", "1", "memory", "1Gi"));
        assertThat(pod.<String>get("status", "qosClass")).isEqualTo("Guaranteed");
    }

    @AnyClusterTest
    void a_token_is_mounted_into_each_container(AnyCluster cluster) {
        GenericKubernetesResource pod = create(cluster, """
            apiVersion: v1
            kind: Pod
            metadata: {name: worker}
            spec:
              nodeSelector: {nowhere: "true"}
              initContainers: [{name: first, image: busybox}]
              containers: [{name: main, image: busybox}]
            """);

        for (String containers : List.of("initContainers", "containers")) {
            assertThat(pod.<String>get("spec", containers, 0, "volumeMounts", 0, "mountPath"))
                    .isEqualTo("/var/run/secrets/kubernetes.io/serviceaccount");
        }
        assertThat(pod.<String>get("spec", "volumes", 0, "name"))
                .isEqualTo(pod.get("spec", "containers", 0, "volumeMounts", 0, "name"));
    }

    @AnyClusterTest
    void statuses_are_written_before_a_controller_has_looked(AnyCluster cluster) {
        assertThat(create(cluster, """
            apiVersion: apps/v1
            kind: ReplicaSet
            metadata: {name: none}
            spec:
              replicas: 0
              selector: {matchLabels: {app: none}}
              template:
                metadata: {labels: {app: none}}
                spec: {containers: [{name: main, image: busybox}]}
            """).<Integer>get("status", "replicas")).isZero();
        assertThat(create(cluster, """
            apiVersion: v1
            kind: Service
            metadata: {name: elsewhere}
            spec: {type: ExternalName, externalName: elsewhere.example.com}
            """).<Map<String, Object>>get("status", "loadBalancer"))
                .isEmpty();
    }

    @AnyClusterTest
    void a_job_tells_its_pods_by_its_uid(AnyCluster cluster) {
        GenericKubernetesResource job = create(cluster, """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: once}
            spec:
              parallelism: 0
              template:
                spec:
                  restartPolicy: Never
                  containers: [{name: main, image: busybox}]
            """);

        String uid = job.getMetadata().getUid();
        assertThat(job.<Map<String, String>>get("spec", "selector", "matchLabels"))
                .containsValue(uid);
        assertThat(job.<Map<String, String>>get("spec", "template", "metadata", "labels"))
                .containsEntry("controller-uid", uid)
                .containsEntry("job-name", "once");
        assertThat(job.<Map<String, Object>>get("spec")).as("a work queue").doesNotContainKey("completions");
    }

    @AnyClusterTest
    void limits_of_containers_are_completed(AnyCluster cluster) {
        GenericKubernetesResource range = create(cluster, """
            apiVersion: v1
            kind: LimitRange
            metadata: {name: range}
            spec: {limits: [{type: Container, max: {cpu: 2000m}}]}
            """);

        assertThat(range.<Map<String, Object>>get("spec", "limits", 0))
                .containsEntry("default", Map.of("cpu", "2"))
                .containsEntry("defaultRequest", Map.of("cpu", "2"));
    }
}
