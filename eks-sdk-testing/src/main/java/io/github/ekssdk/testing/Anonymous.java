package io.github.ekssdk.testing;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.protocol.WireRequest;

/** Calls that nobody signs, because the caller has no credentials before they are answered. */
final class Anonymous {
    private static final String WEB_IDENTITY = "Action=AssumeRoleWithWebIdentity";

    private Anonymous() {}

    static boolean mayCall(WireRequest wire) {
        return "AssumeRoleWithWebIdentity".equals(wire.parameter("Action"))
                || wire.body().asUtf8String().contains(WEB_IDENTITY);
    }

    /** Whether an unsigned call is meant for an account. */
    static boolean isFor(WireRequest wire, String accountId) {
        String role = wire.parameter("RoleArn");
        String text = role == null ? wire.body().asUtf8String() : role;
        return text.contains(":" + accountId + ":") || text.contains("%3A" + accountId + "%3A");
    }

    static Caller caller(Account account) {
        return new Caller("", account.id(), "anonymous", "anonymous");
    }
}
