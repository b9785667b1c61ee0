package io.github.ekssdk.spec;

import static java.util.Objects.requireNonNull;

import io.github.ekssdk.error.InvalidSpecException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.immutables.value.Value;

/**
 * The network of a cluster. Unless an {@linkplain #existing() existing} VPC is named, the SDK makes one: a VPC with one public and
 * one private subnet in each zone, an internet gateway, NAT gateways and route tables.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html">What EKS requires of a network</a>
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html">CIDR blocks of a VPC</a>
 * @since 0.1
 */
@Value.Immutable
public interface VpcSpec {

    /**
     * The IPv4 range of the VPC, from {@code /16} to {@code /28} and large enough for two subnets of at least
     * {@code /28} in each zone; {@code 10.0.0.0/16} unless set. Cannot be changed later. Every Pod takes an address
     * from it.
     */
    default String cidr() {
        return "10.0.0.0/16";
    }

    /**
     * How many Availability Zones the subnets are spread over; three unless set. EKS needs two at least. When zones are
     * named this is their number. Cannot be changed later.
     */
    default int availabilityZoneCount() {
        return 3;
    }

    /**
     * The Availability Zones by name, for example {@code eu-west-1a}. When empty, planning takes the first ones of the
     * region that EKS can use and that offer the instance types of all node groups. Cannot be changed later.
     */
    List<String> availabilityZones();

    /**
     * How nodes in private subnets reach the internet; through a {@linkplain NatGateways#SINGLE single} gateway unless
     * set.
     */
    default NatGateways natGateways() {
        return NatGateways.SINGLE;
    }

    /**
     * The length of the prefix of each public subnet, from 16 to 28; when empty, all subnets are of one size, as large as the range
     * allows. Cannot be changed later.
     */
    OptionalInt publicSubnetPrefix();

    /**
     * The length of the prefix of each private subnet, from 16 to 28; when empty, all subnets are of one size, as large as the range
     * allows. Cannot be changed later.
     */
    OptionalInt privateSubnetPrefix();

    /**
     * Whether there are public subnets, and an internet gateway with them; true unless set. Without them there are no NAT gateways
     * either, and nodes need {@link #endpoints()}.
     */
    default boolean publicSubnets() {
        return true;
    }

    /**
     * Whether the control plane's network interfaces get subnets of their own, a {@code /28} in each zone, which lead nowhere; false
     * unless set: they are in the private subnets. Changed in place.
     */
    default boolean controlPlaneSubnets() {
        return false;
    }

    /**
     * More IPv4 ranges for the VPC, at most four, each cut into one subnet for Pods in each zone, tagged {@code kubernetes.io/role/cni}
     * for the VPC CNI plugin; none unless set. They can be added and removed later, the latter once no Pod uses them.
     *
     * @see <a href="https://docs.aws.amazon.com/eks/latest/best-practices/subnets.html">Subnets for Pods in the EKS best
     *     practices</a>
     */
    List<String> secondaryCidrs();

    /** Tags for the public subnets, besides those of the VPC; on the same key these win. */
    Map<String, String> publicSubnetTags();

    /** Tags for the private subnets, besides those of the VPC; on the same key these win. */
    Map<String, String> privateSubnetTags();

    /**
     * Whether the private subnets and the cluster security group get the tag {@code karpenter.sh/discovery} with the cluster's name, by
     * which Karpenter's node classes find them; false unless set.
     */
    default boolean karpenterDiscovery() {
        return false;
    }

    /**
     * Tags for the security group that EKS makes for the cluster, which nodes are in: EKS copies none to it. None unless set; changed
     * in place.
     */
    Map<String, String> clusterSecurityGroupTags();

    /**
     * The AWS services to which the VPC has endpoints, by the last part of their names, such as {@code ecr.api}: S3 and DynamoDB through
     * route tables, others through network interfaces in the private subnets, which AWS charges for by the hour and zone. None
     * unless set. They can be added and removed later.
     */
    List<String> endpoints();

    /**
     * The VPC of somebody else's that the cluster is to live in; when empty, the SDK makes one. Cannot be changed later: a cluster
     * does not move to another VPC.
     */
    Optional<ExistingVpcSpec> existing();

    /**
     * Security groups for the control plane's network interfaces, besides the one that EKS makes, at most five; when empty, the SDK
     * makes one that lets the VPC reach the Kubernetes API. Changed in place. The SDK does not change groups that are named here.
     */
    List<String> controlPlaneSecurityGroupIds();

    /**
     * Who else may reach the private endpoint of the Kubernetes API, on port 443, besides the VPC itself: IPv4 ranges, security groups
     * or prefix lists. Rules of the security group that the SDK makes; none unless set. Changed in place.
     */
    List<String> controlPlaneIngress();

