package io.github.ekssdk.testing.internal.service.iam;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.Caller;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysResponse;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyResponse;

/** The long-lived keys that users sign with. */
final class AccessKeys {
    private static final int MOST = 2;

    private final IamStore store;
    private final Account account;

    AccessKeys(IamStore store) {
        this.store = store;
        this.account = store.account();
    }

    /** Whom an active key stands for. */
    Optional<Caller> caller(String accessKeyId) {
        return store.users().stream()
                .filter(user -> user.accessKeys().get(accessKeyId) == StatusType.ACTIVE)
                .findFirst()
                .map(user -> new Caller(accessKeyId, account.id(), user.arn(), user.id()));
    }

    /** The secret that was given out with a key. */
    Optional<String> secret(String accessKeyId) {
        return store.users().stream()
                .flatMap(user -> Optional.ofNullable(user.secrets().get(accessKeyId)).stream())
                .findFirst();
    }

    public CreateAccessKeyResponse create(CreateAccessKeyRequest request, Call call) {
        IamUser user = user(request.userName(), call);
        if (user.accessKeys().size() >= MOST) {
            throw IamRefusals.limitExceeded("AccessKeysPerUser", MOST);
        }
        String id = account.ids().unique("AKIA").substring(0, 20);
        user.accessKeys().put(id, StatusType.ACTIVE);
        user.keyDates().put(id, call.now());
        String secret = account.ids().hex("iam-secret", 40);
        user.secrets().put(id, secret);
        AccessKey key = AccessKey.builder()
                .userName(user.name())
                .accessKeyId(id)
                .status(StatusType.ACTIVE)
                .secretAccessKey(secret)
                .createDate(call.now())
                .build();
        return CreateAccessKeyResponse.builder().accessKey(key).build();
    }

    public ListAccessKeysResponse list(ListAccessKeysRequest request, Call call) {
        IamUser user = user(request.userName(), call);
        List<AccessKeyMetadata> all = user.accessKeys().entrySet().stream()
                .map(key -> AccessKeyMetadata.builder()
                        .userName(user.name())
                        .accessKeyId(key.getKey())
                        .status(key.getValue())
                        .createDate(user.keyDates().get(key.getKey()))
                        .build())
                .toList();
        IamPages<AccessKeyMetadata> page = IamPages.of(all, request.marker(), request.maxItems());
        return ListAccessKeysResponse.builder()
                .accessKeyMetadata(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }

    public UpdateAccessKeyResponse update(UpdateAccessKeyRequest request, Call call) {
        IamUser user = owner(request.userName(), request.accessKeyId(), call);
        if (request.status() == null || request.status() == StatusType.UNKNOWN_TO_SDK_VERSION) {
            throw IamRefusals.validation("1 validation error detected: Value '" + request.statusAsString()
                    + "' at 'status' failed to satisfy constraint: Member must satisfy enum value set:"
                    + " [Active, Inactive]");
        }
        user.accessKeys().put(request.accessKeyId(), request.status());
        return UpdateAccessKeyResponse.builder().build();
    }

    public DeleteAccessKeyResponse delete(DeleteAccessKeyRequest request, Call call) {
        IamUser user = owner(request.userName(), request.accessKeyId(), call);
        user.accessKeys().remove(request.accessKeyId());
        user.keyDates().remove(request.accessKeyId());
        user.secrets().remove(request.accessKeyId());
        return DeleteAccessKeyResponse.builder().build();
    }

    private IamUser owner(@Nullable String userName, @Nullable String accessKeyId, Call call) {
        IamUser user = user(userName, call);
        String id = IamInput.required("accessKeyId", accessKeyId);
        if (!user.accessKeys().containsKey(id)) {
            throw IamRefusals.noSuchEntity("The Access Key with id " + id + " cannot be found.");
        }
        return user;
    }

    /** The user of that name, or without a name the one who calls. */
    private IamUser user(@Nullable String userName, Call call) {
        if (userName != null) {
            return store.user(userName);
        }
        String arn = call.caller().arn();
        return store.user(arn.substring(arn.lastIndexOf('/') + 1));
    }
}
