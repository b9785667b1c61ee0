package io.github.ekssdk.testing.internal.service.iam;

import io.github.ekssdk.testing.internal.Call;
import java.util.List;
import software.amazon.awssdk.services.iam.model.AttachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DeleteGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedGroupPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListGroupPoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutGroupPolicyResponse;

/** The policies of groups: attached and inline. */
final class GroupPolicies {
    private final IamStore store;
    private final IdentityPolicies policies;

    GroupPolicies(IamStore store, IdentityPolicies policies) {
        this.store = store;
        this.policies = policies;
    }

    public AttachGroupPolicyResponse attach(AttachGroupPolicyRequest request, Call call) {
        policies.attach(store.group(request.groupName()), request.policyArn(), "Group", call.now());
        return AttachGroupPolicyResponse.builder().build();
    }

    public DetachGroupPolicyResponse detach(DetachGroupPolicyRequest request) {
        policies.detach(store.group(request.groupName()), request.policyArn());
        return DetachGroupPolicyResponse.builder().build();
    }

    public ListAttachedGroupPoliciesResponse listAttached(ListAttachedGroupPoliciesRequest request) {
        List<AttachedPolicy> all = IdentityPolicies.attached(store.group(request.groupName()), request.pathPrefix());
        IamPages<AttachedPolicy> page = IamPages.of(all, request.marker(), request.maxItems());
        return ListAttachedGroupPoliciesResponse.builder()
                .attachedPolicies(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }

    public PutGroupPolicyResponse put(PutGroupPolicyRequest request) {
        policies.put(store.group(request.groupName()), request.policyName(), request.policyDocument());
        return PutGroupPolicyResponse.builder().build();
    }

    public GetGroupPolicyResponse get(GetGroupPolicyRequest request) {
        IamGroup group = store.group(request.groupName());
        return GetGroupPolicyResponse.builder()
                .groupName(group.name())
                .policyName(request.policyName())
                .policyDocument(
                        IdentityPolicies.inline(group, request.policyName()).encoded())
                .build();
    }

    public ListGroupPoliciesResponse list(ListGroupPoliciesRequest request) {
        List<String> names =
                List.copyOf(store.group(request.groupName()).inlinePolicies().keySet());
        IamPages<String> page = IamPages.of(names, request.marker(), request.maxItems());
        return ListGroupPoliciesResponse.builder()
                .policyNames(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }

    public DeleteGroupPolicyResponse delete(DeleteGroupPolicyRequest request) {
        IdentityPolicies.delete(store.group(request.groupName()), request.policyName());
        return DeleteGroupPolicyResponse.builder().build();
    }
}
