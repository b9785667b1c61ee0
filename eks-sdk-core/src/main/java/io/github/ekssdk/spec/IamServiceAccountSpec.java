package io.github.ekssdk.spec;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.function.Consumer;
import org.immutables.value.Value;

/**
 * An IAM role for a service account (IRSA): Pods of the account take it with a token that the cluster's OIDC provider in IAM
 * vouches for. The SDK makes the provider and the role; the service account has to carry the annotation {@code
 * eks.amazonaws.com/role-arn}.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html">IAM roles for service
 *     accounts in the EKS user guide</a>
 * @since 0.1
 */
@Value.Immutable
public interface IamServiceAccountSpec {

    /** The namespace of the service account; {@code *} and {@code ?} stand for others. */
    String namespace();

    /** The name of the service account; {@code *} and {@code ?} stand for others. */
    String name();

    /** What the role may do; nothing unless described. A role that is given is refused, for there is nothing to make then. */
    default WorkloadRoleSpec role() {
        return WorkloadRoleSpec.builder().unchecked();
    }

    /** Tags of the role besides those of the cluster; on the same key these win. */
    Map<String, String> tags();

    /** Starts the description. */
    static Builder builder(String namespace, String name) {
        return new Builder().namespace(namespace).name(name);
    }

    /** Starts a changed copy. */
    @Value.NonAttribute
    default Builder toBuilder() {
        return new Builder().from(this);
    }

    /**
     * Collects the settings of one role. Bad values are reported when the spec is built, all at once.
     *
     * @since 0.1
     */
    final class Builder extends ImmutableIamServiceAccountSpec.Builder implements WorkloadRoleWords<Builder> {

        Builder() {}

        @Override
        public Builder role(Consumer<? super WorkloadRoleSpec.Builder> settings) {
            return role(
                    Settings.apply(super.build().role().toBuilder(), settings).unchecked());
        }

        /** Adds one tag; an earlier value of the same key is replaced. */
        public Builder tag(String key, String value) {
            requireNonNull(key, "key");
            requireNonNull(value, "value");
            return putTag(key, value);
        }

        IamServiceAccountSpec unchecked() {
            return super.build();
        }
    }
}
