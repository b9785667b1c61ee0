package io.github.ekssdk.spec;

import static java.util.Objects.requireNonNull;

/**
 * A launch template of your own and which version of it to use.
 *
 * @param idOrName the id, {@code lt-...}, or the name
 * @param version a number, or {@code latest} or {@code default}, which the plan looks up: each plan, so that a newer version
 *     shows
 * @since 0.1
 */
public record LaunchTemplateChoice(String idOrName, String version) {

    /** The version that is the newest. */
    public static final String LATEST = "latest";

    /** The version that is the template's default. */
    public static final String DEFAULT = "default";

    /** Takes both as they are; the spec checks them when it is built. */
    public LaunchTemplateChoice {
        requireNonNull(idOrName, "idOrName");
        requireNonNull(version, "version");
    }

    /** Tells whether the template is named by its id. */
    public boolean byId() {
        return idOrName.startsWith("lt-");
    }

    /** Tells whether the version is a number, and so the same each time. */
    public boolean pinned() {
        return !version.equals(LATEST) && !version.equals(DEFAULT);
    }
}
