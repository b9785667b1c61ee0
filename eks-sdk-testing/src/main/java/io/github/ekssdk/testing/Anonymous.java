package io.github.ekssdk.testing;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.protocol.WireRequest;

/** Calls that nobody signs, because the caller has no credentials before they are answered. */
final class Anonymous {
    private static final String WEB_IDENTITY = "AssumeRoleWithWebIdentity";

    private Anonymous() {}

    static boolean mayCall(WireRequest wire) {
        return WEB_IDENTITY.equals(wire.formParameter("Action"));
    }

    /** Whether an unsigned call is meant for an account. */
    static boolean isFor(WireRequest wire, String accountId) {
        String role = wire.formParameter("RoleArn");
        return role != null && role.contains(":" + accountId + ":");
    }

    static Caller caller(Account account) {
        return new Caller("", account.id(), "anonymous", "anonymous");
    }
}
