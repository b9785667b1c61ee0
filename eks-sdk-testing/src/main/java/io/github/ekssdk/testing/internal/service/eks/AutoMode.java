package io.github.ekssdk.testing.internal.service.eks;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.BlockStorage;
import software.amazon.awssdk.services.eks.model.ComputeConfigRequest;
import software.amazon.awssdk.services.eks.model.ComputeConfigResponse;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.KubernetesNetworkConfigRequest;
import software.amazon.awssdk.services.eks.model.StorageConfigRequest;
import software.amazon.awssdk.services.eks.model.StorageConfigResponse;

/** EKS Auto Mode: compute, block storage and load balancing are switched on and off together. */
final class AutoMode {
    private static final Set<String> POOLS = new TreeSet<>(Set.of("general-purpose", "system"));

    private AutoMode() {}

    static boolean isOn(ClusterState cluster) {
        ComputeConfigResponse compute = cluster.model().computeConfig();
        return compute != null && Boolean.TRUE.equals(compute.enabled());
    }

    /** Refuses settings that make no sense together. */
    static void check(
            @Nullable ComputeConfigRequest compute,
            @Nullable KubernetesNetworkConfigRequest network,
            @Nullable StorageConfigRequest storage) {
        boolean computes = compute != null && Boolean.TRUE.equals(compute.enabled());
        boolean balances = network != null
                && network.elasticLoadBalancing() != null
                && Boolean.TRUE.equals(network.elasticLoadBalancing().enabled());
        BlockStorage block = storage == null ? null : storage.blockStorage();
        boolean stores = block != null && Boolean.TRUE.equals(block.enabled());
        if (computes != balances || computes != stores) {
            throw EksRefusals.invalidParameter("For EKS Auto Mode, please ensure that all required configs, including"
                    + " computeConfig, kubernetesNetworkConfig, and blockStorage are all either fully enabled or fully"
                    + " disabled.");
        }
        if (compute != null) {
            checkPools(compute);
        }
    }

    /** What else a new cluster with Auto Mode must be. */
    static void checkNew(CreateClusterRequest request) {
        check(request.computeConfig(), request.kubernetesNetworkConfig(), request.storageConfig());
        if (request.computeConfig() == null
                || !Boolean.TRUE.equals(request.computeConfig().enabled())) {
            return;
        }
        if (Boolean.TRUE.equals(request.bootstrapSelfManagedAddons())) {
            throw EksRefusals.invalidParameter(
                    "When EKS Auto Mode is enabled, bootstrapSelfManagedAddons must be set to false.");
        }
        boolean knowsEntries = request.accessConfig() != null
                && request.accessConfig().authenticationMode() != null
                && request.accessConfig().authenticationMode() != AuthenticationMode.CONFIG_MAP;
        if (!knowsEntries) {
            throw EksRefusals.invalidParameter(
                    "EKS Auto Mode requires the authenticationMode API or API_AND_CONFIG_MAP.");
        }
    }

    private static void checkPools(ComputeConfigRequest compute) {
        List<String> pools = compute.nodePools();
        if (!POOLS.containsAll(pools) || Set.copyOf(pools).size() < pools.size()) {
            throw EksRefusals.invalidParameter(
                    "The nodePools of computeConfig must be out of " + POOLS + ", each at most once, but are " + pools);
        }
        boolean enabled = Boolean.TRUE.equals(compute.enabled());
        if (!enabled && (!pools.isEmpty() || compute.nodeRoleArn() != null)) {
            throw EksRefusals.invalidParameter(
                    "nodePools and nodeRoleArn of computeConfig cannot be specified when it is not enabled.");
        }
        if (pools.isEmpty() != (compute.nodeRoleArn() == null)) {
            throw EksRefusals.invalidParameter(
                    "nodePools and nodeRoleArn of computeConfig must be specified together.");
        }
        if (compute.nodeRoleArn() != null) {
            EksInput.roleArn("nodeRoleArn", compute.nodeRoleArn());
        }
    }

    static @Nullable ComputeConfigResponse compute(@Nullable ComputeConfigRequest asked) {
        return asked == null ? null : settings(asked);
    }

    static ComputeConfigResponse settings(ComputeConfigRequest asked) {
        return ComputeConfigResponse.builder()
                .enabled(Boolean.TRUE.equals(asked.enabled()))
                .nodePools(asked.nodePools())
                .nodeRoleArn(asked.nodeRoleArn())
                .build();
    }

    static @Nullable StorageConfigResponse storage(@Nullable StorageConfigRequest asked) {
        return asked == null
                ? null
                : StorageConfigResponse.builder()
                        .blockStorage(asked.blockStorage())
                        .build();
    }
}
