package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupConfigResponse;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupVersionRequest;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupVersionResponse;
import software.amazon.awssdk.services.eks.model.UpdateParam;
import software.amazon.awssdk.services.eks.model.UpdateType;

/** Changes the settings and the version of node groups, one update of a group at a time. */
final class NodegroupUpdates {
    private final ClusterStore store;
    private final Account account;
    private final NodegroupChanges changes;
    private final NodegroupVersionChange versionChange;
    private final NodegroupHealth health;
    private final RollingUpdate.Tools tools;
    private final ClientTokens<UpdateEntry> tokens = new ClientTokens<>();

    NodegroupUpdates(
            ClusterStore store,
            NodegroupChanges changes,
            NodegroupVersionChange versionChange,
            NodegroupHealth health,
            RollingUpdate.Tools tools) {
        this.store = store;
        this.account = store.account();
        this.changes = changes;
        this.versionChange = versionChange;
        this.health = health;
        this.tools = tools;
    }

    UpdateNodegroupConfigResponse updateConfig(UpdateNodegroupConfigRequest request, Call call) {
        ClusterState cluster = store.cluster(request.clusterName());
        NodegroupState group = cluster.nodegroup(request.nodegroupName());
        UpdateEntry entry = once(
                cluster,
                group,
                request.clientRequestToken(),
                request.copy(b -> b.clientRequestToken(null)),
                () -> begin(cluster, group, changes.of(group, request), call.now()));
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
                () -> roll(cluster, group, versionChange.of(cluster, group, request), call.now()));
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
            health.look(cluster, group);
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

    private UpdateEntry begin(ClusterState cluster, NodegroupState group, ConfigChange change, Instant now) {
        UpdateEntry entry = enter(cluster, group, change.type(), change.params(), now);
        int count = cluster.updates().of(group.name()).size();
        Duration duration =
                account.latencies().sample("eks.nodegroup.update", cluster.name() + "/" + group.name() + "/" + count);
        String label = "nodegroup/" + group.name() + " " + change.type();
        account.transitions().at(now.plus(duration), label, () -> finish(group, change, entry));
        return entry;
    }

    private UpdateEntry roll(ClusterState cluster, NodegroupState group, VersionTarget target, Instant now) {
        UpdateEntry entry = enter(cluster, group, UpdateType.VERSION_UPDATE, target.params(), now);
        new RollingUpdate(tools, cluster, group, target, entry).begin();
        return entry;
    }

    private UpdateEntry enter(
            ClusterState cluster, NodegroupState group, UpdateType type, List<UpdateParam> params, Instant now) {
        Update update = Update.builder()
                .id(account.ids().uuid())
                .type(type)
                .params(params)
                .createdAt(now)
                .build();
        UpdateEntry entry = new UpdateEntry(group.name(), update);
        cluster.updates().add(entry);
        group.change(b -> b.status(NodegroupStatus.UPDATING).modifiedAt(now));
        return entry;
    }

    private void finish(NodegroupState group, ConfigChange change, UpdateEntry entry) {
        change.effect().run();
        entry.succeed();
        Instant now = account.transitions().now();
        group.change(b -> b.status(NodegroupStatus.ACTIVE).modifiedAt(now));
    }
}
