package io.github.ekssdk.testing.internal.service.iam;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;

/** The policies that AWS manages and an EKS cluster may need, in the account's partition. */
final class ManagedPolicies {
    private static final Instant CREATED = Instant.parse("2018-05-27T21:06:14Z");
    private static final String SERVICE_LINKED = "aws-service-role/";

    private static final List<String> KNOWN = List.of(
            "AdministratorAccess",
            "AmazonEC2ContainerRegistryPullOnly",
            "AmazonEC2ContainerRegistryReadOnly",
            "AmazonEKSBlockStoragePolicy",
            "AmazonEKSClusterPolicy",
            "AmazonEKSComputePolicy",
            "AmazonEKSFargatePodExecutionRolePolicy",
            "AmazonEKSLoadBalancingPolicy",
            "AmazonEKSLocalOutpostClusterPolicy",
            "AmazonEKSNetworkingPolicy",
            "AmazonEKSServicePolicy",
            "AmazonEKSVPCResourceController",
            "AmazonEKSWorkerNodeMinimalPolicy",
            "AmazonEKSWorkerNodePolicy",
            "AmazonEKS_CNI_Policy",
            "AmazonSSMManagedInstanceCore",
            "CloudWatchAgentServerPolicy",
            "PowerUserAccess",
            "ReadOnlyAccess",
            SERVICE_LINKED + "AmazonEKSServiceRolePolicy",
            SERVICE_LINKED + "AWSServiceRoleForAmazonEKSNodegroup",
            "service-role/AmazonEBSCSIDriverPolicy",
            "service-role/AmazonEFSCSIDriverPolicy");

    private final IamStore store;

    ManagedPolicies(IamStore store) {
        this.store = store;
    }

    GetPolicyResponse get(GetPolicyRequest request) {
        String arn = IamInput.required("policyArn", request.policyArn());
        if (!exists(arn)) {
            throw IamRefusals.noSuchEntity("Policy " + arn + " was not found.");
        }
        return GetPolicyResponse.builder().policy(details(arn)).build();
    }

    ListPoliciesResponse list(ListPoliciesRequest request) {
        boolean local = request.scope() == PolicyScopeType.LOCAL;
        String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
        List<Policy> matching = KNOWN.stream()
                .filter(policy -> !local && ("/" + policy).startsWith(prefix))
                .map(policy -> details(arnOf(policy)))
                .filter(policy -> !Boolean.TRUE.equals(request.onlyAttached()) || policy.attachmentCount() > 0)
                .toList();
        IamPages<Policy> page = IamPages.of(matching, request.marker(), request.maxItems());
        return ListPoliciesResponse.builder()
                .policies(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }

    /** The ARN again, when a policy of that ARN may be attached to a role. */
    String attachable(@Nullable String policyArn) {
        String arn = IamInput.required("policyArn", policyArn);
        if (!arn.startsWith("arn:")) {
            throw IamRefusals.validation("ARN " + arn + " is not valid.");
        }
        if (!exists(arn) || arn.contains(":policy/" + SERVICE_LINKED)) {
            throw IamRefusals.noSuchEntity("Policy " + arn + " does not exist or is not attachable.");
        }
        return arn;
    }

    static String nameOf(String policyArn) {
        return policyArn.substring(policyArn.lastIndexOf('/') + 1);
    }

    private boolean exists(String arn) {
        return KNOWN.stream().anyMatch(policy -> arnOf(policy).equals(arn));
    }

    private String arnOf(String policy) {
        return "arn:" + store.account().partition() + ":iam::aws:policy/" + policy;
    }

    private Policy details(String arn) {
        String resource = arn.substring(arn.indexOf(":policy/") + ":policy".length());
        long attached = store.roles().stream()
                .filter(role -> role.attachedPolicies().containsKey(arn))
                .count();
        return Policy.builder()
                .policyName(nameOf(arn))
                .policyId("ANPA"
                        + Integer.toUnsignedString(nameOf(arn).hashCode(), 36).toUpperCase(Locale.ROOT))
                .arn(arn)
                .path(resource.substring(0, resource.lastIndexOf('/') + 1))
                .defaultVersionId("v1")
                .attachmentCount((int) attached)
                .permissionsBoundaryUsageCount(0)
                .isAttachable(true)
                .createDate(CREATED)
                .updateDate(CREATED)
                .build();
    }
}
