package io.github.ekssdk.testing.internal.authorization;

import io.github.ekssdk.testing.internal.policy.Context;
import java.util.Set;

/** What STS's operations take. Whoever calls may learn who it is; roles say themselves whom they trust. */
final class StsActions implements ServiceActions {
    private static final Set<String> FREE = Set.of("GetCallerIdentity", "GetSessionToken", "AssumeRoleWithWebIdentity");

    @Override
    public void collect(Calling calling) {
        if (FREE.contains(calling.operation())) {
            return;
        }
        if (calling.operation().equals("AssumeRole")) {
            if (calling.lookup().complete()) {
                calling.need(calling.members().text("RoleArn", "*"), calling.tagged());
            }
            return;
        }
        String name = calling.members().text("Name");
        calling.need(name == null ? "*" : calling.account().globalArn("sts", "federated-user/" + name), new Context());
    }
}
