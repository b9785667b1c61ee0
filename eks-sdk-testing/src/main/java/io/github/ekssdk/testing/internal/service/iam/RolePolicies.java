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

/** Attaches managed policies to roles and keeps their inline policies. */
final class RolePolicies {
    private final IamStore store;
    private final ManagedPolicies managed;

    RolePolicies(IamStore store, ManagedPolicies managed) {
        this.store = store;
        this.managed = managed;
    }

    AttachRolePolicyResponse attach(AttachRolePolicyRequest request, Call call) {
        IamRole role = store.changeableRole(request.roleName());
        String policy = managed.attachable(request.policyArn());
        if (!role.attachedPolicies().containsKey(policy)) {
            int most = store.account().quotas().limit("iam.policiesPerRole");
            if (role.attachedPolicies().size() >= most) {
                throw IamRefusals.limitExceeded("PoliciesPerRole", most);
            }
            String key = role.name() + "/" + ManagedPolicies.nameOf(policy);
            role.attachedPolicies().put(policy, store.usableFrom(call.now(), key));
        }
        return AttachRolePolicyResponse.builder().build();
    }

    DetachRolePolicyResponse detach(DetachRolePolicyRequest request) {
        IamRole role = store.changeableRole(request.roleName());
        String policy = IamInput.required("policyArn", request.policyArn());
        if (role.attachedPolicies().remove(policy) == null) {
            throw IamRefusals.noSuchEntity("Policy " + policy + " was not found.");
        }
        return DetachRolePolicyResponse.builder().build();
    }

    ListAttachedRolePoliciesResponse listAttached(ListAttachedRolePoliciesRequest request, Call call) {
        IamRole role = store.visibleRole(request.roleName(), call.now());
        List<String> arns = List.copyOf(role.attachedPolicies().keySet());
        IamPages<String> page = IamPages.of(arns, request.marker(), request.maxItems());
        return ListAttachedRolePoliciesResponse.builder()
                .attachedPolicies(
                        page.items().stream().map(RolePolicies::attached).toList())
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }

    PutRolePolicyResponse put(PutRolePolicyRequest request) {
        IamRole role = store.changeableRole(request.roleName());
        String name = IamInput.policyName(request.policyName());
        role.inlinePolicies().put(name, PolicyDocument.permissions(request.policyDocument()));
        return PutRolePolicyResponse.builder().build();
    }

    GetRolePolicyResponse get(GetRolePolicyRequest request, Call call) {
        IamRole role = store.visibleRole(request.roleName(), call.now());
        PolicyDocument policy = inline(role, request.policyName());
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
        IamRole role = store.changeableRole(request.roleName());
        inline(role, request.policyName());
        role.inlinePolicies().remove(request.policyName());
        return DeleteRolePolicyResponse.builder().build();
    }

    private static PolicyDocument inline(IamRole role, String policyName) {
        PolicyDocument policy = role.inlinePolicies().get(IamInput.policyName(policyName));
        if (policy == null) {
            throw IamRefusals.noSuchEntity("The role policy with name " + policyName + " cannot be found.");
        }
        return policy;
    }

    private static AttachedPolicy attached(String arn) {
        return AttachedPolicy.builder()
                .policyArn(arn)
                .policyName(ManagedPolicies.nameOf(arn))
                .build();
    }
}
