package io.github.ekssdk.testing.internal.policy;

import java.util.Set;

/**
 * Who asks, by the names that a resource policy may use.
 *
 * @param kind {@code AWS}, {@code Service} or {@code Federated}
 * @param accountId account of an AWS principal, else empty
 * @param names a user's ARN, both ARNs of a role session, a service's name or a provider's ARN
 */
public record Principal(String kind, String accountId, Set<String> names) {
    /** A principal that is no service and no federated user. */
    public static Principal aws(String accountId, Set<String> arns) {
        return new Principal("AWS", accountId, arns);
    }

    /** An AWS service. */
    public static Principal service(String name) {
        return new Principal("Service", "", Set.of(name));
    }

    /** Somebody whom an identity provider vouches for. */
    public static Principal federated(String providerArn) {
        return new Principal("Federated", "", Set.of(providerArn));
    }
}
