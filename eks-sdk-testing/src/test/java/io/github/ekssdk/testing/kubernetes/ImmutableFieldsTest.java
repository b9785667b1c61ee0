package io.github.ekssdk.testing.kubernetes;

import static io.github.ekssdk.testing.kubernetes.KubernetesWorld.apply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API refuses to change, and names that it does not take. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ImmutableFieldsTest {
    private static final String OBJECTS = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: default}
        spec:
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: app, image: nginx}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: front, namespace: default}
        spec: {clusterIP: 10.100.7.7, ports: [{port: 80}]}
        ---
        apiVersion: storage.k8s.io/v1
        kind: StorageClass
        metadata: {name: fast}
        provisioner: ebs.csi.aws.com
        parameters: {type: gp3}
        ---
        apiVersion: batch/v1
        kind: Job
        metadata: {name: once, namespace: default}
        spec:
          suspend: true
          template: {spec: {restartPolicy: Never, containers: [{name: app, image: busybox}]}}
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: data, namespace: default}
        spec: {storageClassName: fast, accessModes: [ReadWriteOnce], resources: {requests: {storage: 5Gi}}}
        """;

    private final KubernetesWorld world = new KubernetesWorld();
    private final KubernetesClient client = world.admin();

    @AfterEach
    void close() {
        client.close();
        world.close();
    }

    private KubernetesClientException refused(String yaml) {
        return catchThrowableOfType(KubernetesClientException.class, () -> apply(client, yaml));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        app: web   | app: page | spec.selector: Invalid value: {"matchLabels":{"app":"page"}}: field is immutable
        10.100.7.7 | 10.100.7.8 | spec.clusterIPs[0]: Invalid value: ["10.100.7.8"]: may not change once set
        gp3        | io2       | parameters: Forbidden: updates to parameters are forbidden.
        busybox    | alpine    | spec.template: Invalid value
        ReadWriteOnce | ReadWriteMany | spec: Forbidden: spec is immutable after creation
        5Gi        | 4Gi       | spec.resources.requests.storage: Forbidden: field can not be less than status.capacity
        """)
    void what_may_not_change_is_refused_with_its_cause(String before, String after, String words) {
        apply(client, OBJECTS);

        KubernetesClientException refusal = refused(OBJECTS.replace(before, after));

        assertThat(refusal.getCode()).isEqualTo(422);
        assertThat(refusal.getStatus().getReason()).isEqualTo("Invalid");
        assertThat(refusal.getStatus().getMessage()).contains(words);
        StatusCause cause = refusal.getStatus().getDetails().getCauses().get(0);
        assertThat(words).startsWith(cause.getField());
    }

    @Test
    void claims_grow_where_their_class_lets_them() {
        apply(client, OBJECTS);

        KubernetesClientException refusal = refused(OBJECTS.replace("5Gi", "6Gi"));
        apply(client, OBJECTS.replace("parameters:", "allowVolumeExpansion: true\nparameters:"));
        apply(client, OBJECTS.replace("5Gi", "6Gi").replace("parameters:", "allowVolumeExpansion: true\nparameters:"));

        assertThat(refusal.getCode()).isEqualTo(403);
        assertThat(refusal.getStatus().getMessage())
                .contains("the storageclass that provisions the pvc must support resize");
        assertThat(client.persistentVolumeClaims()
                        .inNamespace("default")
                        .withName("data")
                        .get()
                        .getSpec()
                        .getResources()
                        .getRequests())
                .hasToString("{storage=6Gi}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        name: web   | name: Web   | a lowercase RFC 1123 subdomain must consist of
        name: front | name: 1front | a DNS-1035 label must consist of
        name: once  | name: once_ | a lowercase RFC 1123 subdomain must consist of
        """)
    void names_follow_the_rules_of_their_type(String before, String after, String words) {
        KubernetesClientException refusal = refused(OBJECTS.replace(before, after));

        assertThat(refusal.getCode()).isEqualTo(422);
        assertThat(refusal.getStatus().getMessage()).contains("metadata.name: Invalid value", words);
    }
}
