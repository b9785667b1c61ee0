package io.github.ekssdk.spec;

import static java.util.Objects.requireNonNull;

import io.github.ekssdk.error.InvalidSpecException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A managed node group: EC2 instances that EKS starts, joins to the cluster and replaces on upgrades.
 *
 * <p>EKS changes scaling, labels, taints, tags and the update configuration of a group in place, and moves it to new
 * nodes, some at a time, for another disk size. Its name, instance types, AMI type, capacity type and subnets are fixed
 * at creation: changing one of them replaces the group, which moves every Pod on it.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html">CreateNodegroup in the
 *     EKS API</a>
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html">Managed node groups in the
 *     EKS user guide</a>
 * @since 0.1
 */
@Value.Immutable
public interface ManagedNodeGroupSpec {

    /**
     * The name in EKS, unique in the cluster: 1 to 63 letters, digits, hyphens and underscores. Changing it makes
     * another group.
     */
    String name();

    /**
     * EC2 instance types of one architecture, most preferred first, at most 20. EKS takes {@code t3.medium} when this
     * is empty. Spot groups live longer with several. Changing it replaces the group.
     */
    List<String> instanceTypes();

    /**
     * How many nodes to run; always two unless set. Changed in place, and the plan leaves alone what an autoscaler
     * chose in between.
     */
    default Scaling scaling() {
        return Scaling.fixed(2);
    }

    /**
     * The size of each node's root volume in GiB, 1 to 16384; 50 unless set. A change moves the group to new nodes,
     * some at a time.
     */
    default int diskSize() {
        return 50;
    }

    /**
     * The family of images nodes start from. Unless set, Amazon Linux 2023 for the architecture that the names of the
     * instance types tell. Changing it replaces the group.
     */
    default AmiType amiType() {
        return AmiType.standardFor(instanceTypes());
    }

    /** How EC2 sells the nodes; on demand unless set. Changing it replaces the group. */
    default CapacityType capacityType() {
        return CapacityType.ON_DEMAND;
    }

    /**
     * Kubernetes labels of the nodes. EKS allows keys and values of 1 to 63 characters; keys that belong to Kubernetes
     * or EKS are refused. Changed in place.
     */
    Map<String, String> labels();

    /** Kubernetes taints of the nodes, at most 50, each key once per effect. Changed in place. */
    List<Taint> taints();

    /** How many nodes may be out of service at once during an update; one unless set. Changed in place. */
    default UpdateConfig updateConfig() {
        return UpdateConfig.maxUnavailable(1);
    }

    /**
     * Which subnets the nodes go to, when it was said; otherwise the private ones, or the public ones of a VPC without
     * NAT gateways. Changing it replaces the group.
     */
    Optional<NodeSubnets> subnets();

    /**
     * Whether public subnets were asked for. A group of which nothing was said goes there, too, if the VPC has no NAT
     * gateway.
     */
    @Value.NonAttribute
    default boolean publicSubnets() {
        return subnets().equals(Optional.of(NodeSubnets.PUBLIC));
    }

    /**
     * Tags for the group, its launch template, instances and volumes, besides those of the cluster; on the same key
     * these win.
     */
    Map<String, String> tags();

    /** Starts a changed copy. An AMI type that followed from the instance types goes on following them. */
    @Value.NonAttribute
    default Builder toBuilder() {
        Builder copy = new Builder()
                .name(name())
                .instanceTypes(instanceTypes())
                .scaling(scaling())
                .diskSize(diskSize())
                .capacityType(capacityType())
                .labels(labels())
                .taints(taints())
                .updateConfig(updateConfig())
                .subnets(subnets())
                .tags(tags());
        return amiType() == AmiType.standardFor(instanceTypes()) ? copy : copy.amiType(amiType());
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
    final class Builder extends ImmutableManagedNodeGroupSpec.Builder {

        private final List<String> unreadableTaints = new ArrayList<>();
        private @Nullable Integer maxUnavailable;
        private @Nullable Integer maxUnavailablePercentage;

        Builder() {}

        /** Replaces the EC2 instance types, most preferred first; EKS takes {@code t3.medium} unless set. */
        public Builder instanceTypes(String... types) {
            return instanceTypes(Arrays.asList(types));
        }

        /** Keeps between {@code min} and {@code max} nodes, starting at {@code desired}; always two unless set. */
        public Builder scaling(int min, int desired, int max) {
            return scaling(new Scaling(min, desired, max));
        }

        /** Always runs {@code nodes} nodes. */
        public Builder scaling(int nodes) {
            return scaling(Scaling.fixed(nodes));
        }

        /** Uses spare EC2 capacity at a discount, which EC2 may take back at two minutes' notice. */
        public Builder spot() {
            return capacityType(CapacityType.SPOT);
        }

        /** Adds one Kubernetes label; an earlier value of the same key is replaced. */
        public Builder label(String key, String value) {
            requireNonNull(key, "key");
            requireNonNull(value, "value");
            return putLabel(key, value);
        }

        /** Adds one taint. */
        public Builder taint(String key, String value, TaintEffect effect) {
            return addTaint(new Taint(key, value, effect));
        }

        /**
         * Adds one taint as kubectl writes it: {@code key=value:NoSchedule}, or {@code key:NoSchedule} without a value.
         */
        public Builder taint(String text) {
            requireNonNull(text, "text");
            Optional<Taint> taint = Taint.parse(text);
            if (taint.isEmpty()) {
                unreadableTaints.add(text);
                return this;
            }
            return addTaint(taint.get());
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
         * Places the nodes in the public subnets, or with false in the private ones. Unless set they go to the private
         * ones, or to the public ones of a VPC without NAT gateways.
         */
        public Builder publicSubnets(boolean publicSubnets) {
            return subnets(publicSubnets ? NodeSubnets.PUBLIC : NodeSubnets.PRIVATE);
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
        public ManagedNodeGroupSpec build() {
            ManagedNodeGroupSpec spec = unchecked();
            Problems problems = new Problems();
            Problems own = problems.at("managedNodeGroups[" + spec.name() + "]");
            NodeGroupRules.check(spec, Map.of(), own);
            reportUnreadable(own);
            problems.throwIfAny();
            return spec;
        }

        ManagedNodeGroupSpec unchecked() {
            return super.build();
        }

        /** Reports the texts that no value could be made of. */
        void reportUnreadable(Problems problems) {
            unreadableTaints.forEach(text -> TaintRules.unreadable(text, problems));
        }

        private UpdateConfig given() {
            return new UpdateConfig(optional(maxUnavailable), optional(maxUnavailablePercentage));
        }

        private static OptionalInt optional(@Nullable Integer value) {
            return value == null ? OptionalInt.empty() : OptionalInt.of(value);
        }
    }
}
