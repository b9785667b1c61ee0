package io.github.ekssdk.internal.resource.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.IpFamily;
import io.github.ekssdk.spec.VpcSpec;
import io.github.ekssdk.testing.Resource;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;

class OwnVpcTest extends ClusterScenario {

    private static ClusterSpec with(Consumer<VpcSpec.Builder> settings) {
        return Eks.cluster("prod")
                .vpc(vpc -> settings.accept(vpc.availabilityZones(2)))
                .build();
    }

    private List<String> subnets() {
        return ours("ec2:subnet").stream()
                .map(subnet -> subnet.tags().get("eks-sdk/resource") + " " + attribute(subnet, "cidr"))
                .sorted()
                .toList();
    }

    private Subnet subnet(String id) {
        try (Ec2Client ec2 = aws.client(Ec2Client.builder())) {
            return ec2.describeSubnets(request -> request.subnetIds(one(id).id()))
                    .subnets()
                    .get(0);
        }
    }

    @Nested
    class Sizes {
        @Test
        void are_as_given() {
            ClusterSpec spec = with(vpc -> vpc.publicSubnetPrefix(24).privateSubnetPrefix(18));

            apply(spec);

            assertThat(subnets())
                    .containsExactly(
                            "subnet/private-a 10.0.64.0/18",
                            "subnet/private-b 10.0.128.0/18",
                            "subnet/public-a 10.0.0.0/24",
                            "subnet/public-b 10.0.1.0/24");
            settled(spec);
        }

        @Test
        void leave_room_for_subnets_of_the_control_plane_which_lead_nowhere() {
            ClusterSpec spec = with(vpc -> vpc.controlPlaneSubnets(true));

            apply(spec);

            assertThat(subnets())
                    .contains("subnet/control-plane-a 10.0.128.0/28", "subnet/control-plane-b 10.0.128.16/28");
            try (EksClient eks = aws.client(EksClient.builder())) {
                assertThat(eks.describeCluster(request -> request.name("prod"))
                                .cluster()
                                .resourcesVpcConfig()
                                .subnetIds())
                        .containsExactlyInAnyOrder(
                                one("subnet/control-plane-a").id(),
                                one("subnet/control-plane-b").id());
            }
            assertThat(attribute(one("routeTable/control-plane"), "routes")).doesNotContain("0.0.0.0/0");
            settled(spec);
        }
    }

    @Nested
    class Zones {
        @Test
        void are_those_that_offer_the_instance_types() {
            aws.withoutOffering("m7i.large", "eu-west-1a");

            apply(prod().build());

            assertThat(subnets())
                    .extracting(subnet -> subnet.substring(0, subnet.indexOf(' ')))
                    .containsExactly("subnet/private-b", "subnet/private-c", "subnet/public-b", "subnet/public-c");
            settled(prod().build());
        }

        @Test
        void that_are_used_stay() {
            apply(prod().build());
            aws.withoutOffering("m7i.large", "eu-west-1a");

            settled(prod().build());
        }
    }

    @Nested
    class Tags {
        @Test
        void for_each_side_and_for_karpenter() {
            ClusterSpec spec = with(vpc -> vpc.putPublicSubnetTag("side", "out")
                    .putPrivateSubnetTag("side", "in")
                    .karpenterDiscovery(true)
                    .putClusterSecurityGroupTag("cost", "1742"));

            apply(spec);

            assertThat(one("subnet/public-a").tags())
                    .containsEntry("side", "out")
                    .doesNotContainKey("karpenter.sh/discovery");
            assertThat(one("subnet/private-b").tags())
                    .containsEntry("side", "in")
                    .containsEntry("karpenter.sh/discovery", "prod");
            assertThat(one("clusterSecurityGroup/prod").tags())
                    .containsEntry("karpenter.sh/discovery", "prod")
                    .containsEntry("cost", "1742");
            settled(spec);
        }

        @Test
        void of_the_cluster_security_group_go_again_and_those_of_eks_stay() {
            apply(with(vpc -> vpc.putClusterSecurityGroupTag("cost", "1742")));
            Resource group = one("clusterSecurityGroup/prod");
            ClusterSpec without = with(vpc -> {});

            assertThat(changesOf(without)).containsExactly("ec2:DeleteTags");

            Resource after = all("ec2:security-group").stream()
                    .filter(resource -> resource.id().equals(group.id()))
                    .findFirst()
                    .orElseThrow();
            assertThat(after.tags().keySet()).containsExactlyInAnyOrder("Name", "kubernetes.io/cluster/prod");
            settled(without);
        }

        @Test
        void of_the_cluster_security_group_go_with_the_cluster() {
            apply(with(vpc -> vpc.putClusterSecurityGroupTag("cost", "1742")));

            Plan plan = eks().planDelete("prod");
            eks().apply(plan, events);

            assertThat(steps(plan)).noneMatch(step -> step.contains("clusterSecurityGroup"));
            assertThat(ours("ec2:security-group")).isEmpty();
        }
    }

    @Nested
    class SecondaryRanges {
        private final ClusterSpec plain = with(vpc -> {});
        private final ClusterSpec wide = with(vpc -> vpc.secondaryCidrs("100.64.0.0/16"));

        @Test
        void give_pods_subnets_of_their_own() {
            apply(wide);

            assertThat(subnets()).contains("subnet/pods-a 100.64.0.0/17", "subnet/pods-b 100.64.128.0/17");
            assertThat(one("subnet/pods-a").tags()).containsEntry("kubernetes.io/role/cni", "1");
            assertThat(attribute(one("routeTable/private-a"), "subnets"))
                    .contains(one("subnet/pods-a").id());
            settled(wide);
        }

