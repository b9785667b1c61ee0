package io.github.ekssdk.internal.lower;

import io.github.ekssdk.spec.ClusterSpec;

/** Whether something gives the Pods on nodes their addresses. */
final class NetworkPlugin implements Question {

    @Override
    public void ask(Inquiry inquiry) {
        ClusterSpec spec = inquiry.spec();
        boolean nodes = !spec.managedNodeGroups().isEmpty()
                || !spec.selfManagedNodeGroups().isEmpty();
        boolean plugin = spec.bootstrapSelfManagedAddons() || has(spec, AddonSet.VPC_CNI);
        boolean changes = inquiry.cluster().isEmpty()
                || inquiry.observed(Kinds.ADDON.name() + "/" + AddonSet.VPC_CNI).isPresent();
        if (nodes && !plugin && changes) {
            inquiry.warning("The spec has nodes, but neither the add-on " + AddonSet.VPC_CNI
                    + " nor bootstrapSelfManagedAddons: nodes stay NotReady, and managed node groups fail, until"
                    + " somebody else installs a network plugin in the cluster.");
        }
    }

    private static boolean has(ClusterSpec spec, String name) {
        return AddonSet.of(spec).stream().anyMatch(addon -> addon.name().equals(name));
    }
}
