package io.github.ekssdk.k8s.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.Eks;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.event.ProgressListener;
import io.github.ekssdk.k8s.EksKubernetes;
import io.github.ekssdk.k8s.component.Components;
import io.github.ekssdk.k8s.helm.Charts;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.Component;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** All controllers in one cluster; a small chart stands for those that are on the web. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ControllersAppliedTest {

    private static final String NAME = AwsLoadBalancerController.NAME;

    private final FakeAws aws = FakeAws.builder().kubernetes().build();
    private final EksManager eks = aws.connect();

    @AfterEach
    void close() {
        eks.close();
        aws.close();
    }

    @Test
    void are_made_with_the_cluster_left_alone_afterwards_and_removed() {
        eks.apply(eks.plan(everything()), ProgressListener.none());

        try (KubernetesClient client = EksKubernetes.connect(eks.cluster("prod"))) {
            assertThat(client.apps()
                            .deployments()
                            .inNamespace("kube-system")
                            .withName(NAME)
                            .get())
                    .isNotNull();
            Secret certificate = client.secrets()
                    .inNamespace("kube-system")
                    .withName(NAME + "-tls")
                    .get();
            assertThat(client.admissionRegistration()
                            .v1()
                            .validatingWebhookConfigurations()
                            .withName(NAME)
                            .get()
                            .getWebhooks()
                            .get(0)
                            .getClientConfig()
                            .getCaBundle())
                    .isEqualTo(certificate.getData().get("ca.crt"));
            assertThat(eks.plan(everything()).changes())
                    .extracting(step -> step.id() + step.changes())
                    .isEmpty();

            eks.apply(eks.plan(general().build()), ProgressListener.none());

            assertThat(client.apps()
                            .deployments()
                            .inNamespace("kube-system")
                            .withName(NAME)
                            .get())
                    .isNull();
            assertThat(client.secrets()
                            .inNamespace("kube-system")
                            .withName(NAME + "-tls")
                            .get())
                    .isNull();
            assertThat(client.namespaces().withName("prometheus").get()).isNull();
            assertThat(eks.plan(general().build()).changes())
                    .extracting(step -> step.id() + step.changes())
                    .isEmpty();
        }
    }

    @Test
    void the_load_balancer_controller_puts_the_game_2048_behind_a_load_balancer_and_takes_it_away_again() {
        eks.apply(eks.plan(game()), ProgressListener.none());

        try (KubernetesClient client = EksKubernetes.connect(eks.cluster("prod"))) {
            assertThat(client.network()
                            .v1()
                            .ingresses()
                            .inNamespace("game-2048")
                            .withName("game")
                            .get()
                            .getStatus()
                            .getLoadBalancer()
                            .getIngress())
                    .singleElement()
                    .satisfies(ingress -> assertThat(ingress.getHostname()).endsWith(".elb.amazonaws.com"));
        }

        eks.apply(eks.planDelete("prod"), ProgressListener.none());

        assertThat(aws.inventory())
                .extracting(Resource::type)
                .noneMatch(type -> type.startsWith("elasticloadbalancing:") || type.startsWith("eks:"));
    }

    private static ClusterSpec game() {
        Component classes = Components.yaml("classes", """
            apiVersion: networking.k8s.io/v1
            kind: IngressClass
            metadata: {name: alb}
            spec: {controller: ingress.k8s.aws/alb}
            """);
        return general()
                .component(AwsLoadBalancerController.create().from(Charts.hello()))
                .component(classes)
                .component(Components.of(
                        "game",
                        game -> game.after(AwsLoadBalancerController.NAME, "classes")
                                .namespace("game-2048")
                                .deployment(
                                        "game",
                                        app -> app.image("public.ecr.aws/l6m2t8p7/docker-2048:latest")
                                                .replicas(2)
                                                .port(80))
                                .service("game", service -> service.port(80))
                                .ingress(
                                        "game",
                                        ingress -> ingress.internetFacing()
                                                .ipTargets()
                                                .path("/", "game", 80))))
                .build();
    }

    private static ClusterSpec.Builder general() {
        return Eks.cluster("prod").managedNodeGroup("general");
    }

    private static ClusterSpec everything() {
        return general()
                .component(VpcCni.create().externalSnat(true).prefixDelegation().ownRole())
                .component(EbsCsiDriver.create())
                .component(MetricsServer.create())
                .component(CertManager.create().dns01())
                .component(ExternalDns.create().domains("example.com"))
                .component(
                        AwsLoadBalancerController.create().from(Charts.hello()).after("cert-manager"))
                .component(
                        ClusterAutoscaler.create().irsa().from(Charts.hello()).chart(chart -> chart.withoutCrds()))
                .component(Prometheus.create()
                        .withoutStorage()
                        .from(Charts.hello())
                        .chart(chart -> chart.withoutCrds()))
                .component(KubernetesDashboard.create().from(Charts.hello()).chart(chart -> chart.withoutCrds()))
                .build();
    }
}
