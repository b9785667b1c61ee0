package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Transitions.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Upgrades clusters whose version comes to the end of the support that their upgrade policy asks for. */
final class SupportEnd {
    private static final Duration NEXT_TRY = Duration.ofDays(1);

    private final ClusterStore store;
    private final Account account;
    private final Map<ClusterState, Pending> pending = new HashMap<>();

    SupportEnd(ClusterStore store) {
        this.store = store;
        this.account = store.account();
    }

    /** Waits anew for the end of support, after the version or the policy has changed. */
    void watch(ClusterState cluster, BiConsumer<ClusterState, KubernetesVersion> upgrade) {
        forget(cluster);
        KubernetesVersion running = KubernetesVersions.running(cluster.model().version());
        at(cluster, running.endOfSupport(cluster.model().upgradePolicy().supportType()), running, upgrade);
    }

    void forget(ClusterState cluster) {
        Pending before = pending.remove(cluster);
        if (before != null) {
            before.cancel();
        }
    }

    private void at(
            ClusterState cluster,
            Instant time,
            KubernetesVersion running,
            BiConsumer<ClusterState, KubernetesVersion> upgrade) {
        String label = "cluster/" + cluster.name() + " is upgraded because support of " + running.name() + " ends";
        pending.put(cluster, account.transitions().at(time, label, () -> reached(cluster, time, running, upgrade)));
    }

    private void reached(
            ClusterState cluster,
            Instant time,
            KubernetesVersion running,
            BiConsumer<ClusterState, KubernetesVersion> upgrade) {
        pending.remove(cluster);
        boolean same =
                store.find(cluster.name()).filter(still -> still == cluster).isPresent()
                        && cluster.model().version().equals(running.name());
        Optional<KubernetesVersion> next = KubernetesVersions.find("1." + (running.minor() + 1));
        if (!same || next.isEmpty()) {
            return;
        }
        if (cluster.isActive() && cluster.updates().running("").isEmpty()) {
            upgrade.accept(cluster, next.get());
        }
        at(cluster, time.plus(NEXT_TRY), running, upgrade);
    }
}
