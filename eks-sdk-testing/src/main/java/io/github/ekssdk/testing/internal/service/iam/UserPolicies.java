package io.github.ekssdk.testing.internal.service.iam;

import io.github.ekssdk.testing.internal.Call;
import java.util.List;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyResponse;

/** The policies of users: attached and inline. */
final class UserPolicies {
    private final IamStore store;
    private final IdentityPolicies policies;

    UserPolicies(IamStore store, IdentityPolicies policies) {
        this.store = store;
        this.policies = policies;
    }

    public AttachUserPolicyResponse attach(AttachUserPolicyRequest request, Call call) {
        policies.attach(store.user(request.userName()), request.policyArn(), "User", call.now());
        return AttachUserPolicyResponse.builder().build();
    }

    public DetachUserPolicyResponse detach(DetachUserPolicyRequest request) {
        policies.detach(store.user(request.userName()), request.policyArn());
        return DetachUserPolicyResponse.builder().build();
    }

    public ListAttachedUserPoliciesResponse listAttached(ListAttachedUserPoliciesRequest request) {
        List<AttachedPolicy> all = IdentityPolicies.attached(store.user(request.userName()), request.pathPrefix());
        IamPages<AttachedPolicy> page = IamPages.of(all, request.marker(), request.maxItems());
        return ListAttachedUserPoliciesResponse.builder()
                .attachedPolicies(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }

    public PutUserPolicyResponse put(PutUserPolicyRequest request) {
        policies.put(store.user(request.userName()), request.policyName(), request.policyDocument());
        return PutUserPolicyResponse.builder().build();
    }

    public GetUserPolicyResponse get(GetUserPolicyRequest request) {
        IamUser user = store.user(request.userName());
        return GetUserPolicyResponse.builder()
                .userName(user.name())
                .policyName(request.policyName())
                .policyDocument(
                        IdentityPolicies.inline(user, request.policyName()).encoded())
                .build();
    }

    public ListUserPoliciesResponse list(ListUserPoliciesRequest request) {
        List<String> names =
                List.copyOf(store.user(request.userName()).inlinePolicies().keySet());
        IamPages<String> page = IamPages.of(names, request.marker(), request.maxItems());
        return ListUserPoliciesResponse.builder()
                .policyNames(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }

    public DeleteUserPolicyResponse delete(DeleteUserPolicyRequest request) {
        IdentityPolicies.delete(store.user(request.userName()), request.policyName());
        return DeleteUserPolicyResponse.builder().build();
    }
}
