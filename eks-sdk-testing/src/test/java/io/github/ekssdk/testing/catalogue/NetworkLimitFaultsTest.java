package io.github.ekssdk.testing.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.testing.FakeAws;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** The faults of a network that lie in quotas, in what a resource is just doing, and in the account itself. */
class NetworkLimitFaultsTest {
    private final FakeAws aws = FakeAws.create();
    private final Ec2Client ec2 = aws.client(Ec2Client.builder());
    private final String vpc =
            ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();

    @AfterEach
    void close() {
        aws.close();
    }

    private static Ec2Exception refusal(ThrowingCallable call) {
        Ec2Exception refusal = catchThrowableOfType(Ec2Exception.class, call);
        assertThat(refusal).as("refusal").isNotNull();
        return refusal;
    }

    private static String codeOf(ThrowingCallable call) {
        return refusal(call).awsErrorDetails().errorCode();
    }

    private String subnet(String cidr) {
        return ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock(cidr)).subnet().subnetId();
    }

    private String group(String vpcId) {
        return ec2.createSecurityGroup(r -> r.vpcId(vpcId).groupName("nodes").description("of a test"))
                .groupId();
    }

    @Test
    void E2_what_is_there_flaps_until_every_replica_has_it() {
        aws.faults().on("ec2", "DescribeSubnets").every(2).staleRead();
        String made = subnet("10.0.0.0/24");

        List<Boolean> sightings = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            sightings.add(ec2.describeSubnets().subnets().stream()
                    .anyMatch(subnet -> subnet.subnetId().equals(made)));
        }

        assertThat(sightings).containsExactly(true, false, true, false);
    }

    @Test
    void E2_an_attribute_reads_as_it_was_before() {
        String made = subnet("10.0.0.0/24");
        ec2.modifySubnetAttribute(r -> r.subnetId(made).mapPublicIpOnLaunch(on -> on.value(true)));
        aws.faults().on("ec2", "DescribeSubnets").nth(1).staleRead();

        assertThat(mapsPublicAddresses(made)).isFalse();
        assertThat(mapsPublicAddresses(made)).isTrue();
    }

    private boolean mapsPublicAddresses(String id) {
        Subnet subnet = ec2.describeSubnets(r -> r.subnetIds(id)).subnets().get(0);
        return subnet.mapPublicIpOnLaunch();
    }

    @Test
    void E4_a_vpc_has_two_hundred_subnets() {
        for (int i = 0; i < 200; i++) {
            subnet("10.0." + i + ".0/24");
        }

        assertThat(codeOf(() -> subnet("10.0.200.0/24"))).isEqualTo("SubnetLimitExceeded");
    }

    @Test
    void E4_a_region_has_as_many_internet_gateways_as_vpcs() {
        int there = ec2.describeInternetGateways().internetGateways().size();
        for (int i = there; i < 5; i++) {
            ec2.createInternetGateway();
        }

        assertThat(codeOf(ec2::createInternetGateway)).isEqualTo("InternetGatewayLimitExceeded");
    }

    @Test
    void E4_a_zone_has_five_nat_gateways() {
        String gateway = ec2.createInternetGateway().internetGateway().internetGatewayId();
        ec2.attachInternetGateway(r -> r.vpcId(vpc).internetGatewayId(gateway));
        String subnet = subnet("10.0.0.0/24");
        ThrowingCallable one = () -> ec2.createNatGateway(r -> r.subnetId(subnet)
                .connectivityType("private")
                .clientToken(aws.ledger().size() + ""));
        for (int i = 0; i < 5; i++) {
            assertThat(catchThrowableOfType(Ec2Exception.class, one)).isNull();
        }

        assertThat(codeOf(one)).isEqualTo("NatGatewayLimitExceeded");
    }

    @Test
    void E4_a_security_group_has_sixty_rules_in_each_direction() {
        String group = group(vpc);
        List<IpPermission> sixty = IntStream.range(0, 60)
                .mapToObj(i -> port(1000 + i, "10.0.0.0/16"))
                .toList();
        ec2.authorizeSecurityGroupIngress(r -> r.groupId(group).ipPermissions(sixty));

        assertThat(codeOf(() -> ec2.authorizeSecurityGroupIngress(
                        r -> r.groupId(group).ipPermissions(port(443, "10.0.0.0/16")))))
                .isEqualTo("RulesPerSecurityGroupLimitExceeded");
    }

    private static IpPermission port(int port, String cidr) {
        return IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(port)
                .toPort(port)
                .ipRanges(IpRange.builder().cidrIp(cidr).build())
                .build();
    }

    @Test
    void E4_a_region_has_so_many_security_groups_and_an_interface_five() {
        List<String> groups = IntStream.range(0, 6)
                .mapToObj(i -> ec2.createSecurityGroup(
                                r -> r.vpcId(vpc).groupName("g" + i).description("of a test"))
                        .groupId())
                .toList();
        String subnet = subnet("10.0.0.0/24");
        aws.quota(
                "ec2.securityGroups",
                ec2.describeSecurityGroups().securityGroups().size());

        assertThat(codeOf(() -> group(vpc))).isEqualTo("SecurityGroupLimitExceeded");
        assertThat(codeOf(
                        () -> ec2.createNetworkInterface(r -> r.subnetId(subnet).groups(groups))))
                .isEqualTo("SecurityGroupsPerInterfaceLimitExceeded");
    }

    @Test
    void E5_a_rule_that_is_not_there_is_not_revoked() {
        String group = group(vpc);

        assertThat(codeOf(() ->
                        ec2.revokeSecurityGroupIngress(r -> r.groupId(group).ipPermissions(port(443, "10.0.0.0/16")))))
                .isEqualTo("InvalidPermission.NotFound");
    }

    @Test
    void E5_in_a_default_vpc_the_answer_only_tells_which_rules_were_unknown() {
        Filter isDefault = Filter.builder().name("is-default").values("true").build();
        String home = ec2.describeVpcs(r -> r.filters(isDefault)).vpcs().get(0).vpcId();
        String group = group(home);

        RevokeSecurityGroupIngressResponse answer =
                ec2.revokeSecurityGroupIngress(r -> r.groupId(group).ipPermissions(port(443, "10.0.0.0/16")));

        assertThat(answer.unknownIpPermissions())
                .extracting(unknown -> unknown.ipRanges().get(0).cidrIp())
                .containsExactly("10.0.0.0/16");
    }

    @Test
    void E10_a_resource_in_the_wrong_state_is_refused() {
        String zone = ec2.describeAvailabilityZones().availabilityZones().get(0).zoneName();
        String volume = ec2.createVolume(r -> r.availabilityZone(zone).size(8).volumeType("gp3"))
                .volumeId();

        assertThat(codeOf(() -> ec2.detachVolume(r -> r.volumeId(volume)))).isEqualTo("IncorrectState");
    }

    @Test
    void E10_what_belongs_to_a_service_or_is_protected_is_not_permitted() {
        String list =
                ec2.describeManagedPrefixLists(r -> {}).prefixLists().get(0).prefixListId();
        String image =
                ec2.describeImages(r -> r.owners("amazon")).images().get(0).imageId();
        String subnet = subnet("10.0.0.0/24");
        String instance = ec2.runInstances(r -> r.imageId(image)
                        .instanceType("t3.small")
                        .subnetId(subnet)
                        .disableApiTermination(true)
                        .minCount(1)
                        .maxCount(1))
                .instances()
                .get(0)
                .instanceId();

        assertThat(codeOf(() -> ec2.deleteManagedPrefixList(r -> r.prefixListId(list))))
                .isEqualTo("OperationNotPermitted");
        assertThat(codeOf(() -> ec2.terminateInstances(r -> r.instanceIds(instance))))
                .isEqualTo("OperationNotPermitted");
    }

    @Test
    void E10_an_account_that_is_not_activated_is_refused() {
        aws.withoutActivation();
        Ec2Exception notActivated = refusal(() -> ec2.createVpc(r -> r.cidrBlock("10.1.0.0/16")));
        aws.withoutVerification();
        String image =
                ec2.describeImages(r -> r.owners("amazon")).images().get(0).imageId();
        String notVerified = codeOf(() -> launch(image));
        aws.activated();

        assertThat(notActivated.awsErrorDetails().errorCode()).isEqualTo("OptInRequired");
        assertThat(notActivated.statusCode()).isEqualTo(401);
        assertThat(notVerified).isEqualTo("PendingVerification");
        assertThat(launch(image).instances()).hasSize(1);
    }

    private RunInstancesResponse launch(String image) {
        return ec2.runInstances(
                r -> r.imageId(image).instanceType("t3.small").minCount(1).maxCount(1));
    }
}
