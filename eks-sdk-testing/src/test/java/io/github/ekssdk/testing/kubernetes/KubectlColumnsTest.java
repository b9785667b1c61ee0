package io.github.ekssdk.testing.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code kubectl get} prints of each kind, as Kubernetes prints it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(60)
class KubectlColumnsTest extends KubectlScenario {
    private static final String STORAGE = """
        apiVersion: storage.k8s.io/v1
        kind: StorageClass
        metadata: {name: gp3, annotations: {storageclass.kubernetes.io/is-default-class: "true"}}
        provisioner: ebs.csi.aws.com
        volumeBindingMode: WaitForFirstConsumer
        allowVolumeExpansion: true
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: data, namespace: default}
        spec: {storageClassName: gp3, accessModes: [ReadWriteOnce], resources: {requests: {storage: 5Gi}}}
        ---
        apiVersion: v1
        kind: PersistentVolume
        metadata: {name: disk}
        spec:
          capacity: {storage: 8Gi}
          accessModes: [ReadWriteOnce, ReadOnlyMany]
          persistentVolumeReclaimPolicy: Retain
          storageClassName: gp3
          claimRef: {namespace: default, name: other}
          csi: {driver: ebs.csi.aws.com, volumeHandle: vol-1}
        """;
    private static final String NETWORK = """
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: default}
        spec: {selector: {app: web}, ports: [{port: 80, protocol: TCP}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: headless, namespace: default}
        spec: {clusterIP: None, selector: {app: web}, ports: [{port: 5432}]}
        ---
        apiVersion: networking.k8s.io/v1
        kind: IngressClass
        metadata: {name: alb}
        spec:
          controller: ingress.k8s.aws/alb
          parameters: {apiGroup: elbv2.k8s.aws, kind: IngressClassParams, name: shared}
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: shop, namespace: default}
        spec:
          ingressClassName: other
          tls: [{hosts: [shop.example.com]}]
          rules:
            - host: shop.example.com
              http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: closed, namespace: default}
        spec: {podSelector: {matchLabels: {app: web}}, policyTypes: [Ingress]}
        """;
    private static final String WORK = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: default}
        spec:
          replicas: 2
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: app, image: "nginx:1.27", resources: {requests: {cpu: 100m}}}]}
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: web, namespace: default}
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
          minReplicas: 2
          maxReplicas: 9
          metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}}]
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: web, namespace: default}
        spec: {minAvailable: 1, selector: {matchLabels: {app: web}}}
        ---
        apiVersion: batch/v1
        kind: Job
        metadata: {name: once, namespace: default}
        spec: {template: {spec: {restartPolicy: Never, containers: [{name: app, image: busybox}]}}}
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: nightly, namespace: default}
        spec:
          schedule: "0 3 * * *"
          jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: app, image: busybox}]}}}}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: readers, namespace: default}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: team}]
        """;
    private static final String WIDGETS = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: widgets.example.com}
        spec:
          group: example.com
          scope: Namespaced
          names: {plural: widgets, singular: widget, kind: Widget, listKind: WidgetList}
          versions:
            - name: v1
              served: true
              storage: true
              schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
              additionalPrinterColumns:
                - {name: Colour, type: string, jsonPath: .spec.colour}
                - {name: Ready, type: string, jsonPath: '.spec.conditions[?(@.type=="Ready")].status'}
                - {name: Zone, type: string, jsonPath: ".spec.labels.topology\\\\.kubernetes\\\\.io/zone"}
                - {name: Hidden, type: string, priority: 1, jsonPath: .spec.hidden}
        """;
    private static final String WIDGET = """
        apiVersion: example.com/v1
        kind: Widget
        metadata: {name: one, namespace: default}
        spec:
          colour: blue
          hidden: secretly
          labels: {topology.kubernetes.io/zone: eu-west-1a}
          conditions: [{type: Other, status: Unknown}, {type: Ready, status: "True"}]
        """;

    /** What is printed of several types after a YAML is applied, with single blanks. */
    private List<String> printed(String yaml, String types, String... more) {
        String applied = kubectl.run("apply", "--server-side", "-f", kubectl.file("all.yaml", yaml));
        assertThat(applied.lines()).allMatch(line -> line.endsWith(" serverside-applied"));
        return get(types, more);
    }

    private List<String> get(String types, String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "get";
        arguments[1] = types;
        System.arraycopy(more, 0, arguments, 2, more.length);
        return kubectl.run(arguments)
                .lines()
                .map(line -> line.trim().replaceAll(" {2,}", " | "))
                .toList();
    }

    @Test
    void of_storage() {
        assertThat(printed(STORAGE, "storageclass,persistentvolumeclaim,persistentvolume"))
                .contains(
                        "NAME | PROVISIONER | RECLAIMPOLICY | VOLUMEBINDINGMODE | ALLOWVOLUMEEXPANSION | AGE",
                        "storageclass.storage.k8s.io/gp3 (default) | ebs.csi.aws.com | Delete | WaitForFirstConsumer"
                                + " | true | 0s",
                        "NAME | STATUS | VOLUME | CAPACITY | ACCESS MODES | STORAGECLASS | VOLUMEATTRIBUTESCLASS | AGE",
                        "persistentvolumeclaim/data | Pending | gp3 | <unset> | 0s",
                        "NAME | CAPACITY | ACCESS MODES | RECLAIM POLICY | STATUS | CLAIM | STORAGECLASS"
                                + " | VOLUMEATTRIBUTESCLASS | REASON | AGE")
                .anyMatch(line -> line.startsWith("persistentvolume/disk | 8Gi | RWO,ROX | Retain | ")
                        && line.endsWith("default/other | gp3 | <unset> | 0s"));
    }

    @Test
    void of_the_network() {
        assertThat(printed(NETWORK, "service,ingress,ingressclass,networkpolicy"))
                .contains(
                        "NAME | TYPE | CLUSTER-IP | EXTERNAL-IP | PORT(S) | AGE",
                        "service/headless | ClusterIP | None | <none> | 5432/TCP | 0s",
                        "NAME | CLASS | HOSTS | ADDRESS | PORTS | AGE",
                        "ingress.networking.k8s.io/shop | other | shop.example.com | 80, 443 | 0s",
                        "NAME | CONTROLLER | PARAMETERS | AGE",
                        "ingressclass.networking.k8s.io/alb | ingress.k8s.aws/alb"
                                + " | IngressClassParams.elbv2.k8s.aws/shared | 0s",
                        "NAME | POD-SELECTOR | AGE",
                        "networkpolicy.networking.k8s.io/closed | app=web | 0s")
                .anyMatch(line -> line.matches("service/web \\| ClusterIP \\| [0-9.]+ \\| <none> \\| 80/TCP \\| 0s"));
    }

    @Test
    void of_workloads() {
        assertThat(
                        printed(
                                WORK,
                                "deployment,horizontalpodautoscaler,poddisruptionbudget,job,cronjob,rolebinding,serviceaccount"))
                .contains(
                        "NAME | READY | UP-TO-DATE | AVAILABLE | AGE",
                        "deployment.apps/web | 0/2 | 2 | 0 | 0s",
                        "NAME | REFERENCE | TARGETS | MINPODS | MAXPODS | REPLICAS | AGE",
                        "horizontalpodautoscaler.autoscaling/web | Deployment/web | cpu: <unknown>/50% | 2 | 9 | 2 |"
                                + " 0s",
                        "NAME | MIN AVAILABLE | MAX UNAVAILABLE | ALLOWED DISRUPTIONS | AGE",
                        "poddisruptionbudget.policy/web | 1 | N/A | 0 | 0s",
                        "NAME | STATUS | COMPLETIONS | DURATION | AGE",
                        "job.batch/once | Running | 0/1 | 0s | 0s",
                        "NAME | SCHEDULE | TIMEZONE | SUSPEND | ACTIVE | LAST SCHEDULE | AGE",
                        "cronjob.batch/nightly | 0 3 * * * | <none> | False | 0 | <none> | 0s",
                        "NAME | ROLE | AGE",
                        "rolebinding.rbac.authorization.k8s.io/readers | ClusterRole/view | 0s",
                        "NAME | SECRETS | AGE",
                        "serviceaccount/default | 0 | 0s");
    }

    @Test
    void of_nodes_and_pods() {
        world.eks.createNodegroup(request -> request.clusterName("prod")
                .nodegroupName("general")
                .nodeRole("arn:aws:iam::123456789012:role/nodes")
                .subnets("subnet-0a", "subnet-0b")
                .scalingConfig(scaling -> scaling.minSize(0).maxSize(9).desiredSize(1)));

        assertThat(printed(WORK, "node,deployment,pod,job", "-o", "wide"))
                .contains(
                        "NAME | READY | UP-TO-DATE | AVAILABLE | AGE | CONTAINERS | IMAGES | SELECTOR",
                        "deployment.apps/web | 2/2 | 2 | 2 | 0s | app | nginx:1.27 | app=web",
                        "NAME | READY | STATUS | RESTARTS | AGE | IP | NODE | NOMINATED NODE | READINESS GATES")
                .anyMatch(line -> line.matches("node/\\S+ \\| Ready \\| <none> \\| 0s \\| v1\\.\\d+\\S+ \\| 172\\.\\S+"
                        + " \\| <none> \\| Amazon Linux 2023.*"))
                .anyMatch(line -> line.matches("pod/web-\\S+ \\| 1/1 \\| Running \\| 0 \\| 0s \\| 10\\.\\S+ \\| ip-\\S+"
                        + " \\| <none> \\| <none>"))
                .anyMatch(line -> line.matches("pod/once-\\S+ \\| 0/1 \\| Completed \\| 0 .*"))
                .anyMatch(line -> line.startsWith("job.batch/once | Complete | 1/1 | 0s | 0s | app | busybox"));
    }

    @Test
    void of_what_a_definition_adds() {
        printed(WIDGETS, "customresourcedefinitions");

        assertThat(printed(WIDGET, "widgets"))
                .containsExactly("NAME | COLOUR | READY | ZONE", "one | blue | True | eu-west-1a");
        assertThat(get("widgets", "-o", "wide"))
                .containsExactly("NAME | COLOUR | READY | ZONE | HIDDEN", "one | blue | True | eu-west-1a | secretly");
    }
}
