package io.github.ekssdk.testing.internal.service.eks;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.DescribeUpdateRequest;
import software.amazon.awssdk.services.eks.model.DescribeUpdateResponse;
import software.amazon.awssdk.services.eks.model.ListUpdatesRequest;
import software.amazon.awssdk.services.eks.model.ListUpdatesResponse;

/** Shows the updates of clusters and of what belongs to them. */
final class UpdateCalls {
    private final ClusterStore store;

    UpdateCalls(ClusterStore store) {
        this.store = store;
    }

    DescribeUpdateResponse describe(DescribeUpdateRequest request) {
        ClusterState cluster = store.cluster(request.name());
        String target = target(cluster, request.nodegroupName(), request.addonName(), request.capabilityName());
        UpdateEntry entry = find(cluster, target, request.updateId());
        return DescribeUpdateResponse.builder().update(entry.describe()).build();
    }

    ListUpdatesResponse list(ListUpdatesRequest request) {
        ClusterState cluster = store.cluster(request.name());
        String target = target(cluster, request.nodegroupName(), request.addonName(), request.capabilityName());
        List<String> ids =
                cluster.updates().of(target).stream().map(UpdateEntry::id).toList();
        EksPages<String> page = EksPages.of(ids, request.maxResults(), request.nextToken());
        return ListUpdatesResponse.builder()
                .updateIds(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static UpdateEntry find(ClusterState cluster, String target, @Nullable String updateId) {
        String id = EksInput.required("updateId", updateId);
        return cluster.updates().find(target, id).orElseThrow(() -> EksRefusals.noUpdate(cluster.name(), id));
    }

    /** What the updates are of: something that belongs to the cluster, or the cluster itself. */
    private static String target(
            ClusterState cluster, @Nullable String nodegroup, @Nullable String addon, @Nullable String capability) {
        if (addon != null) {
            return cluster.addon(addon).target();
        }
        if (capability != null) {
            return cluster.capability(capability).target();
        }
        return nodegroup == null ? "" : cluster.nodegroup(nodegroup).name();
    }
}
