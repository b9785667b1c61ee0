package io.github.ekssdk.testing.internal.service.ec2;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.DeviceType;
import software.amazon.awssdk.services.ec2.model.HypervisorType;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceLifecycleType;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceState;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tenancy;
import software.amazon.awssdk.services.ec2.model.VirtualizationType;

/** Launches and terminates instances. What was terminated stays visible for an hour. */
final class InstanceLife {
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final Ec2World world;
    private final InterfaceBirth interfaces;

    InstanceLife(Ec2World world) {
        this.world = world;
        this.interfaces = new InterfaceBirth(world);
    }

    Instance launch(InstanceLaunch launch) {
        world.launchRules.check(launch);
        InstanceTypes.Type type = InstanceTypes.require(launch.instanceType());
        Subnet subnet = world.subnets.get(launch.subnetId());
        String id = world.newId(Kind.INSTANCE);
        String eni = makeInterface(id, subnet, launch.securityGroupIds());
        world.tags.put(id, launch.tags());
        Instance instance = describe(launch, type, world.networkInterfaces.get(eni))
                .instanceId(id)
                .build();
        world.instances.add(id, instance);
        world.later("ec2.instance.create", id, "running", () -> move(id, InstanceStateName.PENDING, Instances.RUNNING));
        return instance;
    }

    private String makeInterface(String instanceId, Subnet subnet, List<String> groupIds) {
        InterfaceSpec spec = InterfaceSpec.of(subnet, "", groupIds).requestedBy(world.account.id(), false);
        String eni = interfaces.make(spec, Map.of()).networkInterfaceId();
        interfaces.attach(eni, world.account.id(), instanceId);
        if (Boolean.TRUE.equals(subnet.mapPublicIpOnLaunch())) {
            interfaces.mapPublicAddress(eni);
        }
        return eni;
    }

    private Instance.Builder describe(InstanceLaunch launch, InstanceTypes.Type type, NetworkInterface eni) {
        Instance.Builder instance = Instance.builder()
                .amiLaunchIndex(0)
                .architecture(type.architecture())
                .hypervisor(HypervisorType.XEN)
                .imageId(launch.imageId())
                .instanceType(launch.instanceType())
                .launchTime(world.now())
                .networkInterfaces(attached(eni))
                .placement(placement ->
                        placement.availabilityZone(eni.availabilityZone()).tenancy(Tenancy.DEFAULT))
                .platformDetails("Linux/UNIX")
                .privateDnsName(eni.privateDnsName())
                .privateIpAddress(eni.privateIpAddress())
                .rootDeviceName("/dev/xvda")
                .rootDeviceType(DeviceType.EBS)
                .securityGroups(eni.groups())
                .sourceDestCheck(true)
                .state(Instances.PENDING)
                .subnetId(eni.subnetId())
                .virtualizationType(VirtualizationType.HVM)
                .vpcId(eni.vpcId());
        if (eni.association() != null) {
            instance.publicIpAddress(eni.association().publicIp());
        }
        if (launch.spot()) {
            instance.instanceLifecycle(InstanceLifecycleType.SPOT);
        }
        if (launch.instanceProfileArn() != null) {
            instance.iamInstanceProfile(profile -> profile.arn(launch.instanceProfileArn()));
        }
        return instance;
    }

    private static InstanceNetworkInterface attached(NetworkInterface eni) {
        return InstanceNetworkInterface.builder()
                .networkInterfaceId(eni.networkInterfaceId())
                .subnetId(eni.subnetId())
                .vpcId(eni.vpcId())
                .ownerId(eni.ownerId())
                .description(eni.description())
                .groups(eni.groups())
                .interfaceType(eni.interfaceTypeAsString())
                .macAddress(eni.macAddress())
                .privateDnsName(eni.privateDnsName())
                .privateIpAddress(eni.privateIpAddress())
                .sourceDestCheck(true)
                .status(NetworkInterfaceStatus.IN_USE)
                .attachment(attachment -> attachment
                        .attachmentId(eni.attachment().attachmentId())
                        .attachTime(eni.attachment().attachTime())
                        .deleteOnTermination(true)
                        .deviceIndex(0)
                        .status(AttachmentStatus.ATTACHED))
                .build();
    }

    /** Begins to terminate an instance, unless that has begun already. */
    void terminate(String id) {
        Instance instance = world.instances.get(id);
        if (instance.state().equals(Instances.SHUTTING_DOWN) || instance.state().equals(Instances.TERMINATED)) {
            return;
        }
        world.instances.update(
                id, i -> i.toBuilder().state(Instances.SHUTTING_DOWN).build());
        world.later("ec2.instance.delete", id, "terminated", () -> vanish(id));
    }

    private void vanish(String id) {
        world.instances.get(id).networkInterfaces().forEach(eni -> interfaces.remove(eni.networkInterfaceId()));
        world.instances.update(
                id,
                instance -> instance.toBuilder()
                        .state(Instances.TERMINATED)
                        .networkInterfaces(List.of())
                        .privateIpAddress(null)
                        .publicIpAddress(null)
                        .subnetId(null)
                        .vpcId(null)
                        .build());
        world.at(world.now().plus(REMEMBERED), id, "forgotten", () -> world.remove(Kind.INSTANCE, id));
    }

    /** Stops a running instance; it can be started again. */
    void stop(String id) {
        move(id, InstanceStateName.RUNNING, Instances.STOPPED);
    }

    /** Starts a stopped instance; one that runs already is looked at again. */
    void start(String id) {
        move(id, InstanceStateName.STOPPED, Instances.PENDING);
        world.later("ec2.instance.create", id, "running", () -> move(id, InstanceStateName.PENDING, Instances.RUNNING));
    }

    private void move(String id, InstanceStateName from, InstanceState to) {
        world.instances.update(
                id,
                instance -> instance.state().name() == from
                        ? instance.toBuilder().state(to).build()
                        : instance);
    }
}
