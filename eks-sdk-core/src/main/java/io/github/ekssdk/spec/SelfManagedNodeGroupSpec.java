package io.github.ekssdk.spec;

import io.github.ekssdk.error.InvalidSpecException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.immutables.value.Value;

/**
 * A self-managed node group: an Auto Scaling group of your own whose instances join the cluster by themselves. The SDK makes the
 * group, its launch template with the user data that joins the nodes, an instance profile, a node role, and the access entry that
 * lets the role in; where the {@linkplain ClusterSpec#authenticationMode() authentication mode} is {@link AuthenticationMode#CONFIG_MAP},
 * a mapping in the ConfigMap {@code aws-auth}, for which {@code eks-sdk-k8s} has to be on the class path.
 *
 * <p>All settings but the name are changed in place: sizes and the mix of instances at once, and whatever instances start with by
 * an instance refresh that replaces the nodes some at a time. Nobody drains them: Pods end as those of a node that fails do,
 * unless something in the cluster, such as the AWS Node Termination Handler, sees to it. Choose managed node groups unless you
 * need what only an Auto Scaling group of your own has.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/worker.html">Self-managed nodes in the EKS user guide</a>
 * @since 0.1
 */
@Value.Immutable
public interface SelfManagedNodeGroupSpec extends NodeGroupSpec {

    /** How on-demand and Spot instances are mixed; on-demand instances only unless set. */
    default InstancesDistribution instancesDistribution() {
        return new InstancesDistribution.Builder().build();
    }

    /** Whether a Spot instance that is about to be interrupted is replaced before it is; false unless set. */
    default boolean capacityRebalance() {
        return false;
    }

    /** The ARNs of the target groups of load balancers that the instances are registered with; none unless set. */
    List<String> targetGroupArns();

    /** After which time an instance is replaced: a day to 365 days; never when empty. */
    Optional<Duration> maxInstanceLifetime();

    /** Which share of the nodes, in percent, stays in service during an instance refresh, 0 to 100; 90 unless set. */
    default int minHealthyPercentage() {
        return 90;
    }

    /** How long an instance refresh waits after an instance is in service before it goes on; not at all unless set. */
    default Duration instanceWarmup() {
        return Duration.ZERO;
    }

    /** Starts a changed copy. An AMI type that followed from the instance types goes on following them. */
    @Value.NonAttribute
    default Builder toBuilder() {
        return new Builder().copying(this);
    }

    /** Starts the description of a group; every setting besides the name has a default. */
    static Builder builder(String name) {
        return new Builder().name(name);
    }

    /**
     * Collects the settings of one self-managed node group. Bad values are reported when the spec is built, all at once.
     *
     * @since 0.1
     */
    final class Builder extends ImmutableSelfManagedNodeGroupSpec.Builder implements NodeGroupWords<Builder> {

        private final NodeGroupDraft draft = new NodeGroupDraft();

        Builder() {}

        private Builder copying(SelfManagedNodeGroupSpec spec) {
            draft.startFrom(spec);
            return from(spec);
        }

        /** Runs on Spot instances only: spare EC2 capacity at a discount, which EC2 may take back at two minutes' notice. */
        public Builder spot() {
            return instancesDistribution(mix -> mix.onDemandBaseCapacity(0).onDemandPercentageAboveBaseCapacity(0));
        }

        /** Mixes on-demand and Spot instances. Called again, or on a changed copy, it goes on from what is there. */
        public Builder instancesDistribution(Consumer<? super InstancesDistribution.Builder> settings) {
            return instancesDistribution(Settings.apply(super.build().instancesDistribution().toBuilder(), settings)
                    .build());
        }

        @Override
        public Builder volume(Consumer<? super VolumeSpec.Builder> settings) {
            return volume(
                    Settings.apply(super.build().volume().toBuilder(), settings).build());
        }

        @Override
        public Builder instanceSelector(Consumer<? super InstanceSelectorSpec.Builder> settings) {
            return instanceSelector(Settings.apply(
                            super.build()
                                    .instanceSelector()
                                    .map(InstanceSelectorSpec::toBuilder)
                                    .orElseGet(InstanceSelectorSpec::builder),
                            settings)
                    .build());
        }

        @Override
        public Builder userData(Consumer<? super UserDataSpec.Builder> settings) {
            return userData(Settings.apply(
                            super.build()
                                    .userData()
                                    .map(UserDataSpec::toBuilder)
                                    .orElseGet(UserDataSpec.Builder::new),
                            settings)
                    .build());
        }

        /** Registers the instances with target groups of load balancers. */
        public Builder targetGroupArns(String... arns) {
            return targetGroupArns(Arrays.asList(arns));
        }

        @Override
        public Builder taint(String text) {
            draft.readTaint(text, this::addTaint);
            return this;
        }

        /**
         * Makes the spec.
         *
         * @throws InvalidSpecException with everything that is wrong
         */
        @Override
        public SelfManagedNodeGroupSpec build() {
            return Problems.refusing(unchecked(), (spec, problems) -> {
                Problems own = problems.at("selfManagedNodeGroups").element(spec.name());
                SelfManagedNodeGroupRules.check(spec, Map.of(), own);
                reportUnreadable(own);
            });
        }

        SelfManagedNodeGroupSpec unchecked() {
            SelfManagedNodeGroupSpec spec = super.build();
            return draft.followingType(spec)
                    .map(type -> amiType(type).rebuilt())
                    .orElse(spec);
        }

        private SelfManagedNodeGroupSpec rebuilt() {
            return super.build();
        }

        /** Reports the texts that no value could be made of. */
        void reportUnreadable(Problems problems) {
            draft.reportUnreadable(problems);
        }
    }
}
