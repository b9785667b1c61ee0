package io.github.ekssdk.testing.internal.service.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.testing.FakeAws;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.PortRange;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RuleAction;
import software.amazon.awssdk.services.ec2.model.StaleSecurityGroup;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionStateReasonCode;

/** VPC peering, network ACLs, and further addresses of interfaces. */
class PeeringTest {
    private final FakeAws aws = FakeAws.create();
    private final Ec2Client ec2 = aws.client(Ec2Client.builder());
    private final String one = vpc("10.1.0.0/16");
    private final String other = vpc("10.2.0.0/16");

    @AfterEach
    void close() {
        aws.close();
    }

    private String vpc(String block) {
        return ec2.createVpc(r -> r.cidrBlock(block)).vpc().vpcId();
    }

    private VpcPeeringConnection propose(String from, String to) {
        return ec2.createVpcPeeringConnection(r -> r.vpcId(from).peerVpcId(to)).vpcPeeringConnection();
    }

    private String peered() {
        String id = propose(one, other).vpcPeeringConnectionId();
        ec2.acceptVpcPeeringConnection(r -> r.vpcPeeringConnectionId(id));
        return id;
    }

    private VpcPeeringConnectionStateReasonCode status(String id) {
        return ec2.describeVpcPeeringConnections(r -> r.vpcPeeringConnectionIds(id))
                .vpcPeeringConnections()
                .get(0)
                .status()
                .code();
    }

    @Test
    void a_connection_is_proposed_accepted_routed_and_deleted() {
        String id = propose(one, other).vpcPeeringConnectionId();
        String table = ec2.createRouteTable(r -> r.vpcId(one)).routeTable().routeTableId();
        assertThat(status(id)).isEqualTo(VpcPeeringConnectionStateReasonCode.PENDING_ACCEPTANCE);
        Ec2Fixture.assertRefused(
                () -> ec2.createRoute(r -> r.routeTableId(table)
                        .destinationCidrBlock("10.2.0.0/16")
                        .vpcPeeringConnectionId(id)),
                "InvalidStateTransition");

        ec2.acceptVpcPeeringConnection(r -> r.vpcPeeringConnectionId(id));
        ec2.createRoute(
                r -> r.routeTableId(table).destinationCidrBlock("10.2.0.0/16").vpcPeeringConnectionId(id));

        assertThat(status(id)).isEqualTo(VpcPeeringConnectionStateReasonCode.ACTIVE);
        assertThat(ec2.describeRouteTables(r -> r.routeTableIds(table))
                        .routeTables()
                        .get(0)
                        .routes())
                .extracting(Route::vpcPeeringConnectionId)
                .contains(id);
        ec2.deleteVpcPeeringConnection(r -> r.vpcPeeringConnectionId(id));
        Ec2Fixture.assertRefused(() -> status(id), "InvalidVpcPeeringConnectionID.NotFound");
    }

    @Test
    void vpcs_whose_blocks_overlap_cannot_be_connected() {
        String same = vpc("10.1.128.0/17");

        assertThat(propose(one, same).status().code()).isEqualTo(VpcPeeringConnectionStateReasonCode.FAILED);
    }

    @Test
    void what_was_rejected_is_not_accepted() {
        String id = propose(one, other).vpcPeeringConnectionId();
        ec2.rejectVpcPeeringConnection(r -> r.vpcPeeringConnectionId(id));

        Ec2Fixture.assertRefused(
                () -> ec2.acceptVpcPeeringConnection(r -> r.vpcPeeringConnectionId(id)), "InvalidStateTransition");
    }

    @Test
    void rules_that_lead_to_a_vpc_that_is_no_longer_connected_are_stale() {
        String id = peered();
        String near = group(one);
        String far = group(other);
        UserIdGroupPair pair = UserIdGroupPair.builder().groupId(far).build();
        IpPermission rule = IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(443)
                .toPort(443)
                .userIdGroupPairs(pair)
                .build();
        ec2.authorizeSecurityGroupIngress(r -> r.groupId(near).ipPermissions(rule));
        assertThat(stale()).isEmpty();

        ec2.deleteVpcPeeringConnection(r -> r.vpcPeeringConnectionId(id));

        assertThat(stale()).extracting(StaleSecurityGroup::groupId).containsExactly(near);
        assertThat(stale().get(0).staleIpPermissions().get(0).fromPort()).isEqualTo(443);
    }

    private String group(String vpc) {
        return ec2.createSecurityGroup(r -> r.vpcId(vpc).groupName("g").description("of a test"))
                .groupId();
    }

    private List<StaleSecurityGroup> stale() {
        return ec2.describeStaleSecurityGroups(r -> r.vpcId(one)).staleSecurityGroupSet();
    }

