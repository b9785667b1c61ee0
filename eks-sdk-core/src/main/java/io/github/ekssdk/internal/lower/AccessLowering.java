package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.resource.eks.AccessEntry;
import io.github.ekssdk.spec.AccessEntrySpec;
import io.github.ekssdk.spec.AccessEntryType;
import io.github.ekssdk.spec.AccessPolicyAssociation;

/** Access entries with their policies. */
final class AccessLowering {

    private final LoweringContext context;

    AccessLowering(LoweringContext context) {
        this.context = context;
    }

    void lower(AccessEntrySpec entry) {
        Properties.Builder wanted = Properties.builder()
                .set(AccessEntry.PRINCIPAL_ARN, entry.principalArn())
                .set(AccessEntry.TYPE, entry.type().name())
                .setIfPresent(AccessEntry.USERNAME, entry.username());
        if (entry.type() == AccessEntryType.STANDARD) {
            wanted.set(AccessEntry.KUBERNETES_GROUPS, entry.kubernetesGroups())
                    .set(
                            AccessEntry.POLICIES,
                            entry.policies().stream()
                                    .map(this::association)
                                    .sorted()
                                    .toList());
        }
        wanted.set(AccessEntry.TAGS, context.tags(entry.tags()));
        context.graph().add(Kinds.ACCESS_ENTRY, entry.principalArn(), wanted.build());
    }

    private String association(AccessPolicyAssociation association) {
        return AccessEntry.association(
                "arn:" + context.owner().partition() + ":eks::aws:cluster-access-policy/"
                        + association.policy().name(),
                association.namespaces());
    }
}
