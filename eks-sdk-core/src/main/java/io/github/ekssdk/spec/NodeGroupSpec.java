package io.github.ekssdk.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What managed and self-managed node groups have in common: which instances, from which image, where, and how they are set up.
 *
 * @since 0.1
 */
public interface NodeGroupSpec {

    /** The name, unique among the node groups of the cluster: 1 to 63 letters, digits, hyphens and underscores. */
    String name();

    /**
     * EC2 instance types of one architecture, most preferred first, at most 20; {@code t3.medium} when this is empty. Spot groups
     * live longer with several.
     */
    List<String> instanceTypes();

    /**
     * What the instance types are to be like, in place of naming them; none unless set. Another description that comes to other
     * instance types replaces a managed node group.
     */
    Optional<InstanceSelectorSpec> instanceSelector();

    /** How many nodes to run; always two unless set. Changed in place. */
    default Scaling scaling() {
        return Scaling.fixed(2);
    }

    /**
     * Whether an autoscaler decides how many nodes there are between the minimum and the maximum; false unless set. The desired
     * number then counts when the group is made only, and the Auto Scaling group gets the tags by which the Cluster Autoscaler
     * finds it and knows the labels and taints of its nodes while there are none.
     */
    default boolean desiredManagedByAutoscaler() {
        return false;
    }

    /** The volume of each node that holds images and containers; 50 GiB of encrypted {@code gp3} unless set. */
    default VolumeSpec volume() {
        return new VolumeSpec.Builder().build();
    }

    /** The size of that volume in GiB. */
    @Value.NonAttribute
    default int diskSize() {
        return volume().size();
    }

    /**
     * Volumes of each node besides that one, by the names of their devices, such as {@code /dev/sdf}; none unless added. They are
     * made empty with the node and deleted with it; formatting and mounting them is up to {@link #userData()}.
     *
     * @see <a href="https://docs.aws.amazon.com/ebs/latest/userguide/device_naming.html">Device names for volumes in the EBS user
     *     guide</a>
     */
    Map<String, VolumeSpec> additionalVolumes();

    /**
     * The family of images that nodes start from. Unless set, Amazon Linux 2023 for the architecture that the names of the
     * instance types tell. With a custom AMI, the family it was made from.
     */
    default AmiType amiType() {
        return AmiType.standardFor(this);
    }

    /**
     * A custom AMI, {@code ami-...}, in place of those of EKS; none unless set. It must contain what the images of {@link
     * #amiType()} contain: the SDK writes the user data that joins its nodes to the cluster, unless {@link #userData()} is given
     * word for word.
     */
    Optional<String> imageId();

    /**
     * The release of the EKS optimized AMI: a release such as {@code 1.35.2-20251209}, or {@code latest}, which each plan looks
     * up, so that a newer one shows. When empty, the newest at creation, which then stays until the Kubernetes version changes.
     */
    Optional<String> releaseVersion();

    /** Kubernetes labels of the nodes. Keys that belong to Kubernetes or EKS are refused. */
    Map<String, String> labels();

    /** Kubernetes taints of the nodes, at most 50, each key once per effect. */
    List<Taint> taints();

    /**
     * Which subnets the nodes go to, when it was said; otherwise the private ones, or the public ones of a VPC without NAT
     * gateways.
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

    /** Subnets of the cluster's VPC by their ids, in place of those of {@link #subnets()}; none unless set. */
    List<String> subnetIds();

    /** The Availability Zones that nodes go to, out of those of the cluster; all of them when empty. */
    List<String> availabilityZones();

    /** The ARN of an IAM role of your own for the nodes; the SDK makes one when empty. */
    Optional<String> nodeRoleArn();

    /** Security groups of the nodes besides the cluster security group, by their ids. */
    List<String> securityGroupIds();

    /** The name of the EC2 key pair for SSH; no key when empty. Nobody can connect before a security group lets them in. */
    Optional<String> ec2SshKey();

    /** The security groups whose members may connect by SSH, by their ids; the SDK makes a security group that lets them in. */
    List<String> sourceSecurityGroups();

    /**
     * How many hops an answer of the instance metadata service may travel, 1 to 64: 2 unless set, so that Pods reach it; 1 keeps
     * it from all Pods without the network of the host. Sessions (IMDSv2) are always required.
     */
    default int metadataHopLimit() {
        return 2;
    }

    /** Whether EC2 measures each minute instead of every five, for which CloudWatch charges; false unless set. */
    default boolean detailedMonitoring() {
        return false;
    }

    /**
     * Whether each node gets as many Elastic Fabric Adapters as its instance type has, for traffic between nodes that goes past the
     * operating system; false unless set. The group then has one instance type that knows them, and one private subnet; the SDK
     * makes a placement group, unless one is given, and a security group that lets the nodes talk to each other. Pods need the EFA
     * device plugin to use them.
     *
     * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/node-efa.html">Elastic Fabric Adapter in the EKS user
     *     guide</a>
     */
    default boolean efaEnabled() {
        return false;
    }

    /**
     * Whether nodes can run AWS Nitro Enclaves, isolated parts that not even their administrators can look into; false unless set.
     * Not every instance type can, which is asked while planning. Enclaves take memory and CPUs that {@link #userData()} sets aside
     * with the enclaves allocator, and Pods need the Nitro Enclaves device plugin.
     *
     * @see <a href="https://docs.aws.amazon.com/enclaves/latest/user/kubernetes.html">Nitro Enclaves with Amazon EKS</a>
     */
    default boolean enclavesEnabled() {
        return false;
    }

    /** The name of an EC2 placement group for the nodes; none when empty. */
    Optional<String> placementGroup();

    /**
     * A capacity reservation to run in, {@code cr-...}, or the ARN of a resource group of reservations; any that is open when
     * empty.
     */
    Optional<String> capacityReservation();

    /** What nodes do when they start, besides joining the cluster; nothing unless set. */
    Optional<UserDataSpec> userData();

    /**
     * Tags for the group, its launch template, instances, volumes and network interfaces, besides those of the cluster; on the
     * same key these win. A change reaches instances that start from a later version of the launch template.
     */
    Map<String, String> tags();
}
