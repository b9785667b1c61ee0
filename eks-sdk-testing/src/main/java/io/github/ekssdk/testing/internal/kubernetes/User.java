package io.github.ekssdk.testing.internal.kubernetes;

import java.util.List;
import java.util.Map;

/**
 * Who asks.
 *
 * @param uid empty if the user has none
 * @param grants the EKS access policies of the user's access entry
 */
record User(String name, String uid, List<String> groups, Map<String, List<String>> extra, List<Grant> grants) {
    static final String AUTHENTICATED = "system:authenticated";
    static final User ANONYMOUS =
            new User("system:anonymous", "", List.of("system:unauthenticated"), Map.of(), List.of());
    static final User ADMIN =
            new User("kubernetes-admin", "", List.of("system:masters", AUTHENTICATED), Map.of(), List.of());

    /**
     * An access policy, in all namespaces if none are named.
     *
     * @param policy name of the policy, such as {@code AmazonEKSViewPolicy}
     */
    record Grant(String policy, List<String> namespaces) {}
}
