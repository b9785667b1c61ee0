package io.github.ekssdk.testing.internal.service.iam;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Call;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsResponse;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagPolicyRequest;
import software.amazon.awssdk.services.iam.model.TagPolicyResponse;
import software.amazon.awssdk.services.iam.model.UntagPolicyRequest;
import software.amazon.awssdk.services.iam.model.UntagPolicyResponse;

/** Makes, changes, tags and deletes the policies of customers. */
final class CustomerPolicies {
    private static final int MOST_VERSIONS = 5;

    private final IamStore store;
    private final Account account;
    private final ManagedPolicies managed;

    CustomerPolicies(IamStore store, ManagedPolicies managed) {
        this.store = store;
        this.account = store.account();
        this.managed = managed;
    }

    public CreatePolicyResponse create(CreatePolicyRequest request, Call call) {
        String name = IamInput.policyName(request.policyName());
        String path = IamInput.path(request.path());
        PolicyDocument document = PolicyDocument.managed(request.policyDocument());
        IamTags tags = IamTags.of(request.tags());
        String arn = account.globalArn("iam", "policy" + path + name);
        boolean taken = store.policies().values().stream()
                .anyMatch(policy -> policy.name().equalsIgnoreCase(name));
        if (taken) {
            throw IamRefusals.alreadyExists(
                    "A policy called " + name + " already exists. Duplicate names are not allowed.");
        }
        int most = account.quotas().limit("iam.policies");
        if (store.policies().size() >= most) {
            throw IamRefusals.limitExceeded("PoliciesPerAccount", most);
        }
        CustomerPolicy policy = new CustomerPolicy(
                name,
                path,
                arn,
                account.ids().unique("ANPA"),
                call.now(),
                IamInput.description(request.description()),
                tags);
        policy.add(document, true, call.now());
        store.policies().put(arn, policy);
        return CreatePolicyResponse.builder()
                .policy(policy.describe(0, 0).copy(b -> b.tags(tags.list())))
                .build();
    }

    public DeletePolicyResponse delete(DeletePolicyRequest request) {
        CustomerPolicy policy = own(request.policyArn());
        if (managed.uses(policy.arn()) > 0) {
            throw IamRefusals.deleteConflict("Cannot delete a policy attached to entities.");
        }
        if (managed.boundaryUses(policy.arn()) > 0) {
            throw IamRefusals.deleteConflict("Cannot delete a policy used as a permissions boundary.");
        }
        if (policy.versions().size() > 1) {
            throw IamRefusals.deleteConflict(
                    "This policy has more than one version. Before you delete a policy, you must delete the policy's"
                            + " versions. The default version is deleted with the policy.");
        }
        store.policies().remove(policy.arn());
        return DeletePolicyResponse.builder().build();
    }

    public CreatePolicyVersionResponse createVersion(CreatePolicyVersionRequest request, Call call) {
        CustomerPolicy policy = own(request.policyArn());
        PolicyDocument document = PolicyDocument.managed(request.policyDocument());
        if (policy.versions().size() >= MOST_VERSIONS) {
            throw new AwsRefusal(
                    409,
                    "LimitExceeded",
                    "A managed policy can have up to " + MOST_VERSIONS
                            + " versions. Before you create a new version, you must delete an existing version.");
        }
        CustomerPolicy.Version version = policy.add(document, Boolean.TRUE.equals(request.setAsDefault()), call.now());
        return CreatePolicyVersionResponse.builder()
                .policyVersion(policy.describe(version))
                .build();
    }

    public DeletePolicyVersionResponse deleteVersion(DeletePolicyVersionRequest request) {
        CustomerPolicy policy = own(request.policyArn());
        String version = policy.version(request.versionId()).id();
        if (version.equals(policy.defaultVersion())) {
            throw IamRefusals.deleteConflict("Cannot delete the default version of a policy.");
        }
        policy.versions().remove(version);
        return DeletePolicyVersionResponse.builder().build();
    }

    public SetDefaultPolicyVersionResponse makeDefault(SetDefaultPolicyVersionRequest request, Call call) {
        own(request.policyArn()).makeDefault(request.versionId(), call.now());
        return SetDefaultPolicyVersionResponse.builder().build();
    }

    public TagPolicyResponse tag(TagPolicyRequest request) {
        own(request.policyArn()).tags().put(request.tags());
        return TagPolicyResponse.builder().build();
    }

    public UntagPolicyResponse untag(UntagPolicyRequest request) {
        own(request.policyArn()).tags().remove(request.tagKeys());
        return UntagPolicyResponse.builder().build();
    }

    public ListPolicyTagsResponse listTags(ListPolicyTagsRequest request) {
        IamPages<Tag> page = IamPages.of(own(request.policyArn()).tags().list(), request.marker(), request.maxItems());
        return ListPolicyTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }

    private CustomerPolicy own(@Nullable String policyArn) {
        String arn = IamInput.required("policyArn", policyArn);
        if (arn.contains(":iam::aws:policy/")) {
            throw new AwsRefusal(403, "AccessDenied", "Policies that AWS manages cannot be changed: " + arn);
        }
        CustomerPolicy policy = store.policies().get(arn);
        if (policy == null) {
            throw IamRefusals.noPolicy(arn);
        }
        return policy;
    }
}
