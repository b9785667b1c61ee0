package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupConfigResponse;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupVersionRequest;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupVersionResponse;

/** Changes the settings and the version of node groups, one update of a group at a time. */
final class NodegroupUpdates {
    private final ClusterStore store;
    private final Account account;
    private final NodegroupChanges changes;
    private final NodegroupVersionChange versionChange;
    private final ClientTokens<UpdateEntry> tokens = new ClientTokens<>();

    NodegroupUpdates(ClusterStore store, NodegroupChanges changes, NodegroupVersionChange versionChange) {
        this.store = store;
        this.account = store.account();
        this.changes = changes;
        this.versionChange = versionChange;
    }

    UpdateNodegroupConfigResponse updateConfig(UpdateNodegroupConfigRequest request, Call call) {
        ClusterState cluster = store.cluster(request.clusterName());
        NodegroupState group = cluster.nodegroup(request.nodegroupName());
        UpdateEntry entry = once(
                cluster,
                group,
                request.clientRequestToken(),
                request.copy(b -> b.clientRequestToken(null)),
                () -> begin(cluster, group, changes.of(cluster, group, request), "eks.nodegroup.update", call.now()));
        return UpdateNodegroupConfigResponse.builder().update(entry.describe()).build();
    }

    UpdateNodegroupVersionResponse updateVersion(UpdateNodegroupVersionRequest request, Call call) {
        ClusterState cluster = store.cluster(request.clusterName());
        NodegroupState group = cluster.nodegroup(request.nodegroupName());
        UpdateEntry entry = once(
                cluster,
                group,
                request.clientRequestToken(),
                request.copy(b -> b.clientRequestToken(null)),
                () -> begin(
                        cluster,
                        group,
                        versionChange.of(cluster, group, request),
                        "eks.nodegroup.version",
                        call.now()));
        return UpdateNodegroupVersionResponse.builder().update(entry.describe()).build();
    }

    private UpdateEntry once(
            ClusterState cluster,
            NodegroupState group,
            @Nullable String token,
            Object parameters,
            Supplier<UpdateEntry> beginning) {
        try {
            Optional<UpdateEntry> earlier = tokens.earlier(token, parameters);
            if (earlier.isPresent()) {
                return earlier.get();
            }
            if (group.status() != NodegroupStatus.ACTIVE && group.status() != NodegroupStatus.DEGRADED) {
                throw EksRefusals.inUse("Nodegroup cannot be updated as it is currently not in Active State");
            }
            UpdateEntry entry = beginning.get();
            tokens.remember(token, parameters, entry);
            return entry;
        } catch (AwsRefusal refusal) {
            throw refusal.with("clusterName", cluster.name()).with("nodegroupName", group.name());
        }
    }

    private UpdateEntry begin(
            ClusterState cluster, NodegroupState group, ConfigChange change, String latency, Instant now) {
        Update update = Update.builder()
                .id(account.ids().uuid())
                .type(change.type())
                .params(change.params())
                .createdAt(now)
                .build();
        UpdateEntry entry = new UpdateEntry(group.name(), update);
        cluster.updates().add(entry);
        group.change(b -> b.status(NodegroupStatus.UPDATING).modifiedAt(now));
        int count = cluster.updates().of(group.name()).size();
        Duration duration = account.latencies().sample(latency, cluster.name() + "/" + group.name() + "/" + count);
        String label = "nodegroup/" + group.name() + " " + change.type();
        account.transitions().at(now.plus(duration), label, () -> finish(group, change, entry));
        return entry;
    }

    private void finish(NodegroupState group, ConfigChange change, UpdateEntry entry) {
        change.obstacle().get().ifPresentOrElse(entry::fail, () -> {
            change.effect().run();
            entry.succeed();
        });
        Instant now = account.transitions().now();
        group.change(b -> b.status(NodegroupStatus.ACTIVE).modifiedAt(now));
    }
}
