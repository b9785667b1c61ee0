package io.github.ekssdk.spec;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A VPC that somebody else made and that a cluster is to live in. It is named by ids, by tags, or by a CloudFormation stack;
 * planning finds it, tells public from private subnets by their route tables, and refuses with all that EKS would not take. The
 * SDK makes nothing in it but the control plane's security group, changes nothing of it, and leaves it as it was when the
 * cluster is deleted.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html">What EKS requires of a network</a>
 * @since 0.1
 */
@Value.Immutable
public interface ExistingVpcSpec {

    /**
     * The id of the VPC, such as {@code vpc-0a1b2c3d4e5f60718}; that of the subnets when only those are named. A cluster cannot
     * move to another VPC.
     */
    Optional<String> vpcId();

    /**
     * The subnets by id; whether each is public or private is told by its route table. When no subnets are named in any way,
     * those of the VPC that carry one of the tags {@code kubernetes.io/role/elb} and {@code kubernetes.io/role/internal-elb} are
     * taken.
     */
    List<String> subnetIds();

    /** The subnets with a route to an internet gateway, by id; instead of {@link #subnetIds()}. */
    List<String> publicSubnetIds();

    /** The subnets without one, by id; instead of {@link #subnetIds()}. Nodes go there unless told otherwise. */
    List<String> privateSubnetIds();

    /**
     * Where EKS puts the network interfaces of the control plane, by id, in two zones at least; the private subnets unless set, and
     * all of them where those are in one zone only. Changed in place.
     */
    List<String> controlPlaneSubnetIds();

    /** Tags that the VPC has; exactly one VPC of the region must have all of them. */
    Map<String, String> tags();

    /** Tags that the subnets have; all subnets of the VPC that have all of them are taken. */
    Map<String, String> subnetTags();

    /** The name or ARN of the CloudFormation stack whose outputs name the VPC, its subnets and the security groups. */
    Optional<String> stack();

    /** The output of the stack that names the VPC; {@code VpcId} unless set, as in AWS's own templates for EKS. */
    default String vpcIdOutput() {
        return "VpcId";
    }

    /**
     * The outputs of the stack that name subnets, with commas between them; {@code SubnetIds} unless set, as in AWS's own templates
     * for EKS.
     */
    default List<String> subnetIdsOutputs() {
        return List.of("SubnetIds");
    }

    /**
     * The output of the stack that names the control plane's security groups, with commas between them; {@code SecurityGroups}
     * unless set, as in AWS's own templates for EKS. When the stack has no such output, the SDK makes a security group.
     */
    default String securityGroupsOutput() {
        return "SecurityGroups";
    }

    /**
     * Whether tags by which load balancers find their subnets are added where they are missing: {@code kubernetes.io/role/elb} to
     * public subnets, {@code kubernetes.io/role/internal-elb} to private ones, and {@code karpenter.sh/discovery} to these too where
     * that is wanted; false unless set. Those that were added are taken away again when the cluster is deleted, and no others.
     */
    default boolean addMissingTags() {
        return false;
    }

    /** Starts a changed copy. */
    @Value.NonAttribute
    default Builder toBuilder() {
        return new Builder().from(this);
    }

    /** Starts the description of a VPC that is there. */
    static Builder builder() {
        return new Builder();
    }

    /**
     * Collects by what a VPC is found. Bad values are reported when the cluster's spec is built, all at once.
     *
     * @since 0.1
     */
    final class Builder extends ImmutableExistingVpcSpec.Builder {

        Builder() {}

        /** Replaces the subnets; whether each is public or private is told by its route table. */
        public Builder subnetIds(String... ids) {
            return subnetIds(Arrays.asList(ids));
        }

        /** Replaces the subnets with a route to an internet gateway. */
        public Builder publicSubnetIds(String... ids) {
            return publicSubnetIds(Arrays.asList(ids));
        }

        /** Replaces the subnets without a route to an internet gateway. */
        public Builder privateSubnetIds(String... ids) {
            return privateSubnetIds(Arrays.asList(ids));
        }

        /** Replaces the subnets of the control plane's network interfaces. */
        public Builder controlPlaneSubnetIds(String... ids) {
            return controlPlaneSubnetIds(Arrays.asList(ids));
        }

        /** Replaces the outputs of the stack that name subnets. */
        public Builder subnetIdsOutputs(String... outputs) {
            return subnetIdsOutputs(Arrays.asList(outputs));
        }

        /** Adds a tag that the VPC has. */
        public Builder tag(String key, String value) {
            requireNonNull(key, "key");
            requireNonNull(value, "value");
            return putTag(key, value);
        }

        /** Adds a tag that the subnets have. */
        public Builder subnetTag(String key, String value) {
            requireNonNull(key, "key");
            requireNonNull(value, "value");
            return putSubnetTag(key, value);
        }
    }
}
