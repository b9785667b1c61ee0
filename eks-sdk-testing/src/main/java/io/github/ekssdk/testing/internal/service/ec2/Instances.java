package io.github.ekssdk.testing.internal.service.ec2;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceState;
import software.amazon.awssdk.services.ec2.model.InstanceStateChange;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Volume;

/** Describes and terminates instances. */
final class Instances {
    static final InstanceState PENDING = state(0, InstanceStateName.PENDING);
    static final InstanceState RUNNING = state(16, InstanceStateName.RUNNING);
    static final InstanceState SHUTTING_DOWN = state(32, InstanceStateName.SHUTTING_DOWN);
    static final InstanceState STOPPING = state(64, InstanceStateName.STOPPING);
    static final InstanceState STOPPED = state(80, InstanceStateName.STOPPED);
    static final InstanceState TERMINATED = state(48, InstanceStateName.TERMINATED);

    private final Ec2World world;
    private final InstanceLife life;
    private final Filters<Instance> filters;

    Instances(Ec2World world) {
        this.world = world;
        this.life = new InstanceLife(world);
        this.filters = new Filters<Instance>()
                .on("instance-id", Instance::instanceId)
                .on("instance-state-name", instance -> instance.state().nameAsString())
                .on("instance-state-code", instance -> instance.state().code())
                .on("instance-type", Instance::instanceTypeAsString)
                .on("instance-lifecycle", Instance::instanceLifecycleAsString)
                .on("image-id", Instance::imageId)
                .on("key-name", Instance::keyName)
                .on("launch-time", Instance::launchTime)
                .on("tenancy", instance -> instance.placement().tenancyAsString())
                .on("root-device-name", Instance::rootDeviceName)
                .on(
                        "block-device-mapping.volume-id",
                        instance -> world.volumesByInstance.of(instance.instanceId()).stream()
                                .map(Volume::volumeId)
                                .toList())
                .on("network-interface.subnet-id", instance -> interfaces(instance, NetworkInterface::subnetId))
                .on("network-interface.vpc-id", instance -> interfaces(instance, NetworkInterface::vpcId))
                .on("network-interface.description", instance -> interfaces(instance, NetworkInterface::description))
                .on("architecture", Instance::architectureAsString)
                .on("availability-zone", instance -> instance.placement().availabilityZone())
                .on("vpc-id", Instance::vpcId)
                .on("subnet-id", Instance::subnetId)
                .on("private-dns-name", Instance::privateDnsName)
                .on("private-ip-address", Instance::privateIpAddress)
                .on("ip-address", Instance::publicIpAddress)
                .on("dns-name", Instance::publicDnsName)
                .on("instance.group-id", instance -> groups(instance, GroupIdentifier::groupId))
                .on("instance.group-name", instance -> groups(instance, GroupIdentifier::groupName))
                .on(
                        "network-interface.network-interface-id",
                        instance -> interfaces(instance, NetworkInterface::networkInterfaceId))
                .on("iam-instance-profile.arn", Instances::profileArn)
                .on("owner-id", instance -> world.account.id())
                .on("reservation-id", Instances::reservationId)
                .onTags(instance -> world.tags.of(instance.instanceId()));
    }

    private static InstanceState state(int code, InstanceStateName name) {
        return InstanceState.builder().code(code).name(name).build();
    }

    private static List<String> groups(Instance instance, Function<GroupIdentifier, String> field) {
        return instance.securityGroups().stream().map(field).toList();
    }

    private List<String> interfaces(Instance instance, Function<NetworkInterface, String> field) {
        return world.interfacesByInstance.of(instance.instanceId()).stream()
                .map(field)
                .toList();
    }

    private static @Nullable String profileArn(Instance instance) {
        return instance.iamInstanceProfile() == null
                ? null
                : instance.iamInstanceProfile().arn();
    }

    /** Each instance is launched on its own and so has a reservation of its own. */
    private static String reservationId(Instance instance) {
        return instance.instanceId().replace("i-", "r-");
    }

    /** Domain of the private names in a region. */
    static String privateDomain(String region) {
        return region.equals("us-east-1") ? "ec2.internal" : region + ".compute.internal";
    }

    public DescribeInstancesResponse describe(DescribeInstancesRequest request) {
        Pages.refuseWithIds(request.maxResults(), request.instanceIds(), "instanceIds");
        Pages.Page<Instance> page = world.instances.page(
                request.instanceIds(),
                filters.matching(request.filters()),
                Pages.USUAL,
                request.maxResults(),
                request.nextToken());
        return DescribeInstancesResponse.builder()
                .reservations(page.items().stream().map(this::reservation).toList())
                .nextToken(page.nextToken())
                .build();
    }

    Reservation reservation(Instance instance) {
        return Reservation.builder()
                .reservationId(reservationId(instance))
                .ownerId(world.account.id())
                .instances(render(instance))
                .build();
    }

    Instance render(Instance instance) {
        return instance.toBuilder()
                .networkInterfaces(world.interfacesByInstance.of(instance.instanceId()).stream()
                        .sorted(Comparator.comparing(eni -> eni.attachment().deviceIndex()))
                        .map(InstanceLife::attached)
                        .toList())
                .tags(world.tags.list(instance.instanceId()))
                .build();
    }

    public TerminateInstancesResponse terminate(TerminateInstancesRequest request) {
        if (request.instanceIds().isEmpty()) {
            throw Refusals.missing("InstanceId");
        }
        List<Instance> before = world.instances.choose(request.instanceIds());
        for (Instance instance : before) {
            if (world.terminationProtected.contains(instance.instanceId())) {
                throw Refusals.badRequest(
                        "OperationNotPermitted",
                        "The instance '" + instance.instanceId() + "' may not be terminated. Modify its"
                                + " 'disableApiTermination' instance attribute and try again.");
            }
        }
        before.forEach(instance -> life.terminate(instance.instanceId()));
        return TerminateInstancesResponse.builder()
                .terminatingInstances(before.stream().map(this::change).toList())
                .build();
    }

    InstanceStateChange change(Instance before) {
        return InstanceStateChange.builder()
                .instanceId(before.instanceId())
                .previousState(before.state())
                .currentState(world.instances.get(before.instanceId()).state())
                .build();
    }
}
