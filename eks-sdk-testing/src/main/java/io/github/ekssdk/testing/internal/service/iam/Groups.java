package io.github.ekssdk.testing.internal.service.iam;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Call;
import java.util.List;
import software.amazon.awssdk.services.iam.model.AddUserToGroupRequest;
import software.amazon.awssdk.services.iam.model.AddUserToGroupResponse;
import software.amazon.awssdk.services.iam.model.CreateGroupRequest;
import software.amazon.awssdk.services.iam.model.CreateGroupResponse;
import software.amazon.awssdk.services.iam.model.DeleteGroupRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupResponse;
import software.amazon.awssdk.services.iam.model.GetGroupRequest;
import software.amazon.awssdk.services.iam.model.GetGroupResponse;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserResponse;
import software.amazon.awssdk.services.iam.model.ListGroupsRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsResponse;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupRequest;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupResponse;
import software.amazon.awssdk.services.iam.model.User;

/** Makes, shows and deletes groups, and says which users are in them. */
final class Groups {
    private final IamStore store;
    private final Account account;

    Groups(IamStore store) {
        this.store = store;
        this.account = store.account();
    }

    public CreateGroupResponse create(CreateGroupRequest request, Call call) {
        String name = IamInput.required("groupName", request.groupName());
        String path = IamInput.path(request.path());
        if (store.hasGroup(name)) {
            throw IamRefusals.alreadyExists("Group with name " + name + " already exists.");
        }
        int most = account.quotas().limit("iam.groups");
        if (store.groups().size() >= most) {
            throw IamRefusals.limitExceeded("GroupsPerAccount", most);
        }
        String arn = account.globalArn("iam", "group" + path + name);
        IamGroup group = new IamGroup(name, path, arn, account.ids().unique("AGPA"), call.now());
        store.add(group);
        return CreateGroupResponse.builder().group(group.details()).build();
    }

    public GetGroupResponse get(GetGroupRequest request) {
        IamGroup group = store.group(request.groupName());
        List<User> users =
                group.members().stream().map(name -> store.user(name).summary()).toList();
        IamPages<User> page = IamPages.of(users, request.marker(), request.maxItems());
        return GetGroupResponse.builder()
                .group(group.details())
                .users(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }

    public ListGroupsResponse list(ListGroupsRequest request) {
        String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
        List<Group> matching = store.groups().stream()
                .filter(group -> group.path().startsWith(prefix))
                .map(IamGroup::details)
                .toList();
        IamPages<Group> page = IamPages.of(matching, request.marker(), request.maxItems());
        return ListGroupsResponse.builder()
                .groups(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }

    public ListGroupsForUserResponse listForUser(ListGroupsForUserRequest request) {
        List<Group> of = store.groupsOf(store.user(request.userName())).stream()
                .map(IamGroup::details)
                .toList();
        IamPages<Group> page = IamPages.of(of, request.marker(), request.maxItems());
        return ListGroupsForUserResponse.builder()
                .groups(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }

    public DeleteGroupResponse delete(DeleteGroupRequest request) {
        IamGroup group = store.group(request.groupName());
        if (!group.members().isEmpty()) {
            throw IamRefusals.deleteConflict("Cannot delete entity, must remove users from group first.");
        }
        if (!group.attachedPolicies().isEmpty()) {
            throw IamRefusals.deleteConflict("Cannot delete entity, must detach all policies first.");
        }
        if (!group.inlinePolicies().isEmpty()) {
            throw IamRefusals.deleteConflict("Cannot delete entity, must delete policies first.");
        }
        store.remove(group);
        return DeleteGroupResponse.builder().build();
    }

    public AddUserToGroupResponse add(AddUserToGroupRequest request) {
        IamGroup group = store.group(request.groupName());
        IamUser user = store.user(request.userName());
        int most = account.quotas().limit("iam.groupsPerUser");
        if (!group.members().contains(user.name()) && store.groupsOf(user).size() >= most) {
            throw IamRefusals.limitExceeded("GroupsPerUser", most);
        }
        group.members().add(user.name());
        return AddUserToGroupResponse.builder().build();
    }

    public RemoveUserFromGroupResponse remove(RemoveUserFromGroupRequest request) {
        IamGroup group = store.group(request.groupName());
        IamUser user = store.user(request.userName());
        if (!group.members().remove(user.name())) {
            throw IamRefusals.noSuchEntity("User " + user.name() + " is not in group " + group.name() + ".");
        }
        return RemoveUserFromGroupResponse.builder().build();
    }
}
