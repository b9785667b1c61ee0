package io.github.ekssdk.spec;

import static java.util.Objects.requireNonNull;

import io.github.ekssdk.error.InvalidSpecException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What one IAM principal may do in the cluster. EKS lets a principal have one entry; all but its type is changed in place. An
 * entry that EKS made itself, as it does for who creates the cluster, becomes the SDK's own when a spec names its principal.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html">Access entries in the EKS user
 *     guide</a>
 * @since 0.1
 */
@Value.Immutable
public interface AccessEntrySpec {

    /**
     * The ARN of an IAM role or user, with its path; of this or another account. ARNs of sessions
     * ({@code arn:aws:sts::...:assumed-role/...}) are refused: name the role. A role that is deleted and made again is another
     * principal to EKS, although its ARN is the same.
     */
    String principalArn();

    /** What kind of principal it is; {@link AccessEntryType#STANDARD} unless set. Changing it replaces the entry. */
    default AccessEntryType type() {
        return AccessEntryType.STANDARD;
    }

    /** The name by which Kubernetes knows the principal; chosen by EKS when empty. Only of standard entries. */
    Optional<String> username();

    /** Kubernetes groups, for RBAC of one's own; none unless added. Only of standard entries. */
    List<String> kubernetesGroups();

    /** EKS's access policies and where they hold; none unless added. Only of standard entries. */
    List<AccessPolicyAssociation> policies();

    /** Tags of the entry besides those of the cluster; on the same key these win. */
    Map<String, String> tags();

    /** Starts the description of an entry. */
    static Builder builder(String principalArn) {
        return new Builder().principalArn(principalArn);
    }

    /** Starts a changed copy. */
    @Value.NonAttribute
    default Builder toBuilder() {
        return new Builder().from(this);
    }

    /**
     * Collects the settings of one access entry. Bad values are reported when the spec is built, all at once.
     *
     * @since 0.1
     */
    final class Builder extends ImmutableAccessEntrySpec.Builder {

        Builder() {}

        /** Adds an access policy that holds in the whole cluster. */
        public Builder policy(AccessPolicy policy) {
            return addPolicies(new AccessPolicyAssociation(policy, List.of()));
        }

        /** Adds an access policy that holds in some namespaces. */
        public Builder policy(AccessPolicy policy, String... namespaces) {
            return addPolicies(new AccessPolicyAssociation(policy, Arrays.asList(namespaces)));
        }

        /** Adds a Kubernetes group. */
        public Builder kubernetesGroup(String group) {
            return addKubernetesGroups(group);
        }

        /** Adds one tag; an earlier value of the same key is replaced. */
        public Builder tag(String key, String value) {
            requireNonNull(key, "key");
            requireNonNull(value, "value");
            return putTag(key, value);
        }

        /**
         * Makes the spec.
         *
         * @throws InvalidSpecException with everything that is wrong
         */
        @Override
        public AccessEntrySpec build() {
            return Problems.refusing(
                    unchecked(),
                    (spec, problems) -> AccessEntryRules.check(
                            spec, Map.of(), problems.at("accessEntries").element(spec.principalArn())));
        }

        AccessEntrySpec unchecked() {
            return super.build();
        }
    }
}
