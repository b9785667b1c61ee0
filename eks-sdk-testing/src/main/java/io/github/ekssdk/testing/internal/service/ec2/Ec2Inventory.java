package io.github.ekssdk.testing.internal.service.ec2;

import io.github.ekssdk.testing.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * Lists what EC2 keeps. References to other things are their ids. What is deleted or terminated but still visible to
 * describing calls is left out, as nothing of it remains.
 */
final class Ec2Inventory {
    private final Ec2World world;

    Ec2Inventory(Ec2World world) {
        this.world = world;
    }

    List<Resource> list() {
        return Stream.of(network(), gateways(), security(), compute(), new Ec2MoreInventory(world).list())
                .flatMap(Function.identity())
                .toList();
    }

    private Stream<Resource> network() {
        return Stream.of(
                        world.vpcs.stream().map(this::vpc),
                        world.subnets.stream().map(this::subnet),
                        world.routeTables.stream().map(this::routeTable),
                        world.networkAcls.stream().map(this::networkAcl))
                .flatMap(Function.identity());
    }

    private Stream<Resource> gateways() {
        return Stream.of(
                        world.internetGateways.stream().map(this::internetGateway),
                        world.addresses.stream().map(this::address),
                        world.natGateways.stream()
                                .filter(nat -> nat.state() != NatGatewayState.DELETED)
                                .map(this::natGateway))
                .flatMap(Function.identity());
    }

    private Stream<Resource> security() {
        return Stream.concat(
                world.securityGroups.stream().map(this::securityGroup),
                world.securityGroupRules.stream().map(this::rule));
    }

    private Stream<Resource> compute() {
        return Stream.of(
                        world.networkInterfaces.stream().map(this::networkInterface),
                        world.launchTemplates.stream().map(this::launchTemplate),
                        world.instances.stream()
                                .filter(instance -> !instance.state().equals(Instances.TERMINATED))
                                .map(this::instance))
                .flatMap(Function.identity());
    }

    private Resource vpc(Vpc vpc) {
        VpcDns dns = world.dnsSettings.getOrDefault(vpc.vpcId(), new VpcDns(true, false, false));
        return resource("vpc", vpc.vpcId(), vpc.stateAsString())
                .put("cidr", vpc.cidrBlock())
                .put("default", vpc.isDefault())
                .put("dnsSupport", dns.support())
                .put("dnsHostnames", dns.hostnames())
                .get();
    }

    private Resource subnet(Subnet subnet) {
        return resource("subnet", subnet.subnetId(), subnet.stateAsString())
                .put("vpc", subnet.vpcId())
                .put("cidr", subnet.cidrBlock())
                .put("zone", subnet.availabilityZone())
                .put("publicAddresses", subnet.mapPublicIpOnLaunch())
                .put("default", subnet.defaultForAz())
                .get();
    }

    private Resource routeTable(RouteTable table) {
        return resource("route-table", table.routeTableId(), "available")
                .put("vpc", table.vpcId())
                .put("main", RouteTables.isMain(table))
                .put("routes", routes(table))
                .put("subnets", subnets(table))
                .put("default", inDefaultVpc(table.vpcId()) && RouteTables.isMain(table))
                .get();
    }

