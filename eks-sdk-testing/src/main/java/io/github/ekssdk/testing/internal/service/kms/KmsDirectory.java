package io.github.ekssdk.testing.internal.service.kms;

import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.policy.Context;
import io.github.ekssdk.testing.internal.policy.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.kms.model.GrantListEntry;

/** What the other services of the account ask of KMS. */
public final class KmsDirectory {
    private final KmsStore store;
    private final KeyAccess access;
    private final Grants grants;

    KmsDirectory(KmsStore store, KeyAccess access, Grants grants) {
        this.store = store;
        this.access = access;
        this.grants = grants;
    }

    /** The key of an id, an ARN, an alias or an alias's ARN, as it is now. */
    public Optional<KeySight> find(String reference) {
        return store.find(reference)
                .map(key -> new KeySight(
                        key.arn(),
                        key.isSymmetric(),
                        key.isEnabled(),
                        key.isPendingDeletion(),
                        List.copyOf(key.grants().keySet())));
    }

    /** Whether a caller may do something with a key, in the eyes of a service that learns of policies a little later. */
    public Verdict judge(Caller caller, String operation, String reference, Context context, Instant now) {
        KmsKey key = store.require(reference);
        return key.policy()
                .seenAt(now)
                .map(policy -> access.judge(caller, operation, key, policy.policy(), context, now))
                .orElse(Verdict.NOT_ALLOWED_BY_RESOURCE);
    }

    /** Whether the policy of a key lets somebody do something, whatever has been granted besides. */
    public boolean policyAllows(Caller caller, String operation, String reference, Instant now) {
        KmsKey key = store.require(reference);
        return key.policy()
                .seenAt(now)
                .filter(policy -> access.allowedByPolicy(caller, operation, key, policy.policy()))
                .isPresent();
    }

    /** Whether other services have heard of the key and its policy as it is now. */
    public boolean isSettled(String reference, Instant now) {
        KmsKey key = store.require(reference);
        return key.policy().seenAt(now).filter(key.policy().latest()::equals).isPresent();
    }

    /** Makes a grant, as services do for what they encrypt; answers its id. */
    public String grant(String reference, String granteeArn, List<String> operations, Instant now) {
        GrantListEntry entry = GrantListEntry.builder()
                .granteePrincipal(granteeArn)
                .operationsWithStrings(operations)
                .build();
        return grants.add(store.require(reference), entry, now).entry().grantId();
    }

    /** Takes a grant back, if it is still there. */
    public void retire(String reference, String grantId) {
        store.find(reference).ifPresent(key -> key.grants().remove(grantId));
    }

    /** Tells of every change of a key's state or grants, by the ARN of the key. */
    public void watch(Consumer<String> watcher) {
        store.watch(watcher);
    }

    /**
     * What other services see of a key.
     *
     * @param arn ARN of the key itself, also when it was found by an alias
     * @param symmetric whether it is a symmetric encryption key
     * @param enabled whether it can be used
     * @param pendingDeletion whether it will be deleted
     * @param grantIds ids of its grants, oldest first
     */
    public record KeySight(
            String arn, boolean symmetric, boolean enabled, boolean pendingDeletion, List<String> grantIds) {}
}
