package io.github.ekssdk.k8s.nodes;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.github.ekssdk.internal.graph.Owner;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a node's labels and status say. */
final class NodeReading {

    private static final String MANAGED_GROUP = "eks.amazonaws.com/nodegroup";
    private static final String EKSCTL_GROUP = "alpha.eksctl.io/nodegroup-name";
    private static final String NODE_POOL = "karpenter.sh/nodepool";
    private static final String COMPUTE_TYPE = "eks.amazonaws.com/compute-type";

    private NodeReading() {}

    static ClusterNode read(Node node) {
        Map<String, String> labels = labels(node);
        ComputeType type = computeType(labels);
        return new ClusterNode(
                node.getMetadata().getName(),
                type,
                group(type, labels),
                isReady(node),
                isCordoned(node),
                kubeletVersion(node),
                label(labels, "node.kubernetes.io/instance-type"),
                instanceId(node),
                label(labels, "topology.kubernetes.io/zone"),
                Instant.parse(requireNonNullElse(node.getMetadata().getCreationTimestamp(), Instant.EPOCH.toString())));
    }

    static boolean isCordoned(Node node) {
        return node.getSpec() != null && Boolean.TRUE.equals(node.getSpec().getUnschedulable());
    }

    private static Map<String, String> labels(Node node) {
        return requireNonNullElse(node.getMetadata().getLabels(), Map.of());
    }

    private static ComputeType computeType(Map<String, String> labels) {
        return switch (labels.getOrDefault(COMPUTE_TYPE, "")) {
            case "fargate" -> ComputeType.FARGATE;
            case "auto" -> ComputeType.AUTO_MODE;
            case "hybrid" -> ComputeType.HYBRID;
            default -> ofInstance(labels);
        };
    }

    private static ComputeType ofInstance(Map<String, String> labels) {
        if (labels.containsKey(MANAGED_GROUP)) {
            return ComputeType.MANAGED_NODE_GROUP;
        }
        return labels.containsKey(NODE_POOL) ? ComputeType.KARPENTER : ComputeType.SELF_MANAGED;
    }

    private static Optional<String> group(ComputeType type, Map<String, String> labels) {
        return switch (type) {
            case MANAGED_NODE_GROUP -> label(labels, MANAGED_GROUP);
            case AUTO_MODE, KARPENTER -> label(labels, NODE_POOL);
            case SELF_MANAGED -> label(labels, Owner.NODE_GROUP_LABEL).or(() -> label(labels, EKSCTL_GROUP));
            case FARGATE, HYBRID -> Optional.empty();
        };
    }

    private static Optional<String> label(Map<String, String> labels, String key) {
        return Optional.ofNullable(labels.get(key));
    }

    private static boolean isReady(Node node) {
        NodeStatus status = node.getStatus();
        return status != null
                && requireNonNullElse(status.getConditions(), List.<NodeCondition>of()).stream()
                        .anyMatch(condition ->
                                "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    private static String kubeletVersion(Node node) {
        NodeStatus status = node.getStatus();
        return status == null || status.getNodeInfo() == null
                ? ""
                : requireNonNullElse(status.getNodeInfo().getKubeletVersion(), "");
    }

    /** A provider id reads {@code aws:///eu-west-1a/i-0abc}. */
    private static Optional<String> instanceId(Node node) {
        String provider = node.getSpec() == null ? null : node.getSpec().getProviderID();
        return Optional.ofNullable(provider)
                .map(id -> id.substring(id.lastIndexOf('/') + 1))
                .filter(id -> id.startsWith("i-"));
    }
}
