package io.github.ekssdk.testing.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.internal.service.eks.EksWorld;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.eks.model.NodegroupIssueCode;

/** The faults of making a network, by the rows of the catalogue. */
class NetworkFaultsTest {
    private static FakeAws slowToShow() throws InterruptedException {
        FakeAws aws = FakeAws.builder()
                .latency(LatencyProfile.instant().with("ec2.visible", Duration.ofSeconds(3), 0))
                .build();
        aws.clock().advance(Duration.ofMinutes(1));
        return aws;
    }

    private static Ec2Client ec2(FakeAws aws) {
        return aws.client(Ec2Client.builder());
    }

    private static String vpc(Ec2Client ec2) {
        return ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    }

    private static Ec2Exception refusal(ThrowingCallable call) {
        Ec2Exception refusal = catchThrowableOfType(Ec2Exception.class, call);
        assertThat(refusal).as("refusal").isNotNull();
        return refusal;
    }

    private static String codeOf(ThrowingCallable call) {
        return refusal(call).awsErrorDetails().errorCode();
    }

    @Test
    void E1_what_was_just_made_is_not_found_for_a_while() throws InterruptedException {
        try (FakeAws aws = slowToShow()) {
            Ec2Client ec2 = ec2(aws);
            String vpc = vpc(ec2);
            String gateway = ec2.createInternetGateway().internetGateway().internetGatewayId();
            String address = ec2.allocateAddress(r -> {}).allocationId();

            assertThat(codeOf(() -> ec2.describeVpcs(r -> r.vpcIds(vpc)))).isEqualTo("InvalidVpcID.NotFound");
            assertThat(codeOf(() -> ec2.attachInternetGateway(r -> r.vpcId(vpc).internetGatewayId(gateway))))
                    .isEqualTo("InvalidInternetGatewayID.NotFound");
            assertThat(codeOf(() -> ec2.describeAddresses(r -> r.allocationIds(address))))
                    .isEqualTo("InvalidAllocationID.NotFound");
            aws.clock().advance(Duration.ofSeconds(3));

            ec2.attachInternetGateway(r -> r.vpcId(vpc).internetGatewayId(gateway));
        }
    }

    @Test
    void E2_a_read_may_show_what_was_before() {
        try (FakeAws aws = FakeAws.create()) {
            Ec2Client ec2 = ec2(aws);
            int before = ec2.describeVpcs().vpcs().size();
            vpc(ec2);
            aws.faults().on("ec2", "DescribeVpcs").nth(1).staleRead();

            assertThat(ec2.describeVpcs().vpcs()).hasSize(before);
            assertThat(ec2.describeVpcs().vpcs()).hasSize(before + 1);
        }
    }

    @Test
    void E3_a_nat_gateway_fails_late_and_tells_why() {
        try (FakeAws aws = FakeAws.create()) {
            Ec2Client ec2 = ec2(aws);
            String vpc = vpc(ec2);
            String subnet = ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.0.0.0/24"))
                    .subnet()
                    .subnetId();
            String address = ec2.allocateAddress(r -> {}).allocationId();

            NatGatewayState first = ec2.createNatGateway(r -> r.subnetId(subnet).allocationId(address))
                    .natGateway()
                    .state();
            NatGateway later = ec2.describeNatGateways().natGateways().get(0);

            assertThat(first).isEqualTo(NatGatewayState.PENDING);
            assertThat(later.state()).isEqualTo(NatGatewayState.FAILED);
            assertThat(later.failureCode()).isEqualTo("Gateway.NotAttached");
        }
    }

    @Test
    void E4_quotas_are_those_that_aws_publishes() {
        try (FakeAws aws = FakeAws.create()) {
            Ec2Client ec2 = ec2(aws);
            for (int i = 0; i < 4; i++) {
                vpc(ec2);
            }
            for (int i = 0; i < 5; i++) {
                ec2.allocateAddress(r -> {});
            }

            assertThat(codeOf(() -> vpc(ec2))).isEqualTo("VpcLimitExceeded");
            assertThat(refusal(() -> ec2.allocateAddress(r -> {}))
                            .awsErrorDetails()
                            .errorMessage())
                    .isEqualTo("The maximum number of addresses has been reached.");
        }
    }

    @Test
    void E5_rules_are_added_once_and_revoked_once() {
        try (FakeAws aws = FakeAws.create()) {
            Ec2Client ec2 = ec2(aws);
            String group = group(ec2, vpc(ec2), "nodes");
            ThrowingCallable allow = () -> ec2.authorizeSecurityGroupIngress(r ->
                    r.groupId(group).ipProtocol("tcp").fromPort(443).toPort(443).cidrIp("10.0.0.0/8"));
            assertThat(catchThrowableOfType(Ec2Exception.class, allow)).isNull();

            assertThat(codeOf(allow)).isEqualTo("InvalidPermission.Duplicate");
            assertThat(codeOf(() -> ec2.revokeSecurityGroupIngress(
                            r -> r.groupId(group).securityGroupRuleIds("sgr-0123456789abcdef0"))))
                    .isEqualTo("InvalidSecurityGroupRuleId.NotFound");
        }
    }

    private static String group(Ec2Client ec2, String vpc, String name) {
        return ec2.createSecurityGroup(r -> r.vpcId(vpc).groupName(name).description("of a test"))
                .groupId();
    }

