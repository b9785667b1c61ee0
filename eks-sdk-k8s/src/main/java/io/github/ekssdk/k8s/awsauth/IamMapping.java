package io.github.ekssdk.k8s.awsauth;

import static java.util.Objects.requireNonNull;

import io.github.ekssdk.internal.access.PrincipalArn;
import java.util.List;
import java.util.Locale;

/**
 * Whom EKS takes an IAM user or role for, by the ConfigMap {@code aws-auth}.
 *
 * @param arn the ARN of the role or user as it stands there; a role is found by it only if it has no path, and letters count as small
 * @param username the name in Kubernetes, perhaps with {@code {{SessionName}}}; empty where there is none
 * @param groups the groups in Kubernetes, for RBAC; {@code system:masters} may do everything
 * @since 0.1
 */
public record IamMapping(String arn, String username, List<String> groups) {

    /** Takes the ARN and name, and copies the list. */
    public IamMapping {
        requireNonNull(arn, "arn");
        requireNonNull(username, "username");
        groups = List.copyOf(groups);
    }

    /** Returns the mapping on one line. */
    @Override
    public String toString() {
        return arn + " as " + (username.isEmpty() ? "(no user name)" : username)
                + (groups.isEmpty() ? ", in no group" : ", in " + String.join(", ", groups));
    }

    /** The principal as EKS compares it. */
    String key() {
        return key(arn);
    }

    static String key(String arn) {
        return PrincipalArn.parse(arn).map(PrincipalArn::key).orElseGet(() -> arn.toLowerCase(Locale.ROOT));
    }

    /** Tells whether anybody can be let in by it: not by the ARN of a session, nor by that of a role with its path. */
    boolean matches() {
        return PrincipalArn.parse(arn)
                .filter(principal -> !principal.isRole() || !principal.hasPath())
                .isPresent();
    }
}
