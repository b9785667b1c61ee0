package io.github.ekssdk.testing.internal.authorization;

import io.github.ekssdk.testing.internal.policy.Context;

/** What KMS's operations take. For keys KMS decides by itself, as the policies of keys come first. */
final class KmsActions implements ServiceActions {
    @Override
    public void collect(Calling calling) {
        Members members = calling.members();
        String alias = members.text("AliasName");
        if (alias != null) {
            calling.need(calling.arn(alias), new Context());
        }
        if (calling.operation().equals("CreateKey")) {
            calling.need("*", calling.tagged());
            if (!members.tags().isEmpty()) {
                calling.need("kms:TagResource", calling.arn("key/*"), calling.tagged());
            }
            return;
        }
        String key = members.text("TargetKeyId", members.text("KeyId", ""));
        if (!key.isEmpty()) {
            if (calling.lookup().complete()) {
                calling.need(calling.lookup().key(key, calling.account().region()), calling.tagged());
            }
        } else if (alias == null && !calling.operation().equals("Decrypt")) {
            calling.need("*", new Context());
        }
    }
}
