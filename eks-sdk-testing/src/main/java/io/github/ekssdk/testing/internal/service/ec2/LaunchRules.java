package io.github.ekssdk.testing.internal.service.ec2;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceLifecycleType;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Whether EC2 can launch an instance: what it names must exist, quotas must suffice, the zone must have capacity. */
final class LaunchRules {
    private static final String ANY = "*";

    private final Ec2World world;
    private final Set<String> withoutCapacity = new HashSet<>();

    private final Set<String> notOffered = new HashSet<>();

    LaunchRules(Ec2World world) {
        this.world = world;
    }

    /** Lets a zone have no capacity for an instance type, or for any if that is {@code *}. */
    void exhaust(String instanceType, String zone) {
        withoutCapacity.add(instanceType + "@" + zone);
    }

    /** Takes {@link #exhaust} back. */
    void refill(String instanceType, String zone) {
        withoutCapacity.remove(instanceType + "@" + zone);
    }

    /** Lets a zone not offer an instance type. */
    void withdraw(String instanceType, String zone) {
        notOffered.add(instanceType + "@" + zone);
    }

    /** Whether a zone offers an instance type. */
    boolean offers(String instanceType, String zone) {
        return !notOffered.contains(instanceType + "@" + zone);
    }

    void check(InstanceLaunch launch) {
        world.activation.admitLaunch();
        InstanceTypes.Type type = InstanceTypes.require(launch.instanceType());
        Subnet subnet =
                world.subnets.find(launch.subnetId()).orElseThrow(() -> Kind.SUBNET.notFound(launch.subnetId()));
        for (String group : launch.securityGroupIds()) {
            if (world.securityGroups.find(group).isEmpty()) {
                throw Kind.SECURITY_GROUP.notFound(group);
            }
        }
        if (!world.account.lenient()) {
            Images.require(world, launch.imageId());
        }
        checkOffering(launch.instanceType(), subnet.availabilityZone());
        checkQuota(type, launch.spot());
        checkInstances();
        checkCapacity(launch.instanceType(), subnet.availabilityZone());
    }

    private void checkOffering(String type, String zone) {
        if (!offers(type, zone)) {
            List<String> others = world.zones.names().stream()
                    .filter(other -> offers(type, other))
                    .toList();
            throw Refusals.badRequest(
                    "Unsupported",
                    "Your requested instance type (" + type + ") is not supported in your requested Availability Zone ("
                            + zone + "). Please retry your request by not specifying an Availability Zone or choosing "
                            + String.join(", ", others) + ".");
        }
    }

    private void checkQuota(InstanceTypes.Type type, boolean spot) {
        int limit = world.account.quotas().limit(spot ? "ec2.spotVcpus" : "ec2.onDemandVcpus");
        int used = world.instances.stream()
                .filter(instance -> counts(instance) && isSpot(instance) == spot)
                .mapToInt(instance ->
                        InstanceTypes.require(instance.instanceTypeAsString()).cpus())
                .sum();
        if (used + type.cpus() > limit) {
            throw spot
                    ? Refusals.badRequest("MaxSpotInstanceCountExceeded", "Max spot instance count exceeded")
                    : Refusals.badRequest(
                            "VcpuLimitExceeded",
                            "You have requested more vCPU capacity than your current vCPU limit of " + limit
                                    + " allows for the instance bucket that the specified instance type belongs to."
                                    + " Please visit http://aws.amazon.com/contact-us/ec2-request to request an"
                                    + " adjustment to this limit.");
        }
    }

    private void checkInstances() {
        int limit = world.account.quotas().limit("ec2.instances");
        long used = world.instances.stream().filter(LaunchRules::counts).count();
        if (used >= limit) {
            throw Refusals.badRequest(
                    "InstanceLimitExceeded",
                    "You have requested more instances (" + (used + 1) + ") than your current instance limit of "
                            + limit
                            + " allows for the specified instance type. Please visit"
                            + " http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.");
        }
    }

    private static boolean counts(Instance instance) {
        return instance.state().equals(Instances.PENDING) || instance.state().equals(Instances.RUNNING);
    }

    private static boolean isSpot(Instance instance) {
        return instance.instanceLifecycle() == InstanceLifecycleType.SPOT;
    }

    private void checkCapacity(String type, String zone) {
        if (withoutCapacity.contains(type + "@" + zone) || withoutCapacity.contains(ANY + "@" + zone)) {
            throw Refusals.badRequest(
                    "InsufficientInstanceCapacity",
                    "We currently do not have sufficient " + type + " capacity in the Availability Zone you requested ("
                            + zone + "). Our system will be working on provisioning additional capacity.");
        }
    }
}
