package io.github.ekssdk.k8s.anycluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;

/** What a server refuses of each kind, and what it says of it. */
class KindRefusalsTest {

    private static List<String> refusal(AnyCluster cluster, String yaml) {
        GenericKubernetesResource object = Serialization.unmarshal("---\n" + yaml, GenericKubernetesResource.class);
        KubernetesClientException refused = catchThrowableOfType(
                KubernetesClientException.class,
                () -> cluster.client()
                        .genericKubernetesResources(object.getApiVersion(), object.getKind())
                        .inNamespace(cluster.namespace())
                        .resource(object)
                        .dryRun()
                        .create());
        assertThat(refused).as(yaml).isNotNull();
        assertThat(refused.getCode()).as(refused.getMessage()).isEqualTo(422);
        return refused.getStatus().getDetails().getCauses().stream()
                .map((StatusCause cause) -> cause.getField() + ": " + cause.getMessage())
                .toList();
    }

    private static List<String> ofPod(AnyCluster cluster, String spec) {
        return refusal(cluster, "{apiVersion: v1, kind: Pod, metadata: {name: pod}, spec: " + spec + "}");
    }

    @AnyClusterTest
    void containers(AnyCluster cluster) {
        assertThat(ofPod(cluster, "{containers: []}")).containsExactly("spec.containers: Required value");
        assertThat(ofPod(cluster, "{containers: [{name: a, image: b}, {name: a, image: c}]}"))
                .containsExactly("spec.containers[1].name: Duplicate value: \"a\"");
        assertThat(ofPod(cluster, "{containers: [{name: a, image: b, imagePullPolicy: Sometimes}]}"))
                .containsExactly(
                        "spec.containers[0].imagePullPolicy: Unsupported value: \"Sometimes\": supported values:"
                                + " \"Always\", \"IfNotPresent\", \"Never\"");
        assertThat(ofPod(cluster, "{containers: [{name: a, image: b, ports: [{containerPort: 70000}]}]}"))
                .containsExactly(
                        "spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be between 1 and"
                                + " 65535, inclusive");
        assertThat(ofPod(cluster, "{containers: [{name: a, image: b, resources: {requests: {cpu: -1}}}]}"))
                .containsExactly(
                        "spec.containers[0].resources.requests[cpu]: Invalid value: \"-1\": must be greater than"
                                + " or equal to 0");
        assertThat(ofPod(cluster, "{containers: [{name: a, image: b, livenessProbe: {}}]}"))
                .containsExactly("spec.containers[0].livenessProbe: Required value: must specify a handler type");
        assertThat(ofPod(cluster, "{containers: [{name: a, image: b, volumeMounts: [{name: v, mountPath: /v}]}]}"))
                .containsExactly("spec.containers[0].volumeMounts[0].name: Not found: \"v\"");
    }

    @AnyClusterTest
    void pods(AnyCluster cluster) {
        String rest = ", containers: [{name: a, image: b}]}";
        assertThat(ofPod(cluster, "{volumes: [{name: a, emptyDir: {}, configMap: {name: x}}]" + rest))
                .containsExactly("spec.volumes[0].configMap: Forbidden: may not specify more than 1 volume type");
        assertThat(ofPod(cluster, "{restartPolicy: Once" + rest))
                .containsExactly("spec.restartPolicy: Unsupported value: \"Once\": supported values: \"Always\","
                        + " \"OnFailure\", \"Never\"");
        assertThat(ofPod(cluster, "{tolerations: [{operator: Equal}]" + rest))
                .containsExactly("spec.tolerations[0].operator: Invalid value: \"Equal\": operator must be Exists when"
                        + " `key` is empty, which means \"match all values and all keys\"");
        assertThat(ofPod(cluster, "{topologySpreadConstraints: [{}]" + rest))
                .contains("spec.topologySpreadConstraints[0].topologyKey: Required value: can not be empty");
    }

