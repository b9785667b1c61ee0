package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.access.PrincipalArn;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.resource.eks.AccessEntry;
import io.github.ekssdk.spec.AccessEntryType;
import io.github.ekssdk.spec.AuthenticationMode;

/**
 * What lets nodes in that EKS does not let in by itself: access entries, or mappings in the ConfigMap aws-auth where the authentication
 * mode knows no others.
 */
final class NodeEntries {

    /** The kind of the mappings, which extensions know. */
    static final String MAPPING = "awsAuthMapping";

    private NodeEntries() {}

    /**
     * Lets a role in, once, unless the spec describes an entry for it.
     *
     * @param principal the ARN that the role has, or will have
     * @param roleArn the ARN as the entry is to have it, perhaps known later
     */
    static void letIn(LoweringContext context, String principal, Object roleArn, AccessEntryType type) {
        if (NodeMappings.wanted(context.spec())
                || context.resolved(NodeMappings.KEPT).contains(PrincipalArn.withoutPath(principal))) {
            map(context, principal, roleArn, type == AccessEntryType.EC2_WINDOWS);
        }
        if (context.spec().authenticationMode() != AuthenticationMode.CONFIG_MAP) {
            enter(context, principal, roleArn, type);
        }
    }

    private static void map(LoweringContext context, String principal, Object roleArn, boolean windows) {
        boolean someWindows = windows
                || context.spec().selfManagedNodeGroups().stream()
                        .filter(group ->
                                group.nodeRoleArn().filter(principal::equals).isPresent())
                        .anyMatch(group -> group.amiType().windows());
        Extensions.all()
                .forEach(extension ->
                        extension.letNodesIn(context.graph(), context.spec().name(), principal, roleArn, someWindows));
    }

    private static void enter(LoweringContext context, String principal, Object roleArn, AccessEntryType type) {
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