    @Test
    void an_acl_of_the_account_takes_the_place_of_the_default_one() {
        String subnet = ec2.createSubnet(r -> r.vpcId(one).cidrBlock("10.1.0.0/24"))
                .subnet()
                .subnetId();
        String acl = ec2.createNetworkAcl(r -> r.vpcId(one)).networkAcl().networkAclId();
        ec2.createNetworkAclEntry(r -> r.networkAclId(acl)
                .ruleNumber(100)
                .protocol("6")
                .portRange(PortRange.builder().from(443).to(443).build())
                .cidrBlock("0.0.0.0/0")
                .ruleAction(RuleAction.ALLOW)
                .egress(false));
        ec2.replaceNetworkAclAssociation(r -> r.networkAclId(acl).associationId(association(subnet)));

        assertThat(aclOf(subnet).networkAclId()).isEqualTo(acl);
        assertThat(aclOf(subnet).entries())
                .extracting(NetworkAclEntry::ruleNumber)
                .containsExactly(32767, 100, 32767);
        Ec2Fixture.assertRefused(() -> ec2.deleteNetworkAcl(r -> r.networkAclId(acl)), "DependencyViolation");
        Ec2Fixture.assertRefused(
                () -> ec2.deleteNetworkAclEntry(
                        r -> r.networkAclId(acl).ruleNumber(200).egress(false)),
                "InvalidNetworkAclEntry.NotFound");
        ec2.deleteNetworkAclEntry(r -> r.networkAclId(acl).ruleNumber(100).egress(false));
        ec2.deleteSubnet(r -> r.subnetId(subnet));
        Ec2Fixture.assertRefused(() -> ec2.deleteVpc(r -> r.vpcId(one)), "DependencyViolation");
        ec2.deleteNetworkAcl(r -> r.networkAclId(acl));
        ec2.deleteVpc(r -> r.vpcId(one));
    }

    @Test
    void a_rule_of_an_acl_is_there_once_and_the_default_acl_stays() {
        NetworkAcl acl = ec2.describeNetworkAcls(r -> r.filters(Ec2Fixture.filter("vpc-id", one)))
                .networkAcls()
                .get(0);

        Ec2Fixture.assertRefused(
                () -> ec2.createNetworkAclEntry(r -> r.networkAclId(acl.networkAclId())
                        .ruleNumber(100)
                        .protocol("-1")
                        .cidrBlock("10.0.0.0/8")
                        .ruleAction(RuleAction.DENY)
                        .egress(true)),
                "NetworkAclEntryAlreadyExists");
        ec2.replaceNetworkAclEntry(r -> r.networkAclId(acl.networkAclId())
                .ruleNumber(100)
                .protocol("-1")
                .cidrBlock("10.0.0.0/8")
                .ruleAction(RuleAction.DENY)
                .egress(true));
        Ec2Fixture.assertRefused(
                () -> ec2.deleteNetworkAcl(r -> r.networkAclId(acl.networkAclId())), "InvalidParameterValue");
    }

    private NetworkAcl aclOf(String subnet) {
        return ec2.describeNetworkAcls(r -> r.filters(Ec2Fixture.filter("association.subnet-id", subnet)))
                .networkAcls()
                .get(0);
    }

    private String association(String subnet) {
        return aclOf(subnet).associations().stream()
                .filter(use -> use.subnetId().equals(subnet))
                .findFirst()
                .orElseThrow()
                .networkAclAssociationId();
    }

    @Test
    void an_interface_gets_further_addresses_of_its_subnet_and_gives_them_back() {
        String subnet = ec2.createSubnet(r -> r.vpcId(one).cidrBlock("10.1.0.0/28"))
                .subnet()
                .subnetId();
        NetworkInterface eni =
                ec2.createNetworkInterface(r -> r.subnetId(subnet)).networkInterface();
        String id = eni.networkInterfaceId();

        List<String> assigned = ec2
                .assignPrivateIpAddresses(r -> r.networkInterfaceId(id).secondaryPrivateIpAddressCount(3))
                .assignedPrivateIpAddresses()
                .stream()
                .map(address -> address.privateIpAddress())
                .toList();

        assertThat(assigned).hasSize(3).doesNotContain(eni.privateIpAddress());
        assertThat(free(subnet)).isEqualTo(11 - 4);
        ec2.unassignPrivateIpAddresses(r -> r.networkInterfaceId(id).privateIpAddresses(assigned.get(0)));
        assertThat(free(subnet)).isEqualTo(11 - 3);
        Ec2Fixture.assertRefused(
                () -> ec2.unassignPrivateIpAddresses(
                        r -> r.networkInterfaceId(id).privateIpAddresses(eni.privateIpAddress())),
                "InvalidParameterValue");
        Ec2Fixture.assertRefused(
                () -> ec2.assignPrivateIpAddresses(r -> r.networkInterfaceId(id).secondaryPrivateIpAddressCount(9)),
                "InsufficientFreeAddressesInSubnet");
    }

    private int free(String subnet) {
        return ec2.describeSubnets(r -> r.subnetIds(subnet)).subnets().get(0).availableIpAddressCount();
    }
}
