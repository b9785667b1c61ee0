package io.github.ekssdk.internal.resource.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.Eks;
import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.error.Problem;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.NatGateways;
import io.github.ekssdk.spec.VpcSpec;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.RecordedCall;
import io.github.ekssdk.testing.Resource;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

class PrivateClusterTest extends ClusterScenario {

    private static ClusterSpec isolated(Consumer<VpcSpec.Builder> more) {
        return Eks.cluster("prod")
                .vpc(vpc -> more.accept(vpc.availabilityZones(2).isolated()))
                .endpointAccess(access -> access.publicEndpoint(false))
                .managedNodeGroup(
                        "general", group -> group.instanceTypes("m7i.large").scaling(2))
                .build();
    }

    private static ClusterSpec isolated() {
        return isolated(vpc -> {});
    }

    private List<VpcEndpoint> endpoints() {
        try (Ec2Client ec2 = aws.client(Ec2Client.builder())) {
            return ec2.describeVpcEndpoints().vpcEndpoints();
        }
    }

    private VpcEndpoint endpoint(String service) {
        return endpoints().stream()
                .filter(endpoint -> endpoint.serviceName().endsWith("." + service))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No endpoint for " + service));
    }

    @Test
    void nodes_join_without_any_way_to_the_internet() {
        ClusterSpec spec = isolated();

        apply(spec);

        assertThat(ours("ec2:subnet"))
                .extracting(subnet -> subnet.tags().get("eks-sdk/resource"))
                .containsExactlyInAnyOrder("subnet/private-a", "subnet/private-b");
        assertThat(ours("ec2:internet-gateway")).isEmpty();
        assertThat(all("ec2:nat-gateway")).isEmpty();
        assertThat(group("general").status()).isEqualTo("ACTIVE");
        settled(spec);
    }

    @Test
    void endpoints_lead_to_all_that_nodes_and_controllers_call() {
        apply(isolated());

        assertThat(endpoints())
                .extracting(VpcEndpoint::serviceName)
                .containsExactlyInAnyOrderElementsOf(List.of(
                                "autoscaling",
                                "ec2",
                                "ecr.api",
                                "ecr.dkr",
                                "eks",
                                "eks-auth",
                                "elasticloadbalancing",
                                "logs",
                                "s3",
                                "ssm",
                                "ssmmessages",
                                "sts")
                        .stream()
                        .map(service -> "com.amazonaws.eu-west-1." + service)
                        .toList());
        assertThat(endpoint("ecr.api")).satisfies(endpoint -> {
            assertThat(endpoint.vpcEndpointType()).isEqualTo(VpcEndpointType.INTERFACE);
            assertThat(endpoint.privateDnsEnabled()).isTrue();
            assertThat(endpoint.subnetIds())
                    .containsExactlyInAnyOrder(
                            one("subnet/private-a").id(),
                            one("subnet/private-b").id());
            assertThat(endpoint.groups())
                    .singleElement()
                    .satisfies(group -> assertThat(group.groupId())
                            .isEqualTo(one("securityGroup/vpc-endpoints").id()));
        });
        assertThat(endpoint("s3")).satisfies(endpoint -> {
            assertThat(endpoint.vpcEndpointType()).isEqualTo(VpcEndpointType.GATEWAY);
            assertThat(endpoint.routeTableIds())
                    .containsExactlyInAnyOrder(
                            one("routeTable/private-a").id(),
                            one("routeTable/private-b").id());
        });
    }

    @Test
    void it_takes_no_longer_than_another_and_stays_below_the_rates_of_ec2() {
        use(FakeAws.builder().latency(LatencyProfile.typical()));
        Plan plan = eks().plan(isolated());

        eks().apply(plan, events);

        assertThat(aws.ledger().calls())
                .filteredOn(call ->
                        call.errorCode().filter(code -> code.contains("Limit")).isPresent())
                .isEmpty();
        assertThat(step(plan, "managedNodeGroup/general").dependsOn()).contains("vpcEndpoint/ecr.dkr");
        assertThat(step(plan, "cluster/prod").dependsOn()).noneMatch(id -> id.startsWith("vpcEndpoint/"));
    }

