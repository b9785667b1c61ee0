package io.github.ekssdk.k8s.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ekssdk.Eks;
import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.k8s.component.Components;
import io.github.ekssdk.k8s.component.StorageClasses;
import io.github.ekssdk.spec.AddonSpec;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.Component;
import io.github.ekssdk.spec.ComponentContext;
import io.github.ekssdk.spec.KubernetesObject;
import io.github.ekssdk.spec.PodIdentityAssociationSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/components.md, storage.md, load-balancing.md and autoscaling.md. */
class ComponentGuideTest {

    @Test
    void component() {
        // tag::component
        ClusterSpec prod = Eks.cluster("prod")
                .managedNodeGroup("general")
                .component(Components.of(
                        "shop",
                        shop -> shop.namespace("shop")
                                .serviceAccount(
                                        "web",
                                        web -> web.podIdentity(role -> role.managedPolicy("AmazonS3ReadOnlyAccess")))
                                .deployment(
                                        "web",
                                        web -> web.image("nginx:1.29").port(80).serviceAccount("web"))
                                .service("web", web -> web.port(80))))
                .build();
        // end::component

        assertThat(prod.podIdentities())
                .extracting(PodIdentityAssociationSpec::namespace, PodIdentityAssociationSpec::serviceAccount)
                .containsExactly(tuple("shop", "web"));
    }

    @Test
    void edit() {
        // tag::edit
        Component shop = Components.of(
                "shop",
                objects -> objects.inNamespace("shop")
                        .deployment(
                                "web",
                                web -> web.image("nginx:1.29")
                                        .edit(more -> more.editSpec()
                                                .withMinReadySeconds(5)
                                                .endSpec())));
        // end::edit

        assertThat(shop.name()).isEqualTo("shop");
    }

    @Test
    void yaml(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("shop.yaml"), "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, name: b}\n");

        assertThatExceptionOfType(InvalidSpecException.class)
                .isThrownBy(() -> {
                    // tag::yaml
                    Component shop = Components.yaml("shop", file);
                    // end::yaml
                    assertThat(shop).isNotNull();
                })
                .withMessageContaining("shop.yaml:3:21: The key 'name' is there twice.");
    }

    @Test
    void own() {
        ClusterSpec prod = Eks.cluster("prod")
                .managedNodeGroup("general")
                .component(new Backup("my-bucket"))
                .build();

        assertThat(prod.podIdentities()).hasSize(1);
    }

    // tag::own
    record Backup(String bucket) implements Component {

        @Override
        public String name() {
            return "backup";
        }

        @Override
        public void addTo(ClusterSpec.Builder cluster) {
            cluster.podIdentity("backup", "backup", role -> role.managedPolicy("AmazonS3FullAccess"));
        }

        @Override
        public List<KubernetesObject> objects(ComponentContext context) {
            return List.of(
                    KubernetesObject.of(
                            Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", "backup"))),
                    KubernetesObject.of(Map.of(
                            "apiVersion",
                            "v1",
                            "kind",
                            "ConfigMap",
                            "metadata",
                            Map.of("name", "target", "namespace", "backup"),
                            "data",
                            Map.of("url", "s3://" + bucket + "/" + context.clusterName()))));
        }
    }
    // end::own

    @Test
    void storage() {
        // tag::storage
        ClusterSpec prod = Eks.cluster("prod")
                .managedNodeGroup("general")
                .addon("aws-ebs-csi-driver")
                .component(StorageClasses.gp3().throughput(250).asDefault())
                .component(StorageClasses.io2(20_000).named("fast").retained())
                .build();
        // end::storage

        assertThat(prod.addons()).extracting(AddonSpec::name).containsExactly("aws-ebs-csi-driver");
    }

    @Test
    void stateful_set() {
        // tag::stateful-set
        Component database = Components.of(
                "database",
                objects -> objects.namespace("database")
                        .service("db", db -> db.headless().port(5432))
                        .statefulSet(
                                "db",
                                db -> db.image("postgres:17")
                                        .port(5432)
                                        .replicas(2)
                                        .volume("data", "/var/lib/postgresql", "20Gi", "gp3")));
        // end::stateful-set

        assertThat(database.after()).isEmpty();
    }

    @Test
    void ingress() {
        // tag::ingress
        Component game = Components.of(
                "game-2048",
                objects -> objects.namespace("game-2048")
                        .deployment(
                                "game",
                                app -> app.image("public.ecr.aws/l6m2t8p7/docker-2048:latest")
                                        .replicas(2)
                                        .port(80))
                        .service("game", service -> service.port(80))
                        .ingress(
                                "game",
                                ingress -> ingress.internetFacing().ipTargets().path("/", "game", 80)));
        // end::ingress

        assertThat(game.name()).isEqualTo("game-2048");
    }

    @Test
    void ingress_class() {
        // tag::ingress-class
        Component classes = Components.of(
                "classes",
                objects -> objects.ingressClass(
                        "public", alb -> alb.internetFacing().group("public").asDefault()));
        // end::ingress-class

        assertThat(classes.name()).isEqualTo("classes");
    }

    @Test
    void network_load_balancer() {
        // tag::nlb
        Component front = Components.of(
                "front",
                objects -> objects.inNamespace("shop")
                        .service(
                                "front",
                                service -> service.workload("web")
                                        .port(443, 8443)
                                        .networkLoadBalancer(
                                                nlb -> nlb.internetFacing().ipTargets())));
        // end::nlb

        assertThat(front.name()).isEqualTo("front");
    }

    @Test
    void horizontal_pod_autoscaler() {
        // tag::hpa
        Component shop = Components.of(
                "shop",
                objects -> objects.namespace("shop")
                        .deployment(
                                "web", web -> web.image("nginx:1.29").port(80).requests("250m", "64Mi"))
                        .horizontalPodAutoscaler(
                                "web", web -> web.replicas(2, 10).cpuUtilization(60)));
        // end::hpa

        assertThat(shop.name()).isEqualTo("shop");
    }

    @Test
    void node_pools() {
        // tag::node-pools
        Component nodes = Components.of(
                "nodes",
                objects -> objects.nodeClass("large-disk", large -> large.storage("160Gi"))
                        .nodePool(
                                "batch",
                                pool -> pool.nodeClass("large-disk")
                                        .capacityTypes("spot")
                                        .taint("dedicated", "batch", "NoSchedule")
                                        .limits("100", "400Gi")
                                        .consolidateAfter(Duration.ofMinutes(1))));
        // end::node-pools

        assertThat(nodes.name()).isEqualTo("nodes");
    }

    @Test
    void pod_networking() {
        // tag::pods
        Component pods = Components.of(
                "pod-networking",
                objects -> objects.eniConfigs()
                        .inNamespace("shop")
                        .securityGroupPolicy(
                                "db", policy -> policy.podLabel("role", "db").securityGroupIds("sg-0a1b2c3d4e5f60718"))
                        .networkPolicy(
                                "db", policy -> policy.podLabel("role", "db").allowFromPods("role", "web", 5432)));
        // end::pods

        assertThat(pods.name()).isEqualTo("pod-networking");
    }
}