    @AnyClusterTest
    void workloads(AnyCluster cluster) {
        String pod = "{metadata: {labels: {app: a}}, spec: {containers: [{name: a, image: b}]}}";
        String deployment =
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {selector: {matchLabels:"
                        + " {app: a}}, template: " + pod;
        assertThat(refusal(cluster, deployment + ", progressDeadlineSeconds: 5, minReadySeconds: 5}}"))
                .containsExactly(
                        "spec.progressDeadlineSeconds: Invalid value: 5: must be greater than minReadySeconds");
        assertThat(refusal(cluster, deployment + ", strategy: {type: Recreate, rollingUpdate: {maxSurge: 1}}}}"))
                .containsExactly("spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is"
                        + " 'Recreate'");
        assertThat(refusal(cluster, deployment.replace("containers:", "restartPolicy: Never, containers:") + "}}"))
                .containsExactly("spec.template.spec.restartPolicy: Unsupported value: \"Never\": supported values:"
                        + " \"Always\"");
        assertThat(refusal(
                        cluster,
                        "{apiVersion: batch/v1, kind: Job, metadata: {name: a}, spec: {template: {spec: {containers:"
                                + " [{name: a, image: b}]}}}}"))
                .containsExactly("spec.template.spec.restartPolicy: Required value: valid values: \"OnFailure\","
                        + " \"Never\"");
    }

    @AnyClusterTest
    void services(AnyCluster cluster) {
        String service = "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: ";
        assertThat(refusal(cluster, service + "{ports: [{port: 80}, {port: 81}]}}"))
                .containsExactly("spec.ports[0].name: Required value", "spec.ports[1].name: Required value");
        assertThat(refusal(cluster, service + "{ports: [{port: 80, nodePort: 30123}]}}"))
                .containsExactly("spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'");
        assertThat(refusal(cluster, service + "{type: NodePort, clusterIP: None, ports: [{port: 80}]}}"))
                .containsExactly(
                        "spec.clusterIPs[0]: Invalid value: \"None\": may not be set to 'None' for NodePort services");
        assertThat(refusal(cluster, service + "{type: Internal, ports: [{port: 80}]}}"))
                .containsExactly("spec.type: Unsupported value: \"Internal\": supported values: \"ClusterIP\","
                        + " \"ExternalName\", \"LoadBalancer\", \"NodePort\"");
    }

    @AnyClusterTest
    void ingresses(AnyCluster cluster) {
        String ingress = "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: a}, spec: {rules: [{http:"
                + " {paths: [{";
        String backend = ", backend: {service: {name: a, port: {number: 80}}}}]}}]}}";
        assertThat(refusal(cluster, ingress + "path: /" + backend))
                .containsExactly("spec.rules[0].http.paths[0].pathType: Required value: pathType must be specified");
        assertThat(refusal(cluster, ingress + "path: a, pathType: Prefix" + backend))
                .containsExactly("spec.rules[0].http.paths[0].path: Invalid value: \"a\": must be an absolute path");
        assertThat(refusal(cluster, ingress + "path: /, pathType: Exact, backend: {service: {name: a}}}]}}]}}"))
                .containsExactly(
                        "spec.rules[0].http.paths[0].backend: Required value: port name or number is required");
    }

    @AnyClusterTest
    void claims_limits_and_quotas(AnyCluster cluster) {
        assertThat(refusal(
                        cluster,
                        "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: a}, spec: {accessModes:"
                                + " [ReadWriteOnce]}}"))
                .containsExactly("spec.resources[storage]: Required value");
        assertThat(refusal(
                        cluster,
                        "{apiVersion: v1, kind: LimitRange, metadata: {name: a}, spec: {limits: [{type: Pod, default:"
                                + " {cpu: 1}}]}}"))
                .containsExactly("spec.limits[0].default: Forbidden: may not be specified when `type` is 'Pod'");
        assertThat(refusal(
                        cluster,
                        "{apiVersion: v1, kind: ResourceQuota, metadata: {name: a}, spec: {hard: {things: 1}}}"))
                .contains("spec.hard[things]: Invalid value: \"things\": must be a standard resource for quota");
    }

    @AnyClusterTest
    void roles_and_bindings(AnyCluster cluster) {
        String group = "{apiVersion: rbac.authorization.k8s.io/v1, metadata: {name: a}, ";
        assertThat(refusal(cluster, group + "kind: Role, rules: [{apiGroups: [''], resources: [pods]}]}"))
                .containsExactly("rules[0].verbs: Required value: verbs must contain at least one value");
        assertThat(refusal(
                        cluster,
                        group
                                + "kind: RoleBinding, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Rule, name:"
                                + " a}, subjects: [{kind: Robot, name: a}]}"))
                .containsExactly(
                        "roleRef.kind: Unsupported value: \"Rule\": supported values: \"Role\", \"ClusterRole\"",
                        "subjects[0].kind: Unsupported value: \"Robot\": supported values: \"ServiceAccount\","
                                + " \"User\", \"Group\"");
    }

    @AnyClusterTest
    void secrets_and_config_maps(AnyCluster cluster) {
        assertThat(refusal(cluster, "{apiVersion: v1, kind: Secret, metadata: {name: a}, type: kubernetes.io/tls}"))
                .containsExactly("data[tls.crt]: Required value", "data[tls.key]: Required value");
        assertThat(refusal(cluster, "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {a b: c}}"))
                .singleElement()
                .asString()
                .startsWith("data[a b]: Invalid value: \"a b\": a valid config key must consist of");
    }

    @AnyClusterTest
    void labels_and_finalizers(AnyCluster cluster) {
        assertThat(refusal(
                        cluster,
                        "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, labels: {a b: c}, finalizers: [mine]}}"))
                .satisfiesExactly(
                        label ->
                                assertThat(label).startsWith("metadata.labels: Invalid value: \"a b\": name part must"),
                        finalizer -> assertThat(finalizer)
                                .isEqualTo("metadata.finalizers[0]: Invalid value: \"mine\": name is neither a standard"
                                        + " finalizer name nor is it fully qualified"));
    }
}
