package io.github.ekssdk.k8s.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.error.KubernetesCallFailedException;
import io.github.ekssdk.k8s.Account;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.FargateProfileSelector;

class NodesTest {
    private final Account account = new Account();
    private final KubernetesClient client = account.connect();
    private final Nodes nodes = Nodes.of(client, account.aws.time());

    @AfterEach
    void close() {
        account.close();
    }

    private void joined(String name, Map<String, String> labels) {
        client.resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(labels)
                        .endMetadata()
                        .withNewSpec()
                        .endSpec()
                        .build())
                .create();
    }

    @Test
    void nodes_of_a_managed_node_group_tell_what_they_are() {
        account.nodeGroup("general", 2);

        assertThat(nodes.ofNodeGroup("general")).hasSize(2).allSatisfy(node -> {
            assertThat(node.computeType()).isEqualTo(ComputeType.MANAGED_NODE_GROUP);
            assertThat(node.ready()).isTrue();
            assertThat(node.cordoned()).isFalse();
            assertThat(node.kubeletVersion()).startsWith("v1.");
            assertThat(node.instanceId().orElseThrow()).startsWith("i-");
            assertThat(node.instanceType()).isPresent();
            assertThat(node.zone().orElseThrow()).startsWith(account.aws.region());
        });
    }

    @Test
    void each_kind_of_compute_is_known_by_its_labels() {
        assertThat(List.of(
                        Map.of("eks.amazonaws.com/nodegroup", "general"),
                        Map.of("eks-sdk/node-group", "own"),
                        Map.of("alpha.eksctl.io/nodegroup-name", "theirs"),
                        Map.of("eks.amazonaws.com/compute-type", "auto", "karpenter.sh/nodepool", "system"),
                        Map.of("karpenter.sh/nodepool", "spot"),
                        Map.of("eks.amazonaws.com/compute-type", "hybrid"),
                        Map.of("eks.amazonaws.com/compute-type", "fargate"),
                        Map.<String, String>of()))
                .extracting(labels -> NodeReading.read(new NodeBuilder()
                        .withNewMetadata()
                        .withName("n")
                        .withLabels(labels)
                        .endMetadata()
                        .build()))
                .extracting(ClusterNode::computeType, node -> node.nodeGroup().orElse("-"))
                .containsExactly(
                        tuple(ComputeType.MANAGED_NODE_GROUP, "general"),
                        tuple(ComputeType.SELF_MANAGED, "own"),
                        tuple(ComputeType.SELF_MANAGED, "theirs"),
                        tuple(ComputeType.AUTO_MODE, "system"),
                        tuple(ComputeType.KARPENTER, "spot"),
                        tuple(ComputeType.HYBRID, "-"),
                        tuple(ComputeType.FARGATE, "-"),
                        tuple(ComputeType.SELF_MANAGED, "-"));
    }

    @Test
    void nodes_are_viewed_by_group() {
        account.nodeGroup("general", 2);
        account.nodeGroup("batch", 1);
        account.eks.createFargateProfile(request -> request.clusterName("prod")
                .fargateProfileName("apps")
                .podExecutionRoleArn("arn:aws:iam::123456789012:role/fargate")
                .subnets("subnet-0a")
                .selectors(List.of(
                        FargateProfileSelector.builder().namespace("default").build())));
        client.resource(Workloads.deployment("web", 3)).create();

        assertThat(nodes.byNodeGroup())
                .extracting(NodeGroupNodes::computeType, NodeGroupNodes::name, NodeGroupNodes::ready)
                .containsExactly(
                        tuple(ComputeType.MANAGED_NODE_GROUP, Optional.of("batch"), 1L),
                        tuple(ComputeType.MANAGED_NODE_GROUP, Optional.of("general"), 2L),
                        tuple(ComputeType.FARGATE, Optional.empty(), 3L));
    }

    @Test
    void cordoning_keeps_new_pods_off_until_it_is_undone() {
        account.nodeGroup("general", 1);
        String node = nodes.list().get(0).name();

        nodes.cordon(node);
        client.resource(Workloads.deployment("web", 1)).create();

        assertThat(nodes.list().get(0).cordoned()).isTrue();
        assertThat(Workloads.nodesOf(client, "web")).containsExactly("");

        nodes.uncordon(node);

        assertThat(nodes.list().get(0).cordoned()).isFalse();
        assertThat(Workloads.nodesOf(client, "web")).containsExactly(node);
    }

    @Test
    void a_node_that_is_not_there_is_told() {
        KubernetesCallFailedException failure =
                catchThrowableOfType(KubernetesCallFailedException.class, () -> nodes.cordon("ip-10-0-0-1"));

        assertThat(failure.statusCode()).isEqualTo(404);
        assertThat(failure.reason()).isEqualTo("NotFound");
        assertThat(failure)
                .hasMessage("The Kubernetes API of the cluster prod answered 404 NotFound: nodes \"ip-10-0-0-1\" not"
                        + " found.");
    }

    @Test
    void a_server_that_is_being_updated_is_asked_again() {
        joined("one", Map.of());
        account.kubernetes().failNext(3, 503);

        assertThat(nodes.list()).extracting(ClusterNode::name).containsExactly("one");
    }
}
