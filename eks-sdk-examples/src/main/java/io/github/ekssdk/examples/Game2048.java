package io.github.ekssdk.examples;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.Eks;
import io.github.ekssdk.client.Cluster;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.k8s.EksKubernetes;
import io.github.ekssdk.k8s.component.Components;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.Component;
import java.util.List;

/**
 * The sample application of the EKS user guide, the game 2048, behind an Application Load Balancer that EKS Auto Mode makes. Without
 * Auto Mode, {@code .component(AwsLoadBalancerController.create())} takes its place, and brings the class {@code alb} itself.
 */
public final class Game2048 implements Example {

    private static final String NAMESPACE = "game-2048";
    private static final String NAME = "game";

    Game2048() {}

    /** Runs the example; {@code --help} lists what it takes. */
    public static void main(String[] args) {
        Demo.main(new Game2048(), args);
    }

    @Override
    public ClusterSpec spec(String name) {
        // tag::spec
        return Eks.cluster(name).autoMode().component(game()).build();
        // end::spec
    }

    private static Component game() {
        // tag::game
        return Components.of(
                "game-2048",
                objects -> objects.ingressClass("alb", alb -> alb.internetFacing())
                        .namespace(NAMESPACE)
                        .deployment(
                                NAME,
                                app -> app.image("public.ecr.aws/l6m2t8p7/docker-2048:latest")
                                        .replicas(5)
                                        .port(80)
                                        .requests("250m", "64Mi"))
                        .service(NAME, service -> service.port(80))
                        .ingress(NAME, ingress -> ingress.ipTargets().path("/", NAME, 80)));
        // end::game
    }

    /** Tells where the game can be played; the plan was applied once the load balancer had its name. */
    @Override
    public void show(EksManager eks, Cluster cluster, Screen screen) {
        // tag::address
        try (KubernetesClient client = EksKubernetes.connect(cluster)) {
            Ingress ingress = client.network()
                    .v1()
                    .ingresses()
                    .inNamespace(NAMESPACE)
                    .withName(NAME)
                    .get();
            String host =
                    ingress.getStatus().getLoadBalancer().getIngress().get(0).getHostname();
            screen.title("Play it");
            screen.print("http://" + host + "/");
        }
        // end::address
    }

    @Override
    public List<List<String>> readBack() {
        return List.of(
                List.of("get", "deployment,service,ingress", NAME, "--namespace", NAMESPACE),
                List.of("get", "ingressclass", "alb"));
    }
}
