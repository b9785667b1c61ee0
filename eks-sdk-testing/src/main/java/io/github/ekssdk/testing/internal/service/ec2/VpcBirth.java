package io.github.ekssdk.testing.internal.service.ec2;

import java.util.Map;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociationStateCode;
import software.amazon.awssdk.services.ec2.model.RuleAction;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcState;

/** Makes a VPC with what AWS puts into each: main route table, default security group, default network ACL. */
final class VpcBirth {
    static final int LAST_RULE = 32767;

    private final Ec2World world;
    private final SecurityGroupBirth groups;

    VpcBirth(Ec2World world) {
        this.world = world;
        this.groups = new SecurityGroupBirth(world);
    }

    Vpc make(Cidr block, String tenancy, boolean isDefault, Map<String, String> tags) {
        String id = world.newId(Kind.VPC);
        Vpc vpc = Vpc.builder()
                .vpcId(id)
                .ownerId(world.account.id())
                .state(VpcState.PENDING)
                .cidrBlock(block.toString())
                .cidrBlockAssociationSet(CidrBlocks.associated(world, block))
                .instanceTenancy(tenancy)
                .isDefault(isDefault)
                .dhcpOptionsId(world.dhcpOptionsId())
                .build();
        world.vpcs.add(id, vpc);
        world.tags.put(id, tags);
        world.dnsSettings.put(id, new VpcDns(true, isDefault, false));
        mainRouteTable(id);
        networkAcl(id);
        groups.makeDefault(id);
        return vpc;
    }

    private void mainRouteTable(String vpcId) {
        String id = world.newId(Kind.ROUTE_TABLE);
        RouteTableAssociation main = RouteTableAssociation.builder()
                .main(true)
                .routeTableAssociationId(world.newId("rtbassoc"))
                .routeTableId(id)
                .associationState(state -> state.state(RouteTableAssociationStateCode.ASSOCIATED))
                .build();
        RouteTable table = RouteTables.empty(id, world.vpcs.get(vpcId)).toBuilder()
                .associations(main)
                .build();
        world.routeTables.add(id, table);
    }

    private void networkAcl(String vpcId) {
        String id = world.newId(Kind.NETWORK_ACL);
        NetworkAcl acl = NetworkAcl.builder()
                .networkAclId(id)
                .vpcId(vpcId)
                .ownerId(world.account.id())
                .isDefault(true)
                .entries(
                        entry(true, 100, RuleAction.ALLOW),
                        entry(true, LAST_RULE, RuleAction.DENY),
                        entry(false, 100, RuleAction.ALLOW),
                        entry(false, LAST_RULE, RuleAction.DENY))
                .build();
        world.networkAcls.add(id, acl);
    }

    static NetworkAclEntry entry(boolean egress, int number, RuleAction action) {
        return NetworkAclEntry.builder()
                .egress(egress)
                .ruleNumber(number)
                .ruleAction(action)
                .protocol("-1")
                .cidrBlock("0.0.0.0/0")
                .build();
    }
}
