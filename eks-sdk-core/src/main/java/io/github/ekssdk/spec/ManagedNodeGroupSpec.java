package io.github.ekssdk.spec;

import io.github.ekssdk.error.InvalidSpecException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A managed node group: EC2 instances that EKS starts, joins to the cluster and replaces on upgrades.
 *
 * <p>EKS changes scaling, labels, taints, tags, node repair, the warm pool and the update configuration of a group in place, and
 * moves it to new nodes, some at a time, for another Kubernetes version, AMI release or version of its launch template: that is
 * for another volume, user data, SSH key, or whatever else instances start with. Its name, instance types, AMI type, capacity
 * type, node role and subnets are fixed at creation: changing one of them replaces the group, which moves every Pod on it.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html">CreateNodegroup in the
 *     EKS API</a>
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html">Managed node groups in the
 *     EKS user guide</a>
 * @since 0.1
 */
@Value.Immutable
public interface ManagedNodeGroupSpec extends NodeGroupSpec {

    /** How EC2 sells the nodes; on demand unless set. Changing it replaces the group. */
    default CapacityType capacityType() {
        return CapacityType.ON_DEMAND;
    }

    /**
     * The Kubernetes version of the nodes, such as {@code 1.35}, where they are to stay behind the control plane for a while: at
     * most three minor versions. Those of {@link ClusterSpec#version()} when empty; then an upgrade of the cluster upgrades the
     * group after the control plane. A new group always has the version of the control plane.
     */
    Optional<String> version();

    /**
     * A launch template of your own in place of the one that the SDK makes. The volume, AMI, SSH key, security groups, user data,
     * metadata options, monitoring, placement and capacity reservation are then to be said there. Another template replaces the
     * group; another version of it moves the group to new nodes.
     */
    Optional<LaunchTemplateChoice> launchTemplate();

    /** How many nodes may be out of service at once during an update; one unless set. Changed in place. */
    default UpdateConfig updateConfig() {
        return UpdateConfig.maxUnavailable(1);
    }

    /** In which order an update replaces nodes; new ones first unless set. Changed in place. */
    default UpdateStrategy updateStrategy() {
        return UpdateStrategy.DEFAULT;
    }

    /**
     * Whether an update ends Pods that their PodDisruptionBudget protects; false unless set: an update that cannot evict a Pod for
     * a quarter of an hour then fails.
     */
    default boolean forceUpdate() {
        return false;
    }

    /** How EKS repairs nodes; not at all when empty. Changed in place. */
    Optional<NodeRepairSpec> nodeRepair();

    /** Instances that have booted and wait to become nodes; none when empty. Changed in place. */
    Optional<WarmPoolSpec> warmPool();

    /** Whether the tags of the group are put on its Auto Scaling group as well, which EKS does not do; false unless set. */
    default boolean autoScalingGroupTags() {
        return false;
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
     * Collects the settings of one managed node group. Bad values are reported when the spec is built, all at once.
     *
     * @since 0.1
     */
    final class Builder extends ImmutableManagedNodeGroupSpec.Builder implements NodeGroupWords<Builder> {

        private final NodeGroupDraft draft = new NodeGroupDraft();
        private @Nullable Integer maxUnavailable;
        private @Nullable Integer maxUnavailablePercentage;

        Builder() {}

        private Builder copying(ManagedNodeGroupSpec spec) {
            draft.startFrom(spec);
            return from(spec);
        }

        /** Uses spare EC2 capacity at a discount, which EC2 may take back at two minutes' notice. */
        public Builder spot() {
            return capacityType(CapacityType.SPOT);
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

        /** Uses a version of a launch template of your own: a number, {@code latest} or {@code default}. */
        public Builder launchTemplate(String idOrName, String version) {
            return launchTemplate(new LaunchTemplateChoice(idOrName, version));
        }

        /** Has EKS replace or reboot nodes that are not well. */
        public Builder nodeRepair() {
            return nodeRepair(repair -> {});
        }

        /** Has EKS repair nodes in this way. Called again, or on a changed copy, it goes on from what is there. */
        public Builder nodeRepair(Consumer<? super NodeRepairSpec.Builder> settings) {
            return nodeRepair(Settings.apply(
                            super.build()
                                    .nodeRepair()
                                    .map(NodeRepairSpec::toBuilder)
                                    .orElseGet(NodeRepairSpec.Builder::new),
                            settings)
                    .build());
        }

        /** Keeps instances that have booted. Called again, or on a changed copy, it goes on from what is there. */
        public Builder warmPool(Consumer<? super WarmPoolSpec.Builder> settings) {
            return warmPool(Settings.apply(
                            super.build()
                                    .warmPool()
                                    .map(WarmPoolSpec::toBuilder)
                                    .orElseGet(WarmPoolSpec.Builder::new),
                            settings)
                    .build());
        }

        @Override
        public Builder taint(String text) {
            draft.readTaint(text, this::addTaint);
            return this;
        }

        /** Lets an update take at most {@code nodes} nodes out of service at once, 1 to 100; one unless set. */
        public Builder maxUnavailable(int nodes) {
            maxUnavailable = nodes;
            return updateConfig(given());
        }

        /** Lets an update take at most this share of the group out of service at once, in percent, 1 to 100. */
        public Builder maxUnavailablePercentage(int percent) {
            maxUnavailablePercentage = percent;
            return updateConfig(given());
        }

        /**
         * Makes the spec.
         *
         * @throws InvalidSpecException with everything that is wrong
         */
        @Override
        public ManagedNodeGroupSpec build() {
            return Problems.refusing(unchecked(), (spec, problems) -> {
                Problems own = problems.at("managedNodeGroups").element(spec.name());
                ManagedNodeGroupRules.check(spec, Map.of(), own);
                reportUnreadable(own);
            });
        }

        ManagedNodeGroupSpec unchecked() {
            ManagedNodeGroupSpec spec = super.build();
            return draft.followingType(spec)
                    .map(type -> amiType(type).rebuilt())
                    .orElse(spec);
        }

        private ManagedNodeGroupSpec rebuilt() {
            return super.build();
        }

        /** Reports the texts that no value could be made of. */
        void reportUnreadable(Problems problems) {
            draft.reportUnreadable(problems);
        }

        private UpdateConfig given() {
            return new UpdateConfig(optional(maxUnavailable), optional(maxUnavailablePercentage));
        }

        private static OptionalInt optional(@Nullable Integer value) {
            return value == null ? OptionalInt.empty() : OptionalInt.of(value);
        }
    }
}
