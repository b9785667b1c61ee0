package io.github.ekssdk.spec;

import static java.util.Objects.requireNonNull;

import io.github.ekssdk.error.InvalidSpecException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.immutables.value.Value;

/**
 * An EKS add-on: software that runs in the cluster and that EKS installs, updates and watches.
 *
 * <p>An add-on that EKS could not create is made again. One that is there but does not run as it should is shown with EKS's
 * own reasons among the warnings of a plan.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html">Add-ons in the EKS user guide</a>
 * @since 0.1
 */
@Value.Immutable
public interface AddonSpec {

    /** The version that stands for the newest one for the cluster's Kubernetes version. */
    String LATEST = "latest";

    /** The name in EKS's catalogue, for example {@code vpc-cni}. */
    String name();

    /**
     * The version, for example {@code v1.21.1-eksbuild.1}, or {@value #LATEST}. Empty takes the default of the cluster's Kubernetes
     * version when the add-on is created, and leaves it alone afterwards until it does not fit the Kubernetes version any more.
     * Changed in place; EKS advises to go one minor version of vpc-cni at a time.
     */
    Optional<String> version();

    /**
     * Settings as a JSON object, as the add-on's own schema describes them; those of the add-on itself when empty. Checked
     * against the schema while a plan is made. Changed in place.
     */
    Optional<String> configurationValues();

    /**
     * What happens to settings of the add-on's objects that others have changed. Empty means {@link ResolveConflicts#NONE}, except
     * when vpc-cni, kube-proxy or coredns is created: then EKS overwrites what it may have installed without an add-on.
     */
    Optional<ResolveConflicts> resolveConflicts();

    /**
     * The ARN of an IAM role for the add-on's service account, by IRSA; it must trust the cluster's OIDC provider. Empty leaves
     * the add-on with the node role. Changed in place.
     */
    Optional<String> serviceAccountRoleArn();

    /**
     * The roles that service accounts of the add-on take by Pod Identity, by the name of the account; none unless added. Changed
     * in place.
     */
    Map<String, WorkloadRoleSpec> podIdentities();

    /**
     * Whether the service accounts of the add-on get roles by Pod Identity with the managed policies that EKS recommends for it. When
     * empty, the EBS and EFS CSI drivers do, which can do nothing without, if the cluster gets eks-pod-identity-agent and the
     * add-on no role otherwise; other add-ons do not.
     */
    Optional<Boolean> recommendedPodIdentities();

    /**
     * The namespace to install the add-on into; the add-on's own when empty. Not every add-on can be elsewhere. Another
     * namespace replaces the add-on.
     */
    Optional<String> namespace();

    /** When the add-on is installed; together with the node groups unless set. Counts when it is created. */
    default AddonOrder order() {
        return AddonOrder.WITH_COMPUTE;
    }

    /**
     * Whether the software stays in the cluster, without EKS's care, when the add-on is taken out of the spec; false unless set.
     */
    default boolean preserveOnDelete() {
        return false;
    }

    /** Tags of the add-on besides those of the cluster; on the same key these win. */
    Map<String, String> tags();

    /** Starts the description of an add-on. */
    static Builder builder(String name) {
        return new Builder().name(name);
    }

    /** Starts a changed copy. */
    @Value.NonAttribute
    default Builder toBuilder() {
        return new Builder().from(this);
    }

    /**
     * Collects the settings of one add-on. Bad values are reported when the spec is built, all at once.
     *
     * @since 0.1
     */
    final class Builder extends ImmutableAddonSpec.Builder {

        Builder() {}

        /** Follows the newest version for the cluster's Kubernetes version; EKS is asked for it by each plan. */
        public Builder latestVersion() {
            return version(LATEST);
        }

        /** Sets the configuration, a JSON object. */
        public Builder configuration(String json) {
            return configurationValues(json);
        }

        /** Sets the configuration from maps, lists, text, numbers and booleans. */
        public Builder configuration(Map<String, ?> values) {
            requireNonNull(values, "values");
            return configurationValues(JsonText.of(values));
        }

        /** Lets a service account of the add-on take an IAM role by Pod Identity. */
        public Builder podIdentity(String serviceAccount, Consumer<? super WorkloadRoleSpec.Builder> settings) {
            return putPodIdentity(
                    serviceAccount,
                    Settings.apply(WorkloadRoleSpec.builder(), settings).unchecked());
        }

        /** Gives the service accounts of the add-on the roles that EKS recommends. */
        public Builder recommendedPodIdentities() {
            return recommendedPodIdentities(true);
        }

        /** Has node groups and Fargate profiles wait for the add-on. */
        public Builder beforeCompute() {
            return order(AddonOrder.BEFORE_COMPUTE);
        }

        /** Has the add-on wait for all node groups and Fargate profiles. */
        public Builder afterCompute() {
            return order(AddonOrder.AFTER_COMPUTE);
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
        public AddonSpec build() {
            return Problems.refusing(
                    unchecked(),
                    (spec, problems) -> AddonRules.check(
                            spec, Map.of(), problems.at("addons").element(spec.name())));
        }

        AddonSpec unchecked() {
            return super.build();
        }
    }
}
