package io.github.ekssdk.testing.kubernetes;

import static io.github.ekssdk.testing.kubernetes.KubernetesWorld.apply;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.testing.internal.service.eks.EksWorld;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The nodes that EKS Auto Mode starts. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AutoModeNodesTest {
    private static final String DEPLOYMENT = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: default}
        spec:
          replicas: 3
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: app, image: nginx, resources: {requests: {cpu: "1", memory: 1Gi}}}]}
        """;

    private final EksWorld world =
            new EksWorld("eu-west-1", profile -> profile.with("kubernetes.node.join", Duration.ofSeconds(40), 0));
    private KubernetesClient client;

    @BeforeEach
    void makeCluster() {
        world.autoModeCluster("prod", "1.33");
        world.attach("cluster", "AmazonEKSComputePolicy");
        world.attach("auto", "AmazonEKSWorkerNodeMinimalPolicy");
        world.attach("auto", "AmazonEC2ContainerRegistryPullOnly");
        world.pass(Duration.ofMinutes(1));
        FakeKubernetes kubernetes = world.aws.kubernetes("prod");
        client = KubernetesWorld.client(kubernetes, kubernetes.adminToken());
    }

    @AfterEach
    void close() {
        client.close();
        world.close();
    }

    private List<Node> nodes() {
        return client.nodes().list().getItems();
    }

    private long instances() {
        return world.inventory("ec2:instance").stream()
                .filter(instance -> !instance.status().equals("terminated"))
                .count();
    }

    private int ready() {
        Integer ready = client.apps()
                .deployments()
                .inNamespace("default")
                .withName("web")
                .get()
                .getStatus()
                .getReadyReplicas();
        return ready == null ? 0 : ready;
    }

    @Test
    void pods_that_wait_get_a_node_of_the_general_purpose_pool() {
        assertThat(nodes()).isEmpty();

        apply(client, DEPLOYMENT);
        assertThat(instances()).isEqualTo(1);
        world.pass(Duration.ofMinutes(1));

        assertThat(ready()).isEqualTo(3);
        assertThat(nodes()).singleElement().satisfies(node -> {
            assertThat(node.getMetadata().getName()).startsWith("i-");
            assertThat(node.getMetadata().getLabels())
                    .containsEntry("karpenter.sh/nodepool", "general-purpose")
                    .containsEntry("eks.amazonaws.com/compute-type", "auto")
                    .containsEntry("node.kubernetes.io/instance-type", "c6a.xlarge");
        });
    }

    @Test
    void an_empty_node_goes_with_its_instance() {
        apply(client, DEPLOYMENT);
        world.pass(Duration.ofMinutes(1));

        client.apps().deployments().inNamespace("default").withName("web").scale(0);
        world.pass(Duration.ofMinutes(2));

        assertThat(nodes()).isEmpty();
        assertThat(instances()).isZero();
    }

    @Test
    void critical_add_ons_go_to_the_system_pool_and_zones_are_kept() {
        apply(client, """
            apiVersion: v1
            kind: Pod
            metadata: {name: critical, namespace: default}
            spec:
              nodeSelector: {karpenter.sh/nodepool: system, topology.kubernetes.io/zone: eu-west-1b}
              tolerations: [{key: CriticalAddonsOnly, operator: Exists}]
              containers: [{name: app, image: nginx}]
            """);
        world.pass(Duration.ofMinutes(1));

        assertThat(nodes()).singleElement().satisfies(node -> {
            assertThat(node.getSpec().getTaints().get(0).getKey()).isEqualTo("CriticalAddonsOnly");
            assertThat(node.getMetadata().getLabels()).containsEntry("topology.kubernetes.io/zone", "eu-west-1b");
        });
    }

    @Test
    void deleting_the_cluster_ends_its_instances() {
        apply(client, DEPLOYMENT);
        world.pass(Duration.ofMinutes(1));

        world.eks.deleteCluster(request -> request.name("prod"));
        world.pass(Duration.ofMinutes(15));

        assertThat(instances()).isZero();
        assertThat(world.inventory("iam:instance-profile")).isEmpty();
    }
}
