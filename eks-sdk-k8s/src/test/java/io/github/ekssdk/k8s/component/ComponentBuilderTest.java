package io.github.ekssdk.k8s.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.k8s.internal.manifest.ManifestReader;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.Component;
import io.github.ekssdk.spec.IamServiceAccountSpec;
import io.github.ekssdk.spec.KubernetesObject;
import io.github.ekssdk.spec.ObjectOwnership;
import io.github.ekssdk.spec.PodIdentityAssociationSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComponentBuilderTest {

    private static final ClusterSpec NODES =
            ClusterSpec.builder("demo").managedNodeGroup("general").build();
    private static final ClusterSpec AUTO =
            ClusterSpec.builder("demo").autoMode().build();

    @Nested
    class Given {

        @Test
        void as_fabric8_objects_are_sent_without_status_and_nulls() {
            Deployment deployment = new DeploymentBuilder()
                    .withNewMetadata()
                    .withName("web")
                    .withResourceVersion("7")
                    .endMetadata()
                    .withNewSpec()
                    .withNewTemplate()
                    .withNewSpec()
                    .addNewContainer()
                    .withName("web")
                    .withNewResources()
                    .addToRequests("cpu", new Quantity("250m"))
                    .endResources()
                    .withNewReadinessProbe()
                    .withNewTcpSocket()
                    .withPort(new IntOrString("http"))
                    .endTcpSocket()
                    .endReadinessProbe()
                    .endContainer()
                    .endSpec()
                    .endTemplate()
                    .endSpec()
                    .withNewStatus()
                    .withReplicas(3)
                    .endStatus()
                    .build();

            assertThat(manifests(Components.of("shop", deployment), NODES)).containsExactly(manifest("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  template:
                    spec:
                      containers:
                      - name: web
                        resources: {requests: {cpu: 250m}}
                        readinessProbe: {tcpSocket: {port: http}}
                """));
        }

        @Test
        void as_yaml_come_from_texts_streams_and_files(@TempDir Path folder) throws IOException {
            String yaml = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n";
            Path file = Files.writeString(folder.resolve("app.yaml"), yaml);

            List<Component> read = List.of(
                    Components.yaml("a", yaml),
                    Components.yaml("a", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))),
                    Components.yaml("a", file));

            assertThat(read)
                    .allSatisfy(
                            component -> assertThat(manifests(component, NODES)).containsExactly(manifest(yaml)));
            assertThat(read.get(0)).isEqualTo(read.get(2));
        }

        @Test
        void as_wrong_yaml_are_refused_with_file_and_place(@TempDir Path folder) throws IOException {
            Path file = Files.writeString(folder.resolve("app.yaml"), "apiVersion: v1\nkind: [\n");

            assertThatExceptionOfType(InvalidSpecException.class)
                    .isThrownBy(() -> Components.yaml("a", file))
                    .withMessageContaining(file + ":3:1: This is not YAML");
        }

        @Test
        void go_to_the_namespace_of_the_component_unless_they_name_one_or_have_none() {
            Component component = Components.of(
                    "shop",
                    objects -> objects.namespace("shop")
                            .objects(new ConfigMapBuilder()
                                    .withNewMetadata()
                                    .withName("one")
                                    .endMetadata()
                                    .build())
                            .yaml("more", """
                                apiVersion: v1
                                kind: ConfigMap
                                metadata: {name: two, namespace: other}
                                ---
                                apiVersion: rbac.authorization.k8s.io/v1
                                kind: ClusterRole
                                metadata: {name: three}
                                """)
                            .objects(context -> List.of(new ConfigMapBuilder()
                                    .withNewMetadata()
                                    .withName(context.clusterName())
                                    .endMetadata()
                                    .build())));

            assertThat(objects(component, NODES))
                    .extracting(Object::toString)
                    .containsExactly(
                            "v1 Namespace shop",
                            "v1 ConfigMap shop/one",
                            "v1 ConfigMap other/two",
                            "rbac.authorization.k8s.io/v1 ClusterRole three",
                            "v1 ConfigMap shop/demo");
        }
    }

    @Nested
    class Workloads {

        @Test
        void of_pods_that_are_alike() {
            assertThat(one(
                            NODES,
                            shop -> shop.inNamespace("shop")
                                    .deployment(
                                            "web",
                                            web -> web.image("nginx:1.29")
                                                    .replicas(2)
                                                    .port(80)
                                                    .env("MODE", "on")
                                                    .requests("250m", "64Mi")
                                                    .memoryLimit("128Mi")
                                                    .readinessPath("/")
                                                    .serviceAccount("web")
                                                    .nodeSelector("kubernetes.io/arch", "arm64")
                                                    .label("team", "shop")
                                                    .edit(more -> more.editSpec()
                                                            .withMinReadySeconds(5)
                                                            .endSpec()))))
                    .isEqualTo(manifest("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web, namespace: shop, labels: {team: shop}}
                        spec:
                          minReadySeconds: 5
                          replicas: 2
                          selector: {matchLabels: {app.kubernetes.io/name: web}}
                          template:
                            metadata: {labels: {app.kubernetes.io/name: web}}
                            spec:
                              serviceAccountName: web
                              nodeSelector: {kubernetes.io/arch: arm64}
                              containers:
                              - name: web
                                image: nginx:1.29
                                ports: [{containerPort: 80, protocol: TCP}]
                                env: [{name: MODE, value: "on"}]
                                resources:
                                  requests: {cpu: 250m, memory: 64Mi}
                                  limits: {memory: 128Mi}
                                readinessProbe: {httpGet: {path: /, port: 80}}
                        """));
        }

        @Test
        void leave_the_number_of_pods_to_an_autoscaler() {
            assertThat(objects(
                                    Components.of(
                                            "shop",
                                            shop -> shop.deployment("web", web -> web.image("nginx"))
                                                    .horizontalPodAutoscaler(
                                                            "web",
                                                            hpa -> hpa.replicas(2, 6)
                                                                    .cpuUtilization(60))),
                                    NODES)
                            .stream()
                            .map(object -> object.manifest().get("spec")))
                    .satisfies(specs -> assertThat(specs.get(0).toString()).doesNotContain("replicas"))
                    .element(1)
                    .isEqualTo(Map.of(
                            "scaleTargetRef",
                            Map.of("apiVersion", "apps/v1", "kind", "Deployment", "name", "web"),
                            "minReplicas",
                            2,
                            "maxReplicas",
                            6,
                            "metrics",
                            List.of(Map.of(
                                    "type",
                                    "Resource",
                                    "resource",
                                    Map.of(
                                            "name",
                                            "cpu",
                                            "target",
                                            Map.of("type", "Utilization", "averageUtilization", 60))))));
        }

        @Test
        void with_volumes() {
            assertThat(one(
                            NODES,
                            db -> db.statefulSet(
                                    "db", set -> set.image("postgres:17").volume("data", "/data", "10Gi", "gp3"))))
                    .isEqualTo(manifest("""
                        apiVersion: apps/v1
                        kind: StatefulSet
                        metadata: {name: db}
                        spec:
                          serviceName: db
                          selector: {matchLabels: {app.kubernetes.io/name: db}}
                          template:
                            metadata: {labels: {app.kubernetes.io/name: db}}
                            spec:
                              containers:
                              - name: db
                                image: postgres:17
                                volumeMounts: [{name: data, mountPath: /data}]
                          volumeClaimTemplates:
                          - metadata: {name: data}
                            spec:
                              accessModes: [ReadWriteOnce]
                              storageClassName: gp3
                              resources: {requests: {storage: 10Gi}}
                        """));
        }

        @Test
        void without_an_image_are_refused() {
            Component component = Components.of("shop", shop -> shop.deployment("web", web -> web.port(80)));

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> objects(component, NODES))
                    .withMessage("The workload 'web' has no image; say image(...).");
        }
    }

    @Nested
    class LoadBalancers {

        @Test
        void of_services_are_made_by_whom_the_cluster_has() {
            Consumer<ComponentBuilder> front = shop -> shop.service(
                    "front",
                    service -> service.workload("web")
                            .port(443, 8443)
                            .networkLoadBalancer(
                                    nlb -> nlb.internetFacing().ipTargets().subnets("subnet-1", "subnet-2")));

            assertThat(one(NODES, front)).isEqualTo(manifest("""
                apiVersion: v1
                kind: Service
                metadata:
                  name: front
                  annotations:
                    service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing
                    service.beta.kubernetes.io/aws-load-balancer-nlb-target-type: ip
                    service.beta.kubernetes.io/aws-load-balancer-subnets: subnet-1,subnet-2
                spec:
                  type: LoadBalancer
                  loadBalancerClass: service.k8s.aws/nlb
                  selector: {app.kubernetes.io/name: web}
                  ports: [{name: port-443, port: 443, targetPort: 8443, protocol: TCP}]
                """));
            assertThat(one(AUTO, front).toString()).contains("loadBalancerClass=eks.amazonaws.com/nlb");
        }

        @Test
        void of_an_ingress() {
            assertThat(one(
                            NODES,
                            shop -> shop.ingress(
                                    "web",
                                    ingress -> ingress.internetFacing()
                                            .ipTargets()
                                            .group("shared")
                                            .certificateArns("arn:aws:acm:eu-west-1:111122223333:certificate/1")
                                            .httpsPorts(443)
                                            .healthCheckPath("/ok")
                                            .host("shop.example.com")
                                            .path("/", "web", 80))))
                    .isEqualTo(manifest("""
                        apiVersion: networking.k8s.io/v1
                        kind: Ingress
                        metadata:
                          name: web
                          annotations:
                            alb.ingress.kubernetes.io/scheme: internet-facing
                            alb.ingress.kubernetes.io/target-type: ip
                            alb.ingress.kubernetes.io/group.name: shared
                            alb.ingress.kubernetes.io/certificate-arn: arn:aws:acm:eu-west-1:111122223333:certificate/1
                            alb.ingress.kubernetes.io/listen-ports: '[{"HTTPS": 443}]'
                            alb.ingress.kubernetes.io/healthcheck-path: /ok
                        spec:
                          ingressClassName: alb
                          rules:
                          - host: shop.example.com
                            http:
                              paths:
                              - path: /
                                pathType: Prefix
                                backend: {service: {name: web, port: {number: 80}}}
                        """));
        }

        @Test
        void of_a_class() {
            Component component = Components.of(
                    "classes",
                    classes -> classes.ingressClass(
                            "public",
                            alb -> alb.internetFacing().certificateArns("arn").asDefault()));

            assertThat(manifests(component, NODES)).containsExactly(manifest("""
                apiVersion: elbv2.k8s.aws/v1beta1
                kind: IngressClassParams
                metadata: {name: public}
                spec: {scheme: internet-facing, certificateArn: [arn]}
                """), manifest("""
                    apiVersion: networking.k8s.io/v1
                    kind: IngressClass
                    metadata: {name: public, annotations: {ingressclass.kubernetes.io/is-default-class: "true"}}
                    spec:
                      controller: ingress.k8s.aws/alb
                      parameters: {apiGroup: elbv2.k8s.aws, kind: IngressClassParams, name: public}
                    """));
            assertThat(manifests(component, AUTO).toString())
                    .contains("eks.amazonaws.com/v1", "certificateARNs=[arn]", "controller=eks.amazonaws.com/alb");
        }
    }

    @Nested
    class ServiceAccounts {

        @Test
        void by_pod_identity_add_the_association_to_the_spec() {
            ClusterSpec spec = ClusterSpec.builder("demo")
                    .managedNodeGroup("general")
                    .component(Components.of(
                            "shop",
                            shop -> shop.namespace("shop")
                                    .serviceAccount(
                                            "web",
                                            web -> web.podIdentity(
                                                    role -> role.managedPolicy("AmazonS3ReadOnlyAccess")))))
                    .build();

            assertThat(spec.podIdentities())
                    .extracting(PodIdentityAssociationSpec::namespace, PodIdentityAssociationSpec::serviceAccount)
                    .containsExactly(tuple("shop", "web"));
        }

        @Test
        void by_irsa_add_the_role_and_are_annotated_with_it() {
            Component component = Components.of(
                    "shop",
                    shop -> shop.inNamespace("shop")
                            .serviceAccount(
                                    "web", web -> web.irsa(role -> role.managedPolicy("AmazonS3ReadOnlyAccess"))));
            ClusterSpec spec = ClusterSpec.builder("demo")
                    .managedNodeGroup("general")
                    .component(component)
                    .build();

            assertThat(spec.iamServiceAccounts())
                    .extracting(IamServiceAccountSpec::name)
                    .containsExactly("web");
            assertThat(manifests(component, spec)).containsExactly(manifest("""
                apiVersion: v1
                kind: ServiceAccount
                metadata:
                  name: web
                  namespace: shop
                  annotations: {eks.amazonaws.com/role-arn: "arn:aws:iam::111122223333:role/shop-web"}
                """));
        }
    }

    @Nested
    class Policies {

        @Test
        void of_the_network() {
            assertThat(one(
                            NODES,
                            shop -> shop.networkPolicy(
                                    "web",
                                    policy -> policy.podLabel("app", "web")
                                            .allowFromPods("app", "front", 80)
                                            .allowFromNamespace("monitoring"))))
                    .isEqualTo(manifest("""
                        apiVersion: networking.k8s.io/v1
                        kind: NetworkPolicy
                        metadata: {name: web}
                        spec:
                          podSelector: {matchLabels: {app: web}}
                          policyTypes: [Ingress]
                          ingress:
                          - from: [{podSelector: {matchLabels: {app: front}}}]
                            ports: [{protocol: TCP, port: 80}]
                          - from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}}]
                        """));
        }

        @Test
        void of_quotas_and_security_groups() {
            Component component = Components.of(
                    "limits",
                    limits -> limits.inNamespace("shop")
                            .resourceQuota("all", Map.of("requests.cpu", "10"))
                            .securityGroupPolicy("db", policy -> policy.podLabel("role", "db")));

            assertThat(manifests(component, NODES)).containsExactly(manifest("""
                apiVersion: v1
                kind: ResourceQuota
                metadata: {name: all, namespace: shop}
                spec: {hard: {requests.cpu: "10"}}
                """), manifest("""
                    apiVersion: vpcresources.k8s.aws/v1beta1
                    kind: SecurityGroupPolicy
                    metadata: {name: db, namespace: shop}
                    spec:
                      podSelector: {matchLabels: {role: db}}
                      securityGroups: {groupIds: [sg-cluster]}
                    """));
        }
    }

    @Nested
    class Nodes {

        @Test
        void get_pod_addresses_from_other_subnets_by_zone() {
            assertThat(manifests(Components.of("pods", pods -> pods.eniConfigs()), NODES))
                    .containsExactly(manifest("""
                        apiVersion: crd.k8s.amazonaws.com/v1alpha1
                        kind: ENIConfig
                        metadata: {name: eu-west-1a}
                        spec: {subnet: pods-a, securityGroups: [sg-cluster]}
                        """), manifest("""
                            apiVersion: crd.k8s.amazonaws.com/v1alpha1
                            kind: ENIConfig
                            metadata: {name: eu-west-1b}
                            spec: {subnet: pods-b, securityGroups: [sg-cluster]}
                            """));
        }

        @Test
        void of_auto_mode() {
            Component component = Components.of(
                    "nodes",
                    nodes -> nodes.nodeClass("big", big -> big.storage("160Gi"))
                            .nodePool(
                                    "spot",
                                    pool -> pool.nodeClass("big")
                                            .capacityTypes("spot")
                                            .limits("100", "400Gi")
                                            .taint("dedicated", "batch", "NoSchedule")
                                            .consolidateAfter(Duration.ofMinutes(1))));

            assertThat(manifests(component, AUTO)).containsExactly(manifest("""
                apiVersion: eks.amazonaws.com/v1
                kind: NodeClass
                metadata: {name: big}
                spec:
                  role: demo-node
                  subnetSelectorTerms: [{id: subnet-a}, {id: subnet-b}]
                  securityGroupSelectorTerms: [{id: sg-cluster}]
                  ephemeralStorage: {size: 160Gi}
                """), manifest("""
                    apiVersion: karpenter.sh/v1
                    kind: NodePool
                    metadata: {name: spot}
                    spec:
                      template:
                        spec:
                          nodeClassRef: {group: eks.amazonaws.com, kind: NodeClass, name: big}
                          requirements: [{key: karpenter.sh/capacity-type, operator: In, values: [spot]}]
                          taints: [{key: dedicated, value: batch, effect: NoSchedule}]
                      limits: {cpu: "100", memory: 400Gi}
                      disruption: {consolidationPolicy: WhenEmptyOrUnderutilized, consolidateAfter: 60s}
                    """));
        }

        @Test
        void of_karpenter() {
            Component component = Components.of(
                    "nodes",
                    nodes -> nodes.ec2NodeClass(
                                    "default",
                                    base -> base.subnetTags(Map.of("karpenter.sh/discovery", "demo"))
                                            .storage("80Gi")
                                            .tag("team", "shop"))
                            .nodePool("default", pool -> pool.ec2NodeClass("default")));

            assertThat(manifests(component, NODES)).containsExactly(manifest("""
                apiVersion: karpenter.k8s.aws/v1
                kind: EC2NodeClass
                metadata: {name: default}
                spec:
                  role: demo-node
                  subnetSelectorTerms: [{tags: {karpenter.sh/discovery: demo}}]
                  securityGroupSelectorTerms: [{id: sg-cluster}]
                  amiSelectorTerms: [{alias: al2023@latest}]
                  blockDeviceMappings: [{deviceName: /dev/xvda, ebs: {volumeSize: 80Gi, volumeType: gp3}}]
                  tags: {team: shop}
                """), manifest("""
                    apiVersion: karpenter.sh/v1
                    kind: NodePool
                    metadata: {name: default}
                    spec:
                      template:
                        spec:
                          nodeClassRef: {group: karpenter.k8s.aws, kind: EC2NodeClass, name: default}
                          requirements: [{key: karpenter.sh/capacity-type, operator: In, values: [on-demand]}]
                    """));
        }
    }

    @Nested
    class Storage {

        @Test
        void that_becomes_the_default_takes_that_from_gp2() {
            List<KubernetesObject> objects = objects(
                    StorageClasses.gp3()
                            .iops(4000)
                            .throughput(250)
                            .fsType("xfs")
                            .asDefault(),
                    NODES);

            assertThat(objects.get(0).ownership()).isEqualTo(ObjectOwnership.SHARE);
            assertThat(objects.get(0).force()).isTrue();
            assertThat(objects).extracting(KubernetesObject::manifest).containsExactly(manifest("""
                apiVersion: storage.k8s.io/v1
                kind: StorageClass
                metadata: {name: gp2, annotations: {storageclass.kubernetes.io/is-default-class: "false"}}
                provisioner: kubernetes.io/aws-ebs
                """), manifest("""
                    apiVersion: storage.k8s.io/v1
                    kind: StorageClass
                    metadata: {name: gp3, annotations: {storageclass.kubernetes.io/is-default-class: "true"}}
                    provisioner: ebs.csi.aws.com
                    parameters:
                      type: gp3
                      encrypted: "true"
                      iops: "4000"
                      throughput: "250"
                      csi.storage.k8s.io/fstype: xfs
                    reclaimPolicy: Delete
                    volumeBindingMode: WaitForFirstConsumer
                    allowVolumeExpansion: true
                    """));
        }

        @Test
        void is_made_by_whom_the_cluster_has() {
            StorageClassComponent fast = StorageClasses.io2(20_000)
                    .named("fast")
                    .kmsKey("arn:key")
                    .zones("eu-west-1a")
                    .retained();

            assertThat(manifests(fast, AUTO)).containsExactly(manifest("""
                apiVersion: storage.k8s.io/v1
                kind: StorageClass
                metadata: {name: fast}
                provisioner: ebs.csi.eks.amazonaws.com
                parameters: {type: io2, encrypted: "true", iops: "20000", kmsKeyId: "arn:key"}
                reclaimPolicy: Retain
                volumeBindingMode: WaitForFirstConsumer
                allowVolumeExpansion: true
                allowedTopologies: [{matchLabelExpressions: [{key: topology.kubernetes.io/zone, values: [eu-west-1a]}]}]
                """));
            assertThat(fast.name()).isEqualTo("storage-class-fast");
        }

        @Test
        void by_the_old_name_calls_the_file_system_as_that_did() {
            assertThat(manifests(StorageClasses.gp2().fsType("ext4").provisioner("kubernetes.io/aws-ebs"), NODES)
                            .toString())
                    .contains("provisioner=kubernetes.io/aws-ebs", "fsType=ext4")
                    .doesNotContain("csi.storage");
        }
    }

    private static Map<String, Object> one(ClusterSpec spec, Consumer<ComponentBuilder> description) {
        List<Map<String, Object>> manifests = manifests(Components.of("one", description), spec);
        assertThat(manifests).hasSize(1);
        return manifests.get(0);
    }

    private static List<Map<String, Object>> manifests(Component component, ClusterSpec spec) {
        return objects(component, spec).stream().map(KubernetesObject::manifest).toList();
    }

    private static List<KubernetesObject> objects(Component component, ClusterSpec spec) {
        return component.objects(new FixedContext(spec));
    }

    private static Map<String, Object> manifest(String yaml) {
        return ManifestReader.read("expected", yaml).get(0).manifest();
    }
}
