package io.github.ekssdk.testing.internal.service.eks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.eks.model.Addon;
import software.amazon.awssdk.services.eks.model.AddonStatus;
import software.amazon.awssdk.services.eks.model.AssociatedAccessPolicy;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.FargateProfile;
import software.amazon.awssdk.services.eks.model.FargateProfileStatus;
import software.amazon.awssdk.services.eks.model.Nodegroup;

/** What the Kubernetes API of a cluster sees of EKS. */
public final class ClusterSight {
    private final ClusterState state;

    ClusterSight(ClusterState state) {
        this.state = state;
    }

    public Cluster cluster() {
        return state.model();
    }

    /** Whether the control plane runs. */
    public boolean runs() {
        return state.isActive() || state.status() == ClusterStatus.UPDATING;
    }

    /** Whether the endpoint answers; that of a new cluster may do so a little later than EKS calls the cluster active. */
    public boolean isReachable(Instant now) {
        return state.isReachable(now);
    }

    public AuthenticationMode authenticationMode() {
        return state.authenticationMode();
    }

    /** ARN of the role or user that made the cluster, if that makes it an administrator where there are no access entries. */
    public Optional<String> administrator() {
        return Boolean.TRUE.equals(state.model().accessConfig().bootstrapClusterCreatorAdminPermissions())
                ? Optional.of(state.creator())
                : Optional.empty();
    }

    /** An access entry with its policies. */
    public record Entry(AccessEntry entry, String roleId, List<AssociatedAccessPolicy> policies) {}

    public List<Entry> accessEntries() {
        return state.accessEntries().values().stream()
                .map(entry -> new Entry(
                        entry.describe(),
                        entry.roleId(),
                        List.copyOf(entry.policies().values())))
                .toList();
    }

    /**
     * A managed node group.
     *
     * @param readySince since when its nodes can run pods, if they could join
     */
    public record Group(Nodegroup group, Optional<String> scalingGroup, Optional<Instant> readySince) {}

    public List<Group> nodegroups() {
        return state.nodegroups().values().stream()
                .map(group -> new Group(group.model(), group.scalingGroup(), group.readySince()))
                .toList();
    }

    /** The Fargate profiles that take pods. */
    public List<FargateProfile> fargateProfiles() {
        return state.fargateProfiles().values().stream()
                .filter(profile -> profile.status() == FargateProfileStatus.ACTIVE)
                .map(FargateProfileState::model)
                .toList();
    }

    /** The add-ons whose objects EKS has put into the cluster. */
    public List<Addon> addons() {
        return state.addons().values().stream()
                .map(AddonState::model)
                .filter(addon -> addon.status() != AddonStatus.CREATING && addon.status() != AddonStatus.CREATE_FAILED)
                .toList();
    }

    /** Names of the add-ons that EKS put into the new cluster by itself. */
    public List<String> selfManagedAddons() {
        return AddonCatalogue.all().stream()
                .filter(offer -> !offer.selfManagedObject().isEmpty() && state.hasSelfManagedAddons())
                .map(AddonOffer::name)
                .toList();
    }

    /** The role that Pod Identity gives to pods of a service account. */
    public Optional<String> podRole(String namespace, String serviceAccount) {
        return PodIdentities.find(state, namespace, serviceAccount)
                .map(found -> found.model().roleArn());
    }

    /** The role of the service account of an add-on that the add-on was given. */
    public Optional<String> addonRole(String addon) {
        return Optional.ofNullable(state.addons().get(addon))
                .map(found -> found.model().serviceAccountRoleArn());
    }

    /** Whether EKS Auto Mode starts nodes for the cluster. */
    public boolean startsNodesItself() {
        return AutoMode.isOn(state);
    }

    /** Whether EKS Auto Mode makes volumes for the cluster. */
    public boolean makesVolumesItself() {
        return state.model().storageConfig() != null
                && state.model().storageConfig().blockStorage() != null
                && Boolean.TRUE.equals(
                        state.model().storageConfig().blockStorage().enabled());
    }

    /** Whether EKS Auto Mode makes load balancers for the cluster. */
    public boolean balancesLoadItself() {
        return state.model().kubernetesNetworkConfig() != null
                && state.model().kubernetesNetworkConfig().elasticLoadBalancing() != null
                && Boolean.TRUE.equals(state.model()
                        .kubernetesNetworkConfig()
                        .elasticLoadBalancing()
                        .enabled());
    }
}
