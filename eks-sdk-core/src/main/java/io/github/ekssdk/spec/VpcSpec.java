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
     * region that EKS can use. Cannot be changed later.
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
     * Cuts the range into the subnets of {@code zones} zones: the smallest power of two of equal blocks that has two
     * for each zone; first the public subnets, then the private ones, and what remains stays free. A {@code /16} for
     * three zones gives {@code /19}s.
     *
     * @throws IllegalArgumentException if {@code zones} is not positive or the range is too small
     */
    @Value.NonAttribute
    default SubnetCidrs subnetCidrs(int zones) {
        List<String> blocks =
                Cidr.of(cidr()).split(2 * zones).stream().map(Cidr::toString).toList();
        return new SubnetCidrs(blocks.subList(0, zones), blocks.subList(zones, 2 * zones));
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
            requireNonNull(settings, "settings");
            ExistingVpcSpec.Builder existing =
                    super.build().existing().map(ExistingVpcSpec::toBuilder).orElseGet(ExistingVpcSpec::builder);
            settings.accept(existing);
            return existing(existing.build());
        }

        /** Replaces the security groups of the control plane's network interfaces. */
        public Builder controlPlaneSecurityGroupIds(String... ids) {
            return controlPlaneSecurityGroupIds(Arrays.asList(ids));
        }

        /** Replaces those who may reach the private endpoint of the Kubernetes API besides the VPC. */
        public Builder controlPlaneIngress(String... sources) {
            return controlPlaneIngress(Arrays.asList(sources));
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
            VpcSpec spec = unchecked();
            Problems problems = new Problems();
            VpcRules.check(spec, problems.at("vpc"));
            TagRules.check(spec.tags(), problems.at("vpc").at("tags"));
            problems.throwIfAny();
            return spec;
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
