package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateParam;
import software.amazon.awssdk.services.eks.model.UpdateType;

/** Begins updates of clusters, one at a time. */
final class ClusterUpdateStart {
    private final Account account;

    ClusterUpdateStart(Account account) {
        this.account = account;
    }

    /** Refuses an update while another one runs. The status does not tell: it says ACTIVE while settings change. */
    void refuseBusy(ClusterState cluster, UpdateType type) {
        cluster.updates().running("").ifPresent(running -> {
            throw EksRefusals.updateInProgress(type.toString(), cluster.name(), running.id());
        });
        if (!cluster.isActive()) {
            throw EksRefusals.notActive(cluster.name());
        }
    }

    UpdateEntry begin(ClusterState cluster, UpdateType type, List<UpdateParam> params, Instant now) {
        return begin(cluster, "", type, params, now);
    }

    /** Begins an update of something that belongs to a cluster. */
    UpdateEntry begin(ClusterState cluster, String target, UpdateType type, List<UpdateParam> params, Instant now) {
        Update update = Update.builder()
                .id(account.ids().uuid())
                .type(type)
                .params(params)
                .createdAt(now)
                .build();
        UpdateEntry entry = new UpdateEntry(target, update);
        cluster.updates().add(entry);
        return entry;
    }
}