    @Test
    void endpoints_come_and_go_with_the_spec() {
        apply(isolated());
        ClusterSpec changed = isolated(vpc -> vpc.endpoints("ec2", "ecr.api", "ecr.dkr", "s3", "sts", "kms"));
        Plan plan = eks().plan(changed);

        assertThat(steps(plan))
                .containsExactlyInAnyOrder(
                        "create vpcEndpoint/kms",
                        "delete vpcEndpoint/autoscaling",
                        "delete vpcEndpoint/eks",
                        "delete vpcEndpoint/eks-auth",
                        "delete vpcEndpoint/elasticloadbalancing",
                        "delete vpcEndpoint/logs",
                        "delete vpcEndpoint/ssm",
                        "delete vpcEndpoint/ssmmessages");
        apply(changed);

        assertThat(endpoints()).hasSize(6);
        settled(changed);
    }

    @Test
    void endpoints_that_somebody_changed_are_put_right() {
        ClusterSpec spec = isolated();
        apply(spec);
        String ecr = endpoint("ecr.api").vpcEndpointId();
        String s3 = endpoint("s3").vpcEndpointId();
        Ec2Client ec2 = stranger(Ec2Client.builder());
        ec2.modifyVpcEndpoint(request -> request.vpcEndpointId(ecr)
                .removeSubnetIds(one("subnet/private-b").id()));
        ec2.modifyVpcEndpoint(request -> request.vpcEndpointId(s3)
                .removeRouteTableIds(one("routeTable/private-a").id()));

        assertThat(steps(eks().plan(spec)))
                .containsExactlyInAnyOrder("update vpcEndpoint/ecr.api", "update vpcEndpoint/s3");
        assertThat(changesOf(spec)).containsExactly("ec2:ModifyVpcEndpoint", "ec2:ModifyVpcEndpoint");
        settled(spec);
    }

    @Test
    void planning_again_does_not_ask_for_services() {
        ClusterSpec spec = isolated();
        apply(spec);
        int mark = aws.ledger().size();

        eks().plan(spec);

        assertThat(aws.ledger().since(mark))
                .extracting(RecordedCall::operation)
                .doesNotContain("DescribeVpcEndpointServices");
    }

    @Test
    void deleting_leaves_nothing() {
        List<Resource> before = aws.inventory();
        apply(isolated());

        delete("prod");

        assertThat(aws.inventory())
                .filteredOn(resource -> !resource.toString().contains("aws-service-role"))
                .isEqualTo(before);
    }

    @Test
    void a_service_that_there_is_none_of_is_refused() {
        ClusterSpec spec = Eks.cluster("prod")
                .vpc(vpc -> vpc.endpoints("s3", "ec2messages.extra"))
                .build();

        InvalidSpecException refusal = catchThrowableOfType(InvalidSpecException.class, () -> eks().plan(spec));

        assertThat(refusal.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "vpc.endpoints[ec2messages.extra]: There is no service ec2messages.extra with VPC endpoints in"
                                + " eu-west-1. Leave it out, or choose another region.");
    }

    @Test
    void a_vpc_with_a_way_out_can_have_endpoints_too() {
        ClusterSpec spec = prod().vpc(vpc -> vpc.endpoints("s3", "ecr.dkr")).build();

        apply(spec);

        assertThat(endpoint("s3").routeTableIds()).hasSize(3);
        settled(spec);
    }

    @Test
    void nodes_go_to_private_subnets_when_endpoints_stand_in_for_nat_gateways() {
        ClusterSpec spec = prod().vpc(
                        vpc -> vpc.natGateways(NatGateways.NONE).endpoints("ec2", "ecr.api", "ecr.dkr", "s3", "sts"))
                .build();

        apply(spec);

        assertThat(attribute(group("general"), "subnets"))
                .contains(one("subnet/private-a").id());
        settled(spec);
    }
}
