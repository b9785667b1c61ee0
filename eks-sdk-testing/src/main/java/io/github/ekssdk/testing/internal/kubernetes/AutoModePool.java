package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The node pools that EKS Auto Mode brings: {@code general-purpose}, and {@code system} for critical add-ons. */
final class AutoModePool {
    private static final String LABEL = "karpenter.sh/nodepool";
    private static final String SYSTEM = "system";
    private static final List<String> SIZES = List.of("large", "xlarge", "2xlarge", "4xlarge", "8xlarge");

    private AutoModePool() {}

    /**
     * A kind of node that a pool offers.
     *
     * @param zone zone of the node, or empty for any
     */
    record Offer(String pool, String architecture, String zone) implements Comparable<Offer> {
        private static final Comparator<Offer> ORDER = Comparator.comparing(Offer::pool)
                .thenComparing(Offer::architecture)
                .thenComparing(Offer::zone);

        /** The node as pods see it before it is there. */
        ObjectNode node() {
            ObjectNode node = Trees.object();
            ObjectNode labels = Trees.child(node, "metadata", "labels")
                    .put("kubernetes.io/os", "linux")
                    .put("kubernetes.io/arch", architecture);
            if (!zone.isEmpty()) {
                labels.put("topology.kubernetes.io/zone", zone);
            }
            mark(labels, Trees.child(node, "spec"), pool);
            return node;
        }

        /** Instance types, smallest first. */
        List<String> types() {
            List<String> families =
                    architecture.equals("arm64") ? List.of("c7g", "m7g", "r7g") : List.of("c6a", "m6a", "r6a");
            return SIZES.stream()
                    .flatMap(size -> families.stream().map(family -> family + "." + size))
                    .toList();
        }

        @Override
        public int compareTo(Offer other) {
            return ORDER.compare(this, other);
        }
    }

    /** What the pools offer: in any zone first, then in each. */
    static List<Offer> offers(List<String> pools, List<String> zones) {
        List<Offer> offers = new ArrayList<>();
        for (String zone : Stream.concat(Stream.of(""), zones.stream()).toList()) {
            for (String pool : pools.stream().sorted().toList()) {
                offers.add(new Offer(pool, "amd64", zone));
                if (pool.equals(SYSTEM)) {
                    offers.add(new Offer(pool, "arm64", zone));
                }
            }
        }
        return offers;
    }

    /** Labels and taints of the nodes of a pool. */
    static void mark(ObjectNode labels, ObjectNode spec, String pool) {
        labels.put(LABEL, pool)
                .put("karpenter.sh/capacity-type", "on-demand")
                .put("eks.amazonaws.com/nodeclass", "default")
                .put(Placement.COMPUTE_TYPE, "auto");
        if (pool.equals(SYSTEM)) {
            spec.withArray("taints")
                    .addObject()
                    .put("key", "CriticalAddonsOnly")
                    .put("effect", "NoSchedule");
        }
    }

    /** Whether a node is one of Auto Mode's. */
    static boolean isNode(JsonNode node) {
        return Trees.text(node, "metadata", "labels", Placement.COMPUTE_TYPE).equals("auto");
    }
}
