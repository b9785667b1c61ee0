package io.github.ekssdk.spec;

import java.util.function.Consumer;

/**
 * Words of the builders that give a service account a role.
 *
 * @param <B> the builder
 * @since 0.1
 */
public interface WorkloadRoleWords<B> {

    /** Describes the role. Called again, it starts from what is there. */
    B role(Consumer<? super WorkloadRoleSpec.Builder> settings);

    /** Gives the role that is made policies of usual controllers. */
    default B wellKnown(WellKnownPolicy... policies) {
        return role(role -> role.wellKnown(policies));
    }

    /** Gives the role that is made a managed policy: the name of one of AWS's, or an ARN. */
    default B managedPolicy(String nameOrArn) {
        return role(role -> role.managedPolicy(nameOrArn));
    }

    /** Gives the role that is made a policy of its own, a JSON document. */
    default B permissionPolicy(String json) {
        return role(role -> role.permissionPolicy(json));
    }
}
