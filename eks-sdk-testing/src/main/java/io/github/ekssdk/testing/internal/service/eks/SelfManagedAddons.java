package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;

/** CoreDNS, kube-proxy and the VPC CNI as EKS puts them into new clusters by itself, under nobody's management. */
final class SelfManagedAddons {
    private static final String OWNER = "kubectl";

    private SelfManagedAddons() {}

    /** Puts them in, unless the caller did not want them or Auto Mode brings its own. */
    static void install(ClusterState cluster, CreateClusterRequest request, Account account) {
        boolean autoMode = request.computeConfig() != null
                && Boolean.TRUE.equals(request.computeConfig().enabled());
        if (Boolean.FALSE.equals(request.bootstrapSelfManagedAddons()) || autoMode) {
            return;
        }
        cluster.bringsSelfManagedAddons();
        if (account.lenient()) {
            return;
        }
        for (AddonOffer offer : AddonCatalogue.all()) {
            if (!offer.selfManagedObject().isEmpty()) {
                cluster.addonTrouble(offer.name())
                        .conflict(OWNER, offer.selfManagedObject(), ".spec.template.spec.containers");
            }
        }
    }
}
