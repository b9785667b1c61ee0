package io.github.ekssdk.testing.internal.service.kms;

import io.github.ekssdk.testing.internal.Call;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesRequest;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesResponse;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyResponse;

/** Shows and changes the policies of keys; each has one, called {@code default}. */
final class KeyPolicies {
    private static final String NAME = "default";

    private final KmsStore store;
    private final Keys keys;

    KeyPolicies(KmsStore store, Keys keys) {
        this.store = store;
        this.keys = keys;
    }

    GetKeyPolicyResponse get(GetKeyPolicyRequest request) {
        KmsKey key = store.require(request.keyId());
        checkName(request.policyName());
        return GetKeyPolicyResponse.builder()
                .policy(key.policy().latest().text())
                .policyName(NAME)
                .build();
    }

    PutKeyPolicyResponse put(PutKeyPolicyRequest request, Call call) {
        KmsKey key = store.changeable(request.keyId());
        checkName(request.policyName());
        Keys.refusePending(key);
        KeyPolicy policy = KeyPolicy.read(request.policy(), store.account(), call.now());
        if (!Boolean.TRUE.equals(request.bypassPolicyLockoutSafetyCheck())) {
            keys.refuseLockout(key, policy, call);
        }
        key.policy().set(policy, call.now(), store.usableFrom(call.now(), key.id() + "/policy"));
        return PutKeyPolicyResponse.builder().build();
    }

    ListKeyPoliciesResponse list(ListKeyPoliciesRequest request) {
        store.require(request.keyId());
        return ListKeyPoliciesResponse.builder()
                .policyNames(NAME)
                .truncated(false)
                .build();
    }

    private static void checkName(@Nullable String name) {
        if (name != null && !name.equals(NAME)) {
            throw KmsRefusals.notFound("No such policy exists");
        }
    }
}