        @Test
        void come_and_go_and_those_of_others_stay() {
            apply(plain);
            try (Ec2Client ec2 = stranger(Ec2Client.builder())) {
                ec2.associateVpcCidrBlock(
                        request -> request.vpcId(one("vpc/main").id()).cidrBlock("100.80.0.0/16"));
            }

            apply(wide);
            settled(wide);
            apply(plain);

            settled(plain);
            try (Ec2Client ec2 = aws.client(Ec2Client.builder())) {
                assertThat(ec2.describeVpcs(request ->
                                        request.vpcIds(one("vpc/main").id()))
                                .vpcs()
                                .get(0)
                                .cidrBlockAssociationSet())
                        .extracting(block -> block.cidrBlock())
                        .containsExactly("10.0.0.0/16", "100.80.0.0/16");
            }
            assertThat(one("vpc/main").tags().keySet()).noneMatch(key -> key.contains("cidr-block"));
        }
    }

    @Nested
    class Ipv6 {
        private final ClusterSpec spec = Eks.cluster("prod")
                .ipFamily(IpFamily.IPV6)
                .vpc(vpc -> vpc.availabilityZones(2))
                .managedNodeGroup(
                        "general", group -> group.instanceTypes("m7i.large").scaling(1))
                .build();

        @Test
        void subnets_have_a_range_each_and_assign_addresses_of_it() {
            apply(spec);

            assertThat(List.of("public-a", "public-b", "private-a", "private-b"))
                    .extracting(name -> subnet("subnet/" + name)
                            .ipv6CidrBlockAssociationSet()
                            .get(0)
                            .ipv6CidrBlock())
                    .doesNotHaveDuplicates()
                    .allMatch(block -> block.endsWith("::/64"));
            assertThat(subnet("subnet/private-a").assignIpv6AddressOnCreation()).isTrue();
            assertThat(group("general").status()).isEqualTo("ACTIVE");
            settled(spec);
        }

        @Test
        void nodes_may_assign_addresses_to_pods() {
            apply(spec);

            String roleName = one("iamRole/node/ipv6").id();
            try (IamClient iam = aws.client(IamClient.builder())) {
                assertThat(iam.getRolePolicy(
                                        request -> request.roleName(roleName).policyName("vpc-cni-ipv6"))
                                .policyDocument())
                        .contains("AssignIpv6Addresses");
            }
        }

        @Test
        void private_subnets_get_out_but_nobody_gets_in() {
            apply(spec);

            try (Ec2Client ec2 = aws.client(Ec2Client.builder())) {
                List<Route> routes = ec2.describeRouteTables(request -> request.routeTableIds(
                                one("routeTable/private-a").id()))
                        .routeTables()
                        .get(0)
                        .routes();
                assertThat(routes)
                        .filteredOn(route -> "::/0".equals(route.destinationIpv6CidrBlock()))
                        .singleElement()
                        .satisfies(route -> assertThat(route.egressOnlyInternetGatewayId())
                                .isEqualTo(one("egressOnlyInternetGateway/main").id()));
            }
            assertThat(attribute(one("routeTable/public"), "routes"))
                    .contains("::/0 -> " + one("internetGateway/main").id());
        }

        @Test
        void deleting_leaves_nothing() {
            List<Resource> before = aws.inventory();
            apply(spec);

            delete("prod");

            assertThat(aws.inventory())
                    .filteredOn(resource -> !resource.toString().contains("aws-service-role"))
                    .isEqualTo(before);
        }
    }

    @Nested
    class Reach {
        private ClusterSpec reached(Consumer<io.github.ekssdk.spec.EndpointAccess.Builder> access) {
            return prod().endpointAccess(access).build();
        }

        @Test
        void of_an_api_that_is_open_to_everyone_needs_no_word() {
            assertThat(eks().plan(reached(access -> {})).warnings()).isEmpty();
        }

        @Test
        void is_told_when_the_public_endpoint_is_off_from_the_start_or_switched_off() {
            assertThat(eks().plan(reached(access -> access.publicEndpoint(false)))
                            .warnings())
                    .singleElement()
                    .asString()
                    .startsWith("The public endpoint is off. The Kubernetes API answers only in the VPC");
            apply(reached(access -> {}));

            assertThat(eks().plan(reached(access -> access.publicEndpoint(false)))
                            .warnings())
                    .singleElement()
                    .asString()
                    .startsWith("The public endpoint is switched off while the cluster runs.");
        }

        @Test
        void is_told_when_ranges_may_leave_the_caller_out_and_not_again() {
            ClusterSpec spec = reached(access -> access.publicAccessCidrs("198.51.100.0/24"));

            assertThat(eks().plan(spec).warnings())
                    .containsExactly(
                            "The public endpoint answers to 198.51.100.0/24 only. The SDK does not know the address"
                                    + " from which you call: see that it is among them.");
            apply(spec);
            settled(spec);
        }

        @Test
        void is_told_when_nodes_would_be_left_out() {
            apply(reached(access -> {}));
            String address;
            try (Ec2Client ec2 = aws.client(Ec2Client.builder())) {
                address = ec2.describeAddresses().addresses().get(0).publicIp();
            }

            assertThat(eks().plan(reached(
                                    access -> access.privateEndpoint(false).publicAccessCidrs("198.51.100.0/24")))
                            .warnings())
                    .hasSize(2)
                    .last()
                    .asString()
                    .contains("NAT gateways, " + address + ", are among these");
            assertThat(eks().plan(reached(access -> access.privateEndpoint(false)
                                    .publicAccessCidrs("198.51.100.0/24", address + "/32")))
                            .warnings())
                    .hasSize(1);
        }
    }
}
