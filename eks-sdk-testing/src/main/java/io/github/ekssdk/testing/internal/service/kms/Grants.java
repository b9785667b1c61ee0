package io.github.ekssdk.testing.internal.service.kms;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Call;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListGrantsResponse;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsResponse;
import software.amazon.awssdk.services.kms.model.RetireGrantRequest;
import software.amazon.awssdk.services.kms.model.RetireGrantResponse;
import software.amazon.awssdk.services.kms.model.RevokeGrantRequest;
import software.amazon.awssdk.services.kms.model.RevokeGrantResponse;

/** Lets principals use keys without a change of the keys' policies. */
final class Grants {
    private final KmsStore store;
    private final Account account;

    Grants(KmsStore store) {
        this.store = store;
        this.account = store.account();
    }

    CreateGrantResponse create(CreateGrantRequest request, Call call) {
        KmsKey key = store.usable(request.keyId());
        if (request.granteePrincipal() == null && request.granteeServicePrincipal() == null) {
            throw KmsRefusals.constraint("granteePrincipal", "null", "Member must not be null");
        }
        if (!request.hasOperations() || request.operations().isEmpty()) {
            throw KmsRefusals.constraint("operations", "null", "Member must not be null");
        }
        if (request.operations().contains(GrantOperation.UNKNOWN_TO_SDK_VERSION)) {
            throw KmsRefusals.constraint(
                    "operations",
                    request.operationsAsStrings(),
                    "Member must satisfy enum value set: " + GrantOperation.knownValues());
        }
        checkPrincipal(request.granteePrincipal());
        KmsGrant grant = same(key, request).orElseGet(() -> add(key, entry(request), call.now()));
        return CreateGrantResponse.builder()
                .grantId(grant.entry().grantId())
                .grantToken(grant.token())
                .build();
    }

    /** Makes a grant for whoever asks inside the account, such as EKS. */
    KmsGrant add(KmsKey key, GrantListEntry entry, Instant now) {
        int most = account.quotas().limit("kms.grantsPerKey");
        if (key.grants().size() >= most) {
            throw KmsRefusals.limitExceeded("The key has " + most + " grants, the most it may have.");
        }
        String id = account.ids().hex("kms-grant", 64);
        GrantListEntry full = entry.copy(b -> b.keyId(key.arn())
                .grantId(id)
                .creationDate(now)
                .issuingAccount("arn:" + account.partition() + ":iam::" + account.id() + ":root"));
        Instant usable = now.plus(account.latencies().peek("kms.grant.usable", id));
        KmsGrant grant = new KmsGrant(full, account.ids().hex("kms-grant-token", 224), usable);
        key.grants().put(id, grant);
        return grant;
    }

    private static GrantListEntry entry(CreateGrantRequest request) {
        return GrantListEntry.builder()
                .name(request.name())
                .granteePrincipal(request.granteePrincipal())
                .granteeServicePrincipal(request.granteeServicePrincipal())
                .retiringPrincipal(request.retiringPrincipal())
                .retiringServicePrincipal(request.retiringServicePrincipal())
                .operationsWithStrings(request.operationsAsStrings())
                .constraints(request.constraints())
                .build();
    }

    /** A named grant with the same content is not made twice. */
    private static Optional<KmsGrant> same(KmsKey key, CreateGrantRequest request) {
        if (request.name() == null) {
            return Optional.empty();
        }
        GrantListEntry wanted = entry(request);
        return key.grants().values().stream()
                .filter(grant -> grant.entry()
                        .copy(b ->
                                b.keyId(null).grantId(null).creationDate(null).issuingAccount(null))
                        .equals(wanted))
                .findFirst();
    }

    ListGrantsResponse list(ListGrantsRequest request) {
        KmsKey key = store.require(request.keyId());
        List<GrantListEntry> all = entries(key.grants().values().stream()
                .filter(grant -> request.grantId() == null
                        || request.grantId().equals(grant.entry().grantId()))
                .filter(grant -> request.granteePrincipal() == null || grant.isFor(request.granteePrincipal())));
        KmsPages<GrantListEntry> page = KmsPages.of(all, request.marker(), request.limit(), 50, 100);
        return ListGrantsResponse.builder()
                .grants(page.items())
                .truncated(page.truncated())
                .nextMarker(page.nextMarker())
                .build();
    }

    ListRetirableGrantsResponse listRetirable(ListRetirableGrantsRequest request) {
        List<GrantListEntry> all = entries(store.keys().stream()
                .flatMap(key -> key.grants().values().stream())
                .filter(grant -> grant.mayBeRetiredBy(String.valueOf(request.retiringPrincipal()))));
        KmsPages<GrantListEntry> page = KmsPages.of(all, request.marker(), request.limit(), 50, 100);
        return ListRetirableGrantsResponse.builder()
                .grants(page.items())
                .truncated(page.truncated())
                .nextMarker(page.nextMarker())
                .build();
    }

    RevokeGrantResponse revoke(RevokeGrantRequest request) {
        KmsKey key = store.require(request.keyId());
        remove(key, request.grantId());
        return RevokeGrantResponse.builder().build();
    }

    RetireGrantResponse retire(RetireGrantRequest request) {
        for (KmsKey key : store.keys()) {
            Optional<KmsGrant> found = key.grants().values().stream()
                    .filter(grant -> isMeant(request, key, grant))
                    .findFirst();
            if (found.isPresent()) {
                remove(key, found.get().entry().grantId());
                return RetireGrantResponse.builder().build();
            }
        }
        throw request.grantToken() == null
                ? KmsRefusals.notFound("Grant ID " + request.grantId() + " not found")
                : new AwsRefusal(400, "InvalidGrantTokenException", "The grant token is not valid.");
    }

    private static boolean isMeant(RetireGrantRequest request, KmsKey key, KmsGrant grant) {
        boolean byToken = grant.token().equals(request.grantToken());
        boolean byId = grant.entry().grantId().equals(request.grantId())
                && (request.keyId() == null || request.keyId().equals(key.arn()));
        return byToken || byId;
    }

    private void remove(KmsKey key, @Nullable String grantId) {
        if (key.grants().remove(String.valueOf(grantId)) == null) {
            throw KmsRefusals.notFound("Grant ID " + grantId + " not found");
        }
        store.changed(key);
    }

    private static List<GrantListEntry> entries(Stream<KmsGrant> grants) {
        return grants.map(KmsGrant::entry).toList();
    }

    private static void checkPrincipal(@Nullable String arn) {
        if (arn != null && !arn.startsWith("arn:")) {
            throw new AwsRefusal(400, "InvalidArnException", "The principal " + arn + " is not an ARN.");
        }
    }
}
