package io.github.ekssdk.testing.internal.service.ec2;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;

/** What lies in a VPC: the parts that AWS put there and deletes with it, and all else, which keeps it from being deleted. */
final class VpcDependents {
    private final Ec2World world;

    VpcDependents(Ec2World world) {
        this.world = world;
    }

    /** Whether anything is left that its owner has to delete or detach first. */
    boolean exist(String vpcId) {
        return world.subnetsByVpc.count(vpcId) > 0
                || world.interfacesByVpc.count(vpcId) > 0
                || world.routeTablesByVpc.of(vpcId).stream().anyMatch(table -> !RouteTables.isMain(table))
                || world.networkAcls.stream()
                        .anyMatch(acl -> acl.vpcId().equals(vpcId) && !Boolean.TRUE.equals(acl.isDefault()))
                || world.groupsByVpc.of(vpcId).stream().anyMatch(group -> !isDefault(group))
                || holders().anyMatch(vpcId::equals);
    }

    /** The VPCs that gateways and endpoints hold. */
    private Stream<String> holders() {
        return Stream.of(
                        world.internetGateways.stream()
                                .map(InternetGateways::vpcOf)
                                .flatMap(Optional::stream),
                        world.natGateways.stream().filter(NatGateways::isLive).map(NatGateway::vpcId),
                        world.egressOnlyGateways.stream()
                                .flatMap(gateway -> gateway.attachments().stream())
                                .map(InternetGatewayAttachment::vpcId),
                        world.vpcEndpoints.stream().filter(VpcEndpoints::isLive).map(VpcEndpoint::vpcId))
                .flatMap(Function.identity());
    }

    void removeOwnParts(String vpcId) {
        world.routeTablesByVpc.of(vpcId).stream()
                .map(RouteTable::routeTableId)
                .forEach(id -> world.remove(Kind.ROUTE_TABLE, id));
        world.networkAcls.stream()
                .filter(acl -> acl.vpcId().equals(vpcId))
                .map(NetworkAcl::networkAclId)
                .toList()
                .forEach(id -> world.remove(Kind.NETWORK_ACL, id));
        world.groupsByVpc.of(vpcId).stream().map(SecurityGroup::groupId).forEach(this::removeGroup);
        world.peerings.stream()
                .filter(peering -> peering.requesterVpcInfo().vpcId().equals(vpcId)
                        || peering.accepterVpcInfo().vpcId().equals(vpcId))
                .map(VpcPeeringConnection::vpcPeeringConnectionId)
                .toList()
                .forEach(id -> world.remove(Kind.VPC_PEERING_CONNECTION, id));
    }

    private void removeGroup(String groupId) {
        world.rulesByGroup.of(groupId).stream()
                .map(SecurityGroupRule::securityGroupRuleId)
                .forEach(id -> world.remove(Kind.SECURITY_GROUP_RULE, id));
        world.remove(Kind.SECURITY_GROUP, groupId);
    }

    private static boolean isDefault(SecurityGroup group) {
        return group.groupName().equals("default");
    }
}
