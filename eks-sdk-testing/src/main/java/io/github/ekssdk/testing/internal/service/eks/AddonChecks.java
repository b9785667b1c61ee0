package io.github.ekssdk.testing.internal.service.eks;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AddonIssue;
import software.amazon.awssdk.services.eks.model.ErrorCode;
import software.amazon.awssdk.services.eks.model.ErrorDetail;
import software.amazon.awssdk.services.eks.model.ResolveConflicts;

/** What requests about add-ons have in common. */
final class AddonChecks {
    private AddonChecks() {}

    /** The add-on of that name, if it is offered for the Kubernetes version of the cluster. */
    static AddonOffer offer(ClusterState cluster, @Nullable String name) {
        String kubernetes = cluster.model().version();
        return AddonCatalogue.find(EksInput.required("addonName", name))
                .filter(offer -> !offer.versionsFor(kubernetes).isEmpty())
                .orElseThrow(() -> EksRefusals.invalidParameter(
                        "Addon " + name + " specified is not supported in " + kubernetes + " kubernetes version"));
    }

    /** The version that was asked for, or the default one. */
    static AddonVersion version(ClusterState cluster, AddonOffer offer, @Nullable String asked) {
        String kubernetes = cluster.model().version();
        if (asked == null) {
            return offer.defaultFor(kubernetes).orElseThrow();
        }
        return offer.versionsFor(kubernetes).stream()
                .filter(version -> version.version().equals(asked))
                .findFirst()
                .orElseThrow(() -> EksRefusals.invalidParameter("Addon version specified is not supported"));
    }

    static ResolveConflicts mode(@Nullable ResolveConflicts asked) {
        return asked == null ? ResolveConflicts.NONE : asked;
    }

    /** An issue of an add-on in the words of updates, which have fewer codes. */
    static ErrorDetail error(AddonIssue issue) {
        String code = issue.codeAsString();
        boolean known = ErrorCode.fromValue(code) != ErrorCode.UNKNOWN_TO_SDK_VERSION;
        return ErrorDetail.builder()
                .errorCode(known ? code : ErrorCode.UNKNOWN.toString())
                .errorMessage(issue.message())
                .resourceIds(issue.resourceIds())
                .build();
    }
}
