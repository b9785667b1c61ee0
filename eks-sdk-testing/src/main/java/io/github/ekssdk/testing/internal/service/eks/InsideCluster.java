package io.github.ekssdk.testing.internal.service.eks;

import java.util.Optional;
import software.amazon.awssdk.services.eks.model.AddonIssueCode;
import software.amazon.awssdk.services.eks.model.ClusterStatus;

/** What happens inside clusters, past the API of EKS. */
public final class InsideCluster {
    private final ClusterStore store;
    private final String name;

    InsideCluster(ClusterStore store, String name) {
        this.store = store;
        this.name = name;
    }

    /** Somebody manages a field of an object of an add-on from now on. */
    public void conflict(String addon, String owner, String field) {
        String object = offer(addon).selfManagedObject();
        cluster().addonTrouble(addon).conflict(owner, object.isEmpty() ? "Deployment.apps " + addon : object, field);
    }

    /** Something goes wrong with an add-on. */
    public void breakAddon(String addon, String issueCode, String message) {
        AddonIssueCode code = AddonIssueCode.fromValue(issueCode);
        if (code == AddonIssueCode.UNKNOWN_TO_SDK_VERSION) {
            throw new IllegalArgumentException("Add-ons have no issue '" + issueCode + "'; they have "
                    + AddonIssueCode.knownValues().stream()
                            .map(AddonIssueCode::toString)
                            .sorted()
                            .toList());
        }
        offer(addon);
        cluster().addonTrouble(addon).issue(code, message);
    }

    /** Nothing is wrong with an add-on any more, and nobody else manages its fields. */
    public void healAddon(String addon) {
        offer(addon);
        cluster().addonTrouble(addon).heal();
    }

    /** The agent of the EKS connector starts in a cluster that runs elsewhere. */
    public void connect() {
        ConnectedCluster cluster = Optional.ofNullable(store.connected().get(name))
                .filter(one -> one.isVisibleAt(store.account().transitions().now()))
                .orElseThrow(() -> new IllegalArgumentException("No cluster '" + name + "' waits for its connector."));
        cluster.change(b -> b.status(ClusterStatus.ACTIVE));
    }

    private ClusterState cluster() {
        return store.find(name).orElseThrow(() -> new IllegalArgumentException("There is no cluster '" + name + "'."));
    }

    private static AddonOffer offer(String addon) {
        return AddonCatalogue.find(addon)
                .orElseThrow(() -> new IllegalArgumentException("There is no add-on '" + addon + "'; there are "
                        + AddonCatalogue.all().stream().map(AddonOffer::name).toList()));
    }
}
