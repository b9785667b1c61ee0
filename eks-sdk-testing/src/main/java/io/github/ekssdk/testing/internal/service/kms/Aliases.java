package io.github.ekssdk.testing.internal.service.kms;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Call;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasResponse;
import software.amazon.awssdk.services.kms.model.DeleteAliasRequest;
import software.amazon.awssdk.services.kms.model.DeleteAliasResponse;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasResponse;

/** Gives keys names. */
final class Aliases {
    private static final Pattern NAME = Pattern.compile("alias/[a-zA-Z0-9/_-]+");
    private static final int LONGEST = 256;

    private final KmsStore store;
    private final Account account;

    Aliases(KmsStore store) {
        this.store = store;
        this.account = store.account();
    }

    CreateAliasResponse create(CreateAliasRequest request, Call call) {
        String name = name(request.aliasName());
        KmsKey key = target(request.targetKeyId());
        String arn = account.arn("kms", name);
        if (store.aliases().containsKey(name)) {
            throw new AwsRefusal(400, "AlreadyExistsException", "An alias with the name " + arn + " already exists");
        }
        int most = account.quotas().limit("kms.aliasesPerKey");
        if (of(key.id()).size() >= most) {
            throw KmsRefusals.limitExceeded("The key has " + most + " aliases, the most it may have.");
        }
        put(name, key, call.now(), call.now());
        return CreateAliasResponse.builder().build();
    }

    UpdateAliasResponse update(UpdateAliasRequest request, Call call) {
        AliasListEntry alias = require(name(request.aliasName()));
        KmsKey key = target(request.targetKeyId());
        put(alias.aliasName(), key, alias.creationDate(), call.now());
        return UpdateAliasResponse.builder().build();
    }

    DeleteAliasResponse delete(DeleteAliasRequest request) {
        store.aliases().remove(require(name(request.aliasName())).aliasName());
        return DeleteAliasResponse.builder().build();
    }

    ListAliasesResponse list(ListAliasesRequest request) {
        List<AliasListEntry> all = request.keyId() == null
                ? List.copyOf(store.aliases().values())
                : of(store.require(request.keyId()).id());
        KmsPages<AliasListEntry> page = KmsPages.of(all, request.marker(), request.limit(), 50, 100);
        return ListAliasesResponse.builder()
                .aliases(page.items())
                .truncated(page.truncated())
                .nextMarker(page.nextMarker())
                .build();
    }

    private List<AliasListEntry> of(String keyId) {
        return store.aliases().values().stream()
                .filter(alias -> keyId.equals(alias.targetKeyId()))
                .toList();
    }

    private void put(String name, KmsKey key, Instant created, Instant now) {
        store.aliases()
                .put(
                        name,
                        AliasListEntry.builder()
                                .aliasName(name)
                                .aliasArn(account.arn("kms", name))
                                .targetKeyId(key.id())
                                .creationDate(created)
                                .lastUpdatedDate(now)
                                .build());
    }

    private AliasListEntry require(String name) {
        AliasListEntry alias = store.aliases().get(name);
        if (alias == null) {
            throw KmsRefusals.noAlias(account.arn("kms", name));
        }
        return alias;
    }

    private KmsKey target(@Nullable String keyId) {
        if (keyId != null && keyId.contains("alias/")) {
            throw KmsRefusals.validation("Aliases must refer to keys. Not aliases");
        }
        KmsKey key = store.changeable(keyId);
        Keys.refusePending(key);
        return key;
    }

    private static String name(@Nullable String name) {
        String given = name == null ? "" : name;
        if (!given.startsWith("alias/")) {
            throw new AwsRefusal(
                    400,
                    "ValidationException",
                    "Alias must start with the prefix \"alias/\". Please see"
                            + " https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html");
        }
        if (given.startsWith("alias/aws/")) {
            throw new AwsRefusal(400, "NotAuthorizedException", "");
        }
        if (given.length() > LONGEST || !NAME.matcher(given).matches()) {
            throw new AwsRefusal(400, "InvalidAliasNameException", "The alias name '" + given + "' is not valid.");
        }
        return given;
    }
}
