package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.service.eks.ConfigChanges.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.ComputeConfigRequest;
import software.amazon.awssdk.services.eks.model.ComputeConfigResponse;
import software.amazon.awssdk.services.eks.model.ControlPlaneScalingConfig;
import software.amazon.awssdk.services.eks.model.KubernetesNetworkConfigRequest;
import software.amazon.awssdk.services.eks.model.KubernetesNetworkConfigResponse;
import software.amazon.awssdk.services.eks.model.RemoteNetworkConfigRequest;
import software.amazon.awssdk.services.eks.model.RemoteNetworkConfigResponse;
import software.amazon.awssdk.services.eks.model.SupportType;
import software.amazon.awssdk.services.eks.model.UpdateAccessConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.UpdateType;

/** The changes of a cluster that do not touch its network: access, upgrade policy, protection and the like. */
final class PolicyChanges {
    private final Account account;
    private final Ec2Side ec2;
    private final ManagedAccess access;
    private final AutoModeNodes autoModeNodes;

    PolicyChanges(Account account, Ec2Side ec2, ManagedAccess access, AutoModeNodes autoModeNodes) {
        this.account = account;
        this.ec2 = ec2;
        this.access = access;
        this.autoModeNodes = autoModeNodes;
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
        if (request.remoteNetworkConfig() != null) {
            asked.add(new Asked(
                    UpdateType.REMOTE_NETWORK_CONFIG_UPDATE,
                    () -> remoteNetworks(cluster, request.remoteNetworkConfig())));
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

    private ConfigChange upgradePolicy(ClusterState cluster, UpdateClusterConfigRequest request) {
        NewClusterCheck.checkUpgradePolicy(request.upgradePolicy());
        SupportType after = request.upgradePolicy().supportType();
        refuseSame(cluster, "supportType", cluster.model().upgradePolicy().supportType(), after);
        NewClusterCheck.checkSupport(
                KubernetesVersions.running(cluster.model().version()),
                after,
                account.transitions().now());
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
        ControlPlaneScalingConfig before = cluster.model().controlPlaneScalingConfig();
        ControlPlaneScalingConfig after = NewClusterCheck.tier(request.controlPlaneScalingConfig());
        refuseSame(cluster, "controlPlaneScalingConfig", before, after);
        return ConfigChange.of(
                UpdateType.CONTROL_PLANE_SCALING_CONFIG_UPDATE,
                () -> cluster.change(b -> b.controlPlaneScalingConfig(after)),
                ConfigChange.param(UpdateParamType.UPDATED_TIER, after.tierAsString()),
                ConfigChange.param(UpdateParamType.PREVIOUS_TIER, before.tierAsString()));
    }

    private ConfigChange autoMode(ClusterState cluster, UpdateClusterConfigRequest request) {
        ComputeConfigRequest compute = request.computeConfig();
        KubernetesNetworkConfigRequest asked = request.kubernetesNetworkConfig();
        if (asked != null && (asked.serviceIpv4Cidr() != null || asked.ipFamily() != null)) {
            throw EksRefusals.invalidParameter("serviceIpv4Cidr and ipFamily cannot be changed.")
                    .with("clusterName", cluster.name());
        }
        AutoMode.check(compute, asked, request.storageConfig());
        boolean on = compute != null && Boolean.TRUE.equals(compute.enabled());
        if (on && !cluster.hasAccessEntries()) {
            throw EksRefusals.invalidParameter(
                            "EKS Auto Mode requires the authenticationMode API or API_AND_CONFIG_MAP.")
                    .with("clusterName", cluster.name());
        }
        ComputeConfigResponse after = AutoMode.settings(
                compute == null ? ComputeConfigRequest.builder().enabled(false).build() : compute);
        if (on == AutoMode.isOn(cluster)
                && (!on || Objects.equals(after, cluster.model().computeConfig()))) {
            throw EksRefusals.invalidParameter(
                            "Cluster is already at the desired configuration with computeConfig enabled: " + on)
                    .with("clusterName", cluster.name());
        }
        return ConfigChange.of(
                UpdateType.AUTO_MODE_UPDATE,
                () -> {
                    cluster.change(b -> b.computeConfig(after)
                            .storageConfig(storage -> storage.blockStorage(block -> block.enabled(on)))
                            .kubernetesNetworkConfig(cluster.model()
                                    .kubernetesNetworkConfig()
                                    .copy(network ->
                                            network.elasticLoadBalancing(balancing -> balancing.enabled(on)))));
                    access.grantAutoModeNodes(cluster);
                    if (!on) {
                        autoModeNodes.endAll(cluster.name());
                    }
                },
                ConfigChange.param(UpdateParamType.COMPUTE_CONFIG, Json.of(after)),
                ConfigChange.param(UpdateParamType.STORAGE_CONFIG, "{\"blockStorage\":{\"enabled\":" + on + "}}"),
                ConfigChange.param(
                        UpdateParamType.KUBERNETES_NETWORK_CONFIG,
                        "{\"elasticLoadBalancing\":{\"enabled\":" + on + "}}"));
    }

    private ConfigChange remoteNetworks(ClusterState cluster, RemoteNetworkConfigRequest asked) {
        KubernetesNetworkConfigResponse services = cluster.model().kubernetesNetworkConfig();
        List<String> taken = new ArrayList<>(ec2.cidrsOf(cluster.vpcId()));
        if (services.serviceIpv4Cidr() != null) {
            taken.add(services.serviceIpv4Cidr());
        }
        RemoteNetworkConfigResponse after =
                RemoteNetworks.checked(asked, cluster.authenticationMode(), services.ipFamily(), taken);
        refuseSame(cluster, "remoteNetworkConfig", cluster.model().remoteNetworkConfig(), after);
        return ConfigChange.of(
                UpdateType.REMOTE_NETWORK_CONFIG_UPDATE,
                () -> cluster.change(b -> b.remoteNetworkConfig(after)),
                ConfigChange.param(UpdateParamType.REMOTE_NETWORK_CONFIG, Json.of(asked)));
    }

    private static void refuseSame(ClusterState cluster, String what, @Nullable Object before, @Nullable Object after) {
        if (Objects.equals(before, after)) {
            throw EksRefusals.invalidParameter(
                            "Cluster is already at the desired configuration with " + what + ": " + after)
                    .with("clusterName", cluster.name());
        }
    }
}
