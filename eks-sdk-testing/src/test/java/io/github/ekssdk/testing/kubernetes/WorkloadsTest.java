package io.github.ekssdk.testing.kubernetes;

import static io.github.ekssdk.testing.kubernetes.KubernetesWorld.apply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.FargateProfileSelector;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WorkloadsTest {
    private static final String DEPLOYMENT = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: default}
        spec:
          replicas: 2
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: app, image: "nginx:1.27"}]}
        """;

    private final KubernetesWorld world = new KubernetesWorld();
    private final KubernetesClient client = world.admin();

    @AfterEach
    void close() {
        client.close();
        world.close();
    }

    private void nodes(int size) {
        world.eks.createNodegroup(request -> request.clusterName("prod")
                .nodegroupName("general")
                .nodeRole("arn:aws:iam::123456789012:role/nodes")
                .subnets("subnet-0a", "subnet-0b")
                .labels(Map.of("team", "general"))
                .scalingConfig(scaling -> scaling.minSize(0).maxSize(9).desiredSize(size)));
    }

    private List<Pod> pods(String app) {
        return client.pods().inNamespace("default").withLabel("app", app).list().getItems();
    }

    private Deployment web() {
        return client.apps()
                .deployments()
                .inNamespace("default")
                .withName("web")
                .get();
    }

    @Test
    void nodes_come_and_go_with_their_group() {
        nodes(2);

        List<Node> nodes = client.nodes().list().getItems();
        assertThat(nodes).hasSize(2).allSatisfy(node -> {
            assertThat(node.getMetadata().getLabels())
                    .containsEntry("eks.amazonaws.com/nodegroup", "general")
                    .containsEntry("team", "general");
            assertThat(node.getSpec().getProviderID()).startsWith("aws:///");
        });
        world.aws.autoscale("prod", "general", 3);
        assertThat(client.nodes().list().getItems()).hasSize(3);
        world.eks.deleteNodegroup(request -> request.clusterName("prod").nodegroupName("general"));
        assertThat(client.nodes().list().getItems()).isEmpty();
    }

    @Test
    void a_deployment_waits_for_nodes_and_runs_on_them() {
        apply(client, DEPLOYMENT);
        assertThat(web().getStatus().getReadyReplicas()).isIn(null, 0);
        assertThat(pods("web"))
                .allSatisfy(pod -> assertThat(pod.getStatus().getConditions())
                        .anySatisfy(
                                condition -> assertThat(condition.getReason()).isEqualTo("Unschedulable")));

        nodes(2);

        assertThat(web().getStatus().getReadyReplicas()).isEqualTo(2);
        assertThat(pods("web"))
                .extracting(pod -> pod.getSpec().getNodeName())
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void a_new_image_replaces_the_pods_and_scaling_changes_their_number() {
        nodes(2);
        apply(client, DEPLOYMENT);

        apply(client, DEPLOYMENT.replace("nginx:1.27", "nginx:1.28"));
        assertThat(pods("web"))
                .hasSize(2)
                .allSatisfy(
                        pod -> assertThat(pod.getSpec().getContainers().get(0).getImage())
                                .isEqualTo("nginx:1.28"));
        client.apps().deployments().inNamespace("default").withName("web").scale(4);

        assertThat(pods("web")).hasSize(4);
        assertThat(web().getMetadata().getAnnotations()).containsEntry("deployment.kubernetes.io/revision", "2");
    }

    @Test
    void deleting_a_deployment_takes_its_pods_along() {
        nodes(1);
        apply(client, DEPLOYMENT);

        client.resource(web()).delete();

        assertThat(pods("web")).isEmpty();
        assertThat(client.apps().replicaSets().inNamespace("default").list().getItems())
                .isEmpty();
    }

    @Test
    void S11_eviction_respects_budgets() {
        nodes(2);
        apply(client, DEPLOYMENT);
        apply(client, """
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: {name: web, namespace: default}
            spec:
              minAvailable: 2
              selector: {matchLabels: {app: web}}
            """);
        Pod pod = pods("web").get(0);

        boolean evicted = client.pods().resource(pod).evict();

        assertThat(evicted).isFalse();
        KubernetesClientException refusal = catchThrowableOfType(
                KubernetesClientException.class,
                () -> client.raw(
                        "/api/v1/namespaces/default/pods/" + pod.getMetadata().getName() + "/eviction",
                        "POST",
                        new EvictionBuilder()
                                .withNewMetadata()
                                .withName(pod.getMetadata().getName())
                                .endMetadata()
                                .build()));
        assertThat(refusal.getCode()).isEqualTo(429);
        assertThat(refusal.getStatus().getDetails().getCauses().get(0).getMessage())
                .isEqualTo("The disruption budget web needs 2 healthy pods and has 2 currently");
        client.apps().deployments().inNamespace("default").withName("web").scale(3);
        assertThat(client.pods().resource(pods("web").get(0)).evict()).isTrue();
    }

    @Test
    void fargate_takes_what_its_profiles_select_and_no_privileged_pods() {
        world.eks.createFargateProfile(request -> request.clusterName("prod")
                .fargateProfileName("apps")
                .podExecutionRoleArn("arn:aws:iam::123456789012:role/fargate")
                .subnets("subnet-0a")
                .selectors(List.of(
                        FargateProfileSelector.builder().namespace("default").build())));

        apply(client, DEPLOYMENT);
        apply(
                client,
                DEPLOYMENT
                        .replace("web", "tool")
                        .replace("image: \"nginx:1.27\"", "image: tool, securityContext: {privileged: true}"));

        assertThat(pods("web")).allSatisfy(pod -> {
            assertThat(pod.getSpec().getNodeName()).startsWith("fargate-");
            assertThat(pod.getStatus().getPhase()).isEqualTo("Running");
        });
        assertThat(client.nodes().list().getItems()).hasSize(2);
        assertThat(pods("tool"))
                .allSatisfy(pod -> assertThat(pod.getStatus().getConditions())
                        .anySatisfy(condition -> assertThat(condition.getMessage())
                                .isEqualTo(
                                        "Pod not supported on Fargate: invalid SecurityContext fields: Privileged")));
    }

    @Test
    void daemon_sets_run_once_on_each_node_and_jobs_to_their_end() {
        nodes(3);
        apply(client, DEPLOYMENT.replace("kind: Deployment", "kind: DaemonSet").replace("  replicas: 2\n", ""));
        apply(client, """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: once, namespace: default}
            spec:
              template:
                metadata: {labels: {app: once}}
                spec: {restartPolicy: Never, containers: [{name: app, image: busybox}]}
            """);

        assertThat(client.apps()
                        .daemonSets()
                        .inNamespace("default")
                        .withName("web")
                        .get()
                        .getStatus()
                        .getNumberReady())
                .isEqualTo(3);
        assertThat(client.batch()
                        .v1()
                        .jobs()
                        .inNamespace("default")
                        .withName("once")
                        .get()
                        .getStatus()
                        .getSucceeded())
                .isEqualTo(1);
    }

    @Test
    void new_clusters_bring_what_eks_puts_into_them() {
        nodes(2);

        assertThat(client.apps()
                        .deployments()
                        .inNamespace("kube-system")
                        .withName("coredns")
                        .get()
                        .getStatus()
                        .getReadyReplicas())
                .isEqualTo(2);
        assertThat(client.apps().daemonSets().inNamespace("kube-system").list().getItems())
                .extracting(set -> set.getMetadata().getName())
                .containsExactly("aws-node", "kube-proxy");
        assertThat(client.storage().v1().storageClasses().list().getItems())
                .extracting(one -> one.getMetadata().getName())
                .containsExactly("gp2");
    }
}
