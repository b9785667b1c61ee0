package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.service.eks.ConfigChanges.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.SupportType;
import software.amazon.awssdk.services.eks.model.UpdateAccessConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.UpdateType;

/** The changes of a cluster that do not touch its network: access, upgrade policy, protection and the like. */
final class PolicyChanges {
    private final ManagedAccess access;

    PolicyChanges(ManagedAccess access) {
        this.access = access;
    }

    List<Asked> of(ClusterState cluster, UpdateClusterConfigRequest request) {
        List<Asked> asked = new ArrayList<>();
        if (request.accessConfig() != null) {
            asked.add(new Asked(UpdateType.ACCESS_CONFIG_UPDATE, () -> accessConfig(cluster, request.accessConfig())));
        }
        if (request.upgradePolicy() != null) {
            asked.add(new Asked(UpdateType.UPGRADE_POLICY_UPDATE, () -> upgradePolicy(cluster, request)));
        }
        if (request.zonalShiftConfig() != null) {
            asked.add(new Asked(UpdateType.ZONAL_SHIFT_CONFIG_UPDATE, () -> zonalShift(cluster, request)));
        }
        if (request.deletionProtection() != null) {
            asked.add(new Asked(
                    UpdateType.DELETION_PROTECTION_UPDATE,
                    () -> deletionProtection(cluster, request.deletionProtection())));
        }
        if (request.controlPlaneScalingConfig() != null) {
            asked.add(new Asked(
                    UpdateType.CONTROL_PLANE_SCALING_CONFIG_UPDATE, () -> controlPlaneTier(cluster, request)));
        }
        if (request.computeConfig() != null
                || request.storageConfig() != null
                || request.kubernetesNetworkConfig() != null) {
            asked.add(new Asked(UpdateType.AUTO_MODE_UPDATE, () -> autoMode(cluster, request)));
        }
        return asked;
    }

    /** CONFIG_MAP, then API_AND_CONFIG_MAP, then API; there is no way back. */
    private ConfigChange accessConfig(ClusterState cluster, UpdateAccessConfigRequest asked) {
        String word = EksInput.required("authenticationMode", asked.authenticationModeAsString());
        EksInput.checkWord("authenticationMode", word, AuthenticationMode.knownValues());
        AuthenticationMode before = cluster.authenticationMode();
        AuthenticationMode after = asked.authenticationMode();
        boolean allowed = (before == AuthenticationMode.CONFIG_MAP && after == AuthenticationMode.API_AND_CONFIG_MAP)
                || (before == AuthenticationMode.API_AND_CONFIG_MAP && after == AuthenticationMode.API);
        if (!allowed) {
            throw EksRefusals.invalidParameter("Unsupported authentication mode update from " + before + " to " + after)
                    .with("clusterName", cluster.name());
        }
        return ConfigChange.of(
                UpdateType.ACCESS_CONFIG_UPDATE,
                () -> {
                    cluster.change(b -> b.accessConfig(
                            cluster.model().accessConfig().copy(config -> config.authenticationMode(after))));
                    access.grantAtStart(cluster);
                },
                ConfigChange.param(UpdateParamType.AUTHENTICATION_MODE, after));
    }

    private static ConfigChange upgradePolicy(ClusterState cluster, UpdateClusterConfigRequest request) {
        NewClusterCheck.checkUpgradePolicy(request.upgradePolicy());
        SupportType after = request.upgradePolicy().supportType();
        refuseSame(cluster, "supportType", cluster.model().upgradePolicy().supportType(), after);
        return ConfigChange.of(
                UpdateType.UPGRADE_POLICY_UPDATE,
                () -> cluster.change(b -> b.upgradePolicy(policy -> policy.supportType(after))),
                ConfigChange.param(UpdateParamType.UPGRADE_POLICY, "{\"supportType\":\"" + after + "\"}"));
    }

    private static ConfigChange zonalShift(ClusterState cluster, UpdateClusterConfigRequest request) {
        boolean after = Boolean.TRUE.equals(request.zonalShiftConfig().enabled());
        refuseSame(
                cluster, "zonalShiftConfig", cluster.model().zonalShiftConfig().enabled(), after);
        return ConfigChange.of(
                UpdateType.ZONAL_SHIFT_CONFIG_UPDATE,
                () -> cluster.change(b -> b.zonalShiftConfig(config -> config.enabled(after))),
                ConfigChange.param(UpdateParamType.ZONAL_SHIFT_CONFIG, "{\"enabled\":" + after + "}"));
    }

    private static ConfigChange deletionProtection(ClusterState cluster, boolean after) {
        refuseSame(cluster, "deletionProtection", cluster.model().deletionProtection(), after);
        return ConfigChange.of(
                UpdateType.DELETION_PROTECTION_UPDATE,
                () -> cluster.change(b -> b.deletionProtection(after)),
                ConfigChange.param(UpdateParamType.DELETION_PROTECTION, after));
    }

    private static ConfigChange controlPlaneTier(ClusterState cluster, UpdateClusterConfigRequest request) {
        refuseSame(
                cluster,
                "controlPlaneScalingConfig",
                cluster.model().controlPlaneScalingConfig(),
                request.controlPlaneScalingConfig());
        return ConfigChange.of(
                UpdateType.CONTROL_PLANE_SCALING_CONFIG_UPDATE,
                () -> cluster.change(b -> b.controlPlaneScalingConfig(request.controlPlaneScalingConfig())),
                ConfigChange.param(
                        UpdateParamType.UPDATED_TIER,
                        request.controlPlaneScalingConfig().tierAsString()));
    }

    private static ConfigChange autoMode(ClusterState cluster, UpdateClusterConfigRequest request) {
        NewClusterCheck.checkAutoMode(
                request.computeConfig(), request.kubernetesNetworkConfig(), request.storageConfig());
        return ConfigChange.of(
                UpdateType.AUTO_MODE_UPDATE,
                () -> cluster.change(b -> b.computeConfig(NewCluster.compute(request.computeConfig()))
                        .storageConfig(NewCluster.storage(request.storageConfig()))
                        .kubernetesNetworkConfig(cluster.model()
                                .kubernetesNetworkConfig()
                                .copy(network -> network.elasticLoadBalancing(
                                        request.kubernetesNetworkConfig().elasticLoadBalancing())))),
                ConfigChange.param(
                        UpdateParamType.COMPUTE_CONFIG, request.computeConfig().enabled()));
    }

    private static void refuseSame(ClusterState cluster, String what, Object before, Object after) {
        if (Objects.equals(before, after)) {
            throw EksRefusals.invalidParameter(
                            "Cluster is already at the desired configuration with " + what + ": " + after)
                    .with("clusterName", cluster.name());
        }
    }
}
