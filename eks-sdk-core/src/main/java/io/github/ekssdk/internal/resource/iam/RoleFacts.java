package io.github.ekssdk.internal.resource.iam;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;

/**
 * What IAM says of a role that somebody else made.
 *
 * @param trustPolicy its trust policy
 * @param policies the names of its managed policies
 */
public record RoleFacts(String trustPolicy, Set<String> policies) {

    /** Asks IAM for a role; nothing where there is none of that ARN. */
    public static Optional<RoleFacts> of(Aws aws, String arn) {
        String roleName = arn.substring(arn.lastIndexOf('/') + 1);
        return AwsFault.found(() ->
                        aws.iam().getRole(request -> request.roleName(roleName)).role())
                .filter(role -> role.arn().equals(arn))
                .map(role -> new RoleFacts(
                        URLDecoder.decode(role.assumeRolePolicyDocument(), StandardCharsets.UTF_8),
                        aws
                                .iam()
                                .listAttachedRolePoliciesPaginator(request -> request.roleName(roleName))
                                .attachedPolicies()
                                .stream()
                                .map(AttachedPolicy::policyName)
                                .collect(Collectors.toSet())));
    }

    /** Asks IAM for the ARN of a role with its path; nothing where there is none of that name. */
    public static Optional<String> arn(Aws aws, String roleName) {
        return AwsFault.found(() ->
                aws.iam().getRole(request -> request.roleName(roleName)).role().arn());
    }

    /** Tells whether a service may take the role. */
    public boolean trusts(String service) {
        return PolicyText.allows(trustPolicy, List.of(service, "*"));
    }

    /** Tells whether the role has a managed policy of that name. */
    public boolean has(String policy) {
        return policies.contains(policy);
    }
}
