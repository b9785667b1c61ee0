package io.github.ekssdk.testing.internal.service.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyRequest;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyGroup;
import software.amazon.awssdk.services.iam.model.PolicyRole;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyUsageType;
import software.amazon.awssdk.services.iam.model.PolicyUser;
import software.amazon.awssdk.services.iam.model.PolicyVersion;

/** Finds managed policies, those of AWS in the account's partition and those of the customer. */
final class ManagedPolicies {
    private static final String SERVICE_LINKED = "/aws-service-role/";

    private final IamStore store;

    ManagedPolicies(IamStore store) {
        this.store = store;
    }

    public GetPolicyResponse get(GetPolicyRequest request) {
        String arn = IamInput.required("policyArn", request.policyArn());
        CustomerPolicy own = store.policies().get(arn);
        if (own != null) {
            Policy policy = describe(own).copy(b -> b.tags(own.tags().list()));
            return GetPolicyResponse.builder().policy(policy).build();
        }
        AwsPolicies.Entry entry = ofAws(arn).orElseThrow(() -> IamRefusals.noPolicy(arn));
        return GetPolicyResponse.builder().policy(describe(entry)).build();
    }

    public ListPoliciesResponse list(ListPoliciesRequest request) {
        String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
        List<Policy> all = new ArrayList<>();
        if (request.scope() != PolicyScopeType.AWS) {
            store.policies().values().forEach(policy -> all.add(describe(policy)));
        }
        if (request.scope() != PolicyScopeType.LOCAL) {
            AwsPolicies.all().forEach(entry -> all.add(describe(entry)));
        }
        List<Policy> matching = all.stream()
                .filter(policy -> policy.path().startsWith(prefix))
                .filter(policy -> !Boolean.TRUE.equals(request.onlyAttached()) || policy.attachmentCount() > 0)
                .toList();
        IamPages<Policy> page = IamPages.of(matching, request.marker(), request.maxItems());
        return ListPoliciesResponse.builder()
                .policies(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }

    public GetPolicyVersionResponse version(GetPolicyVersionRequest request) {
        String arn = IamInput.required("policyArn", request.policyArn());
        CustomerPolicy own = store.policies().get(arn);
        if (own != null) {
            CustomerPolicy.Version version = own.version(request.versionId());
            PolicyVersion described = own.describe(version)
                    .copy(b -> b.document(version.document().encoded()));
            return GetPolicyVersionResponse.builder().policyVersion(described).build();
        }
        AwsPolicies.Entry entry = ofAws(arn)
                .filter(found -> found.version().equals(request.versionId()))
                .orElseThrow(() -> IamRefusals.noSuchEntity(
                        "Policy " + arn + " version " + request.versionId() + " does not exist or is not attachable."));
        return GetPolicyVersionResponse.builder()
                .policyVersion(version(entry)
                        .copy(b -> b.document(
                                entry.document(store.account().partition()).encoded())))
                .build();
    }

    public ListPolicyVersionsResponse versions(ListPolicyVersionsRequest request) {
        String arn = IamInput.required("policyArn", request.policyArn());
        CustomerPolicy own = store.policies().get(arn);
        List<PolicyVersion> all = own == null
                ? List.of(version(ofAws(arn).orElseThrow(() -> IamRefusals.noPolicy(arn))))
                : own.versions().values().stream().map(own::describe).toList();
        IamPages<PolicyVersion> page = IamPages.of(all, request.marker(), request.maxItems());
        return ListPolicyVersionsResponse.builder()
                .versions(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }

    public ListEntitiesForPolicyResponse entities(ListEntitiesForPolicyRequest request) {
        String arn = IamInput.required("policyArn", request.policyArn());
        if (document(arn).isEmpty()) {
            throw IamRefusals.noPolicy(arn);
        }
        String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
        boolean asBoundary = request.policyUsageFilter() == PolicyUsageType.PERMISSIONS_BOUNDARY;
        List<IamIdentity> users = store.identities().stream()
                .filter(one -> one.path().startsWith(prefix))
                .filter(one -> asBoundary
                        ? arn.equals(one.boundary())
                        : one.attachedPolicies().containsKey(arn))
                .filter(one -> request.entityFilter() == null
                        || request.entityFilterAsString().equalsIgnoreCase(one.kind()))
                .toList();
        IamPages<IamIdentity> page = IamPages.of(users, request.marker(), request.maxItems());
        return ListEntitiesForPolicyResponse.builder()
                .policyGroups(page.items().stream()
                        .filter(one -> one instanceof IamGroup)
                        .map(one -> PolicyGroup.builder()
                                .groupName(one.name())
                                .groupId(one.id())
                                .build())
                        .toList())
                .policyUsers(page.items().stream()
                        .filter(one -> one instanceof IamUser)
                        .map(one -> PolicyUser.builder()
                                .userName(one.name())
                                .userId(one.id())
                                .build())
                        .toList())
                .policyRoles(page.items().stream()
                        .filter(one -> one instanceof IamRole)
                        .map(one -> PolicyRole.builder()
                                .roleName(one.name())
                                .roleId(one.id())
                                .build())
                        .toList())
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }

    /** The ARN again, when a policy of that ARN may be attached to a user or role. */
    String attachable(@Nullable String policyArn) {
        String arn = IamInput.required("policyArn", policyArn);
        if (!arn.startsWith("arn:")) {
            throw IamRefusals.validation("ARN " + arn + " is not valid.");
        }
        if (document(arn).isEmpty() || pathOf(arn).startsWith(SERVICE_LINKED)) {
            throw IamRefusals.noSuchEntity("Policy " + arn + " does not exist or is not attachable.");
        }
        return arn;
    }

    /** What a managed policy says now. */
    Optional<PolicyDocument> document(String arn) {
        CustomerPolicy own = store.policies().get(arn);
        return own == null
                ? ofAws(arn).map(entry -> entry.document(store.account().partition()))
                : Optional.of(own.document());
    }

    /** How many users and roles a policy is attached to. */
    int uses(String arn) {
        return (int) store.identities().stream()
                .filter(one -> one.attachedPolicies().containsKey(arn))
                .count();
    }

    /** How many users and roles a policy limits. */
    int boundaryUses(String arn) {
        return (int) store.identities().stream()
                .filter(one -> arn.equals(one.boundary()))
                .count();
    }

    static String nameOf(String policyArn) {
        return policyArn.substring(policyArn.lastIndexOf('/') + 1);
    }

    /** The path of a policy, {@code /} when it has none of its own. */
    static String pathOf(String policyArn) {
        int start = policyArn.indexOf(":policy/");
        return start < 0 ? "/" : policyArn.substring(start + ":policy".length(), policyArn.lastIndexOf('/') + 1);
    }

    private Optional<AwsPolicies.Entry> ofAws(String arn) {
        String start = "arn:" + store.account().partition() + ":iam::aws:policy/";
        return arn.startsWith(start) ? AwsPolicies.find(arn.substring(start.length())) : Optional.empty();
    }

    private Policy describe(CustomerPolicy policy) {
        return policy.describe(uses(policy.arn()), boundaryUses(policy.arn()));
    }

    private Policy describe(AwsPolicies.Entry entry) {
        String arn = "arn:" + store.account().partition() + ":iam::aws:policy/" + entry.resource();
        return Policy.builder()
                .policyName(nameOf(arn))
                .policyId(entry.id())
                .arn(arn)
                .path(pathOf(arn))
                .defaultVersionId(entry.version())
                .attachmentCount(uses(arn))
                .permissionsBoundaryUsageCount(boundaryUses(arn))
                .isAttachable(!pathOf(arn).startsWith(SERVICE_LINKED))
                .createDate(entry.created())
                .updateDate(entry.created())
                .build();
    }

    private static PolicyVersion version(AwsPolicies.Entry entry) {
        return PolicyVersion.builder()
                .versionId(entry.version())
                .isDefaultVersion(true)
                .createDate(entry.created())
                .build();
    }
}