    @Test
    void E6_a_route_that_took_effect_already_exists() {
        try (FakeAws aws = FakeAws.create()) {
            Ec2Client ec2 = ec2(aws);
            String vpc = vpc(ec2);
            String gateway = ec2.createInternetGateway().internetGateway().internetGatewayId();
            ec2.attachInternetGateway(r -> r.vpcId(vpc).internetGatewayId(gateway));
            String table = ec2.createRouteTable(r -> r.vpcId(vpc)).routeTable().routeTableId();
            ThrowingCallable route = () -> ec2.createRoute(
                    r -> r.routeTableId(table).destinationCidrBlock("0.0.0.0/0").gatewayId(gateway));
            assertThat(catchThrowableOfType(Ec2Exception.class, route)).isNull();

            assertThat(codeOf(route)).isEqualTo("RouteAlreadyExists");
        }
    }

    @Test
    void E7_blocks_must_fit_and_gateways_are_attached_once() {
        try (FakeAws aws = FakeAws.create()) {
            Ec2Client ec2 = ec2(aws);
            String vpc = vpc(ec2);
            ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.0.0.0/24"));
            String gateway = ec2.createInternetGateway().internetGateway().internetGatewayId();
            ec2.attachInternetGateway(r -> r.vpcId(vpc).internetGatewayId(gateway));

            assertThat(codeOf(() -> ec2.createVpc(r -> r.cidrBlock("10.0.0.0/8"))))
                    .isEqualTo("InvalidVpc.Range");
            assertThat(codeOf(() -> ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.0.0.128/25"))))
                    .isEqualTo("InvalidSubnet.Conflict");
            assertThat(codeOf(() -> ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.1.0.0/24"))))
                    .isEqualTo("InvalidSubnet.Range");
            assertThat(codeOf(() -> ec2.attachInternetGateway(r -> r.vpcId(vpc).internetGatewayId(gateway))))
                    .isEqualTo("Resource.AlreadyAssociated");
        }
    }

    @Test
    void E8_tags_in_a_second_call_come_too_early_and_tags_in_the_create_call_do_not() throws InterruptedException {
        try (FakeAws aws = slowToShow()) {
            Ec2Client ec2 = ec2(aws);
            Tag name = Tag.builder().key("Name").value("prod").build();
            String bare = vpc(ec2);

            assertThat(codeOf(() -> ec2.createTags(r -> r.resources(bare).tags(name))))
                    .isEqualTo("InvalidVpcID.NotFound");
            TagSpecification tags = TagSpecification.builder()
                    .resourceType(ResourceType.VPC)
                    .tags(name)
                    .build();
            assertThat(ec2.createVpc(r -> r.cidrBlock("10.1.0.0/16").tagSpecifications(tags))
                            .vpc()
                            .tags())
                    .containsExactly(name);
        }
    }

    @Test
    void E9_a_group_that_others_refer_to_stays_and_one_that_refers_to_itself_goes() {
        try (FakeAws aws = FakeAws.create()) {
            Ec2Client ec2 = ec2(aws);
            String vpc = vpc(ec2);
            String control = group(ec2, vpc, "control");
            String nodes = group(ec2, vpc, "nodes");
            allow(ec2, control, nodes);
            allow(ec2, nodes, nodes);

            assertThat(codeOf(() -> ec2.deleteSecurityGroup(r -> r.groupId(nodes))))
                    .isEqualTo("DependencyViolation");
            ec2.deleteSecurityGroup(r -> r.groupId(control));
            ec2.deleteSecurityGroup(r -> r.groupId(nodes));
        }
    }

    private static void allow(Ec2Client ec2, String group, String from) {
        List<UserIdGroupPair> pairs =
                List.of(UserIdGroupPair.builder().groupId(from).build());
        ec2.authorizeSecurityGroupIngress(r -> r.groupId(group)
                .ipPermissions(List.of(IpPermission.builder()
                        .ipProtocol("-1")
                        .userIdGroupPairs(pairs)
                        .build())));
    }

    @Test
    void E11_nodes_do_not_join_where_the_vpc_gives_no_names() {
        try (EksWorld world = new EksWorld()) {
            world.cluster("prod");
            world.ec2.modifyVpcAttribute(
                    r -> r.vpcId(world.network.vpcId()).enableDnsHostnames(off -> off.value(false)));

            String role = world.nodeRole();
            world.eks.createNodegroup(world.nodegroupRequest("prod", "general", role));
            world.pass(Duration.ofMinutes(40));

            assertThat(world.describe("prod", "general")
                            .health()
                            .issues()
                            .get(0)
                            .code())
                    .isEqualTo(NodegroupIssueCode.NODE_CREATION_FAILURE);
        }
    }

    @Test
    void E12_without_the_tags_of_subnets_there_is_no_load_balancer() {
        try (EksWorld world = new EksWorld()) {
            world.cluster("prod");

            assertThatIllegalStateException()
                    .isThrownBy(
                            () -> world.aws.actors().applicationLoadBalancer("prod", "shop/front", "internet-facing"))
                    .withMessageContaining("unable to resolve at least one subnet")
                    .withMessageContaining("kubernetes.io/role/elb");
        }
    }
}
