package io.github.ekssdk.testing.internal.service.eks;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.DescribeUpdateRequest;
import software.amazon.awssdk.services.eks.model.DescribeUpdateResponse;
import software.amazon.awssdk.services.eks.model.ListUpdatesRequest;
import software.amazon.awssdk.services.eks.model.ListUpdatesResponse;

/** Shows the updates of clusters and node groups. */
final class UpdateCalls {
    private final ClusterStore store;

    UpdateCalls(ClusterStore store) {
        this.store = store;
    }

    DescribeUpdateResponse describe(DescribeUpdateRequest request) {
        ClusterState cluster = store.cluster(request.name());
        UpdateEntry entry = find(cluster, request.nodegroupName(), request.updateId());
        return DescribeUpdateResponse.builder().update(entry.describe()).build();
    }

    ListUpdatesResponse list(ListUpdatesRequest request) {
        ClusterState cluster = store.cluster(request.name());
        List<String> ids = cluster.updates().of(target(cluster, request.nodegroupName())).stream()
                .map(UpdateEntry::id)
                .toList();
        EksPages<String> page = EksPages.of(ids, request.maxResults(), request.nextToken());
        return ListUpdatesResponse.builder()
                .updateIds(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static UpdateEntry find(ClusterState cluster, @Nullable String nodegroup, @Nullable String updateId) {
        String id = EksInput.required("updateId", updateId);
        return cluster.updates()
                .find(target(cluster, nodegroup), id)
                .orElseThrow(() -> EksRefusals.noUpdate(cluster.name(), id));
    }

    private static String target(ClusterState cluster, @Nullable String nodegroup) {
        return nodegroup == null ? "" : cluster.nodegroup(nodegroup).name();
    }
}
