package io.github.ekssdk.testing.internal.service.iam;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.Propagated;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;

/** Makes, shows, changes and deletes roles. */
final class Roles {
    private final IamStore store;
    private final Account account;

    private final IdentityPolicies policies;

    Roles(IamStore store, IdentityPolicies policies) {
        this.store = store;
        this.policies = policies;
        this.account = store.account();
    }

    CreateRoleResponse create(CreateRoleRequest request, Call call) {
        String name = IamInput.roleName(request.roleName());
        String path = IamInput.path(request.path());
        PolicyDocument trust = PolicyDocument.trust(request.assumeRolePolicyDocument());
        IamTags tags = IamTags.of(request.tags());
        String description = IamInput.description(request.description());
        int sessionDuration = IamInput.sessionDuration(request.maxSessionDuration());
        if (path.startsWith("/aws-service-role/")) {
            throw IamRefusals.validation("Paths beginning with /aws-service-role/ are for service-linked roles only.");
        }
        refuseTaken(name);
        refuseStrangers(trust);
        IamRole role = make(name, path, trust, tags, call.now())
                .describe(description)
                .sessionDuration(sessionDuration)
                .visibleFrom(call.now().plus(account.latencies().peek("iam.role.visible", name)));
        if (request.permissionsBoundary() != null) {
            policies.limit(role, request.permissionsBoundary());
        }
        store.add(role);
        return CreateRoleResponse.builder().role(role.details()).build();
    }

    GetRoleResponse get(GetRoleRequest request, Call call) {
        IamRole role = store.visibleRole(request.roleName(), call.now());
        return GetRoleResponse.builder().role(role.details()).build();
    }

    ListRolesResponse list(ListRolesRequest request, Call call) {
        String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
        List<IamRole> matching = store.roles().stream()
                .filter(role -> role.path().startsWith(prefix) && role.isVisibleAt(call.now()))
                .toList();
        IamPages<IamRole> page = IamPages.of(matching, request.marker(), request.maxItems());
        return ListRolesResponse.builder()
                .roles(page.items().stream().map(IamRole::summary).toList())
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }

    UpdateRoleResponse update(UpdateRoleRequest request) {
        IamRole role = store.changeableRole(request.roleName());
        if (request.description() != null) {
            role.describe(IamInput.description(request.description()));
        }
        if (request.maxSessionDuration() != null) {
            role.sessionDuration(IamInput.sessionDuration(request.maxSessionDuration()));
        }
        return UpdateRoleResponse.builder().build();
    }

    UpdateAssumeRolePolicyResponse updateTrust(UpdateAssumeRolePolicyRequest request, Call call) {
        IamRole role = store.changeableRole(request.roleName());
        PolicyDocument trust = PolicyDocument.trust(request.policyDocument());
        refuseStrangers(trust);
        role.trust().set(trust, call.now(), store.usableFrom(call.now(), role.name() + "/trust"));
        return UpdateAssumeRolePolicyResponse.builder().build();
    }

    DeleteRoleResponse delete(DeleteRoleRequest request) {
        IamRole role = store.changeableRole(request.roleName());
        if (store.profiles().stream().anyMatch(profile -> profile.holds(role))) {
            throw IamRefusals.deleteConflict("Cannot delete entity, must remove roles from instance profile first.");
        }
        if (!role.attachedPolicies().isEmpty()) {
            throw IamRefusals.deleteConflict("Cannot delete entity, must detach all policies first.");
        }
        if (!role.inlinePolicies().isEmpty()) {
            throw IamRefusals.deleteConflict("Cannot delete entity, must delete policies first.");
        }
        store.remove(role);
        return DeleteRoleResponse.builder().build();
    }

    /** IAM looks up whom a trust policy names; users it does not know may be those that a test made up. */
    private void refuseStrangers(PolicyDocument trust) {
        String own = "arn:" + account.partition() + ":iam::" + account.id() + ":role/";
        for (String arn : trust.namedArns()) {
            if (arn.startsWith(own) && store.roleByArn(arn).isEmpty()) {
                throw IamRefusals.malformedPolicy("Invalid principal in policy: \"AWS\":\"" + arn + "\"");
            }
        }
    }

    private IamRole make(String name, String path, PolicyDocument trust, IamTags tags, Instant now) {
        Propagated<PolicyDocument> propagated = new Propagated<>(trust, store.usableFrom(now, name));
        String arn = account.globalArn("iam", "role" + path + name);
        return new IamRole(name, path, arn, account.ids().unique("AROA"), now, propagated, tags);
    }

    private void refuseTaken(String name) {
        if (store.hasRole(name)) {
            throw IamRefusals.alreadyExists("Role with name " + name + " already exists.");
        }
        long own =
                store.roles().stream().filter(role -> !role.isServiceLinked()).count();
        int most = account.quotas().limit("iam.roles");
        if (own >= most) {
            throw IamRefusals.limitExceeded("RolesPerAccount", most);
        }
    }
}
