package io.github.ekssdk.internal.resource.eks;

import io.github.ekssdk.internal.graph.Properties;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ComputeConfigRequest;
import software.amazon.awssdk.services.eks.model.ComputeConfigResponse;
import software.amazon.awssdk.services.eks.model.EncryptionConfig;
import software.amazon.awssdk.services.eks.model.LogSetup;
import software.amazon.awssdk.services.eks.model.LogType;
import software.amazon.awssdk.services.eks.model.Logging;
import software.amazon.awssdk.services.eks.model.RemoteNetworkConfigRequest;
import software.amazon.awssdk.services.eks.model.RemoteNetworkConfigResponse;
import software.amazon.awssdk.services.eks.model.RemoteNodeNetwork;
import software.amazon.awssdk.services.eks.model.RemotePodNetwork;
import software.amazon.awssdk.services.eks.model.StorageConfigRequest;

/** The settings of a control plane that are on or off or have a default: read as they are, and written as EKS takes them. */
final class ControlPlaneSettings {

    static final String UPGRADE_POLICY = "EXTENDED";
    static final String TIER = "standard";
    static final String EGRESS_MODE = "AWS_MANAGED";
    static final String IP_FAMILY = "ipv4";

    private ControlPlaneSettings() {}

    /** Puts the settings down, EKS's default where it says nothing. */
    static void read(Cluster cluster, Map<String, Object> properties) {
        properties.put(
                ControlPlane.UPGRADE_POLICY,
                cluster.upgradePolicy() == null
                        ? UPGRADE_POLICY
                        : cluster.upgradePolicy().supportTypeAsString());
        properties.put(
                ControlPlane.ZONAL_SHIFT,
                cluster.zonalShiftConfig() != null
                        && Boolean.TRUE.equals(cluster.zonalShiftConfig().enabled()));
        properties.put(
                ControlPlane.TIER,
                cluster.controlPlaneScalingConfig() == null
                        ? TIER
                        : cluster.controlPlaneScalingConfig().tierAsString());
        properties.put(
                ControlPlane.EGRESS_MODE,
                Optional.ofNullable(cluster.resourcesVpcConfig().controlPlaneEgressModeAsString())
                        .orElse(EGRESS_MODE));
        readNetwork(cluster, properties);
        properties.put(
                ControlPlane.ENCRYPTION_KEY,
                cluster.encryptionConfig().stream()
                        .map(config -> config.provider().keyArn())
                        .findFirst()
                        .orElse(ControlPlane.AWS_OWNED_KEY));
        readAutoMode(cluster.computeConfig(), properties);
    }

    private static void readNetwork(Cluster cluster, Map<String, Object> properties) {
        var network = cluster.kubernetesNetworkConfig();
        if (network != null && network.ipFamilyAsString() != null) {
            properties.put(ControlPlane.IP_FAMILY, network.ipFamilyAsString());
        }
        if (network != null && network.serviceIpv4Cidr() != null) {
            properties.put(ControlPlane.SERVICE_IPV4_CIDR, network.serviceIpv4Cidr());
        }
        RemoteNetworkConfigResponse remote = cluster.remoteNetworkConfig();
        properties.put(
                ControlPlane.REMOTE_NODE_NETWORKS,
                remote == null
                        ? List.of()
                        : remote.remoteNodeNetworks().stream()
                                .flatMap(node -> node.cidrs().stream())
                                .toList());
        properties.put(
                ControlPlane.REMOTE_POD_NETWORKS,
                remote == null
                        ? List.of()
                        : remote.remotePodNetworks().stream()
                                .flatMap(pod -> pod.cidrs().stream())
                                .toList());
    }

    private static void readAutoMode(
            @org.jspecify.annotations.Nullable ComputeConfigResponse compute, Map<String, Object> properties) {
        boolean on = compute != null && Boolean.TRUE.equals(compute.enabled());
        properties.put(ControlPlane.AUTO_MODE, on);
        if (compute != null && on) {
            properties.put(ControlPlane.NODE_POOLS, compute.nodePools());
            Optional.ofNullable(compute.nodeRoleArn())
                    .ifPresent(role -> properties.put(ControlPlane.NODE_ROLE_ARN, role));
        }
    }

    static ComputeConfigRequest compute(Properties wanted) {
        boolean on = wanted.bool(ControlPlane.AUTO_MODE);
        return ComputeConfigRequest.builder()
                .enabled(on)
                .nodePools(on ? wanted.strings(ControlPlane.NODE_POOLS) : null)
                .nodeRoleArn(wanted.optionalString(ControlPlane.NODE_ROLE_ARN).orElse(null))
                .build();
    }

    static StorageConfigRequest storage(Properties wanted) {
        return StorageConfigRequest.builder()
                .blockStorage(block -> block.enabled(wanted.bool(ControlPlane.AUTO_MODE)))
                .build();
    }

    static List<EncryptionConfig> encryption(Properties wanted) {
        return wanted
                .optionalString(ControlPlane.ENCRYPTION_KEY)
                .filter(key -> !key.equals(ControlPlane.AWS_OWNED_KEY))
                .map(key -> EncryptionConfig.builder()
                        .resources("secrets")
                        .provider(provider -> provider.keyArn(key))
                        .build())
                .stream()
                .toList();
    }

    /** Returns both lists even where they are empty: that is how EKS is told to forget them. */
    static RemoteNetworkConfigRequest remoteNetworks(Properties wanted) {
        List<String> nodes = wanted.strings(ControlPlane.REMOTE_NODE_NETWORKS);
        List<String> pods = wanted.strings(ControlPlane.REMOTE_POD_NETWORKS);
        return RemoteNetworkConfigRequest.builder()
                .remoteNodeNetworks(
                        nodes.isEmpty()
                                ? List.of()
                                : List.of(
                                        RemoteNodeNetwork.builder().cidrs(nodes).build()))
                .remotePodNetworks(
                        pods.isEmpty()
                                ? List.of()
                                : List.of(RemotePodNetwork.builder().cidrs(pods).build()))
                .build();
    }

    /** Returns what to send to switch some kinds of log on and others off. */
    static Logging logging(Collection<String> on, Collection<String> off) {
        return Logging.builder()
                .clusterLogging(Stream.of(setup(on, true), setup(off, false))
                        .flatMap(Optional::stream)
                        .toList())
                .build();
    }

    private static Optional<LogSetup> setup(Collection<String> types, boolean enabled) {
        return types.isEmpty()
                ? Optional.empty()
                : Optional.of(LogSetup.builder()
                        .types(types.stream().sorted().map(LogType::fromValue).toList())
                        .enabled(enabled)
                        .build());
    }
}
