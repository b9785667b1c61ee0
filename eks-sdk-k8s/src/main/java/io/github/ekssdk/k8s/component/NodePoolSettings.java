package io.github.ekssdk.k8s.component;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects the settings of a NodePool: which nodes EKS Auto Mode or Karpenter starts for Pods that have no place. It uses Auto Mode's
 * node class {@code default} unless told otherwise.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/create-node-pool.html">Node pools of EKS Auto Mode</a>
 * @see <a href="https://karpenter.sh/docs/concepts/nodepools/">NodePools of Karpenter</a>
 * @since 0.1
 */
public final class NodePoolSettings extends ObjectSettings<NodePoolSettings> {

    private final List<Object> requirements = new ArrayList<>();
    private final List<Object> taints = new ArrayList<>();
    private final Map<String, String> nodeLabels = new LinkedHashMap<>();
    private final Map<String, Object> limits = new LinkedHashMap<>();
    private final Map<String, Object> disruption = new LinkedHashMap<>();
    private boolean karpenter;
    private String nodeClass = "default";
    private Optional<Duration> expireAfter = Optional.empty();

    NodePoolSettings(String name) {
        super(name);
    }

    /** Uses a {@code NodeClass} of EKS Auto Mode. */
    public NodePoolSettings nodeClass(String name) {
        karpenter = false;
        nodeClass = name;
        return this;
    }

    /** Uses an {@code EC2NodeClass} of Karpenter. */
    public NodePoolSettings ec2NodeClass(String name) {
        karpenter = true;
        nodeClass = name;
        return this;
    }

    /** Takes nodes whose label has one of the values. */
    public NodePoolSettings requirement(String label, String... values) {
        requirements.add(Trees.tree("key", label, "operator", "In", "values", List.of(values)));
        return this;
    }

    /** Takes {@code spot}, {@code on-demand} or both; on-demand unless set. */
    public NodePoolSettings capacityTypes(String... types) {
        return requirement("karpenter.sh/capacity-type", types);
    }

    /** Takes {@code amd64}, {@code arm64} or both. */
    public NodePoolSettings architectures(String... architectures) {
        return requirement("kubernetes.io/arch", architectures);
    }

    /** Takes instance types by name. */
    public NodePoolSettings instanceTypes(String... types) {
        return requirement("node.kubernetes.io/instance-type", types);
    }

    /** Takes nodes in these zones only; in all that the node class has subnets in unless set. */
    public NodePoolSettings zones(String... zones) {
        return requirement("topology.kubernetes.io/zone", zones);
    }

    /** Gives the nodes a label. */
    public NodePoolSettings nodeLabel(String key, String value) {
        nodeLabels.put(key, value);
        return this;
    }

    /** Keeps Pods away that do not tolerate it: {@code effect} is NoSchedule, PreferNoSchedule or NoExecute. */
    public NodePoolSettings taint(String key, String value, String effect) {
        taints.add(Trees.tree("key", key, "value", value, "effect", effect));
        return this;
    }

    /** Starts no more nodes once they have so much CPU and memory together, such as {@code 100} and {@code 400Gi}; without limit unless set. */
    public NodePoolSettings limits(String cpu, String memory) {
        limits.put("cpu", cpu);
        limits.put("memory", memory);
        return this;
    }

    /** Ends nodes that are empty or not much used, a while after Pods came or went. */
    public NodePoolSettings consolidateAfter(Duration pause) {
        disruption.put("consolidationPolicy", "WhenEmptyOrUnderutilized");
        disruption.put("consolidateAfter", pause.toSeconds() + "s");
        return this;
    }

    /** Replaces nodes at an age; EKS Auto Mode at 21 days at the latest. */
    public NodePoolSettings expireAfter(Duration age) {
        expireAfter = Optional.of(age);
        return this;
    }

    @Override
    boolean namespaced() {
        return false;
    }

    @Override
    Map<String, Object> manifest(Place place) {
        Map<String, Object> node = Trees.tree(
                "nodeClassRef",
                Trees.tree(
                        "group",
                        karpenter ? "karpenter.k8s.aws" : "eks.amazonaws.com",
                        "kind",
                        karpenter ? "EC2NodeClass" : "NodeClass",
                        "name",
                        nodeClass),
                "requirements",
                requirements.isEmpty()
                        ? List.of(Trees.tree(
                                "key", "karpenter.sh/capacity-type", "operator", "In", "values", List.of("on-demand")))
                        : requirements,
                "taints",
                taints);
        expireAfter.ifPresent(age -> node.put("expireAfter", age.toSeconds() + "s"));
        return Trees.of(
                "karpenter.sh/v1",
                "NodePool",
                Trees.tree(
                        "template",
                        Trees.tree("metadata", Trees.tree("labels", nodeLabels), "spec", node),
                        "limits",
                        limits,
                        "disruption",
                        disruption));
    }
}
