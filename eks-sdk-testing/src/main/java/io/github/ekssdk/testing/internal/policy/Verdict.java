package io.github.ekssdk.testing.internal.policy;

/** What policies say to a request, and which of them decided. */
public enum Verdict {
    /** Everything that has to allow it does. */
    ALLOWED(""),
    /** A policy of the user or role denies it. */
    DENIED_BY_IDENTITY("with an explicit deny in an identity-based policy"),
    /** The permissions boundary denies it. */
    DENIED_BY_BOUNDARY("with an explicit deny in a permissions boundary"),
    /** A policy of the session denies it. */
    DENIED_BY_SESSION("with an explicit deny in a session policy"),
    /** A policy of the resource denies it. */
    DENIED_BY_RESOURCE("with an explicit deny in a resource-based policy"),
    /** No policy of the user or role allows it. */
    NOT_ALLOWED_BY_IDENTITY("because no identity-based policy allows the %s action"),
    /** The permissions boundary does not allow it. */
    NOT_ALLOWED_BY_BOUNDARY("because no permissions boundary allows the %s action"),
    /** The policies of the session do not allow it. */
    NOT_ALLOWED_BY_SESSION("because no session policy allows the %s action"),
    /** No policy of the resource allows it. */
    NOT_ALLOWED_BY_RESOURCE("because no resource-based policy allows the %s action");

    private final String reason;

    Verdict(String reason) {
        this.reason = reason;
    }

    /** Whether the request may go on. */
    public boolean allowed() {
        return this == ALLOWED;
    }

    /** Whether some policy says no, rather than none saying yes. */
    public boolean explicitDeny() {
        return name().startsWith("DENIED");
    }

    /** The end of AWS's message: why not. */
    public String reason(String action) {
        return reason.formatted(action);
    }
}
