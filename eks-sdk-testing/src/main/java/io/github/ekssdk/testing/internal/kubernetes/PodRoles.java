package io.github.ekssdk.testing.internal.kubernetes;

import io.github.ekssdk.testing.internal.service.eks.ClusterSight;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The IAM roles that pods of a service account can use. */
final class PodRoles {
    private final ClusterObjects objects;
    private final AwsSide aws;

    PodRoles(ClusterObjects objects, AwsSide aws) {
        this.objects = objects;
        this.aws = aws;
    }

    /** Whether pods of a service account may do something in AWS: by a role of their own, or else by that of their nodes. */
    boolean allow(String namespace, String serviceAccount, String action, Map<String, String> requestTags) {
        if (aws.isLenient()) {
            return true;
        }
        List<String> roles = byAnnotation(namespace, serviceAccount)
                .or(() -> byPodIdentity(namespace, serviceAccount))
                .map(List::of)
                .orElseGet(aws::nodeRoles);
        return roles.stream().anyMatch(role -> aws.allows(role, action, requestTags));
    }

    private Optional<String> byAnnotation(String namespace, String serviceAccount) {
        return objects.get("serviceaccounts", namespace, serviceAccount)
                .map(account -> Trees.text(account, "metadata", "annotations", "eks.amazonaws.com/role-arn"))
                .filter(role -> !role.isEmpty());
    }

    private Optional<String> byPodIdentity(String namespace, String serviceAccount) {
        return aws.sight().filter(this::hasAgent).flatMap(sight -> sight.podRole(namespace, serviceAccount));
    }

    private boolean hasAgent(ClusterSight sight) {
        return sight.startsNodesItself()
                || objects.get("daemonsets.apps", "kube-system", "eks-pod-identity-agent")
                        .filter(agent -> Trees.number(agent, 0, "status", "numberReady") > 0)
                        .isPresent();
    }
}
