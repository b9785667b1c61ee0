package io.github.ekssdk.testing.internal.service.eks;

import java.util.HashSet;
import java.util.Set;

/** The node groups on whose nodes a PodDisruptionBudget lets no pod be evicted. */
final class EvictionBlocks {
    private final Set<String> blocked = new HashSet<>();

    void block(String cluster, String nodegroup) {
        blocked.add(cluster + "/" + nodegroup);
    }

    void allow(String cluster, String nodegroup) {
        blocked.remove(cluster + "/" + nodegroup);
    }

    boolean isBlocked(String cluster, String nodegroup) {
        return blocked.contains(cluster + "/" + nodegroup);
    }
}