    private String routes(RouteTable table) {
        return new RouteStates(world)
                .render(table).routes().stream()
                        .map(route -> Optional.ofNullable(route.destinationCidrBlock())
                                        .orElse(String.valueOf(route.destinationIpv6CidrBlock()))
                                + " -> " + target(route)
                                + (route.state() == RouteState.BLACKHOLE ? " (blackhole)" : ""))
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    private static String target(Route route) {
        return Stream.of(
                        route.gatewayId(),
                        route.natGatewayId(),
                        route.networkInterfaceId(),
                        route.egressOnlyInternetGatewayId())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    private static String subnets(RouteTable table) {
        return table.associations().stream()
                .map(RouteTableAssociation::subnetId)
                .filter(Objects::nonNull)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private Resource networkAcl(NetworkAcl acl) {
        return resource("network-acl", acl.networkAclId(), "available")
                .put("vpc", acl.vpcId())
                .put("default", inDefaultVpc(acl.vpcId()))
                .get();
    }

    private Resource internetGateway(InternetGateway gateway) {
        Optional<String> vpc = InternetGateways.vpcOf(gateway);
        return resource("internet-gateway", gateway.internetGatewayId(), vpc.isPresent() ? "attached" : "detached")
                .put("vpc", vpc.orElse(null))
                .put("default", vpc.filter(this::inDefaultVpc).isPresent())
                .get();
    }

    private Resource address(Address address) {
        boolean used = address.associationId() != null;
        return resource("elastic-ip", address.allocationId(), used ? "associated" : "free")
                .put("interface", address.networkInterfaceId())
                .get();
    }

    private Resource natGateway(NatGateway nat) {
        return resource("nat-gateway", nat.natGatewayId(), nat.stateAsString())
                .put("vpc", nat.vpcId())
                .put("subnet", nat.subnetId())
                .put("address", nat.natGatewayAddresses().get(0).allocationId())
                .put("failure", nat.failureCode())
                .get();
    }

    private Resource securityGroup(SecurityGroup group) {
        return resource("security-group", group.groupId(), "available")
                .put("vpc", group.vpcId())
                .put("name", group.groupName())
                .put("description", group.description())
                .put("default", isDefault(group))
                .get();
    }

    private Resource rule(SecurityGroupRule rule) {
        boolean group = rule.referencedGroupInfo() != null;
        return resource("security-group-rule", rule.securityGroupRuleId(), "available")
                .put("group", rule.groupId())
                .put("direction", rule.isEgress() ? "egress" : "ingress")
                .put("ports", ports(rule))
                .put("cidr", rule.cidrIpv4() == null ? rule.cidrIpv6() : rule.cidrIpv4())
                .put("peer", group ? rule.referencedGroupInfo().groupId() : null)
                .put("default", isDefault(world.securityGroups.get(rule.groupId())))
                .get();
    }

    private static String ports(SecurityGroupRule rule) {
        return rule.ipProtocol().equals("-1") ? "all" : rule.ipProtocol() + " " + rule.fromPort() + "-" + rule.toPort();
    }

    private Resource networkInterface(NetworkInterface eni) {
        String groups =
                eni.groups().stream().map(GroupIdentifier::groupId).sorted().collect(Collectors.joining(", "));
        return resource("network-interface", eni.networkInterfaceId(), eni.statusAsString())
                .put("subnet", eni.subnetId())
                .put("description", eni.description())
                .put("type", eni.interfaceTypeAsString())
                .put("groups", groups)
                .get();
    }

    private Resource launchTemplate(LaunchTemplate template) {
        LaunchTemplateVersion latest = world.launchTemplateVersions.require(template, "$Latest");
        return resource("launch-template", template.launchTemplateId(), "available")
                .put("name", template.launchTemplateName())
                .put("latestVersion", template.latestVersionNumber())
                .put("defaultVersion", template.defaultVersionNumber())
                .put("data", latest.launchTemplateData())
                .get();
    }

    private Resource instance(Instance instance) {
        return resource("instance", instance.instanceId(), instance.state().nameAsString())
                .put("type", instance.instanceTypeAsString())
                .put("image", instance.imageId())
                .put("subnet", instance.subnetId())
                .get();
    }

    private boolean isDefault(SecurityGroup group) {
        return group.groupName().equals("default") && inDefaultVpc(group.vpcId());
    }

    private boolean inDefaultVpc(String vpcId) {
        return world.vpcs.find(vpcId).filter(Vpc::isDefault).isPresent();
    }

    private Entry resource(String type, String id, String status) {
        return new Entry("ec2:" + type, id, status, world.tags.of(id));
    }

    /** One resource whose attributes are collected; what is null has no attribute. */
    private static final class Entry {
        private final String type;
        private final String id;
        private final String status;
        private final Map<String, String> tags;
        private final Map<String, String> attributes = new LinkedHashMap<>();

        Entry(String type, String id, String status, Map<String, String> tags) {
            this.type = type;
            this.id = id;
            this.status = status;
            this.tags = tags;
        }

        Entry put(String name, @Nullable Object value) {
            if (value != null) {
                attributes.put(name, value.toString());
            }
            return this;
        }

        Resource get() {
            return new Resource(type, id, status, attributes, new LinkedHashMap<>(tags));
        }
    }
}
