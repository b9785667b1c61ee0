package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.service.eks.ConfigChanges.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.CancelUpdateRequest;
import software.amazon.awssdk.services.eks.model.CancelUpdateResponse;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.ErrorDetail;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigResponse;
import software.amazon.awssdk.services.eks.model.UpdateClusterVersionRequest;
import software.amazon.awssdk.services.eks.model.UpdateClusterVersionResponse;
import software.amazon.awssdk.services.eks.model.UpdateType;

/** Changes the settings and the Kubernetes version of clusters, one update of a cluster at a time. */
final class ClusterUpdates {
    private final ClusterStore store;
    private final Account account;
    private final ConfigChanges changes;
    private final VersionChange versionChange;
    private final Rollbacks rollbacks;
    private final SupportEnd supportEnd;
    private final ClientTokens<UpdateEntry> tokens = new ClientTokens<>();

    ClusterUpdates(
            ClusterStore store,
            ConfigChanges changes,
            VersionChange versionChange,
            Rollbacks rollbacks,
            SupportEnd supportEnd) {
        this.store = store;
        this.account = store.account();
        this.changes = changes;
        this.versionChange = versionChange;
        this.rollbacks = rollbacks;
        this.supportEnd = supportEnd;
    }

    UpdateClusterConfigResponse updateConfig(UpdateClusterConfigRequest request, Call call) {
        ClusterState cluster = store.cluster(request.name());
        UpdateClusterConfigRequest parameters = request.copy(b -> b.clientRequestToken(null));
        Optional<UpdateEntry> earlier = tokens.earlier(request.clientRequestToken(), parameters);
        if (earlier.isPresent()) {
            return UpdateClusterConfigResponse.builder()
                    .update(earlier.get().describe())
                    .build();
        }
        Asked asked = changes.theOnly(cluster, request);
        refuseBusy(cluster, asked.type());
        ConfigChange change = asked.change().get();
        UpdateEntry entry = begin(cluster, change, call.now());
        tokens.remember(request.clientRequestToken(), parameters, entry);
        Duration duration = account.latencies().sample("eks.update.config", key(cluster, change));
        account.transitions()
                .at(call.now().plus(duration), label(cluster, entry), () -> finishConfig(cluster, change, entry));
        return UpdateClusterConfigResponse.builder().update(entry.describe()).build();
    }

    UpdateClusterVersionResponse updateVersion(UpdateClusterVersionRequest request, Call call) {
        ClusterState cluster = store.cluster(request.name());
        UpdateClusterVersionRequest parameters = request.copy(b -> b.clientRequestToken(null));
        Optional<UpdateEntry> earlier = tokens.earlier(request.clientRequestToken(), parameters);
        if (earlier.isPresent()) {
            return UpdateClusterVersionResponse.builder()
                    .update(earlier.get().describe())
                    .build();
        }
        String version = EksInput.required("version", request.version());
        refuseBusy(cluster, UpdateType.VERSION_UPDATE);
        ConfigChange change = versionChange.to(cluster, request, call.now());
        UpdateEntry entry = begin(cluster, change, call.now());
        tokens.remember(request.clientRequestToken(), parameters, entry);
        show(cluster, entry, call.now());
        if (change.type() == UpdateType.VERSION_ROLLBACK) {
            rollbacks.begin(cluster, entry, request, call.now(), () -> replace(cluster, version, change, entry));
        } else {
            replace(cluster, version, change, entry);
        }
        return UpdateClusterVersionResponse.builder().update(entry.describe()).build();
    }

    CancelUpdateResponse cancel(CancelUpdateRequest request, Call call) {
        ClusterState cluster = store.cluster(request.name());
        String id = EksInput.required("updateId", request.updateId());
        UpdateEntry entry = cluster.updates().find("", id).orElseThrow(() -> EksRefusals.noUpdate(cluster.name(), id));
        return CancelUpdateResponse.builder()
                .update(rollbacks.cancel(cluster, entry, call.now()))
                .build();
    }

    /** Waits for the end of the support that a cluster asks for, and upgrades it then. */
    void watchSupport(ClusterState cluster) {
        supportEnd.watch(cluster, (outdated, target) -> {
            ConfigChange change = versionChange.upgrade(outdated, target, true);
            UpdateEntry entry = begin(outdated, change, now());
            show(outdated, entry, now());
            replace(outdated, target.name(), change, entry);
        });
    }

    /** Replaces the control plane by one of another version, from now on. */
    private void replace(ClusterState cluster, String version, ConfigChange change, UpdateEntry entry) {
        Duration duration = account.latencies().sample("eks.update.version", cluster.name() + "/" + version);
        account.transitions()
                .at(now().plus(duration), label(cluster, entry), () -> finishVersion(cluster, change, entry));
    }

    /** The status tells only after a while. */
    private void show(ClusterState cluster, UpdateEntry entry, Instant now) {
        Duration visible = account.latencies().peek("eks.update.visible", cluster.name() + "/" + entry.id());
        account.transitions().at(now.plus(visible), label(cluster, entry) + " shows", () -> {
            if (entry.isRunning()) {
                cluster.change(b -> b.status(ClusterStatus.UPDATING));
            }
        });
    }

    private void finishVersion(ClusterState cluster, ConfigChange change, UpdateEntry entry) {
        Optional<ErrorDetail> obstacle = versionChange.obstacle(cluster);
        if (obstacle.isPresent()) {
            entry.fail(obstacle.get());
        } else {
            change.effect().run();
            entry.succeed();
            watchSupport(cluster);
        }
        cluster.change(b -> b.status(ClusterStatus.ACTIVE));
    }

    /** What has become impossible meanwhile leaves everything as it was. */
    private void finishConfig(ClusterState cluster, ConfigChange change, UpdateEntry entry) {
        change.obstacle().get().ifPresentOrElse(entry::fail, () -> {
            change.effect().run();
            entry.succeed();
            if (change.type() == UpdateType.UPGRADE_POLICY_UPDATE) {
                watchSupport(cluster);
            }
        });
    }

    private Instant now() {
        return account.transitions().now();
    }

    private UpdateEntry begin(ClusterState cluster, ConfigChange change, Instant now) {
        Update update = Update.builder()
                .id(account.ids().uuid())
                .type(change.type())
                .params(change.params())
                .createdAt(now)
                .build();
        UpdateEntry entry = new UpdateEntry("", update);
        cluster.updates().add(entry);
        return entry;
    }

    /** The status does not tell: it says ACTIVE while settings change. */
    private static void refuseBusy(ClusterState cluster, UpdateType type) {
        cluster.updates().running("").ifPresent(running -> {
            throw EksRefusals.updateInProgress(type.toString(), cluster.name(), running.id());
        });
        if (!cluster.isActive()) {
            throw EksRefusals.notActive(cluster.name());
        }
    }

    private static String key(ClusterState cluster, ConfigChange change) {
        return cluster.name() + "/" + change.type() + "/"
                + cluster.updates().of("").size();
    }

    private static String label(ClusterState cluster, UpdateEntry entry) {
        return "cluster/" + cluster.name() + " " + entry.describe().typeAsString();
    }
}
