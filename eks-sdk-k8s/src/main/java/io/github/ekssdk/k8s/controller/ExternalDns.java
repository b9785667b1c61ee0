package io.github.ekssdk.k8s.controller;

import io.github.ekssdk.spec.WellKnownPolicy;
import java.util.List;
import java.util.Map;

/**
 * ExternalDNS, by EKS's community add-on: it keeps records of Route 53 for Services and Ingresses. Its service account gets a role by
 * Pod Identity that may change records in all hosted zones of the account.
 *
 * <p>It only touches records that it marked as its own by a TXT record with an owner id. Clusters that share a zone must each have an
 * id of their own: see {@link #ownerId}.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/community-addons.html">Community add-ons in the EKS user guide</a>
 * @since 0.1
 */
public final class ExternalDns extends AddonController<ExternalDns> {

    private static final String ADDON = "external-dns";

    private ExternalDns(AddonSettings settings) {
        super(ADDON, settings);
    }

    /** Takes ExternalDNS as EKS installs it, with a role. */
    public static ExternalDns create() {
        return new ExternalDns(AddonSettings.NONE.and(
                addon -> addon.podIdentity(ADDON, role -> role.wellKnown(WellKnownPolicy.EXTERNAL_DNS))));
    }

    @Override
    ExternalDns with(AddonSettings settings) {
        return new ExternalDns(settings);
    }

    /** Returns ExternalDNS, keeping to these domains; to all unless set. */
    public ExternalDns domains(String... domains) {
        return configuration(Map.of("domainFilters", List.of(domains)));
    }

    /** Returns ExternalDNS, marking its records with an id; {@code default} unless set. */
    public ExternalDns ownerId(String id) {
        return configuration(Map.of("txtOwnerId", id));
    }

    /** Returns ExternalDNS, which also deletes records whose Service or Ingress is gone. Unless said, such records stay. */
    public ExternalDns deletingRecords() {
        return configuration(Map.of("policy", "sync"));
    }
}
