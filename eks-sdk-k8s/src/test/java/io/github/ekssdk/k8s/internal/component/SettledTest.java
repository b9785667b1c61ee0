package io.github.ekssdk.k8s.internal.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.k8s.SampleContext;
import io.github.ekssdk.k8s.anycluster.AnyCluster;
import io.github.ekssdk.k8s.anycluster.AnyClusterTest;
import io.github.ekssdk.k8s.component.Components;
import io.github.ekssdk.k8s.component.StorageClasses;
import io.github.ekssdk.k8s.internal.manifest.ManifestReader;
import io.github.ekssdk.spec.Component;
import io.github.ekssdk.spec.KubernetesObject;
import io.github.ekssdk.state.ResourceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;

/** Objects that were applied are as they were wanted: what a server fills in or writes its own way is no difference. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SettledTest {

    private static final ApiAddress ADDRESS = new ApiAddress("https://any.example.com", "none");
    private static final ObjectKind KIND = new ObjectKind();

    /** Lists and maps that belong to one manager as a whole, in which servers fill in defaults. */
    private static final String ATOMIC = """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db}
        spec:
          replicas: 0
          serviceName: db
          selector: {matchLabels: {app: db}}
          template:
            metadata: {labels: {app: db}}
            spec:
              containers:
                - name: app
                  image: registry.k8s.io/pause:3.10
                  resources: {requests: {cpu: 1000m, memory: 1024Mi}}
                  env:
                    - {name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
                    - {name: CPUS, valueFrom: {resourceFieldRef: {resource: requests.cpu}}}
                  readinessProbe: {httpGet: {port: 80}}
                  volumeMounts: [{name: data, mountPath: /data}, {name: all, mountPath: /all}]
              tolerations: [{key: spot, operator: Exists, effect: NoSchedule}]
              volumes:
                - name: all
                  projected:
                    sources:
                      - serviceAccountToken: {path: token, audience: sts.amazonaws.com}
                      - downwardAPI: {items: [{path: labels, fieldRef: {fieldPath: metadata.labels}}]}
          volumeClaimTemplates:
            - metadata: {name: data}
              spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: closed}
        spec:
          podSelector: {}
          ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 80}]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: readers}
        roleRef: {kind: ClusterRole, name: view, apiGroup: rbac.authorization.k8s.io}
        subjects: [{kind: Group, name: team}, {kind: ServiceAccount, name: default, namespace: default}]
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: db}
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: db}
          maxReplicas: 3
          metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}}]
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: nightly}
        spec:
          schedule: "0 3 * * *"
          suspend: true
          jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: app, image: busybox}]}}}}
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: db}
        spec: {maxUnavailable: 1, selector: {matchLabels: {app: db}}}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: password}
        stringData: {password: hidden}
        """;

    /** Does not live in a namespace; a webhook for objects that nobody makes, which lets all pass. */
    private static final String OUTSIDE = """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: {name: %1$s}
        webhooks:
          - name: greetings.example.com
            failurePolicy: Ignore
            sideEffects: None
            admissionReviewVersions: [v1]
            clientConfig: {service: {name: none, namespace: %1$s}}
            rules: [{apiGroups: [none.example.com], apiVersions: [v1], operations: [CREATE], resources: [greetings]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: %1$s}
        rules: [{apiGroups: [""], resources: [pods], verbs: [get, list]}]
        ---
        apiVersion: networking.k8s.io/v1
        kind: IngressClass
        metadata: {name: %1$s}
        spec:
          controller: example.com/none
          parameters: {apiGroup: none.example.com, kind: Nothing, name: none}
        ---
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: greetings.%1$s.example.com}
        spec:
          group: %1$s.example.com
          scope: Namespaced
          names: {plural: greetings, singular: greeting, kind: Greeting}
          versions:
            - name: v1
              served: true
              storage: true
              subresources: {status: {}}
              additionalPrinterColumns: [{name: Text, type: string, jsonPath: .spec.text}]
              schema:
                openAPIV3Schema:
                  type: object
                  properties: {spec: {type: object, properties: {text: {type: string}}}}
        """;

    /** What charts often render: values that say nothing, which servers leave out. */
    private static final String NOTHING = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: idle, annotations: {}}
        spec:
          replicas: 0
          minReadySeconds: 0
          paused: false
          selector: {matchLabels: {app: idle}}
          template:
            metadata: {labels: {app: idle}, annotations: {}}
            spec:
              hostNetwork: false
              priorityClassName: ""
              nodeSelector: {}
              tolerations: []
              affinity: {}
              securityContext: {}
              imagePullSecrets: []
              containers:
                - name: app
                  image: registry.k8s.io/pause:3.10
                  args: []
                  env: [{name: EMPTY, value: ""}]
                  resources: {limits: {}, requests: {}}
                  securityContext: {}
                  volumeMounts: [{name: scratch, mountPath: /scratch, readOnly: false, subPath: ""}]
              volumes: [{name: scratch, emptyDir: {}}]
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: empty, labels: {}}
        data: {}
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: deny}
        spec: {podSelector: {}, policyTypes: [Ingress], ingress: []}
        """;

    private static Component typed(String namespace) {
        return Components.of(
                "shop",
                objects -> objects.inNamespace(namespace)
                        .serviceAccount("web", account -> {})
                        .deployment(
                                "web",
                                web -> web.image("registry.k8s.io/pause:3.10")
                                        .replicas(0)
                                        .port(80)
                                        .env("COLOUR", "blue")
                                        .requests("0.25", "128Mi")
                                        .readinessPath("/ready")
                                        .serviceAccount("web"))
                        .service("web", service -> service.workload("web").port(80, 8080))
                        .statefulSet(
                                "db",
                                db -> db.image("registry.k8s.io/pause:3.10")
                                        .replicas(0)
                                        .volume("data", "/data", "1Gi", "none"))
                        .ingress(
                                "web",
                                ingress -> ingress.ingressClass("none")
                                        .host("web.example.com")
                                        .path("/", "web", 80))
                        .horizontalPodAutoscaler(
                                "web",
                                scaler -> scaler.deployment("web")
                                        .replicas(1, 3)
                                        .cpuUtilization(60)
                                        .memoryUtilization(70))
                        .networkPolicy(
                                "web",
                                policy -> policy.podLabel("app", "web")
                                        .allowFromPods("app", "front", 80)
                                        .allowFromNamespace("ops"))
                        .resourceQuota("limits", Map.of("pods", "50", "requests.cpu", "10000m")));
    }

    private static List<KubernetesObject> read(String yaml, String namespace) {
        return Components.of("read", objects -> objects.inNamespace(namespace).yaml("yaml", yaml))
                .objects(SampleContext.of("1.34"));
    }

    /** What is different of each object, after it was applied and read again. */
    private static List<String> differences(KubernetesApi api, List<KubernetesObject> objects) {
        List<String> differences = new ArrayList<>();
        ObjectWrites writes = new ObjectWrites(KIND, api, ADDRESS);
        for (KubernetesObject object : objects) {
            Properties wanted = Members.properties(object, "cluster/any");
            writes.apply(wanted);
            ResourceState found = found(api, wanted);
            KIND.differences(wanted, found.properties()).forEach(field -> differences.add(found.id() + ": " + field));
        }
        return differences;
    }

    private static ResourceState found(KubernetesApi api, Properties wanted) {
        String path = ObjectWrites.path(api, wanted);
        return ObjectState.of(api.get(path).orElseThrow(), path, ADDRESS);
    }

    @AnyClusterTest
    void what_the_dsl_makes_is_as_it_was_wanted(AnyCluster cluster) {
        KubernetesApi api = new KubernetesApi(cluster.client());

        assertThat(differences(api, typed(cluster.namespace()).objects(SampleContext.of("1.34"))))
                .isEmpty();
    }

    @AnyClusterTest
    void defaults_inside_of_what_is_the_sdks_are_no_difference(AnyCluster cluster) {
        KubernetesApi api = new KubernetesApi(cluster.client());

        assertThat(differences(api, read(ATOMIC, cluster.namespace()))).isEmpty();
    }

    @AnyClusterTest
    void values_that_say_nothing_are_no_difference_where_they_are_left_out(AnyCluster cluster) {
        KubernetesApi api = new KubernetesApi(cluster.client());

        assertThat(differences(api, read(NOTHING, cluster.namespace()))).isEmpty();
    }

    @AnyClusterTest
    void a_value_in_place_of_one_that_says_nothing_is_a_difference_and_set(AnyCluster cluster) {
        KubernetesObject idle = read(NOTHING, cluster.namespace()).get(0);
        String placed = NOTHING.replace("nodeSelector: {}", "nodeSelector: {zone: a}");

        assertThat(settled(cluster, idle, read(placed, cluster.namespace()).get(0)))
                .contains("spec.template.spec.nodeSelector.zone");
    }

    @AnyClusterTest
    void a_default_that_is_wanted_otherwise_is_a_difference_and_set(AnyCluster cluster) {
        KubernetesObject policy = read(ATOMIC, cluster.namespace()).get(1);
        String udp = ATOMIC.replace("ports: [{port: 80}]", "ports: [{port: 80, protocol: UDP}]");

        assertThat(settled(cluster, policy, read(udp, cluster.namespace()).get(1)))
                .containsExactly("spec.ingress[0].ports[80].protocol");
    }

    /** Changes an object and takes the change back, after each of which nothing may differ; returns what the change is. */
    private static List<String> settled(AnyCluster cluster, KubernetesObject before, KubernetesObject after) {
        KubernetesApi api = new KubernetesApi(cluster.client());
        differences(api, List.of(before));
        Properties wanted = Members.properties(after, "cluster/any");
        List<String> changed = KIND.differences(wanted, found(api, wanted).properties());
        assertThat(differences(api, List.of(after))).isEmpty();
        assertThat(differences(api, List.of(before))).isEmpty();
        return changed;
    }

    @AnyClusterTest
    void what_lives_outside_of_namespaces_is_as_it_was_wanted(AnyCluster cluster) {
        KubernetesApi api = new KubernetesApi(cluster.client());
        List<KubernetesObject> objects =
                new ArrayList<>(ManifestReader.read("outside", OUTSIDE.formatted(cluster.namespace())));
        objects.addAll(StorageClasses.gp3().named(cluster.namespace()).objects(SampleContext.of("1.34")));
        try {

            assertThat(differences(api, objects)).isEmpty();
        } finally {
            objects.forEach(object -> remove(api, Members.properties(object, "cluster/any")));
        }
    }

    private static void remove(KubernetesApi api, Properties wanted) {
        String path = ObjectWrites.path(api, wanted);
        api.get(path).ifPresent(found -> api.delete(path, Tree.text(found, "metadata", "uid")));
    }
}
