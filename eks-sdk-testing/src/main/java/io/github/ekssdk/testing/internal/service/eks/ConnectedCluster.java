package io.github.ekssdk.testing.internal.service.eks;

import java.time.Instant;
import java.util.function.Consumer;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;

/** One cluster that runs elsewhere. */
final class ConnectedCluster {
    private final EksTags tags;
    private Cluster cluster;

    ConnectedCluster(Cluster cluster, EksTags tags) {
        this.cluster = cluster;
        this.tags = tags;
    }

    Cluster model() {
        return cluster;
    }

    EksTags tags() {
        return tags;
    }

    /** What has not been activated in time, nobody sees any more, but it has its name until it is deregistered. */
    boolean isVisibleAt(Instant now) {
        return cluster.status() != ClusterStatus.PENDING
                || now.isBefore(cluster.connectorConfig().activationExpiry());
    }

    void change(Consumer<Cluster.Builder> change) {
        cluster = cluster.copy(change);
    }

    Cluster describe() {
        return cluster.copy(b -> b.tags(tags.asMap()));
    }
}
