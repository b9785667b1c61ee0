package io.github.ekssdk.spec;

import static java.util.Objects.requireNonNull;

import io.github.ekssdk.error.InvalidSpecException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A Fargate profile: Pods that its selectors take run without nodes, in the private subnets. There are no DaemonSets, no
 * privileged containers, no GPUs and no EBS volumes on Fargate.
 *
 * <p>EKS never changes a profile: other selectors replace it, which ends the Pods that run by it. EKS makes and removes one
 * profile of a cluster at a time, a minute or two each, so several take their turn.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/fargate-profile.html">Fargate profiles in the EKS user
 *     guide</a>
 * @since 0.1
 */
@Value.Immutable
public interface FargateProfileSpec {

    /** The name in EKS, unique in the cluster: 1 to 100 letters, digits, hyphens and underscores, not beginning with eks. */
    String name();

    /** Which Pods run on Fargate, 1 to 5; a Pod that one of them takes does. Changing them replaces the profile. */
    List<FargateSelector> selectors();

    /**
     * The ARN of an IAM role of your own by which Fargate pulls images and writes logs; the SDK makes one that all profiles share
     * when empty. Changing it replaces the profile.
     */
    Optional<String> podExecutionRoleArn();

    /**
     * The private subnets of the cluster's VPC that Pods run in, by their ids; all private subnets of the cluster when empty. EKS
     * refuses subnets with a route to an internet gateway. Changing them replaces the profile.
     */
    List<String> subnetIds();

    /** Tags of the profile besides those of the cluster; on the same key these win. */
    Map<String, String> tags();

    /** Starts the description of a profile. */
    static Builder builder(String name) {
        return new Builder().name(name);
    }

    /** Starts a changed copy. */
    @Value.NonAttribute
    default Builder toBuilder() {
        return new Builder().from(this);
    }

    /**
     * Collects the settings of one Fargate profile. Bad values are reported when the spec is built, all at once.
     *
     * @since 0.1
     */
    final class Builder extends ImmutableFargateProfileSpec.Builder {

        Builder() {}

        /** Takes every Pod of a namespace. */
        public Builder selector(String namespace) {
            return selector(namespace, Map.of());
        }

        /** Takes the Pods of a namespace that have all of the labels. */
        public Builder selector(String namespace, Map<String, String> labels) {
            return addSelectors(new FargateSelector(namespace, labels));
        }

        /** Runs Pods in private subnets of your own choice, by their ids. */
        public Builder subnetIds(String... ids) {
            return subnetIds(Arrays.asList(ids));
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
        public FargateProfileSpec build() {
            return Problems.refusing(
                    unchecked(),
                    (spec, problems) -> FargateRules.check(
                            spec, Map.of(), problems.at("fargateProfiles").element(spec.name())));
        }

        FargateProfileSpec unchecked() {
            return super.build();
        }
    }
}
