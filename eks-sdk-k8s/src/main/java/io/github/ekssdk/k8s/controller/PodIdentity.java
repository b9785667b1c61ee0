package io.github.ekssdk.k8s.controller;

import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.ComponentContext;
import io.github.ekssdk.spec.WellKnownPolicy;
import java.util.Map;
import java.util.Optional;

/**
 * How Pods get their role.
 *
 * @param byIrsa whether by IRSA, not by Pod Identity
 * @param roleArn a role that is there; one is made where empty
 */
record PodIdentity(boolean byIrsa, Optional<String> roleArn) {

    private static final String ROLE_ARN = "eks.amazonaws.com/role-arn";

    /** Describes the role of a service account. */
    void addTo(ClusterSpec.Builder cluster, String namespace, String serviceAccount, WellKnownPolicy policy) {
        if (!byIrsa) {
            cluster.podIdentity(
                    namespace,
                    serviceAccount,
                    pods -> roleArn.ifPresentOrElse(
                            arn -> pods.role(role -> role.roleArn(arn)), () -> pods.wellKnown(policy)));
        } else if (roleArn.isEmpty()) {
            cluster.iamServiceAccount(namespace, serviceAccount, pods -> pods.wellKnown(policy));
        }
    }

    /**
     * Returns the annotation that a service account needs. On the Pods it has them start again when the role becomes another: they
     * take it when they start.
     */
    Map<String, Object> annotations(ComponentContext context, String namespace, String serviceAccount) {
        return byIrsa
                ? Map.of(ROLE_ARN, roleArn.orElseGet(() -> context.serviceAccountRoleArn(namespace, serviceAccount)))
                : Map.of();
    }
}
