package io.github.ekssdk.spec;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Words that the builders of both kinds of node groups know.
 *
 * @param <B> the builder
 * @since 0.1
 */
public interface NodeGroupWords<B> {

    /** Replaces the EC2 instance types, most preferred first. */
    B instanceTypes(Iterable<String> types);

    /** Sets how many nodes to run. */
    B scaling(Scaling scaling);

    /** Says whether an autoscaler decides how many nodes there are. */
    B desiredManagedByAutoscaler(boolean managed);

    /** Sets how many hops an answer of the instance metadata service may travel. */
    B metadataHopLimit(int hops);

    /** Says which subnets the nodes go to. */
    B subnets(NodeSubnets subnets);

    /** Replaces the subnets that nodes go to. */
    B subnetIds(Iterable<String> ids);

    /** Replaces the Availability Zones that nodes go to. */
    B availabilityZones(Iterable<String> zones);

    /** Replaces the security groups of the nodes besides the cluster security group. */
    B securityGroupIds(Iterable<String> ids);

    /** Sets the EC2 key pair for SSH. */
    B ec2SshKey(String key);

    /** Replaces the security groups whose members may connect by SSH. */
    B sourceSecurityGroups(Iterable<String> ids);

    /** Adds one Kubernetes label; an earlier value of the same key is replaced. */
    B putLabel(String key, String value);

    /** Adds one taint. */
    B addTaint(Taint taint);

    /** Adds one tag; an earlier value of the same key is replaced. */
    B putTag(String key, String value);

    /** Sets the family of images that nodes start from. */
    B amiType(AmiType type);

    /** Sets a custom AMI in place of those of EKS. */
    B imageId(String id);

    /** Gives the nodes an IAM role that is there. */
    B nodeRoleArn(String arn);

    /** Says whether EC2 measures each minute instead of every five. */
    B detailedMonitoring(boolean detailed);

    /** Says whether nodes get Elastic Fabric Adapters. */
    B efaEnabled(boolean enabled);

    /** Places the nodes in an EC2 placement group. */
    B placementGroup(String name);

    /** Runs the nodes in a capacity reservation. */
    B capacityReservation(String idOrArn);

    /** Describes the volume of each node. Called again, or on a changed copy, it starts from what is there. */
    B volume(Consumer<? super VolumeSpec.Builder> settings);

    /** Adds a volume by the name of its device; an earlier one of the same device is replaced. */
    B putAdditionalVolume(String device, VolumeSpec volume);

    /** Says whether nodes can run AWS Nitro Enclaves. */
    B enclavesEnabled(boolean enabled);

    /** Describes the instance types instead of naming them. Called again, or on a changed copy, it starts from what is there. */
    B instanceSelector(Consumer<? super InstanceSelectorSpec.Builder> settings);

    /** Says what nodes do when they start. Called again, or on a changed copy, it goes on from what is there. */
    B userData(Consumer<? super UserDataSpec.Builder> settings);

    /**
     * Adds one taint as kubectl writes it: {@code key=value:NoSchedule}, or {@code key:NoSchedule} without a value.
     */
    B taint(String text);

    /** Gives each node a further volume, by the name of its device, such as {@code /dev/sdf}; empty, 50 GiB unless set. */
    default B additionalVolume(String device, Consumer<? super VolumeSpec.Builder> settings) {
        return putAdditionalVolume(
                device, Settings.apply(new VolumeSpec.Builder(), settings).build());
    }

    /** Sets the size of each node's volume in GiB; 50 unless set. */
    default B diskSize(int gib) {
        return volume(volume -> volume.size(gib));
    }

    /** Replaces the EC2 instance types, most preferred first; {@code t3.medium} unless set. */
    default B instanceTypes(String... types) {
        return instanceTypes(Arrays.asList(types));
    }

    /** Keeps between {@code min} and {@code max} nodes, starting at {@code desired}; always two unless set. */
    default B scaling(int min, int desired, int max) {
        return scaling(new Scaling(min, desired, max));
    }

    /** Always runs {@code nodes} nodes. */
    default B scaling(int nodes) {
        return scaling(Scaling.fixed(nodes));
    }

    /** Leaves the number of nodes between the minimum and the maximum to an autoscaler, and tags the group for it. */
    default B desiredManagedByAutoscaler() {
        return desiredManagedByAutoscaler(true);
    }

    /** Lets Pods without the network of the host reach the instance metadata service, or with false keeps it from them. */
    default B podMetadataAccess(boolean access) {
        return metadataHopLimit(access ? 2 : 1);
    }

    /**
     * Places the nodes in the public subnets, or with false in the private ones. Unless set they go to the private
     * ones, or to the public ones of a VPC without NAT gateways.
     */
    default B publicSubnets(boolean publicSubnets) {
        return subnets(publicSubnets ? NodeSubnets.PUBLIC : NodeSubnets.PRIVATE);
    }

    /** Places the nodes in subnets of your own choice, by their ids. */
    default B subnetIds(String... ids) {
        return subnetIds(Arrays.asList(ids));
    }

    /** Places the nodes in some of the cluster's Availability Zones only. */
    default B availabilityZones(String... zones) {
        return availabilityZones(Arrays.asList(zones));
    }

    /** Gives the nodes security groups besides the cluster security group. */
    default B securityGroupIds(String... ids) {
        return securityGroupIds(Arrays.asList(ids));
    }

    /**
     * Puts the public key of an EC2 key pair on the nodes, and lets members of these security groups connect by SSH; nobody if
     * there are none, other than with EKS, which opens port 22 to the internet then.
     */
    default B remoteAccess(String keyPair, String... sourceSecurityGroups) {
        B unused = ec2SshKey(keyPair);
        return sourceSecurityGroups(Arrays.asList(sourceSecurityGroups));
    }

    /** Adds one Kubernetes label; an earlier value of the same key is replaced. */
    default B label(String key, String value) {
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        return putLabel(key, value);
    }

    /** Adds one taint. */
    default B taint(String key, String value, TaintEffect effect) {
        return addTaint(new Taint(key, value, effect));
    }

    /** Adds one tag; an earlier value of the same key is replaced. */
    default B tag(String key, String value) {
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        return putTag(key, value);
    }
}
