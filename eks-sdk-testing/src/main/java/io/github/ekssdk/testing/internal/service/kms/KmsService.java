package io.github.ekssdk.testing.internal.service.kms;

import io.github.ekssdk.testing.Resource;
import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.FakeService;
import io.github.ekssdk.testing.internal.policy.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasResponse;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DeleteAliasRequest;
import software.amazon.awssdk.services.kms.model.DeleteAliasResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextResponse;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListGrantsResponse;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesRequest;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesResponse;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsResponse;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;
import software.amazon.awssdk.services.kms.model.RetireGrantRequest;
import software.amazon.awssdk.services.kms.model.RetireGrantResponse;
import software.amazon.awssdk.services.kms.model.RevokeGrantRequest;
import software.amazon.awssdk.services.kms.model.RevokeGrantResponse;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.TagResourceResponse;
import software.amazon.awssdk.services.kms.model.UntagResourceRequest;
import software.amazon.awssdk.services.kms.model.UntagResourceResponse;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasResponse;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionRequest;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionResponse;

/** KMS: keys with their policies, names and grants. */
public final class KmsService implements FakeService {
    private final KmsStore store;
    private final KeyAccess access;
    private final Keys keys;
    private final KeyPolicies policies;
    private final KeyTags tags;
    private final KeyRotation rotation;
    private final Aliases aliases;
    private final Grants grants;
    private final Ciphers ciphers;

    /** Opens the KMS of one region, with no key in it. */
    public KmsService(Account account) {
        this.store = new KmsStore(account);
        this.access = new KeyAccess(account);
        this.keys = new Keys(store, access);
        this.policies = new KeyPolicies(store, keys);
        this.tags = new KeyTags(store);
        this.rotation = new KeyRotation(store);
        this.aliases = new Aliases(store);
        this.grants = new Grants(store);
        this.ciphers = new Ciphers(store);
    }

    @Override
    public String name() {
        return "kms";
    }

    /** What the other services ask of KMS. */
    public KmsDirectory directory() {
        return new KmsDirectory(store, access, grants);
    }

    /** Refuses what the policy of the key does not let the caller do; the policies of callers come second here. */
    @Override
    public void admit(SdkRequest request, Call call) {
        if (request instanceof ReEncryptRequest again) {
            Context context = context(request);
            store.find(Ciphers.keyIdOf(again.ciphertextBlob().asByteArray()))
                    .ifPresent(key -> access.require(call.caller(), "ReEncryptFrom", key, context, call.now()));
            store.find(again.destinationKeyId())
                    .ifPresent(key -> access.require(call.caller(), "ReEncryptTo", key, context, call.now()));
            return;
        }
        keyOf(request)
                .ifPresent(key -> access.require(call.caller(), call.operation(), key, context(request), call.now()));
    }

    private Optional<KmsKey> keyOf(SdkRequest request) {
        if (request instanceof DecryptRequest decrypt && decrypt.ciphertextBlob() != null) {
            return store.find(Ciphers.keyIdOf(decrypt.ciphertextBlob().asByteArray()));
        }
        Optional<String> target = request.getValueForField("TargetKeyId", String.class);
        return target.or(() -> request.getValueForField("KeyId", String.class)).flatMap(store::find);
    }

    private static Context context(SdkRequest request) {
        Context context = new Context();
        if (request instanceof CreateGrantRequest grant) {
            context.putAll("kms:GrantOperations", grant.operationsAsStrings())
                    .put("kms:GranteePrincipal", grant.granteePrincipal())
                    .put("kms:GrantIsForAWSResource", "false");
        }
        return context;
    }

    /** The keys that customers made, and their names; what AWS made by itself costs nothing and counts for no quota. */
    @Override
    public List<Resource> inventory() {
        List<Resource> found = new ArrayList<>();
        for (KmsKey key : store.keys()) {
            if (!key.isOfAws()) {
                found.add(new Resource(
                        "kms:key", key.id(), key.metadata().keyStateAsString(), attributes(key), key.tags()));
            }
        }
        store.aliases().forEach((name, alias) -> {
            if (!name.startsWith("alias/aws/")) {
                found.add(new Resource("kms:alias", name, "", Map.of("key", alias.targetKeyId()), Map.of()));
            }
        });
        return found;
    }

