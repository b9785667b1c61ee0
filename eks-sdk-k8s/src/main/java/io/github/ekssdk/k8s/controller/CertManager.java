package io.github.ekssdk.k8s.controller;

import io.github.ekssdk.spec.WellKnownPolicy;

/**
 * cert-manager, by EKS's community add-on: it gets and renews certificates for Ingresses, webhooks and others.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/community-addons.html">Community add-ons in the EKS user guide</a>
 * @since 0.1
 */
public final class CertManager extends AddonController<CertManager> {

    private CertManager(AddonSettings settings) {
        super("cert-manager", settings);
    }

    /** Takes cert-manager as EKS installs it, with no IAM role. */
    public static CertManager create() {
        return new CertManager(AddonSettings.NONE);
    }

    @Override
    CertManager with(AddonSettings settings) {
        return new CertManager(settings);
    }

    /**
     * Returns cert-manager with a role by Pod Identity for DNS-01 challenges: it may write TXT records in all hosted zones of the
     * account.
     */
    public CertManager dns01() {
        return addon(addon -> addon.podIdentity("cert-manager", role -> role.wellKnown(WellKnownPolicy.CERT_MANAGER)));
    }
}
