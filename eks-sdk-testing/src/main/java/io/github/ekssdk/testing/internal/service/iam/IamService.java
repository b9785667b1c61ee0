package io.github.ekssdk.testing.internal.service.iam;

import io.github.ekssdk.testing.Resource;
import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.CallerSource;
import io.github.ekssdk.testing.internal.FakeService;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleResponse;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;

/** IAM: roles, their policies, and instance profiles. */
public final class IamService implements FakeService, CallerSource {
    private final IamStore store;
    private final Roles roles;
    private final ServiceLinkedRoles serviceLinkedRoles;
    private final RoleTags roleTags;
    private final RolePolicies rolePolicies;
    private final ManagedPolicies managedPolicies;
    private final InstanceProfiles instanceProfiles;
    private final OidcProviders oidcProviders;
    private final AccessKeys accessKeys;
    private final List<?> handlers;

    /** Opens the IAM of an account, with no role in it. */
    public IamService(Account account) {
        this.store = new IamStore(account);
        this.managedPolicies = new ManagedPolicies(store);
        IdentityPolicies policies = new IdentityPolicies(store, managedPolicies);
        this.roles = new Roles(store, policies);
        this.serviceLinkedRoles = new ServiceLinkedRoles(store);
        this.roleTags = new RoleTags(store);
        this.rolePolicies = new RolePolicies(store, policies);
        this.instanceProfiles = new InstanceProfiles(store);
        this.oidcProviders = new OidcProviders(account);
        this.accessKeys = new AccessKeys(store);
        this.handlers = List.of(
                this,
                managedPolicies,
                new CustomerPolicies(store, managedPolicies),
                new Users(store, policies),
                new UserPolicies(store, policies),
                new Groups(store),
                new GroupPolicies(store, policies),
                new Boundaries(store, policies),
                new ServiceLinkedRoleDeletion(store),
                new ProfileTags(store),
                oidcProviders,
                accessKeys,
                new AccountReports(store, managedPolicies, oidcProviders),
                new Simulations(store, managedPolicies));
    }

    @Override
    public List<?> handlers() {
        return handlers;
    }

    /** Whom an access key of a user stands for. */
    @Override
    public Optional<Caller> caller(String accessKeyId) {
        return accessKeys.caller(accessKeyId);
    }

    @Override
    public Optional<String> secretAccessKey(String accessKeyId) {
        return accessKeys.secret(accessKeyId);
    }

    @Override
    public String name() {
        return "iam";
    }

    /** What the other services ask of IAM. */
    public IamDirectory directory() {
        return new IamDirectory(store, serviceLinkedRoles, managedPolicies, oidcProviders);
    }

    /** What customers made in IAM; service-linked roles are AWS's own and count for no quota. */
    @Override
    public List<Resource> inventory() {
        return IamInventory.list(store, oidcProviders);
    }

    public CreateRoleResponse createRole(CreateRoleRequest request, Call call) {
        return roles.create(request, call);
    }

    public GetRoleResponse getRole(GetRoleRequest request, Call call) {
        return roles.get(request, call);
    }

    public ListRolesResponse listRoles(ListRolesRequest request, Call call) {
        return roles.list(request, call);
    }

    public UpdateRoleResponse updateRole(UpdateRoleRequest request) {
        return roles.update(request);
    }

    public UpdateAssumeRolePolicyResponse updateAssumeRolePolicy(UpdateAssumeRolePolicyRequest request, Call call) {
        return roles.updateTrust(request, call);
    }

    public DeleteRoleResponse deleteRole(DeleteRoleRequest request) {
        return roles.delete(request);
    }

    public CreateServiceLinkedRoleResponse createServiceLinkedRole(CreateServiceLinkedRoleRequest request, Call call) {
        return serviceLinkedRoles.create(request, call);
    }

    public TagRoleResponse tagRole(TagRoleRequest request) {
        return roleTags.tag(request);
    }

    public UntagRoleResponse untagRole(UntagRoleRequest request) {
        return roleTags.untag(request);
    }

    public ListRoleTagsResponse listRoleTags(ListRoleTagsRequest request, Call call) {
        return roleTags.list(request, call);
    }

    public AttachRolePolicyResponse attachRolePolicy(AttachRolePolicyRequest request, Call call) {
        return rolePolicies.attach(request, call);
    }

    public DetachRolePolicyResponse detachRolePolicy(DetachRolePolicyRequest request) {
        return rolePolicies.detach(request);
    }

    public ListAttachedRolePoliciesResponse listAttachedRolePolicies(
            ListAttachedRolePoliciesRequest request, Call call) {
        return rolePolicies.listAttached(request, call);
    }

    public PutRolePolicyResponse putRolePolicy(PutRolePolicyRequest request) {
        return rolePolicies.put(request);
    }

    public GetRolePolicyResponse getRolePolicy(GetRolePolicyRequest request, Call call) {
        return rolePolicies.get(request, call);
    }

    public ListRolePoliciesResponse listRolePolicies(ListRolePoliciesRequest request, Call call) {
        return rolePolicies.list(request, call);
    }

    public DeleteRolePolicyResponse deleteRolePolicy(DeleteRolePolicyRequest request) {
        return rolePolicies.delete(request);
    }

    public CreateInstanceProfileResponse createInstanceProfile(CreateInstanceProfileRequest request, Call call) {
        return instanceProfiles.create(request, call);
    }

    public GetInstanceProfileResponse getInstanceProfile(GetInstanceProfileRequest request) {
        return instanceProfiles.get(request);
    }

    public ListInstanceProfilesResponse listInstanceProfiles(ListInstanceProfilesRequest request) {
        return instanceProfiles.list(request);
    }

    public ListInstanceProfilesForRoleResponse listInstanceProfilesForRole(ListInstanceProfilesForRoleRequest request) {
        return instanceProfiles.listForRole(request);
    }

    public AddRoleToInstanceProfileResponse addRoleToInstanceProfile(AddRoleToInstanceProfileRequest request) {
        return instanceProfiles.addRole(request);
    }

    public RemoveRoleFromInstanceProfileResponse removeRoleFromInstanceProfile(
            RemoveRoleFromInstanceProfileRequest request) {
        return instanceProfiles.removeRole(request);
    }

    public DeleteInstanceProfileResponse deleteInstanceProfile(DeleteInstanceProfileRequest request) {
        return instanceProfiles.delete(request);
    }
}
