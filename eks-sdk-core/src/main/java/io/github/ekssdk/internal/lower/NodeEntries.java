package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.resource.eks.AccessEntry;
import io.github.ekssdk.spec.AccessEntryType;

/** The access entries by which nodes join that EKS does not let in by itself. */
final class NodeEntries {

    private NodeEntries() {}

    /**
     * Lets a role in, once, unless the spec describes an entry for it.
     *
     * @param principal the ARN that the role has, or will have
     * @param roleArn the ARN as the entry is to have it, perhaps known later
     */
    static void letIn(LoweringContext context, String principal, Object roleArn, AccessEntryType type) {
        boolean described = context.spec().accessEntries().stream()
                .anyMatch(entry -> entry.principalArn().equals(principal));
        if (described
                || context.graph()
                        .find(Kinds.ACCESS_ENTRY.name() + "/" + principal)
                        .isPresent()) {
            return;
        }
        context.graph()
                .add(
                        Kinds.ACCESS_ENTRY,
                        principal,
                        Properties.builder()
                                .set(AccessEntry.PRINCIPAL_ARN, roleArn)
                                .set(AccessEntry.TYPE, type.name())
                                .set(AccessEntry.TAGS, context.tags())
                                .build());
    }
}
