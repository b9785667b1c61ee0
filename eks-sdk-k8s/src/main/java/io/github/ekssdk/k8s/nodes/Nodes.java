package io.github.ekssdk.k8s.nodes;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.ekssdk.error.DrainFailedException;
import io.github.ekssdk.error.KubernetesCallFailedException;
import io.github.ekssdk.k8s.internal.client.Calls;
import io.github.ekssdk.spi.Time;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The nodes of a cluster, by node group, and what keeps pods off them.
 *
 * <pre>{@code
 * Nodes nodes = Nodes.of(EksKubernetes.connect(cluster));
 * nodes.drainNodeGroup("general", drain -> drain.nodesAtOnce(2).listener(event -> log.info(event.describe())));
 * }</pre>
 *
 * @since 0.1
 */
public final class Nodes {

    private final KubernetesClient client;
    private final Time time;
    private final Calls calls;

    private Nodes(KubernetesClient client, Time time) {
        this.client = client;
        this.time = time;
        this.calls = Calls.of(client, time);
    }

    /** Returns the nodes that a client sees. The client stays the caller's to close. */
    public static Nodes of(KubernetesClient client) {
        return of(client, Time.system());
    }

    /** Returns the nodes that a client sees, waiting on a time of the caller's, such as a test's virtual clock. */
    public static Nodes of(KubernetesClient client, Time time) {
        return new Nodes(client, time);
    }

    /** Reads all nodes, by name. */
    public List<ClusterNode> list() {
        return calls.patiently(() -> client.nodes().list().getItems()).stream()
                .map(NodeReading::read)
                .sorted(Comparator.comparing(ClusterNode::name))
                .toList();
    }

    /** Reads all nodes, and returns them by node group; groups without nodes do not show. */
    public List<NodeGroupNodes> byNodeGroup() {
        Comparator<NodeGroupNodes> order = Comparator.comparing(NodeGroupNodes::computeType)
                .thenComparing(group -> group.name().orElse(""));
        return list().stream()
                .collect(groupingBy(
                        node -> new NodeGroupNodes(node.computeType(), node.nodeGroup(), List.of()),
                        () -> new TreeMap<>(order),
                        toList()))
                .entrySet()
                .stream()
                .map(group -> new NodeGroupNodes(
                        group.getKey().computeType(), group.getKey().name(), group.getValue()))
                .toList();
    }

    /** Reads the nodes of the managed or self-managed node group, or the node pool, of that name. */
    public List<ClusterNode> ofNodeGroup(String nodeGroup) {
        return list().stream()
                .filter(node -> node.nodeGroup().equals(Optional.of(nodeGroup)))
                .toList();
    }

    /**
     * Keeps new pods off a node; those on it stay.
     *
     * @throws KubernetesCallFailedException with the status 404 if there is no such node
     */
    public void cordon(String node) {
        schedulable(node, false);
    }

    /**
     * Lets pods be scheduled onto a node again.
     *
     * @throws KubernetesCallFailedException with the status 404 if there is no such node
     */
    public void uncordon(String node) {
        schedulable(node, true);
    }

    private void schedulable(String node, boolean schedulable) {
        String patch = "{\"spec\":{\"unschedulable\":" + (schedulable ? "null" : "true") + "}}";
        calls.patiently(() -> client.nodes().withName(node).patch(PatchContext.of(PatchType.JSON_MERGE), patch));
    }

    /** Empties a node with the default settings, as {@link #drain(String, Consumer)} does. */
    public DrainResult drain(String node) {
        return drain(node, settings -> {});
    }

    /**
     * Keeps new pods off a node and moves those on it elsewhere, by the eviction API: each pod ends in its grace period, and
     * its controller starts another one, as its PodDisruptionBudget allows. Pods of DaemonSets, static pods and pods that have
     * ended stay.
     *
     * <p>Refuses before it does anything if pods would be lost: those without a controller and those with {@code emptyDir} volumes,
     * unless the settings allow it. Blocks until the node is empty; it stays cordoned.
     *
     * @throws DrainFailedException if pods would be lost, or stay beyond the deadline; it names each, and the budget that keeps it
     * @throws KubernetesCallFailedException if the cluster refuses a call, with the status 404 if there is no such node
     * @throws io.github.ekssdk.error.OperationCancelledException if the thread is interrupted
     */
    public DrainResult drain(String node, Consumer<? super DrainSettings.Builder> settings) {
        Node found = calls.require(() -> client.nodes().withName(node).get(), "node " + node);
        return drain(List.of(found), settings);
    }

    /**
     * Empties all nodes of the managed or self-managed node group, or the node pool, of that name. All are cordoned first; then one
     * after the other is emptied as {@link #drain(String, Consumer)} does, or as many at once as the settings say. Nodes that join
     * meanwhile are not touched.
     *
     * @return what was done; no nodes if the group has none
     * @throws DrainFailedException if pods would be lost, or stay beyond the deadline; it names each, and the budget that keeps it
     * @throws KubernetesCallFailedException if the cluster refuses a call
     * @throws io.github.ekssdk.error.OperationCancelledException if the thread is interrupted
     */
    public DrainResult drainNodeGroup(String nodeGroup, Consumer<? super DrainSettings.Builder> settings) {
        List<Node> nodes = calls.patiently(() -> client.nodes().list().getItems()).stream()
                .filter(node -> NodeReading.read(node).nodeGroup().equals(Optional.of(nodeGroup)))
                .sorted(Comparator.comparing(node -> node.getMetadata().getName()))
                .toList();
        return drain(nodes, settings);
    }

    private DrainResult drain(List<Node> nodes, Consumer<? super DrainSettings.Builder> settings) {
        try (Drain drain = new Drain(this, client, time, DrainSettings.of(settings))) {
            return drain.run(nodes);
        }
    }
}
