package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The clusters of the account, oldest first. */
final class ClusterStore {
    private final Account account;
    private final Map<String, ClusterState> clusters = new LinkedHashMap<>();

    ClusterStore(Account account) {
        this.account = account;
    }

    Account account() {
        return account;
    }

    Collection<ClusterState> clusters() {
        return clusters.values();
    }

    Optional<ClusterState> find(String name) {
        return Optional.ofNullable(clusters.get(name));
    }

    /** The cluster that a caller named, or EKS's refusal. */
    ClusterState cluster(@Nullable String name) {
        String given = EksInput.required("clusterName", name);
        return find(given).orElseThrow(() -> EksRefusals.noCluster(given));
    }

    void add(ClusterState cluster) {
        clusters.put(cluster.name(), cluster);
    }

    void remove(ClusterState cluster) {
        clusters.remove(cluster.name());
    }
}
