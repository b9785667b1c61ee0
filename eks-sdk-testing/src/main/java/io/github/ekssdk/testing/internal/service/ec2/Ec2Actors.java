package io.github.ekssdk.testing.internal.service.ec2;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * What other services of AWS do in EC2 on behalf of the account: EKS launches nodes, puts interfaces into subnets, makes
 * the security group of a cluster. Nothing here counts as a call of the account, and tags may begin with {@code aws:}.
 */
public final class Ec2Actors {
    private final Ec2World world;
    private final InterfaceBirth interfaces;
    private final InstanceLife instances;
    private final SecurityGroupBirth groups;
    private final LaunchTemplateBirth templates;
    private final MadeUpNetwork madeUp;

    Ec2Actors(Ec2World world) {
        this.world = world;
        this.interfaces = new InterfaceBirth(world);
        this.instances = new InstanceLife(world);
        this.groups = new SecurityGroupBirth(world);
        this.templates = new LaunchTemplateBirth(world);
        this.madeUp = new MadeUpNetwork(world);
    }

    /** The VPC with that id. */
    public Optional<Vpc> vpc(String id) {
        return world.vpcs.find(id);
    }

    /** Whether the VPC resolves names and gives its instances some: DNS support and DNS hostnames are on. */
    public boolean resolvesNames(String vpcId) {
        VpcDns dns = world.dnsSettings.get(vpcId);
        return dns != null && dns.support() && dns.hostnames();
    }

    /** The subnet with that id, with its free addresses counted and its tags. */
    public Optional<Subnet> subnet(String id) {
        madeUp.ensureSubnet(id);
        return world.subnets.find(id).map(new Subnets(world)::render);
    }

    /** The security group with that id, without its rules. */
    public Optional<SecurityGroup> securityGroup(String id) {
        madeUp.ensureSecurityGroup(id);
        return world.securityGroups.find(id);
    }

    /** The rules of a security group, inbound and outbound. */
    public List<SecurityGroupRule> rulesOf(String groupId) {
        return world.rulesByGroup.of(groupId);
    }

    /** The launch template with that id. */
    public Optional<LaunchTemplate> launchTemplate(String id) {
        return world.launchTemplates.find(id);
    }

    /** The launch template with that name. */
    public Optional<LaunchTemplate> launchTemplateNamed(String name) {
        return world.launchTemplates.stream()
                .filter(template -> template.launchTemplateName().equals(name))
                .findFirst();
    }

    /** One version of a launch template: a number, {@code $Latest} or {@code $Default}. */
    public Optional<LaunchTemplateVersion> launchTemplateVersion(String id, String version) {
        return launchTemplate(id).flatMap(template -> world.launchTemplateVersions.find(template, version));
    }

    /** Architecture of an instance type, {@code x86_64} or {@code arm64}; empty if there is no such type. */
    public Optional<String> architecture(String instanceType) {
        return InstanceTypes.list().stream()
                .filter(type -> type.name().equals(instanceType))
                .map(InstanceTypes.Type::architecture)
                .findFirst();
    }

    /** Processors and memory, in MiB, of an instance type that there is. */
    public Optional<int[]> size(String instanceType) {
        return InstanceTypes.list().stream()
                .filter(type -> type.name().equals(instanceType))
                .map(type -> new int[] {type.cpus(), type.memoryMib()})
                .findFirst();
    }

    /** Whether an instance with only a private address in the subnet reaches the internet, or one with a public address. */
    public boolean reachesInternet(String subnetId, boolean publicAddress) {
        return defaultRoute(subnetId)
                .filter(route -> route.natGatewayId() == null
                        ? publicAddress && route.gatewayId() != null
                        : isAvailable(route.natGatewayId()))
                .isPresent();
    }

    /**
     * Whether the internet sees instances of the subnet with an address in one of the blocks; true also where their address
     * is their own.
     */
    public boolean isSeenFrom(String subnetId, List<String> cidrs) {
        return defaultRoute(subnetId)
                .map(Route::natGatewayId)
                .flatMap(world.natGateways::find)
                .map(nat -> nat.natGatewayAddresses().get(0).publicIp())
                .map(address -> cidrs.stream()
                        .flatMap(cidr -> Cidr.read(cidr).stream())
                        .anyMatch(block -> block.containsAddress(address)))
                .orElse(true);
    }

    /** Whether what runs in a subnet reaches services through endpoints of its VPC. */
    public boolean reachesByEndpoints(String subnetId, Collection<String> services) {
        return world.subnets
                .find(subnetId)
                .flatMap(this::routeTable)
                .filter(table -> new VpcEndpoints(world, new VpcEndpointCatalogue(world))
                        .reach(table.vpcId(), table.routeTableId(), services))
                .isPresent();
    }

