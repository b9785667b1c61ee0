package io.github.ekssdk.testing.internal.service.eks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.AddonPodIdentityAssociations;

/** The Pod Identity associations that add-ons own. */
final class AddonIdentities {
    private final PodIdentities podIdentities;

    AddonIdentities(PodIdentities podIdentities) {
        this.podIdentities = podIdentities;
    }

    void check(AddonOffer offer, List<AddonPodIdentityAssociations> asked, Instant now) {
        for (AddonPodIdentityAssociations association : asked) {
            String account = EksInput.required("serviceAccount", association.serviceAccount());
            if (offer.podIdentity().isEmpty()) {
                throw EksRefusals.invalidParameter("Pod Identity feature is not supported for addon " + offer.name());
            }
            if (!offer.hasServiceAccount(account)) {
                throw EksRefusals.invalidParameter("Service account " + account
                        + " in pod identity configuration is not supported for addon " + offer.name());
            }
            podIdentities.checkRole(association.roleArn(), now);
        }
    }

    /** Makes the associations that an add-on owns exactly those that were asked for. */
    void assign(ClusterState cluster, AddonState addon, List<AddonPodIdentityAssociations> asked, Instant now) {
        String namespace = addon.model().namespaceConfig().namespace();
        List<PodIdentityState> wanted = new ArrayList<>();
        for (AddonPodIdentityAssociations association : asked) {
            wanted.add(assign(cluster, addon, namespace, association, now));
        }
        cluster.podIdentities().values().removeIf(state -> state.isOwnedBy(addon.arn()) && !wanted.contains(state));
        List<String> arns = wanted.stream().map(PodIdentityState::arn).toList();
        addon.change(b -> b.podIdentityAssociations(arns.isEmpty() ? null : arns));
    }

    /** Deletes the associations that an add-on owns. */
    void release(ClusterState cluster, AddonState addon) {
        cluster.podIdentities().values().removeIf(state -> state.isOwnedBy(addon.arn()));
    }

    private PodIdentityState assign(
            ClusterState cluster,
            AddonState addon,
            String namespace,
            AddonPodIdentityAssociations association,
            Instant now) {
        Optional<PodIdentityState> present = PodIdentities.find(cluster, namespace, association.serviceAccount());
        if (present.isPresent() && present.get().isOwnedBy(addon.arn())) {
            present.get().change(b -> b.roleArn(association.roleArn()).modifiedAt(now));
            return present.get();
        }
        return podIdentities.make(
                cluster,
                b -> b.namespace(namespace)
                        .serviceAccount(association.serviceAccount())
                        .roleArn(association.roleArn())
                        .ownerArn(addon.arn()),
                EksTags.ofCreate(Map.of()),
                now);
    }
}
