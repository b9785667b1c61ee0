package io.github.ekssdk.testing.internal.service.ec2;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** What lies in a VPC: the parts that AWS put there and deletes with it, and all else, which keeps it from being deleted. */
final class VpcDependents {
    private final Ec2World world;

    VpcDependents(Ec2World world) {
        this.world = world;
    }

    /** Whether anything is left that its owner has to delete or detach first. */
    boolean exist(String vpcId) {
        return Stream.of(
                        world.subnets.stream().map(Subnet::vpcId),
                        world.networkInterfaces.stream().map(NetworkInterface::vpcId),
                        world.internetGateways.stream()
                                .map(InternetGateways::vpcOf)
                                .flatMap(Optional::stream),
                        world.natGateways.stream().filter(NatGateways::isLive).map(NatGateway::vpcId),
                        world.routeTables.stream()
                                .filter(table -> !RouteTables.isMain(table))
                                .map(RouteTable::vpcId),
                        world.securityGroups.stream()
                                .filter(group -> !isDefault(group))
                                .map(SecurityGroup::vpcId))
                .flatMap(Function.identity())
                .anyMatch(vpcId::equals);
    }

    void removeOwnParts(String vpcId) {
        ids(world.routeTables, RouteTable::vpcId, RouteTable::routeTableId, vpcId)
                .forEach(id -> world.remove(Kind.ROUTE_TABLE, id));
        ids(world.networkAcls, NetworkAcl::vpcId, NetworkAcl::networkAclId, vpcId)
                .forEach(id -> world.remove(Kind.NETWORK_ACL, id));
        ids(world.securityGroups, SecurityGroup::vpcId, SecurityGroup::groupId, vpcId)
                .forEach(this::removeGroup);
    }

    private void removeGroup(String groupId) {
        ids(world.securityGroupRules, SecurityGroupRule::groupId, SecurityGroupRule::securityGroupRuleId, groupId)
                .forEach(id -> world.remove(Kind.SECURITY_GROUP_RULE, id));
        world.remove(Kind.SECURITY_GROUP, groupId);
    }

    private static <T> List<String> ids(
            Table<T> table, Function<T, String> owner, Function<T, String> id, String ownerId) {
        return table.stream()
                .filter(item -> owner.apply(item).equals(ownerId))
                .map(id)
                .toList();
    }

    private static boolean isDefault(SecurityGroup group) {
        return group.groupName().equals("default");
    }
}
