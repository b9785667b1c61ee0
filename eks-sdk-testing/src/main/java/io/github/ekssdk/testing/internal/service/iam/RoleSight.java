package io.github.ekssdk.testing.internal.service.iam;

import java.util.Set;

/**
 * What other services see of a role at some moment.
 *
 * @param roleId unique id, another one each time a role of the name is created
 * @param trustedServices service principals that may assume it
 * @param policyArns managed policies that have reached the other services
 */
public record RoleSight(String name, String arn, String roleId, Set<String> trustedServices, Set<String> policyArns) {
    /** Whether a managed policy of that name is attached, in whatever path. */
    public boolean hasPolicy(String policyName) {
        return policyArns.stream().anyMatch(arn -> arn.endsWith("/" + policyName));
    }
}
