package io.github.ekssdk.spec;

import static java.util.Objects.requireNonNull;

/**
 * What somebody of IAM Identity Center may do in Argo CD.
 *
 * @param role what
 * @param group whether it is a group, or else a user
 * @param id the id of the group or user
 * @since 0.1
 */
public record ArgoCdRoleMapping(ArgoCdRole role, boolean group, String id) {

    /** Takes the parts as they are; the spec checks them when it is built. */
    public ArgoCdRoleMapping {
        requireNonNull(role, "role");
        requireNonNull(id, "id");
    }
}