    private boolean isAvailable(String natGatewayId) {
        return world.natGateways
                .find(natGatewayId)
                .filter(nat -> nat.state() == NatGatewayState.AVAILABLE)
                .isPresent();
    }

    private Optional<Route> defaultRoute(String subnetId) {
        return world.subnets
                .find(subnetId)
                .flatMap(this::routeTable)
                .flatMap(table -> new RouteStates(world)
                        .render(table).routes().stream()
                                .filter(route -> "0.0.0.0/0".equals(route.destinationCidrBlock()))
                                .filter(route -> route.state() == RouteState.ACTIVE)
                                .findFirst());
    }

    private Optional<RouteTable> routeTable(Subnet subnet) {
        List<RouteTable> tables = world.routeTablesByVpc.of(subnet.vpcId());
        Optional<RouteTable> own = tables.stream()
                .filter(table -> table.associations().stream()
                        .anyMatch(association -> subnet.subnetId().equals(association.subnetId())))
                .findFirst();
        return own.or(() -> tables.stream().filter(RouteTables::isMain).findFirst());
    }

    /** Lets a zone have no capacity for an instance type, or for any if that is {@code *}. */
    public void exhaust(String instanceType, String zone) {
        world.launchRules.exhaust(instanceType, zone);
    }

    /** Lets a zone not offer an instance type. */
    public void withdraw(String instanceType, String zone) {
        world.launchRules.withdraw(instanceType, zone);
    }

    /** Takes {@link #exhaust} back. */
    public void refill(String instanceType, String zone) {
        world.launchRules.refill(instanceType, zone);
    }

    /** Launches an instance: pending, and running after a while. */
    public Instance launchInstance(InstanceLaunch launch) {
        return instances.launch(launch);
    }

    /** The instance with that id and its tags, also for an hour after it was terminated. */
    public Optional<Instance> instance(String id) {
        return world.instances.find(id).map(new Instances(world)::render);
    }

    /** The running instances that have a tag, with their tags. */
    public List<Instance> runningInstancesTagged(String key) {
        return world.instances.stream()
                .filter(instance -> instance.state().name() == InstanceStateName.RUNNING)
                .filter(instance -> world.tags.of(instance.instanceId()).containsKey(key))
                .map(new Instances(world)::render)
                .toList();
    }

    /** Tells somebody the ids of instances that have changed, whoever did it. */
    public void watchInstances(Consumer<String> listener) {
        world.instances.watch(listener);
    }

    /** Stops a running instance. Does nothing if it is gone already. */
    public void stop(String instanceId) {
        if (world.instances.find(instanceId).isPresent()) {
            instances.stop(instanceId);
        }
    }

    /** Starts a stopped instance. Does nothing if it is gone already. */
    public void start(String instanceId) {
        if (world.instances.find(instanceId).isPresent()) {
            instances.start(instanceId);
        }
    }

    /** Terminates an instance; its interface goes with it after a while. Does nothing if it is gone already. */
    public void terminate(String instanceId) {
        if (world.instances.find(instanceId).isPresent()) {
            instances.terminate(instanceId);
        }
    }

    /**
     * Puts an interface into a subnet.
     *
     * @param requester who did it, shown as requester id
     * @param managed whether it is in use by the requester, so that the account cannot delete it
     */
    public NetworkInterface createInterface(
            String subnetId,
            List<String> securityGroupIds,
            String description,
            String requester,
            boolean managed,
            Map<String, String> tags) {
        InterfaceSpec spec = InterfaceSpec.of(world.subnets.get(subnetId), description, securityGroupIds)
                .requestedBy(requester, managed);
        String id = interfaces.make(spec, tags).networkInterfaceId();
        if (managed) {
            interfaces.attach(id, requester, null);
        }
        return world.networkInterfaces.get(id);
    }

    /**
     * Puts an interface of a load balancer into a subnet.
     *
     * @param type such as {@code interface} or {@code network_load_balancer}
     * @param publicAddress whether it gets a public address of Amazon's, which keeps an internet gateway attached
     */
    public String createLoadBalancerInterface(
            String subnetId, List<String> securityGroupIds, String description, String type, boolean publicAddress) {
        InterfaceSpec spec = InterfaceSpec.of(world.subnets.get(subnetId), description, securityGroupIds)
                .type(type)
                .requestedBy("amazon-elb", true);
        String id = interfaces.make(spec, Map.of()).networkInterfaceId();
        interfaces.attach(id, "amazon-elb", null);
        if (publicAddress) {
            interfaces.mapPublicAddress(id);
        }
        return id;
    }

    /** Makes an interface as the VPC CNI plugin does, available until somebody attaches it. */
    public String createPodInterface(
            String subnetId, List<String> securityGroupIds, String description, Map<String, String> tags) {
        InterfaceSpec spec = InterfaceSpec.of(world.subnets.get(subnetId), description, securityGroupIds)
                .requestedBy(world.account.id(), false);
        return interfaces.make(spec, tags).networkInterfaceId();
    }

