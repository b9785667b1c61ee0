package io.github.ekssdk.spec;

/**
 * What somebody may do in Argo CD. The constants are named as in the EKS API.
 *
 * @since 0.1
 */
public enum ArgoCdRole {
    /** Everything. */
    ADMIN,
    /** Changing applications. */
    EDITOR,
    /** Looking. */
    VIEWER
}
