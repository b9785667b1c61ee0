package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.access.PrincipalArn;
import io.github.ekssdk.internal.resource.eks.ControlPlane;
import io.github.ekssdk.spec.AccessEntrySpec;
import io.github.ekssdk.spec.AuthenticationMode;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.state.ResourceState;
import java.util.Optional;

/** Whether the caller, who is let into the cluster now, still will be. */
final class OwnAccess implements Question {

    private final boolean whole;

    /**
     * Prepares to ask.
     *
     * @param whole whether entries of this SDK's own that are not described are deleted
     */
    OwnAccess(boolean whole) {
        this.whole = whole;
    }

    @Override
    public void ask(Inquiry inquiry) {
        Optional<AccessEntrySpec> wanted = inquiry.spec().accessEntries().stream()
                .filter(entry -> isCaller(inquiry, entry.principalArn()))
                .findFirst();
        Optional<ResourceState> entry = inquiry.observed(Kinds.ACCESS_ENTRY)
                .filter(state -> isCaller(inquiry, CallerEntry.principal(state)))
                .findFirst();
        Optional<ResourceState> cluster = inquiry.cluster();
        if (entry.isPresent()) {
            changed(inquiry, entry.get(), wanted);
        } else if (wanted.isEmpty()
                && cluster.filter(state -> becomesApi(inquiry, state)).isPresent()) {
            inquiry.lockOut(
                    you(inquiry) + ", who have no access entry: what the ConfigMap aws-auth says no longer counts"
                            + " in the authentication mode API.");
        } else if (wanted.isEmpty()
                && cluster.isEmpty()
                && whole
                && !inquiry.spec().creatorAdmin()) {
            inquiry.warning("The Kubernetes API will not let " + you(inquiry)
                    + ", in: creatorAdmin is off, and there is no" + " access entry for you.");
        }
    }

    private void changed(Inquiry inquiry, ResourceState entry, Optional<AccessEntrySpec> wanted) {
        if (wanted.isPresent()) {
            ResourceState known = CallerEntry.isComplete(entry)
                    ? entry
                    : Kinds.ACCESS_ENTRY
                            .readWhole(inquiry.aws(), inquiry.owner(), entry)
                            .orElse(entry);
            CallerEntry.losses(known, wanted.get())
                    .ifPresent(losses ->
                            inquiry.lockOut(you(inquiry) + ", whose access entry would lose " + losses + "."));
        } else if (whole && !Kinds.ACCESS_ENTRY.foreign(entry)) {
            inquiry.lockOut(you(inquiry) + ", whose access entry is not described any more, and would be deleted.");
        }
    }

    private static boolean becomesApi(Inquiry inquiry, ResourceState cluster) {
        ClusterSpec spec = inquiry.spec();
        return spec.authenticationMode() == AuthenticationMode.API
                && !AuthenticationMode.API.name().equals(cluster.properties().get(ControlPlane.AUTHENTICATION_MODE))
                && !creatorGetsEntry(cluster);
    }

    /** When a cluster leaves CONFIG_MAP, EKS makes an entry for whoever created it as an administrator; nobody tells who that was. */
    private static boolean creatorGetsEntry(ResourceState cluster) {
        return AuthenticationMode.CONFIG_MAP.name().equals(cluster.properties().get(ControlPlane.AUTHENTICATION_MODE))
                && !Boolean.FALSE.equals(cluster.properties().get(ControlPlane.CREATOR_ADMIN));
    }

    private static boolean isCaller(Inquiry inquiry, String principal) {
        return PrincipalArn.keyOf(principal).equals(PrincipalArn.keyOf(inquiry.caller()));
    }

    private static String you(Inquiry inquiry) {
        return "you, " + inquiry.caller();
    }
}
