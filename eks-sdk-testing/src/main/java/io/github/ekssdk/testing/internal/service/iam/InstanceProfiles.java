package io.github.ekssdk.testing.internal.service.iam;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Call;
import java.util.List;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesResponse;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileResponse;

/** Makes, shows, fills and deletes instance profiles. */
final class InstanceProfiles {
    private final IamStore store;
    private final Account account;

    InstanceProfiles(IamStore store) {
        this.store = store;
        this.account = store.account();
    }

    CreateInstanceProfileResponse create(CreateInstanceProfileRequest request, Call call) {
        String name = IamInput.profileName(request.instanceProfileName());
        String path = IamInput.path(request.path());
        IamTags tags = IamTags.of(request.tags());
        if (store.hasProfile(name)) {
            throw IamRefusals.alreadyExists("Instance Profile " + name + " already exists.");
        }
        String arn = account.globalArn("iam", "instance-profile" + path + name);
        String id = account.ids().unique("AIPA");
        InstanceProfileEntry profile = new InstanceProfileEntry(name, path, arn, id, call.now(), tags);
        store.add(profile);
        return CreateInstanceProfileResponse.builder()
                .instanceProfile(profile.details())
                .build();
    }

    GetInstanceProfileResponse get(GetInstanceProfileRequest request) {
        InstanceProfileEntry profile = store.profile(request.instanceProfileName());
        return GetInstanceProfileResponse.builder()
                .instanceProfile(profile.details())
                .build();
    }

    ListInstanceProfilesResponse list(ListInstanceProfilesRequest request) {
        String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
        List<InstanceProfile> matching = store.profiles().stream()
                .filter(profile -> profile.path().startsWith(prefix))
                .map(InstanceProfileEntry::details)
                .toList();
        IamPages<InstanceProfile> page = IamPages.of(matching, request.marker(), request.maxItems());
        return ListInstanceProfilesResponse.builder()
                .instanceProfiles(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }

    ListInstanceProfilesForRoleResponse listForRole(ListInstanceProfilesForRoleRequest request) {
        IamRole role = store.role(request.roleName());
        List<InstanceProfile> matching = store.profiles().stream()
                .filter(profile -> profile.holds(role))
                .map(InstanceProfileEntry::details)
                .toList();
        IamPages<InstanceProfile> page = IamPages.of(matching, request.marker(), request.maxItems());
        return ListInstanceProfilesForRoleResponse.builder()
                .instanceProfiles(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }

    AddRoleToInstanceProfileResponse addRole(AddRoleToInstanceProfileRequest request) {
        InstanceProfileEntry profile = store.profile(request.instanceProfileName());
        IamRole role = store.changeableRole(request.roleName());
        if (profile.role() != null) {
            throw IamRefusals.limitExceeded("InstanceSessionsPerInstanceProfile", 1);
        }
        profile.role(role);
        return AddRoleToInstanceProfileResponse.builder().build();
    }

    RemoveRoleFromInstanceProfileResponse removeRole(RemoveRoleFromInstanceProfileRequest request) {
        InstanceProfileEntry profile = store.profile(request.instanceProfileName());
        IamRole role = store.role(request.roleName());
        if (!profile.holds(role)) {
            throw IamRefusals.noRole(role.name());
        }
        profile.role(null);
        return RemoveRoleFromInstanceProfileResponse.builder().build();
    }

    DeleteInstanceProfileResponse delete(DeleteInstanceProfileRequest request) {
        InstanceProfileEntry profile = store.profile(request.instanceProfileName());
        if (profile.role() != null) {
            throw IamRefusals.deleteConflict("Cannot delete entity, must remove roles from instance profile first.");
        }
        store.remove(profile);
        return DeleteInstanceProfileResponse.builder().build();
    }
}
