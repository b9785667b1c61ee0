package io.github.ekssdk.k8s.awsauth;

import java.util.List;

/**
 * What stands in the ConfigMap {@code aws-auth}, in its order.
 *
 * @param roles the mappings of IAM roles, {@code mapRoles}
 * @param users the mappings of IAM users, {@code mapUsers}
 * @param accounts the ids of accounts all of whose users and roles are let in under their ARNs, {@code mapAccounts}
 * @param warnings what looks wrong, in whole sentences: roles with a path, ARNs of sessions, principals that are mapped twice
 * @since 0.1
 */
public record AwsAuthState(
        List<IamMapping> roles, List<IamMapping> users, List<String> accounts, List<String> warnings) {

    /** Copies the lists. */
    public AwsAuthState {
        roles = List.copyOf(roles);
        users = List.copyOf(users);
        accounts = List.copyOf(accounts);
        warnings = List.copyOf(warnings);
    }

    static AwsAuthState of(Document document) {
        return new AwsAuthState(
                document.mappings(Section.ROLES),
                document.mappings(Section.USERS),
                List.copyOf(document.accounts()),
                document.warnings());
    }
}
