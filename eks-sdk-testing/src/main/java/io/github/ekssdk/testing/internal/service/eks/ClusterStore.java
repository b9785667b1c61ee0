package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;

/** The clusters of the account, by name. */
final class ClusterStore {
    private final Account account;
    private final NavigableMap<String, ClusterState> clusters = new TreeMap<>();
    private final Map<String, Instant> takenUntil = new HashMap<>();
    private final Map<String, ConnectedCluster> connected = new TreeMap<>();

    private ControlPlaneDoors doors = name -> Optional.empty();

    ClusterStore(Account account) {
        this.account = account;
    }

    Account account() {
        return account;
    }

    void doors(ControlPlaneDoors where) {
        doors = where;
    }

    /** A cluster as EKS shows it, with the endpoint that can be reached if there is one. */
    Cluster describe(ClusterState cluster) {
        Cluster shown = cluster.describe();
        if (shown.endpoint() == null) {
            return shown;
        }
        return doors.of(cluster.name())
                .map(door -> shown.copy(b ->
                        b.endpoint(door.endpoint()).certificateAuthority(ca -> ca.data(door.certificateAuthority()))))
                .orElse(shown);
    }

    /** The clusters by name, without a copy. */
    NavigableMap<String, ClusterState> byName() {
        return clusters;
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

    /** Whether there is a cluster of that name, or was one a moment ago. */
    boolean isTaken(String name, Instant now) {
        Instant until = takenUntil.get(name);
        return clusters.containsKey(name) || (until != null && now.isBefore(until));
    }

    /** The cluster that a caller named, if things can be made in it now. */
    ClusterState working(@Nullable String name) {
        ClusterState cluster = cluster(name);
        if (!cluster.isActive() && cluster.status() != ClusterStatus.UPDATING) {
            throw EksRefusals.notActive(cluster.name());
        }
        return cluster;
    }

    /** Clusters that run elsewhere, by name. */
    Map<String, ConnectedCluster> connected() {
        return connected;
    }

    void add(ClusterState cluster) {
        clusters.put(cluster.name(), cluster);
    }

    /** Takes a cluster out; its name may be taken for a while yet, although nobody finds the cluster any more. */
    void remove(ClusterState cluster) {
        clusters.remove(cluster.name());
        Duration taken = account.latencies().peek("eks.cluster.nameFree", cluster.name());
        if (!taken.isZero()) {
            takenUntil.put(cluster.name(), account.transitions().now().plus(taken));
        }
    }
}
