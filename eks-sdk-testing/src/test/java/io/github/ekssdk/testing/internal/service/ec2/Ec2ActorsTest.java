package io.github.ekssdk.testing.internal.service.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.Strictness;
import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;
import software.amazon.awssdk.services.ec2.model.Tag;

class Ec2ActorsTest {
    private final Account account = account();
    private final Ec2Service service = new Ec2Service(account);
    private final Ec2Actors actors = service.actors();
    private final String vpc = service.createVpc(
                    CreateVpcRequest.builder().cidrBlock("10.0.0.0/16").build())
            .vpc()
            .vpcId();
    private final String subnet = service.createSubnet(CreateSubnetRequest.builder()
                    .vpcId(vpc)
                    .cidrBlock("10.0.0.0/24")
                    .build())
            .subnet()
            .subnetId();
    private final String group = actors.createSecurityGroup(
                    vpc, "eks-cluster-sg-prod-1", "of EKS", Map.of("aws:eks:cluster-name", "prod"))
            .groupId();

    private static Account account() {
        return new Account("123456789012", "eu-west-1", LatencyProfile.typical(), 1, false, Strictness.REALISTIC);
    }

    @Test
    void an_instance_runs_and_is_terminated_with_its_interface() {
        String id = launch();
        assertThat(state(id)).isEqualTo(InstanceStateName.PENDING);
        pass(Duration.ofMinutes(5));
        assertThat(state(id)).isEqualTo(InstanceStateName.RUNNING);
        assertThat(interfaces()).hasSize(1);

        actors.terminate(id);
        assertThat(state(id)).isEqualTo(InstanceStateName.SHUTTING_DOWN);
        pass(Duration.ofMinutes(5));

        assertThat(state(id)).isEqualTo(InstanceStateName.TERMINATED);
        assertThat(interfaces()).isEmpty();
        assertThat(service.inventory()).noneMatch(r -> r.type().equals("ec2:instance"));
    }

    @Test
    void an_interface_in_use_by_eks_holds_the_subnet_and_the_group() {
        NetworkInterface eni = actors.createInterface(subnet, List.of(group), "Amazon EKS prod", "eks", true, Map.of());

        assertThat(eni.status()).isEqualTo(NetworkInterfaceStatus.IN_USE);
        assertThat(catchThrowableOfType(AwsRefusal.class, () -> actors.deleteSecurityGroup(group))
                        .code())
                .isEqualTo("DependencyViolation");
        actors.deleteInterface(eni.networkInterfaceId());
        actors.deleteSecurityGroup(group);
        assertThat(actors.securityGroup(group)).isEmpty();
    }

    @Test
    void tags_of_aws_are_kept_from_callers() {
        AwsRefusal refusal = catchThrowableOfType(
                AwsRefusal.class,
                () -> service.deleteTags(DeleteTagsRequest.builder()
                        .resources(group)
                        .tags(Tag.builder().key("aws:eks:cluster-name").build())
                        .build()));

        assertThat(refusal.code()).isEqualTo("InvalidParameterValue");
        assertThat(actors.tags(group)).containsEntry("aws:eks:cluster-name", "prod");
    }

    @Test
    void a_subnet_reaches_the_internet_through_its_route() {
        assertThat(actors.reachesInternet(subnet, true)).isFalse();

        String gateway = service.createInternetGateway(
                        CreateInternetGatewayRequest.builder().build())
                .internetGateway()
                .internetGatewayId();
        service.attachInternetGateway(AttachInternetGatewayRequest.builder()
                .internetGatewayId(gateway)
                .vpcId(vpc)
                .build());
        service.createRoute(CreateRouteRequest.builder()
                .routeTableId(mainTable())
                .destinationCidrBlock("0.0.0.0/0")
                .gatewayId(gateway)
                .build());

        assertThat(actors.reachesInternet(subnet, true)).isTrue();
        assertThat(actors.reachesInternet(subnet, false)).isFalse();
    }

    @Test
    void an_account_may_have_no_default_vpc() {
        assertThat(new Ec2Service(account()).inventory()).isEmpty();
    }

    private String mainTable() {
        return service.describeRouteTables(DescribeRouteTablesRequest.builder().build())
                .routeTables()
                .get(0)
                .routeTableId();
    }

    private String launch() {
        InstanceLaunch launch = new InstanceLaunch(
                subnet, List.of(group), "m7g.large", "ami-08f134ebe0f207b5a", true, null, Map.of("Name", "node"));
        return actors.launchInstance(launch).instanceId();
    }

    private InstanceStateName state(String id) {
        return actors.instance(id).orElseThrow().state().name();
    }

    private List<NetworkInterface> interfaces() {
        return service.describeNetworkInterfaces(
                        DescribeNetworkInterfacesRequest.builder().build())
                .networkInterfaces();
    }

    private void pass(Duration time) {
        account.transitions().advanceTo(account.transitions().now().plus(time));
    }
}