    private static Map<String, String> attributes(KmsKey key) {
        return Map.of(
                "arn", key.arn(),
                "spec", key.metadata().keySpecAsString(),
                "policy", key.policy().latest().text(),
                "grants", String.valueOf(key.grants().size()));
    }

    public CreateKeyResponse createKey(CreateKeyRequest request, Call call) {
        return keys.create(request, call);
    }

    public DescribeKeyResponse describeKey(DescribeKeyRequest request) {
        return keys.describe(request);
    }

    public ListKeysResponse listKeys(ListKeysRequest request) {
        return keys.list(request);
    }

    public UpdateKeyDescriptionResponse updateKeyDescription(UpdateKeyDescriptionRequest request) {
        return keys.describeAnew(request);
    }

    public EnableKeyResponse enableKey(EnableKeyRequest request) {
        return keys.enable(request);
    }

    public DisableKeyResponse disableKey(DisableKeyRequest request) {
        return keys.disable(request);
    }

    public ScheduleKeyDeletionResponse scheduleKeyDeletion(ScheduleKeyDeletionRequest request, Call call) {
        return keys.scheduleDeletion(request, call);
    }

    public CancelKeyDeletionResponse cancelKeyDeletion(CancelKeyDeletionRequest request) {
        return keys.cancelDeletion(request);
    }

    public GetKeyPolicyResponse getKeyPolicy(GetKeyPolicyRequest request) {
        return policies.get(request);
    }

    public PutKeyPolicyResponse putKeyPolicy(PutKeyPolicyRequest request, Call call) {
        return policies.put(request, call);
    }

    public ListKeyPoliciesResponse listKeyPolicies(ListKeyPoliciesRequest request) {
        return policies.list(request);
    }

    public TagResourceResponse tagResource(TagResourceRequest request) {
        return tags.tag(request);
    }

    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        return tags.untag(request);
    }

    public ListResourceTagsResponse listResourceTags(ListResourceTagsRequest request) {
        return tags.list(request);
    }

    public EnableKeyRotationResponse enableKeyRotation(EnableKeyRotationRequest request, Call call) {
        return rotation.enable(request, call);
    }

    public DisableKeyRotationResponse disableKeyRotation(DisableKeyRotationRequest request, Call call) {
        return rotation.disable(request, call);
    }

    public GetKeyRotationStatusResponse getKeyRotationStatus(GetKeyRotationStatusRequest request) {
        return rotation.status(request);
    }

    public CreateAliasResponse createAlias(CreateAliasRequest request, Call call) {
        return aliases.create(request, call);
    }

    public UpdateAliasResponse updateAlias(UpdateAliasRequest request, Call call) {
        return aliases.update(request, call);
    }

    public DeleteAliasResponse deleteAlias(DeleteAliasRequest request) {
        return aliases.delete(request);
    }

    public ListAliasesResponse listAliases(ListAliasesRequest request) {
        return aliases.list(request);
    }

    public CreateGrantResponse createGrant(CreateGrantRequest request, Call call) {
        return grants.create(request, call);
    }

    public ListGrantsResponse listGrants(ListGrantsRequest request) {
        return grants.list(request);
    }

    public ListRetirableGrantsResponse listRetirableGrants(ListRetirableGrantsRequest request) {
        return grants.listRetirable(request);
    }

    public RevokeGrantResponse revokeGrant(RevokeGrantRequest request) {
        return grants.revoke(request);
    }

    public RetireGrantResponse retireGrant(RetireGrantRequest request) {
        return grants.retire(request);
    }

    public EncryptResponse encrypt(EncryptRequest request) {
        return ciphers.encrypt(request);
    }

    public DecryptResponse decrypt(DecryptRequest request) {
        return ciphers.decrypt(request);
    }

    public ReEncryptResponse reEncrypt(ReEncryptRequest request) {
        return ciphers.reEncrypt(request);
    }

    public GenerateDataKeyResponse generateDataKey(GenerateDataKeyRequest request) {
        return ciphers.dataKey(request);
    }

    public GenerateDataKeyWithoutPlaintextResponse generateDataKeyWithoutPlaintext(
            GenerateDataKeyWithoutPlaintextRequest request) {
        return ciphers.sealedDataKey(request);
    }
}
