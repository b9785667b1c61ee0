package io.github.ekssdk.testing.internal.service.eks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.LogType;
import software.amazon.awssdk.services.eks.model.VersionStatus;

/** One cluster and all that belongs to it. */
final class ClusterState {
    private static final Duration ROLLBACK_WINDOW = Duration.ofDays(7);

    private final EksTags tags;
    private final String creator;
    private final Updates updates = new Updates();
    private final Map<String, NodegroupState> nodegroups = new LinkedHashMap<>();
    private final Map<String, AccessEntryState> accessEntries = new TreeMap<>();
    private final Map<String, FargateProfileState> fargateProfiles = new TreeMap<>();
    private final ClusterInsights insights = new ClusterInsights();
    private final Map<String, AddonState> addons = new TreeMap<>();
    private final Map<String, AddonTrouble> addonTroubles = new TreeMap<>();
    private final Map<String, PodIdentityState> podIdentities = new LinkedHashMap<>();
    private final Map<String, IdentityProviderState> identityProviders = new TreeMap<>();
    private final Map<String, CapabilityState> capabilities = new TreeMap<>();
    private final List<String> interfaceIds = new ArrayList<>();
    private final Map<String, Instant> joinedByAwsAuth = new TreeMap<>();
    private boolean selfManagedAddons;
    private Cluster cluster;
    private @Nullable Upgrade lastUpgrade;
    private @Nullable Instant reachableAt;

    /** The last upgrade of the version; {@code byEks} if EKS made it at the end of support. */
    private record Upgrade(String from, Instant endedAt, boolean byEks) {}

    /** @param creator ARN of the role or user that created the cluster */
    ClusterState(Cluster cluster, EksTags tags, String creator) {
        this.cluster = cluster;
        this.tags = tags;
        this.creator = creator;
    }

    String name() {
        return cluster.name();
    }

    /** The cluster as it is kept, without its tags. */
    Cluster model() {
        return cluster;
    }

    /** The cluster as EKS shows it: whether its creator became administrator, it keeps to itself. */
    Cluster describe() {
        return cluster.toBuilder()
                .accessConfig(access -> access.authenticationMode(authenticationMode()))
                .tags(tags.asMap())
                .build();
    }

    void change(Consumer<Cluster.Builder> change) {
        cluster = cluster.copy(change);
    }

    EksTags tags() {
        return tags;
    }

    String creator() {
        return creator;
    }

    Updates updates() {
        return updates;
    }

    ClusterStatus status() {
        return cluster.status();
    }

    /** The endpoint answers from then on. */
    void reachableAt(Instant time) {
        reachableAt = time;
    }

    boolean isReachable(Instant now) {
        return reachableAt == null || !now.isBefore(reachableAt);
    }

    boolean isActive() {
        return cluster.status() == ClusterStatus.ACTIVE;
    }

    String vpcId() {
        return cluster.resourcesVpcConfig().vpcId();
    }

    @Nullable String securityGroupId() {
        return cluster.resourcesVpcConfig().clusterSecurityGroupId();
    }

    /** Whether access entries are looked at, beside aws-auth or instead of it. */
    boolean hasAccessEntries() {
        return authenticationMode() != AuthenticationMode.CONFIG_MAP;
    }

    AuthenticationMode authenticationMode() {
        return cluster.accessConfig().authenticationMode();
    }

    /** When the instances joined that the ConfigMap aws-auth has let in, by their ids; those that are gone among them. */
    Map<String, Instant> joinedByAwsAuth() {
        return joinedByAwsAuth;
    }

    /** EKS puts CoreDNS, kube-proxy and the VPC CNI into the cluster by itself. */
    void bringsSelfManagedAddons() {
        selfManagedAddons = true;
    }

    boolean hasSelfManagedAddons() {
        return selfManagedAddons;
    }

    ClusterInsights insights() {
        return insights;
    }

    /** Now runs a newer version. */
    void upgraded(KubernetesVersion target, Instant now, boolean byEks) {
        lastUpgrade = new Upgrade(cluster.version(), now, byEks);
        run(target);
    }

    /** Now runs the version again that it was upgraded from; there is no second way back. */
    void wentBack(KubernetesVersion target) {
        lastUpgrade = null;
        run(target);
    }

    private void run(KubernetesVersion version) {
        change(b -> b.version(version.name()).platformVersion(version.platformVersion()));
        insights.expire();
    }

    /** The version that the control plane can go back to: for seven days after an upgrade that EKS did not force. */
    Optional<KubernetesVersion> rollbackTarget(Instant now) {
        Upgrade upgrade = lastUpgrade;
        if (upgrade == null || upgrade.byEks || now.isAfter(upgrade.endedAt.plus(ROLLBACK_WINDOW))) {
            return Optional.empty();
        }
        return KubernetesVersions.find(upgrade.from)
                .filter(version -> version.statusAt(now) != VersionStatus.UNSUPPORTED);
    }

    /** The stream of a kind of control plane logs, the same as long as the cluster lives. */
    String logStream(LogType type) {
        String component = switch (type) {
            case API -> "kube-apiserver";
            case AUDIT -> "kube-apiserver-audit";
            case AUTHENTICATOR -> "authenticator";
            case CONTROLLER_MANAGER -> "kube-controller-manager";
            case SCHEDULER -> "kube-scheduler";
            case UNKNOWN_TO_SDK_VERSION -> "unknown";
        };
        return component + "-" + Integer.toHexString(cluster.createdAt().hashCode());
    }

    /** Network interfaces of the control plane in the cluster's subnets. */
    List<String> interfaceIds() {
        return interfaceIds;
    }

    Map<String, AccessEntryState> accessEntries() {
        return accessEntries;
    }

    Map<String, NodegroupState> nodegroups() {
        return nodegroups;
    }

    Map<String, FargateProfileState> fargateProfiles() {
        return fargateProfiles;
    }

    Map<String, AddonState> addons() {
        return addons;
    }

    /** What is in the way of an add-on, installed or not. */
    AddonTrouble addonTrouble(String addonName) {
        return addonTroubles.computeIfAbsent(addonName, name -> new AddonTrouble());
    }

    /** The Pod Identity associations by their ids. */
    Map<String, PodIdentityState> podIdentities() {
        return podIdentities;
    }

    Map<String, IdentityProviderState> identityProviders() {
        return identityProviders;
    }

    Map<String, CapabilityState> capabilities() {
        return capabilities;
    }

    AddonState addon(@Nullable String name) {
        String given = EksInput.required("addonName", name);
        AddonState found = addons.get(given);
        if (found == null) {
            throw EksRefusals.notFound("No addon: " + given + " found in cluster: " + name())
                    .with("clusterName", name())
                    .with("addonName", given);
        }
        return found;
    }

    CapabilityState capability(@Nullable String name) {
        String given = EksInput.required("capabilityName", name);
        CapabilityState found = capabilities.get(given);
        if (found == null) {
            throw EksRefusals.notFound("No capability found for name: " + given).with("clusterName", name());
        }
        return found;
    }

    NodegroupState nodegroup(@Nullable String name) {
        String given = EksInput.required("nodegroupName", name);
        NodegroupState found = nodegroups.get(given);
        if (found == null) {
            throw EksRefusals.noNodegroup(name(), given);
        }
        return found;
    }
}
