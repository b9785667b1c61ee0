package io.github.ekssdk.testing.internal.service.iam;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsRequest;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.GetAccountSummaryRequest;
import software.amazon.awssdk.services.iam.model.GetAccountSummaryResponse;
import software.amazon.awssdk.services.iam.model.ListAccountAliasesRequest;
import software.amazon.awssdk.services.iam.model.ListAccountAliasesResponse;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.UserDetail;

/** What IAM tells about the account as a whole. */
final class AccountReports {
    private final IamStore store;
    private final ManagedPolicies managed;
    private final OidcProviders oidc;

    AccountReports(IamStore store, ManagedPolicies managed, OidcProviders oidc) {
        this.store = store;
        this.managed = managed;
        this.oidc = oidc;
    }

    public ListAccountAliasesResponse aliases(ListAccountAliasesRequest request) {
        return ListAccountAliasesResponse.builder()
                .accountAliases(List.of())
                .isTruncated(false)
                .build();
    }

    public GetAccountSummaryResponse summary(GetAccountSummaryRequest request) {
        Map<String, Integer> counts = new TreeMap<>();
        counts.put("Users", store.users().size());
        counts.put("UsersQuota", store.account().quotas().limit("iam.users"));
        counts.put("Roles", store.roles().size());
        counts.put("RolesQuota", store.account().quotas().limit("iam.roles"));
        counts.put("Policies", store.policies().size());
        counts.put("PoliciesQuota", store.account().quotas().limit("iam.policies"));
        counts.put("InstanceProfiles", store.profiles().size());
        counts.put("Providers", oidc.byArn().size());
        counts.put("Groups", store.groups().size());
        counts.put("AttachedPoliciesPerRoleQuota", store.account().quotas().limit("iam.policiesPerRole"));
        counts.put("AttachedPoliciesPerUserQuota", store.account().quotas().limit("iam.policiesPerUser"));
        counts.put("PolicySizeQuota", PolicyDocument.LONGEST_MANAGED);
        counts.put("VersionsPerPolicyQuota", 5);
        return GetAccountSummaryResponse.builder().summaryMapWithStrings(counts).build();
    }

    public GetAccountAuthorizationDetailsResponse details(GetAccountAuthorizationDetailsRequest request) {
        Set<EntityType> kinds = request.hasFilter() ? Set.copyOf(request.filter()) : Set.of();
        GetAccountAuthorizationDetailsResponse.Builder details = GetAccountAuthorizationDetailsResponse.builder()
                .isTruncated(false)
                .userDetailList(List.of())
                .groupDetailList(List.of())
                .roleDetailList(List.of())
                .policies(List.of());
        if (wanted(kinds, EntityType.USER)) {
            details.userDetailList(
                    store.users().stream().map(AccountReports::detail).toList());
        }
        if (wanted(kinds, EntityType.ROLE)) {
            details.roleDetailList(store.roles().stream().map(this::detail).toList());
        }
        if (wanted(kinds, EntityType.LOCAL_MANAGED_POLICY)) {
            details.policies(
                    store.policies().values().stream().map(this::detail).toList());
        }
        return details.build();
    }

    private static boolean wanted(Set<EntityType> kinds, EntityType kind) {
        return kinds.isEmpty() || kinds.contains(kind);
    }

    private static UserDetail detail(IamUser user) {
        return UserDetail.builder()
                .userName(user.name())
                .path(user.path())
                .arn(user.arn())
                .userId(user.id())
                .createDate(user.created())
                .userPolicyList(user.inlineDetails())
                .groupList(List.of())
                .attachedManagedPolicies(user.attachments())
                .permissionsBoundary(user.attachedBoundary())
                .tags(user.tags().list())
                .build();
    }

    private RoleDetail detail(IamRole role) {
        return RoleDetail.builder()
                .roleName(role.name())
                .path(role.path())
                .arn(role.arn())
                .roleId(role.id())
                .createDate(role.created())
                .assumeRolePolicyDocument(role.trust().latest().encoded())
                .instanceProfileList(store.profiles().stream()
                        .filter(profile -> profile.holds(role))
                        .map(InstanceProfileEntry::details)
                        .toList())
                .rolePolicyList(role.inlineDetails())
                .attachedManagedPolicies(role.attachments())
                .permissionsBoundary(role.attachedBoundary())
                .tags(role.tags().list())
                .build();
    }

    private ManagedPolicyDetail detail(CustomerPolicy policy) {
        return ManagedPolicyDetail.builder()
                .policyName(policy.name())
                .path(policy.path())
                .arn(policy.arn())
                .defaultVersionId(policy.defaultVersion())
                .attachmentCount(managed.uses(policy.arn()))
                .permissionsBoundaryUsageCount(managed.boundaryUses(policy.arn()))
                .isAttachable(true)
                .policyVersionList(policy.versions().values().stream()
                        .map(version -> policy.describe(version)
                                .copy(b -> b.document(version.document().encoded())))
                        .toList())
                .build();
    }
}
