package io.github.ekssdk.testing.internal.service.iam;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.Caller;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.CreateUserResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserResponse;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.ListUserTagsRequest;
import software.amazon.awssdk.services.iam.model.ListUserTagsResponse;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagUserRequest;
import software.amazon.awssdk.services.iam.model.TagUserResponse;
import software.amazon.awssdk.services.iam.model.UntagUserRequest;
import software.amazon.awssdk.services.iam.model.UntagUserResponse;
import software.amazon.awssdk.services.iam.model.User;

/** Makes, shows, tags and deletes users. */
final class Users {
    private final IamStore store;
    private final Account account;
    private final IdentityPolicies policies;

    Users(IamStore store, IdentityPolicies policies) {
        this.store = store;
        this.account = store.account();
        this.policies = policies;
    }

    public CreateUserResponse create(CreateUserRequest request, Call call) {
        String name = IamInput.userName(request.userName());
        String path = IamInput.path(request.path());
        IamTags tags = IamTags.of(request.tags());
        if (store.hasUser(name)) {
            throw IamRefusals.alreadyExists("User with name " + name + " already exists.");
        }
        int most = account.quotas().limit("iam.users");
        if (store.users().size() >= most) {
            throw IamRefusals.limitExceeded("UsersPerAccount", most);
        }
        String arn = account.globalArn("iam", "user" + path + name);
        IamUser user = new IamUser(name, path, arn, account.ids().unique("AIDA"), call.now(), tags);
        if (request.permissionsBoundary() != null) {
            policies.limit(user, request.permissionsBoundary());
        }
        store.add(user);
        return CreateUserResponse.builder().user(user.details()).build();
    }

    /** Without a name it is about the caller, who need not be in IAM when it owns the account. */
    public GetUserResponse get(GetUserRequest request, Call call) {
        if (request.userName() != null) {
            return GetUserResponse.builder()
                    .user(store.user(request.userName()).details())
                    .build();
        }
        Caller caller = call.caller();
        int user = caller.arn().indexOf(":user/");
        if (user < 0) {
            throw IamRefusals.validation("Must specify userName when calling with non-User credentials");
        }
        String name = caller.arn().substring(caller.arn().lastIndexOf('/') + 1);
        return GetUserResponse.builder()
                .user(store.hasUser(name) ? store.user(name).details() : stranger(caller, name))
                .build();
    }

    private static User stranger(Caller caller, String name) {
        String resource = caller.arn().substring(caller.arn().indexOf(":user/") + ":user".length());
        return User.builder()
                .userName(name)
                .path(resource.substring(0, resource.lastIndexOf('/') + 1))
                .arn(caller.arn())
                .userId(caller.userId())
                .createDate(Instant.EPOCH)
                .build();
    }

    public ListUsersResponse list(ListUsersRequest request) {
        String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
        List<User> matching = store.users().stream()
                .filter(user -> user.path().startsWith(prefix))
                .map(IamUser::summary)
                .toList();
        IamPages<User> page = IamPages.of(matching, request.marker(), request.maxItems());
        return ListUsersResponse.builder()
                .users(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }

    public DeleteUserResponse delete(DeleteUserRequest request) {
        IamUser user = store.user(request.userName());
        if (!user.accessKeys().isEmpty()) {
            throw IamRefusals.deleteConflict("Cannot delete entity, must delete access keys first.");
        }
        if (!user.attachedPolicies().isEmpty()) {
            throw IamRefusals.deleteConflict("Cannot delete entity, must detach all policies first.");
        }
        if (!user.inlinePolicies().isEmpty()) {
            throw IamRefusals.deleteConflict("Cannot delete entity, must delete policies first.");
        }
        if (!store.groupsOf(user).isEmpty()) {
            throw IamRefusals.deleteConflict("Cannot delete entity, must remove user from all groups first.");
        }
        store.remove(user);
        return DeleteUserResponse.builder().build();
    }

    public TagUserResponse tag(TagUserRequest request) {
        store.user(request.userName()).tags().put(request.tags());
        return TagUserResponse.builder().build();
    }

    public UntagUserResponse untag(UntagUserRequest request) {
        store.user(request.userName()).tags().remove(request.tagKeys());
        return UntagUserResponse.builder().build();
    }

    public ListUserTagsResponse listTags(ListUserTagsRequest request) {
        IamPages<Tag> page =
                IamPages.of(store.user(request.userName()).tags().list(), request.marker(), request.maxItems());
        return ListUserTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }
}
