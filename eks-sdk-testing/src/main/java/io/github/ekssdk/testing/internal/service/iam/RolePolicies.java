package io.github.ekssdk.testing.internal.service.iam;

import io.github.ekssdk.testing.internal.Call;
import java.util.List;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;

/** The policies of roles: attached, inline, and the permissions boundary. */
final class RolePolicies {
    private final IamStore store;
    private final IdentityPolicies policies;

    RolePolicies(IamStore store, IdentityPolicies policies) {
        this.store = store;
        this.policies = policies;
    }

    AttachRolePolicyResponse attach(AttachRolePolicyRequest request, Call call) {
        policies.attach(store.changeableRole(request.roleName()), request.policyArn(), "Role", call.now());
        return AttachRolePolicyResponse.builder().build();
    }

    DetachRolePolicyResponse detach(DetachRolePolicyRequest request) {
        policies.detach(store.changeableRole(request.roleName()), request.policyArn());
        return DetachRolePolicyResponse.builder().build();
    }

    ListAttachedRolePoliciesResponse listAttached(ListAttachedRolePoliciesRequest request, Call call) {
        IamRole role = store.visibleRole(request.roleName(), call.now());
        IamPages<AttachedPolicy> page = IamPages.of(
                IdentityPolicies.attached(role, request.pathPrefix()), request.marker(), request.maxItems());
        return ListAttachedRolePoliciesResponse.builder()
                .attachedPolicies(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }

    PutRolePolicyResponse put(PutRolePolicyRequest request) {
        IamRole role = store.changeableRole(request.roleName());
        policies.put(role, request.policyName(), request.policyDocument());
        return PutRolePolicyResponse.builder().build();
    }

    GetRolePolicyResponse get(GetRolePolicyRequest request, Call call) {
        IamRole role = store.visibleRole(request.roleName(), call.now());
        PolicyDocument policy = IdentityPolicies.inline(role, request.policyName());
        return GetRolePolicyResponse.builder()
                .roleName(role.name())
                .policyName(request.policyName())
                .policyDocument(policy.encoded())
                .build();
    }

    ListRolePoliciesResponse list(ListRolePoliciesRequest request, Call call) {
        IamRole role = store.visibleRole(request.roleName(), call.now());
        List<String> names = List.copyOf(role.inlinePolicies().keySet());
        IamPages<String> page = IamPages.of(names, request.marker(), request.maxItems());
        return ListRolePoliciesResponse.builder()
                .policyNames(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }

    DeleteRolePolicyResponse delete(DeleteRolePolicyRequest request) {
        IdentityPolicies.delete(store.changeableRole(request.roleName()), request.policyName());
        return DeleteRolePolicyResponse.builder().build();
    }
}