    /** Tags for the VPC and all that is made in it, besides those of the cluster; on the same key these win. */
    Map<String, String> tags();

    /**
     * Cuts the range into the subnets of {@code zones} zones: unless sizes are given, the smallest power of two of equal blocks that
     * has enough; first the public subnets, then the private ones, then those of the control plane, and what remains stays free. A
     * {@code /16} for three zones gives {@code /19}s.
     *
     * @throws IllegalArgumentException if {@code zones} is not positive or the range is too small
     */
    @Value.NonAttribute
    default SubnetCidrs subnetCidrs(int zones) {
        if (zones < 1) {
            throw new IllegalArgumentException(cidr() + " cannot be cut for " + zones + " zones");
        }
        return SubnetLayout.of(this, Cidr.of(cidr()), zones)
                .orElseThrow(() ->
                        new IllegalArgumentException(cidr() + " has no room for the subnets of " + zones + " zones"));
    }

    /**
     * Tells where nodes go that do not ask for public subnets: to private ones if these have NAT gateways or the endpoints without
     * which nodes do not join, and if there are no others.
     */
    @Value.NonAttribute
    default boolean nodesInPrivateSubnets() {
        return existing().isPresent()
                || natGateways() != NatGateways.NONE
                || !publicSubnets()
                || EndpointServices.missingForNodes(endpoints()).isEmpty();
    }

    /** Starts a changed copy. */
    @Value.NonAttribute
    default Builder toBuilder() {
        return new Builder().from(this);
    }

    /** Starts the description of a network; every setting has a default. */
    static Builder builder() {
        return new Builder();
    }

    /**
     * Collects the settings of the network. Bad values are reported when the spec is built, all at once.
     *
     * @since 0.1
     */
    final class Builder extends ImmutableVpcSpec.Builder {

        Builder() {}

        /**
         * Spreads the subnets over this many zones, two at least, and leaves their choice to the plan; three unless
         * set.
         */
        public Builder availabilityZones(int count) {
            return availabilityZones(List.of()).availabilityZoneCount(count);
        }

        /**
         * Spreads the subnets over exactly these zones of one region, two at least; an account's own choice unless set.
         */
        public Builder availabilityZones(String... names) {
            return availabilityZones(Arrays.asList(names));
        }

        /** Puts the cluster into a VPC that somebody else made, instead of making one. Called again, it starts from what is there. */
        public Builder existing(Consumer<? super ExistingVpcSpec.Builder> settings) {
            return existing(Settings.apply(
                            super.build()
                                    .existing()
                                    .map(ExistingVpcSpec::toBuilder)
                                    .orElseGet(ExistingVpcSpec::builder),
                            settings)
                    .build());
        }

        /** Replaces the security groups of the control plane's network interfaces. */
        public Builder controlPlaneSecurityGroupIds(String... ids) {
            return controlPlaneSecurityGroupIds(Arrays.asList(ids));
        }

        /** Replaces those who may reach the private endpoint of the Kubernetes API besides the VPC. */
        public Builder controlPlaneIngress(String... sources) {
            return controlPlaneIngress(Arrays.asList(sources));
        }

        /**
         * Leaves the VPC without any way to the internet: no public subnets, no internet gateway and no NAT gateways, but endpoints to
         * the services that nodes and the usual controllers call: EC2, ECR, S3, STS, CloudWatch Logs, Elastic Load Balancing, Auto
         * Scaling, EKS, EKS Auth and Systems Manager. Nodes then run only images that are in ECR.
         *
         * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html">Private clusters in the EKS user
         *     guide</a>
         */
        public Builder isolated() {
            return publicSubnets(false).natGateways(NatGateways.NONE).endpoints(EndpointServices.WITHOUT_INTERNET);
        }

        /** Replaces the services to which the VPC has endpoints. */
        public Builder endpoints(String... services) {
            return endpoints(Arrays.asList(services));
        }

        /** Replaces the further ranges of the VPC, which Pods get addresses of. */
        public Builder secondaryCidrs(String... cidrs) {
            return secondaryCidrs(Arrays.asList(cidrs));
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
        public VpcSpec build() {
            return Problems.refusing(unchecked(), (spec, problems) -> {
                VpcRules.check(spec, problems.at("vpc"));
                TagRules.check(spec.tags(), problems.at("vpc").at("tags"));
                VpcRules.checkTags(spec, spec.tags(), problems.at("vpc"));
            });
        }

        VpcSpec unchecked() {
            VpcSpec spec = super.build();
            int named = spec.availabilityZones().size();
            if (named == 0 || named == spec.availabilityZoneCount()) {
                return spec;
            }
            availabilityZoneCount(named);
            return super.build();
        }
    }
}
