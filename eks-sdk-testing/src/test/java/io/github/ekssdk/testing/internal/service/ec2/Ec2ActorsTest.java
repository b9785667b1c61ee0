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
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteResponse;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetResponse;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;
import software.amazon.awssdk.services.ec2.model.Tag;

class Ec2ActorsTest {
    private final Account account = account();
    private final Ec2Service service = new Ec2Service(account);
    private final Ec2Actors actors = service.actors();
    private final String vpc = service.answer(
                    CreateVpcRequest.builder().cidrBlock("10.0.0.0/16").build(), CreateVpcResponse.class)
            .vpc()
            .vpcId();
    private final String subnet = service.answer(
                    CreateSubnetRequest.builder()
                            .vpcId(vpc)
                            .cidrBlock("10.0.0.0/24")
                            .build(),
                    CreateSubnetResponse.class)
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
                () -> service.answer(
                        DeleteTagsRequest.builder()
                                .resources(group)
                                .tags(Tag.builder().key("aws:eks:cluster-name").build())
                                .build(),
                        DeleteTagsResponse.class));

        assertThat(refusal.code()).isEqualTo("InvalidParameterValue");
        assertThat(actors.tags(group)).containsEntry("aws:eks:cluster-name", "prod");
    }

    @Test
    void a_subnet_reaches_the_internet_through_its_route() {
        assertThat(actors.reachesInternet(subnet, true)).isFalse();

        String gateway = service.answer(
                        CreateInternetGatewayRequest.builder().build(), CreateInternetGatewayResponse.class)
                .internetGateway()
                .internetGatewayId();
        service.answer(
                AttachInternetGatewayRequest.builder()
                        .internetGatewayId(gateway)
                        .vpcId(vpc)
                        .build(),
                AttachInternetGatewayResponse.class);
        service.answer(
                CreateRouteRequest.builder()
                        .routeTableId(mainTable())
                        .destinationCidrBlock("0.0.0.0/0")
                        .gatewayId(gateway)
                        .build(),
                CreateRouteResponse.class);

        assertThat(actors.reachesInternet(subnet, true)).isTrue();
        assertThat(actors.reachesInternet(subnet, false)).isFalse();
    }

    @Test
    void an_account_may_have_no_default_vpc() {
        assertThat(new Ec2Service(account()).inventory()).isEmpty();
    }

    private String mainTable() {
        return service.answer(DescribeRouteTablesRequest.builder().build(), DescribeRouteTablesResponse.class)
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
        return service.answer(
                        DescribeNetworkInterfacesRequest.builder().build(), DescribeNetworkInterfacesResponse.class)
                .networkInterfaces();
    }

    private void pass(Duration time) {
        account.transitions().advanceTo(account.transitions().now().plus(time));
    }
}
