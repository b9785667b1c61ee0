package io.github.ekssdk.spec;

import static java.util.Objects.requireNonNull;

import io.github.ekssdk.error.InvalidSpecException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.immutables.value.Value;

/**
 * A capability: something that EKS runs for the cluster outside of its nodes. EKS allows one of each type in a cluster, whose
 * authentication mode is {@code API} or {@code API_AND_CONFIG_MAP}, and charges for it. Deleting one leaves what it has made in
 * the cluster and in AWS.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/capabilities.html">EKS Capabilities in the EKS user guide</a>
 * @since 0.1
 */
@Value.Immutable
public interface CapabilitySpec {

    /** The name in EKS, unique in the cluster: 1 to 63 letters, digits, hyphens and underscores. */
    String name();

    /** What it is. Changing it replaces the capability. */
    CapabilityType type();

    /** The ARN of the role it takes, which {@code capabilities.eks.amazonaws.com} may assume; made by the SDK when empty. */
    Optional<String> roleArn();

    /**
     * ARNs of managed policies for the role that is made; none unless added. For ACK they are what it may do in AWS; others need
     * none for most things.
     */
    List<String> managedPolicyArns();

    /** The settings of {@link CapabilityType#ARGOCD}, which needs them; empty for others. */
    Optional<ArgoCdSpec> argoCd();

    /** Tags besides those of the cluster; on the same key these win. */
    Map<String, String> tags();

    /** Starts the description of a capability. */
    static Builder builder(String name, CapabilityType type) {
        return new Builder().name(name).type(type);
    }

    /** Starts a changed copy. */
    @Value.NonAttribute
    default Builder toBuilder() {
        return new Builder().from(this);
    }

    /**
     * Collects the settings of a capability. Bad values are reported when the spec is built, all at once.
     *
     * @since 0.1
     */
    final class Builder extends ImmutableCapabilitySpec.Builder {

        Builder() {}

        /** Replaces the managed policies of the role that is made. */
        public Builder managedPolicyArns(String... arns) {
            return managedPolicyArns(Arrays.asList(arns));
        }

        /** Describes Argo CD. Called again, or on a changed copy, it starts from what is there. */
        public Builder argoCd(Consumer<? super ArgoCdSpec.Builder> settings) {
            return argoCd(Settings.apply(
                            super.build().argoCd().map(ArgoCdSpec::toBuilder).orElseGet(ArgoCdSpec::builder), settings)
                    .build());
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
        public CapabilitySpec build() {
            return Problems.refusing(
                    unchecked(),
                    (spec, problems) -> CapabilityRules.check(
                            spec, Map.of(), problems.at("capabilities").element(spec.name())));
        }

        CapabilitySpec unchecked() {
            return super.build();
        }
    }
}
