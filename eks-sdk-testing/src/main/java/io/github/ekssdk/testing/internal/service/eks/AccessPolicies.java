package io.github.ekssdk.testing.internal.service.eks;

import java.util.List;
import software.amazon.awssdk.services.eks.model.AccessPolicy;
import software.amazon.awssdk.services.eks.model.ListAccessPoliciesRequest;
import software.amazon.awssdk.services.eks.model.ListAccessPoliciesResponse;

/** The access policies of EKS, in one partition. */
final class AccessPolicies {
    static final String CLUSTER_ADMIN = "AmazonEKSClusterAdminPolicy";
    static final String AUTO_NODE = "AmazonEKSAutoNodePolicy";
    static final String EVENTS = "AmazonEKSEventPolicy";
    static final String INSIGHTS = "AmazonEKSClusterInsightsPolicy";

    private static final List<String> NAMES = List.of(
            "AmazonEKSAdminPolicy",
            "AmazonEKSAdminViewPolicy",
            "AmazonEKSAutoNodePolicy",
            "AmazonEKSBlockStorageClusterPolicy",
            "AmazonEKSBlockStoragePolicy",
            CLUSTER_ADMIN,
            INSIGHTS,
            "AmazonEKSComputeClusterPolicy",
            "AmazonEKSComputePolicy",
            "AmazonEKSEditPolicy",
            EVENTS,
            "AmazonEKSHybridPolicy",
            "AmazonEKSLoadBalancingClusterPolicy",
            "AmazonEKSLoadBalancingPolicy",
            "AmazonEKSNetworkingClusterPolicy",
            "AmazonEKSNetworkingPolicy",
            "AmazonEKSViewPolicy");

    private final String partition;

    AccessPolicies(String partition) {
        this.partition = partition;
    }

    String arn(String name) {
        return "arn:" + partition + ":eks::aws:cluster-access-policy/" + name;
    }

    boolean exists(String arn) {
        return NAMES.stream().anyMatch(name -> arn(name).equals(arn));
    }

    ListAccessPoliciesResponse list(ListAccessPoliciesRequest request) {
        List<AccessPolicy> all = NAMES.stream()
                .map(name -> AccessPolicy.builder().name(name).arn(arn(name)).build())
                .toList();
        EksPages<AccessPolicy> page = EksPages.of(all, request.maxResults(), request.nextToken());
        return ListAccessPoliciesResponse.builder()
                .accessPolicies(page.items())
                .nextToken(page.nextToken())
                .build();
    }
}
