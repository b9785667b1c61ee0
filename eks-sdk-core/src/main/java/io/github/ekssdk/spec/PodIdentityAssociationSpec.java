package io.github.ekssdk.spec;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.immutables.value.Value;

/**
 * A Pod Identity association: Pods of a service account take an IAM role, with nothing to be set up in Kubernetes. The add-on
 * {@code eks-pod-identity-agent} has to run on the nodes; Pods on Fargate and on Windows cannot use it.
 *
 * <p>Pods that run already take the role when they are started again.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html">Pod Identity in the EKS user guide</a>
 * @since 0.1
 */
@Value.Immutable
public interface PodIdentityAssociationSpec {

    /** The namespace of the service account. Neither it nor the account has to be there yet. */
    String namespace();

    /** The name of the service account. */
    String serviceAccount();

    /** The role, which must be in the cluster's account; one without policies is made unless described. */
    default WorkloadRoleSpec role() {
        return WorkloadRoleSpec.builder().unchecked();
    }

    /**
     * The ARN of a role, perhaps in another account, that Pods take by way of the first one; none unless set. It has to trust the
     * first role, and the first has to be allowed to assume it. Changed in place.
     */
    Optional<String> targetRoleArn();

    /**
     * Whether EKS leaves out the session tags that name cluster, namespace and service account; false unless set. Changed in
     * place.
     */
    default boolean disableSessionTags() {
        return false;
    }

    /**
     * A session policy, a JSON document beyond which the Pods can do nothing, whatever the role may; none unless set. EKS takes it
     * only with {@link #disableSessionTags()}. Changed in place.
     */
    Optional<String> policy();

    /** Tags of the association and its role besides those of the cluster; on the same key these win. */
    Map<String, String> tags();

    /** Starts the description of an association. */
    static Builder builder(String namespace, String serviceAccount) {
        return new Builder().namespace(namespace).serviceAccount(serviceAccount);
    }

    /** Starts a changed copy. */
    @Value.NonAttribute
    default Builder toBuilder() {
        return new Builder().from(this);
    }

    /**
     * Collects the settings of one association. Bad values are reported when the spec is built, all at once.
     *
     * @since 0.1
     */
    final class Builder extends ImmutablePodIdentityAssociationSpec.Builder implements WorkloadRoleWords<Builder> {

        Builder() {}

        /** Uses a role that is there, which trusts {@code pods.eks.amazonaws.com}. */
        public Builder role(String arn) {
            return role(role -> role.roleArn(arn));
        }

        /** Has Pods go on to another role. */
        public Builder targetRole(String arn) {
            return targetRoleArn(arn);
        }

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

        PodIdentityAssociationSpec unchecked() {
            return super.build();
        }
    }
}
