package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.CancellationStatus;
import software.amazon.awssdk.services.eks.model.Category;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.RollbackConfig;
import software.amazon.awssdk.services.eks.model.SupportType;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateClusterVersionRequest;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.UpdateType;
import software.amazon.awssdk.services.eks.model.VersionStatus;

/** Brings control planes back to the minor version that they were upgraded from, within seven days. */
final class Rollbacks {
    private static final Duration SHORTEST_TIMEOUT = Duration.ofHours(2);
    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(7);
    private static final Duration USUAL_TIMEOUT = Duration.ofHours(12);

    private final Account account;
    private final Insights insights;
    private final Map<String, RunningRollback> running = new HashMap<>();

    Rollbacks(Account account, Insights insights) {
        this.account = account;
        this.insights = insights;
    }

    /** Whether the version is the one that the cluster may go back to now. */
    boolean leadsTo(ClusterState cluster, String version, Instant now) {
        return cluster.rollbackTarget(now)
                .filter(target -> target.name().equals(version))
                .isPresent();
    }

    ConfigChange of(ClusterState cluster, UpdateClusterVersionRequest request, Instant now) {
        KubernetesVersion target = KubernetesVersions.running(request.version());
        timeout(request.rollbackConfig());
        SupportType support = cluster.model().upgradePolicy().supportType();
        if (target.statusAt(now) == VersionStatus.EXTENDED_SUPPORT && support == SupportType.STANDARD) {
            throw EksRefusals.invalidRequest("Kubernetes version " + target.name() + " is in extended support; set the"
                            + " supportType of the upgrade policy to EXTENDED before the rollback.")
                    .with("clusterName", cluster.name());
        }
        if (!Boolean.TRUE.equals(request.force())) {
            insights.refuseBlocked(cluster, Category.ROLLBACK_READINESS, target, now);
        }
        return ConfigChange.of(
                UpdateType.VERSION_ROLLBACK,
                () -> cluster.wentBack(target),
                ConfigChange.param(UpdateParamType.VERSION, target.name()),
                ConfigChange.param(UpdateParamType.PLATFORM_VERSION, target.platformVersion()));
    }

    /** Moves the nodes of Auto Mode, then lets the control plane follow; gives up when the nodes take too long. */
    void begin(
            ClusterState cluster,
            UpdateEntry entry,
            UpdateClusterVersionRequest request,
            Instant now,
            Runnable controlPlane) {
        boolean nodesMove = AutoMode.isOn(cluster);
        RunningRollback rollback = new RunningRollback(entry, nodesMove);
        running.put(entry.id(), rollback);
        if (!nodesMove) {
            controlPlane.run();
            return;
        }
        Duration nodes = account.latencies().sample("eks.update.autoNodes", cluster.name());
        Duration limit = timeout(request.rollbackConfig());
        String label = "cluster/" + cluster.name() + " rollback";
        if (nodes.compareTo(limit) > 0) {
            account.transitions().at(now.plus(limit), label + " times out", () -> {
                if (entry.isRunning()) {
                    end(cluster, rollback, "The nodes did not roll back within " + limit.toMinutes() + " minutes");
                }
            });
            return;
        }
        account.transitions().at(now.plus(nodes), label + " turns to the control plane", () -> {
            if (entry.isRunning() && !rollback.isCancelled()) {
                rollback.turnToControlPlane();
                controlPlane.run();
            }
        });
    }

    /** Calls off a rollback whose control plane has not begun. */
    Update cancel(ClusterState cluster, UpdateEntry entry, Instant now) {
        RunningRollback rollback = running.get(entry.id());
        if (rollback == null || !entry.isRunning() || !rollback.isCancellable()) {
            throw EksRefusals.invalidRequest("Update " + entry.id() + " of type "
                            + entry.describe().typeAsString()
                            + " cannot be cancelled: only rollbacks of clusters with EKS"
                            + " Auto Mode can be, while their nodes roll back")
                    .with("clusterName", cluster.name());
        }
        if (!rollback.isCancelled()) {
            rollback.cancel();
            entry.cancellation(CancellationStatus.IN_PROGRESS, "The cancellation was requested");
            Instant end = now.plus(account.latencies().peek("eks.update.cancel", entry.id()));
            account.transitions()
                    .at(
                            end,
                            "cluster/" + cluster.name() + " calls its rollback off",
                            () -> end(cluster, rollback, "The cancellation was requested"));
        }
        return entry.describe();
    }

    private void end(ClusterState cluster, RunningRollback rollback, String reason) {
        rollback.entry().cancel(reason);
        running.remove(rollback.entry().id());
        cluster.change(b -> b.status(ClusterStatus.ACTIVE));
    }

    private static Duration timeout(@Nullable RollbackConfig config) {
        if (config == null || config.timeoutMinutes() == null) {
            return USUAL_TIMEOUT;
        }
        Duration timeout = Duration.ofMinutes(config.timeoutMinutes());
        if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw EksRefusals.invalidParameter("timeoutMinutes must be between " + SHORTEST_TIMEOUT.toMinutes()
                    + " and " + LONGEST_TIMEOUT.toMinutes() + ", but is " + config.timeoutMinutes());
        }
        return timeout;
    }
}
