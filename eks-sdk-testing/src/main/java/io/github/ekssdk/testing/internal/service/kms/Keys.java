package io.github.ekssdk.testing.internal.service.kms;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.policy.Ask;
import io.github.ekssdk.testing.internal.policy.Context;
import io.github.ekssdk.testing.internal.policy.Policy;
import io.github.ekssdk.testing.internal.policy.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionRequest;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionResponse;

/** Makes, shows, disables and deletes keys. */
final class Keys {
    private static final int SHORTEST_WINDOW = 7;
    private static final int LONGEST_WINDOW = 30;

    private final KmsStore store;
    private final Account account;
    private final KeyAccess access;

    Keys(KmsStore store, KeyAccess access) {
        this.store = store;
        this.account = store.account();
        this.access = access;
    }

    @SuppressWarnings("deprecation") // the older member is still in every answer of KMS
    CreateKeyResponse create(CreateKeyRequest request, Call call) {
        if (Boolean.TRUE.equals(request.multiRegion())) {
            throw KmsRefusals.unsupported("The fake AWS has no multi-Region keys.");
        }
        int most = account.quotas().limit("kms.keys");
        if (store.keys().stream().filter(key -> !key.isOfAws()).count() >= most) {
            throw KmsRefusals.limitExceeded(
                    "The account has " + most + " KMS keys in this Region, the most it may have.");
        }
        KeyPolicy policy = request.policy() == null
                ? KeyPolicy.usual(account)
                : KeyPolicy.read(request.policy(), account, call.now());
        String spec = specOf(request);
        KmsKey key = store.make(policy, call.now(), b -> {
            b.description(request.description() == null ? "" : request.description());
            if (!spec.equals(KeySpec.SYMMETRIC_DEFAULT.toString())) {
                b.keySpec(spec).customerMasterKeySpec(spec).keyUsage(request.keyUsage());
                b.encryptionAlgorithms(List.of());
            }
        });
        if (!Boolean.TRUE.equals(request.bypassPolicyLockoutSafetyCheck())) {
            refuseLockout(key, policy, call);
        }
        KeyTags.put(key, request.tags());
        store.add(key);
        return CreateKeyResponse.builder().keyMetadata(key.metadata()).build();
    }

    @SuppressWarnings("deprecation") // older clients still send the older member
    private static String specOf(CreateKeyRequest request) {
        String spec = request.keySpecAsString();
        String older = request.customerMasterKeySpecAsString();
        String chosen = spec != null ? spec : older != null ? older : KeySpec.SYMMETRIC_DEFAULT.toString();
        if (KeySpec.fromValue(chosen) == KeySpec.UNKNOWN_TO_SDK_VERSION) {
            throw KmsRefusals.constraint(
                    "keySpec", chosen, "Member must satisfy enum value set: " + KeySpec.knownValues());
        }
        boolean symmetric = chosen.equals(KeySpec.SYMMETRIC_DEFAULT.toString());
        if (symmetric && request.keyUsage() != null && request.keyUsage() != KeyUsageType.ENCRYPT_DECRYPT) {
            throw KmsRefusals.validation(
                    "KeyUsage " + request.keyUsageAsString() + " is not compatible with KeySpec " + chosen);
        }
        if (!symmetric && request.keyUsage() == null) {
            throw KmsRefusals.validation(
                    "You must specify a KeyUsage value for all KMS keys except for symmetric" + " encryption keys.");
        }
        return chosen;
    }

    /** KMS takes no policy under which its author could not correct it. */
    void refuseLockout(KmsKey key, KeyPolicy policy, Call call) {
        Principal author = access.principal(call.caller());
        Ask ask = new Ask("kms:PutKeyPolicy", key.arn(), new Context());
        Policy judged = policy.policy();
        boolean mayCorrect =
                !judged.denies(author, ask) && (judged.allows(author, ask) || judged.allowsAccountOf(author, ask));
        if (!mayCorrect) {
            throw KmsRefusals.malformedPolicy(
                    "The new key policy will not allow you to update the key policy in the future.");
        }
    }

    DescribeKeyResponse describe(DescribeKeyRequest request) {
        return DescribeKeyResponse.builder()
                .keyMetadata(store.require(request.keyId()).metadata())
                .build();
    }

    ListKeysResponse list(ListKeysRequest request) {
        List<KeyListEntry> all = store.keys().stream()
                .map(key ->
                        KeyListEntry.builder().keyId(key.id()).keyArn(key.arn()).build())
                .toList();
        KmsPages<KeyListEntry> page = KmsPages.of(all, request.marker(), request.limit(), 100, 1_000);
        return ListKeysResponse.builder()
                .keys(page.items())
                .truncated(page.truncated())
                .nextMarker(page.nextMarker())
                .build();
    }

    UpdateKeyDescriptionResponse describeAnew(UpdateKeyDescriptionRequest request) {
        KmsKey key = store.changeable(request.keyId());
        refusePending(key);
        key.change(b -> b.description(request.description()));
        return UpdateKeyDescriptionResponse.builder().build();
    }

    EnableKeyResponse enable(EnableKeyRequest request) {
        become(request.keyId(), KeyState.ENABLED);
        return EnableKeyResponse.builder().build();
    }

    DisableKeyResponse disable(DisableKeyRequest request) {
        become(request.keyId(), KeyState.DISABLED);
        return DisableKeyResponse.builder().build();
    }

    private void become(String keyId, KeyState state) {
        KmsKey key = store.changeable(keyId);
        refusePending(key);
        key.state(state);
        store.changed(key);
    }

    ScheduleKeyDeletionResponse scheduleDeletion(ScheduleKeyDeletionRequest request, Call call) {
        KmsKey key = store.changeable(request.keyId());
        int days = request.pendingWindowInDays() == null ? LONGEST_WINDOW : request.pendingWindowInDays();
        if (days < SHORTEST_WINDOW || days > LONGEST_WINDOW) {
            throw KmsRefusals.constraint(
                    "pendingWindowInDays",
                    days,
                    "Member must have value between " + SHORTEST_WINDOW + " and " + LONGEST_WINDOW);
        }
        refusePending(key);
        Instant date = call.now().plus(Duration.ofDays(days));
        key.state(KeyState.PENDING_DELETION);
        key.change(b -> b.deletionDate(date));
        key.deleteBy(account.transitions().at(date, "key/" + key.id() + " is gone", () -> store.remove(key)));
        store.changed(key);
        return ScheduleKeyDeletionResponse.builder()
                .keyId(key.arn())
                .deletionDate(date)
                .keyState(key.state())
                .pendingWindowInDays(days)
                .build();
    }

    CancelKeyDeletionResponse cancelDeletion(CancelKeyDeletionRequest request) {
        KmsKey key = store.changeable(request.keyId());
        if (!key.isPendingDeletion()) {
            throw KmsRefusals.invalidState(key.arn(), "is not pending deletion.");
        }
        key.keep();
        key.state(KeyState.DISABLED);
        key.change(b -> b.deletionDate(null));
        store.changed(key);
        return CancelKeyDeletionResponse.builder().keyId(key.arn()).build();
    }

    static void refusePending(KmsKey key) {
        if (key.isPendingDeletion()) {
            throw KmsRefusals.invalidState(key.arn(), "is pending deletion.");
        }
    }
}