    /** Attaches an interface to an instance, next to those that it has; it goes with the instance. */
    public void attachInterface(String interfaceId, String instanceId) {
        interfaces.attach(
                interfaceId,
                world.account.id(),
                instanceId,
                world.interfacesByInstance.of(instanceId).size(),
                true);
    }

    /** Lets the interfaces with a tag stay when the instances go that they are attached to. */
    public void outliveInstances(String tag, String value) {
        List<String> ids = world.networkInterfaces.stream()
                .filter(eni -> eni.attachment() != null && eni.attachment().instanceId() != null)
                .map(NetworkInterface::networkInterfaceId)
                .filter(id -> value.equals(world.tags.of(id).get(tag)))
                .toList();
        ids.forEach(id -> world.networkInterfaces.update(
                id, eni -> eni.copy(b -> b.attachment(eni.attachment().copy(a -> a.deleteOnTermination(false))))));
    }

    /** The security group of that name in a VPC. */
    public Optional<String> securityGroupNamed(String vpcId, String name) {
        return world.groupsByVpc.of(vpcId).stream()
                .filter(group -> group.groupName().equals(name))
                .map(SecurityGroup::groupId)
                .findFirst();
    }

    /** Ids of the security groups that have a tag. */
    public List<String> securityGroupsTagged(String key, String value) {
        return world.securityGroups.stream()
                .map(SecurityGroup::groupId)
                .filter(id -> value.equals(world.tags.of(id).get(key)))
                .toList();
    }

    /** The rules of any group that refer to a group. */
    public List<SecurityGroupRule> rulesReferringTo(String groupId) {
        return world.rulesByReference.of(groupId);
    }

    /** Changes the security groups of an interface. */
    public void regroup(String interfaceId, List<String> securityGroupIds) {
        world.networkInterfaces.update(
                interfaceId,
                eni -> eni.toBuilder()
                        .groups(interfaces.groups(securityGroupIds))
                        .build());
    }

    /** Whether a VPC has an internet gateway. */
    public boolean hasInternetGateway(String vpcId) {
        return InternetGateways.attachedTo(world, vpcId).isPresent();
    }

    /** The security group that a VPC came with. */
    public Optional<String> defaultGroup(String vpcId) {
        return world.groupsByVpc.of(vpcId).stream()
                .filter(group -> group.groupName().equals("default"))
                .map(SecurityGroup::groupId)
                .findFirst();
    }

    /** Removes an interface, in use or not. Does nothing if it is gone already. */
    public void deleteInterface(String id) {
        interfaces.remove(id);
    }

    /** Makes a security group that lets everything out. */
    public SecurityGroup createSecurityGroup(String vpcId, String name, String description, Map<String, String> tags) {
        return groups.make(vpcId, name, description, tags);
    }

    /** Lets the members of a group into another group, or into the same one. */
    public void allowAll(String groupId, String fromGroupId) {
        groups.addRule(groupId, SecurityGroupBirth.fromGroup(fromGroupId), false, Map.of());
    }

    /**
     * Deletes a security group with its rules. Does nothing if it is gone already.
     *
     * @throws AwsRefusal {@code DependencyViolation} if an interface or a rule of another group still refers to it
     */
    public void deleteSecurityGroup(String id) {
        world.securityGroups.find(id).ifPresent(new SecurityGroups(world)::delete);
    }

    /** Makes a launch template with one version. */
    public LaunchTemplate createLaunchTemplate(
            String name, RequestLaunchTemplateData data, Map<String, String> tags, String creatorArn) {
        return templates.make(name, null, data, tags, creatorArn);
    }

    /** Makes a launch template whose one version begins with what another template says. */
    public LaunchTemplate createLaunchTemplate(
            String name,
            ResponseLaunchTemplateData base,
            RequestLaunchTemplateData data,
            Map<String, String> tags,
            String creatorArn) {
        return templates.make(name, null, base.toBuilder(), data, tags, creatorArn);
    }

    /** Adds a version to a launch template that is there, as the service that made it does. */
    public LaunchTemplateVersion addLaunchTemplateVersion(
            String id, ResponseLaunchTemplateData base, RequestLaunchTemplateData data, String creatorArn) {
        LaunchTemplate template = world.launchTemplates.require(id);
        return templates.addVersion(template, null, base.toBuilder(), data, creatorArn);
    }

    /** Deletes a launch template. Does nothing if it is gone already. */
    public void deleteLaunchTemplate(String id) {
        launchTemplate(id).ifPresent(new LaunchTemplates(world)::remove);
    }

    /** Adds tags to anything in EC2. */
    public void tag(String id, Map<String, String> tags) {
        world.tags.put(id, tags);
    }

    /** The tags of anything in EC2. */
    public Map<String, String> tags(String id) {
        return world.tags.of(id);
    }
}
