package io.github.ekssdk.spec;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An access policy with where it holds.
 *
 * @param policy what is permitted
 * @param namespaces in which namespaces, {@code *} standing for any characters; in the whole cluster when empty
 * @since 0.1
 */
public record AccessPolicyAssociation(AccessPolicy policy, List<String> namespaces) {

    /** Copies the list; the spec checks it when it is built. */
    public AccessPolicyAssociation {
        requireNonNull(policy, "policy");
        namespaces = List.copyOf(namespaces);
    }
}
