package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.service.eks.ConfigChanges.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
    private final ClientTokens<UpdateEntry> tokens = new ClientTokens<>();

    ClusterUpdates(ClusterStore store, ConfigChanges changes, VersionChange versionChange) {
        this.store = store;
        this.account = store.account();
        this.changes = changes;
        this.versionChange = versionChange;
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
        account.transitions().at(call.now().plus(duration), label(cluster, entry), () -> {
            change.effect().run();
            entry.succeed();
        });
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
        ConfigChange change = versionChange.to(cluster, version, call.now());
        UpdateEntry entry = begin(cluster, change, call.now());
        tokens.remember(request.clientRequestToken(), parameters, entry);
        String key = cluster.name() + "/" + version;
        Duration visible = account.latencies().peek("eks.update.visible", key);
        Duration duration = account.latencies().sample("eks.update.version", key);
        account.transitions().at(call.now().plus(visible), label(cluster, entry) + " shows", () -> {
            if (entry.isRunning()) {
                cluster.change(b -> b.status(ClusterStatus.UPDATING));
            }
        });
        account.transitions()
                .at(call.now().plus(duration), label(cluster, entry), () -> finishVersion(cluster, change, entry));
        return UpdateClusterVersionResponse.builder().update(entry.describe()).build();
    }

    private void finishVersion(ClusterState cluster, ConfigChange change, UpdateEntry entry) {
        Optional<ErrorDetail> obstacle = versionChange.obstacle(cluster);
        if (obstacle.isPresent()) {
            entry.fail(obstacle.get());
        } else {
            change.effect().run();
            entry.succeed();
        }
        cluster.change(b -> b.status(ClusterStatus.ACTIVE));
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
