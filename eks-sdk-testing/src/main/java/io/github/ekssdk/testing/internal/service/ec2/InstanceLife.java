package io.github.ekssdk.testing.internal.service.ec2;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.DeviceType;
import software.amazon.awssdk.services.ec2.model.HypervisorType;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceLifecycleType;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstancePrivateIpAddress;
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
    private final VolumeLife volumes;

    InstanceLife(Ec2World world) {
        this.world = world;
        this.interfaces = new InterfaceBirth(world);
        this.volumes = new VolumeLife(world);
    }

    Instance launch(InstanceLaunch launch) {
        return launch(launch, LaunchExtras.NONE);
    }

    Instance launch(InstanceLaunch launch, LaunchExtras extras) {
        world.launchRules.check(launch);
        InstanceTypes.Type type = InstanceTypes.require(launch.instanceType());
        Subnet subnet = world.subnets.get(launch.subnetId());
        String id = world.newId(Kind.INSTANCE);
        String eni = launch.cards().isEmpty()
                ? giveInterface(id, subnet, launch.securityGroupIds(), extras)
                : giveCards(id, subnet, launch);
        world.tags.put(id, launch.tags());
        Instance instance = describe(launch, type, world.networkInterfaces.get(eni))
                .instanceId(id)
                .keyName(extras.keyName())
                .rootDeviceName(extras.disks().get(0).device())
                .build();
        world.instances.add(id, instance);
        for (LaunchExtras.Disk disk : extras.disks()) {
            volumes.makeWith(id, subnet.availabilityZone(), disk, extras.volumeTags());
        }
        world.later("ec2.instance.create", id, "running", () -> move(id, InstanceStateName.PENDING, Instances.RUNNING));
        return world.instances.get(id);
    }

    /** An instance with several interfaces gets no public address by itself. */
    private String giveCards(String instanceId, Subnet subnet, InstanceLaunch launch) {
        List<String> ids = new ArrayList<>();
        for (InstanceLaunch.Card card : launch.cards()) {
            List<String> groups =
                    card.securityGroupIds().isEmpty() ? launch.securityGroupIds() : card.securityGroupIds();
            InterfaceSpec spec = InterfaceSpec.of(subnet, "", groups)
                    .requestedBy(world.account.id(), false)
                    .type(card.type());
            String eni = interfaces.make(spec, Map.of()).networkInterfaceId();
            interfaces.attach(eni, world.account.id(), instanceId, card.networkCard(), card.device(), true);
            ids.add(eni);
        }
        return ids.get(0);
    }

    private String giveInterface(String instanceId, Subnet subnet, List<String> groupIds, LaunchExtras extras) {
        String given = extras.interfaceId();
        if (given != null) {
            interfaces.attach(given, world.account.id(), instanceId, 0, false);
            return given;
        }
        InterfaceSpec spec = InterfaceSpec.of(subnet, "", groupIds)
                .requestedBy(world.account.id(), false)
                .privateAddress(extras.privateAddress());
        String eni = interfaces.make(spec, extras.interfaceTags()).networkInterfaceId();
        interfaces.attach(eni, world.account.id(), instanceId);
        Boolean asked = extras.publicAddress();
        if (asked == null ? Boolean.TRUE.equals(subnet.mapPublicIpOnLaunch()) : asked) {
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
                .placement(placement -> placement
                        .availabilityZone(eni.availabilityZone())
                        .groupName(launch.placementGroup())
                        .tenancy(Tenancy.DEFAULT))
                .platformDetails("Linux/UNIX")
                .privateDnsName(eni.privateDnsName())
                .privateIpAddress(eni.privateIpAddress())
                .rootDeviceType(DeviceType.EBS)
                .securityGroups(eni.groups())
                .sourceDestCheck(eni.sourceDestCheck())
                .clientToken("")
                .ebsOptimized(false)
                .monitoring(monitoring -> monitoring.state("disabled"))
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

    /** An interface as its instance shows it. */
    static InstanceNetworkInterface attached(NetworkInterface eni) {
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
                .sourceDestCheck(eni.sourceDestCheck())
                .privateIpAddresses(eni.privateIpAddresses().stream()
                        .map(address -> InstancePrivateIpAddress.builder()
                                .privateIpAddress(address.privateIpAddress())
                                .privateDnsName(address.privateDnsName())
                                .primary(address.primary())
                                .build())
                        .toList())
                .status(NetworkInterfaceStatus.IN_USE)
                .attachment(attachment -> attachment
                        .attachmentId(eni.attachment().attachmentId())
                        .attachTime(eni.attachment().attachTime())
                        .deleteOnTermination(eni.attachment().deleteOnTermination())
                        .deviceIndex(eni.attachment().deviceIndex())
                        .networkCardIndex(eni.attachment().networkCardIndex())
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
        for (NetworkInterface eni : world.interfacesByInstance.of(id)) {
            if (Boolean.TRUE.equals(eni.attachment().deleteOnTermination())) {
                interfaces.remove(eni.networkInterfaceId());
            } else {
                interfaces.detach(eni.networkInterfaceId());
            }
        }
        volumes.leaveBehind(id);
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

    /** Stops a running instance; its interfaces and disks stay with it, and it can be started again. */
    void stop(String id) {
        move(id, InstanceStateName.RUNNING, Instances.STOPPING);
        world.later("ec2.instance.stop", id, "stopped", () -> move(id, InstanceStateName.STOPPING, Instances.STOPPED));
    }

    /** Starts a stopped instance; one that runs already is looked at again. */
    void start(String id) {
        move(id, InstanceStateName.STOPPING, Instances.PENDING);
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
