package io.github.ekssdk.k8s.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.k8s.internal.manifest.ManifestReader;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.KubernetesObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectChecksTest {

    private ClusterSpec.Builder cluster = ClusterSpec.builder("demo").managedNodeGroup("general");
    private final Map<String, List<KubernetesObject>> components = new LinkedHashMap<>();
    private Optional<String> version = Optional.of("1.35");
    private List<String> missingTags = List.of();

    @Nested
    class Kinds {

        @Test
        void of_the_api_server_are_known() {
            component("shop", deployment(""), "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}");

            assertThat(check().problems()).isEmpty();
            assertThat(check().warnings()).isEmpty();
        }

        @Test
        void that_are_misspelt_are_refused() {
            component("shop", "apiVersion: apps/v1\nkind: Deploymnt\nmetadata: {name: web}");

            assertThat(problems())
                    .containsExactly("components[shop].Deploymnt web: Kubernetes has no Deploymnt in apps/v1. Look at"
                            + " the spelling of the kind.");
        }

        @Test
        void in_the_wrong_group_are_refused_with_the_right_one() {
            component("shop", "apiVersion: v1\nkind: Deployment\nmetadata: {name: web}");

            assertThat(problems())
                    .containsExactly(
                            "components[shop].Deployment web: Kubernetes has no Deployment in v1. Use apps/v1.");
        }

        @Test
        void that_were_removed_are_refused_with_their_successor() {
            component("shop", "apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: web}");
            component("hpa", "apiVersion: autoscaling/v2beta2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}");
            component("psp", "apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata: {name: web}");

            assertThat(problems())
                    .containsExactly(
                            "components[shop].Ingress web: Kubernetes has no Ingress in extensions/v1beta1 since 1.22."
                                    + " Use networking.k8s.io/v1.",
                            "components[hpa].HorizontalPodAutoscaler web: Kubernetes has no HorizontalPodAutoscaler in"
                                    + " autoscaling/v2beta2 since 1.26. Use autoscaling/v2.",
                            "components[psp].PodSecurityPolicy web: Kubernetes has no PodSecurityPolicy in"
                                    + " policy/v1beta1 since 1.25. Use Pod Security Admission, by labels of the"
                                    + " namespace.");
        }

        @Test
        void that_will_be_removed_are_warned_about() {
            version = Optional.of("1.31");
            component(
                    "flow",
                    "apiVersion: flowcontrol.apiserver.k8s.io/v1beta3\nkind: FlowSchema\nmetadata: {name: slow}");

            assertThat(check().problems()).isEmpty();
            assertThat(check().warnings())
                    .containsExactly("components[flow].FlowSchema slow: flowcontrol.apiserver.k8s.io/v1beta3 is there"
                            + " until Kubernetes 1.32 only; its successor is flowcontrol.apiserver.k8s.io/v1.");
        }

        @Test
        void of_definitions_that_nothing_brings_are_warned_about() {
            component("certs", "apiVersion: cert-manager.io/v1\nkind: ClusterIssuer\nmetadata: {name: letters}");

            assertThat(check().warnings())
                    .containsExactly("components[certs].ClusterIssuer letters: Nothing in the spec brings the"
                            + " CustomResourceDefinition of ClusterIssuer in cert-manager.io/v1; it"
                            + " cannot be applied to a cluster that does not have it. It comes with"
                            + " cert-manager.");
        }

        @Test
        void of_an_addon_of_the_spec_are_there() {
            with(spec -> spec.addon("cert-manager"));
            component("certs", "apiVersion: cert-manager.io/v1\nkind: ClusterIssuer\nmetadata: {name: letters}");

            assertThat(check().warnings()).isEmpty();
        }

        @Test
        void of_a_definition_in_the_spec_are_there_in_the_versions_that_it_serves() {
            component("crd", """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: widgets.example.com}
                spec:
                  group: example.com
                  scope: Cluster
                  names: {kind: Widget, plural: widgets}
                  versions: [{name: v1, served: true}, {name: v1alpha1, served: false}]
                """);
            component("new", "apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: one}");
            component("old", "apiVersion: example.com/v1alpha1\nkind: Widget\nmetadata: {name: two}");

            assertThat(check().warnings()).isEmpty();
            assertThat(problems())
                    .containsExactly("components[old].Widget two: The CustomResourceDefinition of Widget does not serve"
                            + " v1alpha1. It serves v1.");
        }

        @Test
        void of_auto_mode_take_auto_mode() {
            component("pool", "apiVersion: eks.amazonaws.com/v1\nkind: NodeClass\nmetadata: {name: big}");

            assertThat(check().warnings()).singleElement().asString().contains("switch that on with autoMode()");

            with(ClusterSpec.Builder::autoMode);

            assertThat(check().warnings()).isEmpty();
        }
    }

    @Nested
    class Names {

        @Test
        void that_kubernetes_does_not_take_are_refused() {
            component("a", "apiVersion: v1\nkind: Namespace\nmetadata: {name: Shop_1}");
            component(
                    "b",
                    "apiVersion: v1\nkind: Service\nmetadata: {name: 2048, namespace: default}"
                            .replace("2048", "'2048'"));
            component(
                    "c",
                    "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: 'system:Reader'}");

            assertThat(problems())
                    .containsExactly(
                            "components[a].Namespace Shop_1: Kubernetes does not take the name 'Shop_1'. Write at most"
                                    + " 63 lower-case letters, digits and hyphens, a letter or digit at both ends.",
                            "components[b].Service default/2048: Kubernetes does not take the name '2048'. Write at"
                                    + " most 63 lower-case letters, digits and hyphens, a letter first and a letter or"
                                    + " digit last.");
        }

        @Test
        void of_one_object_in_two_components_are_refused() {
            component("one", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}");
            component("two", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: default}");

            assertThat(problems())
                    .containsExactly("components[two].ConfigMap default/settings: The component 'one' describes it too."
                            + " An object is described once; take it out of one of the places.");
        }

        @Test
        void of_namespaces_that_are_left_out_or_not_there_are_warned_about() {
            component("one", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}");
            component("two", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: shop}");

            assertThat(check().warnings())
                    .containsExactly(
                            "components[one].ConfigMap settings: No namespace is named, so it goes to the one called"
                                    + " 'default'.",
                            "components[two].ConfigMap shop/settings: No component describes the namespace 'shop'; it"
                                    + " has to be there already.");
        }

        @Test
        void of_namespaces_are_refused_where_there_are_none() {
            component("one", "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, namespace: default}");

            assertThat(problems())
                    .containsExactly("components[one].Namespace default/shop: Objects of the kind Namespace are in no"
                            + " namespace. Leave metadata.namespace out.");
        }
    }

    @Nested
    class Fargate {

        @Test
        void runs_no_privileged_containers_and_nothing_of_its_hosts() {
            with(spec -> spec.fargateProfile("shop", profile -> profile.selector("sh?p")));
            shop(deployment("""
                      hostNetwork: true
                      nodeSelector: {kubernetes.io/arch: arm64}
                      volumes: [{name: logs, hostPath: {path: /var/log}}]
                      containers:
                      - name: web
                        securityContext: {privileged: true}
                        resources: {limits: {nvidia.com/gpu: 1}}
                """));

            assertThat(problems())
                    .extracting(problem -> problem.substring(
                            "components[shop].Deployment shop/web: ".length(), problem.indexOf(" Run it on nodes")))
                    .containsExactly(
                            "Its Pods use the network of their node (hostNetwork), which Fargate does not allow.",
                            "The container 'web' is privileged, which Fargate does not allow.",
                            "Its Pods ask for GPUs, which Fargate does not have.",
                            "Its Pods mount a directory of their node (hostPath), which Fargate does not allow.",
                            "Its Pods ask for arm64, which Fargate on EKS does not have.");
        }

        @Test
        void leaves_pods_alone_that_no_profile_selects() {
            with(spec -> spec.fargateProfile("shop", profile -> profile.selector("shop", Map.of("on", "fargate"))));
            shop(deployment("      hostNetwork: true\n"));

            assertThat(check().problems()).isEmpty();
        }

        @Test
        void runs_no_daemon_sets() {
            cluster = ClusterSpec.builder("demo").fargateOnly();
            component("agent", """
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: agent, namespace: kube-system}
                """);

            assertThat(problems())
                    .containsExactly(
                            "components[agent].DaemonSet kube-system/agent: Fargate runs no DaemonSets, and the spec"
                                    + " has no nodes. Add a node group, or run what it does as a sidecar container of each"
                                    + " Pod.");
        }

        @Test
        void mounts_no_ebs_volumes() {
            cluster = ClusterSpec.builder("demo").fargateOnly();
            component("db", """
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: db, namespace: default}
                spec:
                  template: {spec: {containers: [{name: db}]}}
                  volumeClaimTemplates: [{metadata: {name: data}, spec: {storageClassName: gp2}}]
                """);

            assertThat(problems())
                    .singleElement()
                    .asString()
                    .contains("Its volumes are of the StorageClass 'gp2', and Fargate cannot mount EBS volumes.");
        }

        @Test
        void alone_leaves_other_namespaces_without_a_place() {
            cluster = ClusterSpec.builder("demo").fargateOnly();
            shop(deployment(""));

            assertThat(check().warnings())
                    .containsExactly("components[shop].Deployment shop/web: No Fargate profile selects its Pods and the"
                            + " spec has no nodes, so they stay Pending.");
        }
    }

    @Nested
    class Storage {

        @Test
        void of_ebs_takes_its_driver() {
            component("storage", storageClass("gp3", "ebs.csi.aws.com", "true"));

            assertThat(check().warnings())
                    .containsExactly("components[storage].StorageClass gp3: Its volumes are made by the EBS CSI driver,"
                            + " which the spec does not install; claims stay Pending without it. Add"
                            + " addon(\"aws-ebs-csi-driver\").");

            with(spec -> spec.addon("aws-ebs-csi-driver"));

            assertThat(check().warnings()).isEmpty();
        }

        @Test
        void of_auto_mode_takes_auto_mode() {
            component("storage", storageClass("auto", "ebs.csi.eks.amazonaws.com", "false"));

            assertThat(problems())
                    .containsExactly(
                            "components[storage].StorageClass auto: Its provisioner ebs.csi.eks.amazonaws.com is"
                                    + " that of EKS Auto Mode, which the spec has not. Switch Auto Mode on, or use"
                                    + " ebs.csi.aws.com of the aws-ebs-csi-driver add-on.");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "type: gp4 | EBS has no volumes of the type 'gp4'. Use gp3, gp2, io1, io2, st1 or sc1.",
                    "type: io2 | io2 needs a number of IOPS. Give iops, 100 at least.",
                    "type: st1, iops: '500' | st1 takes no IOPS. Leave iops out, or use gp3, io1 or io2.",
                    "type: gp3, iops: '90000' | A gp3 volume cannot have 90000 IOPS. Give 3000 to 80000.",
                    "type: io1, iops: many | A io1 volume cannot have many IOPS. Give 100 to 64000.",
                    "type: gp2, throughput: '250' | gp2 takes no throughput. Leave throughput out, or use gp3.",
                    "type: gp3, throughput: '2500' | The throughput is 2500 MiB per second. Give 125 to 2000.",
                    "type: gp3, throughput: '1000' | A throughput of 1000 MiB per second needs 4000 IOPS. Give so many"
                            + " IOPS, or less throughput."
                })
        void that_ec2_would_not_make_is_refused(String parameters, String problem) {
            with(spec -> spec.addon("aws-ebs-csi-driver"));
            component(
                    "storage", storageClass("data", "ebs.csi.aws.com", "false") + "parameters: {" + parameters + "}\n");

            assertThat(problems()).containsExactly("components[storage].StorageClass data: " + problem);
        }

        @Test
        void has_one_default() {
            with(spec -> spec.addon("aws-ebs-csi-driver"));
            component(
                    "storage",
                    storageClass("gp3", "ebs.csi.aws.com", "true"),
                    storageClass("io2", "ebs.csi.aws.com", "true"));

            assertThat(problems())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "components[storage].StorageClass io2: Another StorageClass of the spec is the default");
        }

        private static String storageClass(String name, String provisioner, String isDefault) {
            return """
                apiVersion: storage.k8s.io/v1
                kind: StorageClass
                metadata: {name: %s, annotations: {storageclass.kubernetes.io/is-default-class: "%s"}}
                provisioner: %s
                """.formatted(name, isDefault, provisioner);
        }
    }

    @Nested
    class LoadBalancers {

        @Test
        void of_an_ingress_without_a_class_are_refused() {
            shop(ingress("", ""));

            assertThat(problems())
                    .containsExactly("components[shop].Ingress shop/web: It names no IngressClass and the spec has no"
                            + " default one, so no controller would take it. Set spec.ingressClassName, for example to"
                            + " 'alb', or mark an IngressClass with ingressclass.kubernetes.io/is-default-class.");
        }

        @Test
        void take_a_controller() {
            shop(
                    ingress("internal", "ingressClassName: alb"),
                    service("loadBalancerClass: service.k8s.aws/nlb", "internal"));

            assertThat(check().warnings())
                    .hasSize(2)
                    .allMatch(warning -> warning.contains(
                            "made by the AWS Load Balancer Controller, which the spec does" + " not install"));

            component("aws-load-balancer-controller");

            assertThat(check().warnings()).isEmpty();
        }

        @Test
        void that_face_the_internet_take_public_subnets() {
            with(ClusterSpec.Builder::privateCluster);
            component("aws-load-balancer-controller");
            shop(
                    ingress("internet-facing", "ingressClassName: alb"),
                    service("loadBalancerClass: service.k8s.aws/nlb", "internal"));

            assertThat(problems())
                    .containsExactly(
                            "components[shop].Ingress shop/web: Its load balancer faces the internet, but the VPC"
                                    + " has no public subnets. Make it internal, or give the VPC public subnets.");
        }

        @Test
        void find_subnets_of_an_existing_vpc_by_tags() {
            with(spec -> spec.vpc(vpc -> vpc.existing(there -> there.vpcId("vpc-0a1b2c3d4e5f60718"))));
            missingTags = List.of("subnet-1 kubernetes.io/role/elb");
            component("aws-load-balancer-controller");
            shop(
                    ingress("internet-facing", "ingressClassName: alb"),
                    service("loadBalancerClass: service.k8s.aws/nlb", "internal"));

            assertThat(check().warnings())
                    .containsExactly(
                            "components[shop].Ingress shop/web: Its internet-facing load balancer goes to subnets with"
                                    + " the tag kubernetes.io/role/elb, which subnet-1 lack. Add the tag, let the SDK do"
                                    + " so with addMissingTags(true), or name subnets with the annotation"
                                    + " alb.ingress.kubernetes.io/subnets.");
        }

        @Test
        void of_auto_mode_take_auto_mode() {
            shop(service("loadBalancerClass: eks.amazonaws.com/nlb", "internal"), """
                apiVersion: networking.k8s.io/v1
                kind: IngressClass
                metadata: {name: alb}
                spec: {controller: eks.amazonaws.com/alb}
                """);

            assertThat(problems())
                    .hasSize(2)
                    .allMatch(problem -> problem.contains("is that of EKS Auto Mode, which the spec has not."));
        }

        private static String ingress(String scheme, String type) {
            return """
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: web, namespace: shop, annotations: {alb.ingress.kubernetes.io/scheme: "%s"}}
                spec:
                  defaultBackend: {service: {name: web, port: {number: 80}}}
                  %s
                """.formatted(scheme, type);
        }

        private static String service(String type, String scheme) {
            return """
                apiVersion: v1
                kind: Service
                metadata:
                  name: front
                  namespace: shop
                  annotations: {service.beta.kubernetes.io/aws-load-balancer-scheme: %s}
                spec:
                  type: LoadBalancer
                  %s
                """.formatted(scheme, type);
        }
    }

    private void with(UnaryOperator<ClusterSpec.Builder> settings) {
        cluster = settings.apply(cluster);
    }

    private void component(String name, String... manifests) {
        components.put(
                name,
                List.of(manifests).stream()
                        .flatMap(manifest -> ManifestReader.read(name, manifest).stream())
                        .toList());
    }

    private void shop(String... manifests) {
        component("namespace", "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}");
        component("shop", manifests);
    }

    private static String deployment(String pods) {
        return """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop}
            spec:
              template:
                metadata: {labels: {app: web}}
                spec:
                  serviceAccountName: web
            """ + pods;
    }

    private Findings check() {
        return ObjectChecks.check(components, cluster.build(), version, missingTags);
    }

    private List<String> problems() {
        return check().problems().stream().map(Object::toString).toList();
    }
}
