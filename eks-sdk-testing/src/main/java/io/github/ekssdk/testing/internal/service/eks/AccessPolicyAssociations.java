package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Call;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AccessScope;
import software.amazon.awssdk.services.eks.model.AccessScopeType;
import software.amazon.awssdk.services.eks.model.AssociateAccessPolicyRequest;
import software.amazon.awssdk.services.eks.model.AssociateAccessPolicyResponse;
import software.amazon.awssdk.services.eks.model.AssociatedAccessPolicy;
import software.amazon.awssdk.services.eks.model.DisassociateAccessPolicyRequest;
import software.amazon.awssdk.services.eks.model.DisassociateAccessPolicyResponse;
import software.amazon.awssdk.services.eks.model.ListAssociatedAccessPoliciesRequest;
import software.amazon.awssdk.services.eks.model.ListAssociatedAccessPoliciesResponse;

/** Gives access policies to access entries and takes them away. */
final class AccessPolicyAssociations {
    private final AccessEntries entries;
    private final AccessPolicies policies;

    AccessPolicyAssociations(AccessEntries entries, AccessPolicies policies) {
        this.entries = entries;
        this.policies = policies;
    }

    AssociateAccessPolicyResponse associate(AssociateAccessPolicyRequest request, Call call) {
        ClusterState cluster = entries.usable(request.clusterName());
        AccessEntryState entry = AccessEntries.entry(cluster, request.principalArn());
        String policy = EksInput.required("policyArn", request.policyArn());
        if (!policies.exists(policy)) {
            throw EksRefusals.invalidParameter("The specified policyArn is invalid: " + policy)
                    .with("clusterName", cluster.name());
        }
        AccessScope scope = scope(request.accessScope());
        if (!Set.of(AccessEntryTypes.STANDARD, AccessEntryTypes.EC2).contains(entry.type())) {
            throw EksRefusals.invalidRequest(
                            "Access policies cannot be associated with access entries of type " + entry.type() + ".")
                    .with("clusterName", cluster.name());
        }
        AssociatedAccessPolicy before = entry.policies().get(policy);
        Instant since = before == null ? call.now() : before.associatedAt();
        AssociatedAccessPolicy after = AssociatedAccessPolicy.builder()
                .policyArn(policy)
                .accessScope(scope)
                .associatedAt(since)
                .modifiedAt(call.now())
                .build();
        entry.policies().put(policy, after);
        return AssociateAccessPolicyResponse.builder()
                .clusterName(cluster.name())
                .principalArn(entry.principalArn())
                .associatedAccessPolicy(after)
                .build();
    }

    DisassociateAccessPolicyResponse disassociate(DisassociateAccessPolicyRequest request) {
        ClusterState cluster = entries.usable(request.clusterName());
        AccessEntryState entry = AccessEntries.entry(cluster, request.principalArn());
        String policy = EksInput.required("policyArn", request.policyArn());
        if (entry.policies().remove(policy) == null) {
            throw EksRefusals.notFound("The specified policyArn is not associated with the access entry.")
                    .with("clusterName", cluster.name());
        }
        return DisassociateAccessPolicyResponse.builder().build();
    }

    ListAssociatedAccessPoliciesResponse list(ListAssociatedAccessPoliciesRequest request) {
        ClusterState cluster = entries.usable(request.clusterName());
        AccessEntryState entry = AccessEntries.entry(cluster, request.principalArn());
        EksPages<AssociatedAccessPolicy> page =
                EksPages.of(List.copyOf(entry.policies().values()), request.maxResults(), request.nextToken());
        return ListAssociatedAccessPoliciesResponse.builder()
                .clusterName(cluster.name())
                .principalArn(entry.principalArn())
                .associatedAccessPolicies(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static AccessScope scope(@Nullable AccessScope asked) {
        AccessScope scope = EksInput.required("accessScope", asked);
        String type = EksInput.required("accessScope.type", scope.typeAsString());
        EksInput.checkWord("accessScope.type", type, AccessScopeType.knownValues());
        if (scope.type() == AccessScopeType.NAMESPACE && scope.namespaces().isEmpty()) {
            throw EksRefusals.invalidParameter("An accessScope of type namespace needs namespaces.");
        }
        if (scope.type() == AccessScopeType.CLUSTER && !scope.namespaces().isEmpty()) {
            throw EksRefusals.invalidParameter("An accessScope of type cluster has no namespaces.");
        }
        return scope;
    }
}
