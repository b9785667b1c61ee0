package io.github.ekssdk.testing.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.Resource;
import io.github.ekssdk.testing.internal.service.eks.EksWorld;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeState;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/** The faults of deletion that lie in what others left in the network, by the rows of the catalogue. */
class DeletionFaultsTest {
    private static final Duration INTERFACES = Duration.ofSeconds(30);

    private final EksWorld world =
            new EksWorld("eu-west-1", profile -> profile.with("elb.interfaces.delete", INTERFACES, 0));
    private final Ec2Client ec2 = world.ec2;

    @AfterEach
    void close() {
        world.close();
    }

    private static String codeOf(ThrowingCallable call) {
        Ec2Exception refusal = catchThrowableOfType(Ec2Exception.class, call);
        assertThat(refusal).as("refusal").isNotNull();
        return refusal.awsErrorDetails().errorCode();
    }

    private void tagSubnets() {
        Tag role = Tag.builder().key("kubernetes.io/role/elb").value("1").build();
        ec2.createTags(r -> r.resources(world.network.publicSubnets()).tags(role));
    }

    private List<String> types() {
        return world.aws.inventory().stream().map(Resource::type).distinct().toList();
    }

    @Test
    void X1_a_cluster_with_node_groups_is_not_deleted() {
        world.cluster("prod");
        world.nodegroup("prod", "general");

        assertThatExceptionOfType(ResourceInUseException.class)
                .isThrownBy(() -> world.eks.deleteCluster(r -> r.name("prod")))
                .withMessageContaining("nodegroups attached");
    }

    @Test
    void X2_load_balancers_of_controllers_hold_subnets_groups_and_gateway() {
        world.cluster("prod");
        tagSubnets();
        String subnet = world.network.publicSubnets().get(1);
        world.aws.actors().applicationLoadBalancer("prod", "shop/front", "internet-facing");
        world.aws.actors().classicLoadBalancer("prod", "shop/back", "internet-facing");
        String gateway = ec2.describeInternetGateways(r -> r.filters(Filter.builder()
                        .name("attachment.vpc-id")
                        .values(world.network.vpcId())
                        .build()))
                .internetGateways()
                .get(0)
                .internetGatewayId();

        assertThat(codeOf(() -> ec2.deleteSubnet(r -> r.subnetId(subnet)))).isEqualTo("DependencyViolation");
        Ec2Exception mapped = catchThrowableOfType(
                Ec2Exception.class,
                () -> ec2.detachInternetGateway(
                        r -> r.internetGatewayId(gateway).vpcId(world.network.vpcId())));
        assertThat(mapped.awsErrorDetails().errorMessage()).contains("has some mapped public address(es)");
        assertThat(groupsOf("elbv2.k8s.aws/cluster", "prod"))
                .hasSize(2)
                .allSatisfy(group -> assertThat(codeOf(() -> ec2.deleteSecurityGroup(r -> r.groupId(group))))
                        .isEqualTo("DependencyViolation"));
        world.aws.actors().removeLoadBalancers("prod");
        world.pass(INTERFACES.plusSeconds(30));

        ec2.deleteSubnet(r -> r.subnetId(subnet));
        assertThat(groupsOf("elbv2.k8s.aws/cluster", "prod")).isEmpty();
        assertThat(types()).noneMatch(type -> type.startsWith("el"));
    }

    private List<String> groupsOf(String key, String value) {
        return ec2
                .describeSecurityGroups(r -> r.filters(
                        Filter.builder().name("tag:" + key).values(value).build()))
                .securityGroups()
                .stream()
                .map(group -> group.groupId())
                .toList();
    }

    @Test
    void X2_what_a_removed_controller_leaves_is_found_by_its_tags() {
        world.cluster("prod");
        tagSubnets();
        String arn = world.aws.actors().networkLoadBalancer("prod", "shop/broker", "internet-facing");
        world.aws.actors().uninstallLoadBalancerController("prod").removeLoadBalancers("prod");
        world.pass(Duration.ofHours(1));

        assertThat(world.aws
                        .client(ElasticLoadBalancingV2Client.builder())
                        .describeTags(r -> r.resourceArns(arn))
                        .tagDescriptions()
                        .get(0)
                        .tags())
                .extracting(tag -> tag.key() + "=" + tag.value())
                .contains("elbv2.k8s.aws/cluster=prod", "service.k8s.aws/stack=shop/broker");
    }

    @Test
    void X3_interfaces_of_the_cni_plugin_hold_subnet_and_group_until_they_are_deleted() {
        world.cluster("prod");
        List<String> left = world.aws.actors().leavePodInterfacesBehind("prod", 2);
        String subnet = describe(left.get(0)).subnetId();
        String group = describe(left.get(0)).groups().get(0).groupId();

        assertThat(describe(left.get(0)).status()).isEqualTo(NetworkInterfaceStatus.AVAILABLE);
        assertThat(describe(left.get(0)).description()).startsWith("aws-K8S-i-");
        assertThat(codeOf(() -> ec2.deleteSubnet(r -> r.subnetId(subnet)))).isEqualTo("DependencyViolation");
        world.eks.deleteCluster(r -> r.name("prod"));
        world.pass(EksWorld.DELETE_CLUSTER.plusMinutes(5));
        assertThat(codeOf(() -> ec2.deleteSecurityGroup(r -> r.groupId(group)))).isEqualTo("DependencyViolation");
        List<NetworkInterface> found = ec2.describeNetworkInterfaces(r -> r.filters(Filter.builder()
                        .name("tag:cluster.k8s.amazonaws.com/name")
                        .values("prod")
                        .build()))
                .networkInterfaces();
        assertThat(found).hasSize(2);
        found.forEach(eni -> ec2.deleteNetworkInterface(r -> r.networkInterfaceId(eni.networkInterfaceId())));

        ec2.deleteSecurityGroup(r -> r.groupId(group));
    }

    private NetworkInterface describe(String id) {
        return ec2.describeNetworkInterfaces(r -> r.networkInterfaceIds(id))
                .networkInterfaces()
                .get(0);
    }

    @Test
    void X4_interfaces_of_the_control_plane_outlive_the_cluster() {
        world.cluster("prod");
        world.eks.deleteCluster(r -> r.name("prod"));
        world.pass(EksWorld.DELETE_CLUSTER);

        assertThat(controlPlaneInterfaces()).isNotEmpty();
        world.pass(Duration.ofMinutes(1));
        assertThat(controlPlaneInterfaces()).isEmpty();
    }

    private List<NetworkInterface> controlPlaneInterfaces() {
        return ec2.describeNetworkInterfaces(r -> r.filters(Filter.builder()
                        .name("description")
                        .values("Amazon EKS prod")
                        .build()))
                .networkInterfaces();
    }

    @Test
    void X5_a_cluster_security_group_that_others_refer_to_is_left_behind() {
        String own = world.cluster("prod").resourcesVpcConfig().clusterSecurityGroupId();
        String database = ec2.createSecurityGroup(r ->
                        r.vpcId(world.network.vpcId()).groupName("database").description("of a test"))
                .groupId();
        ec2.authorizeSecurityGroupIngress(r -> r.groupId(database).ipPermissions(List.of(peer(own))));
        world.eks.deleteCluster(r -> r.name("prod"));
        world.pass(EksWorld.DELETE_CLUSTER.plusMinutes(5));

        assertThat(codeOf(() -> ec2.deleteSecurityGroup(r -> r.groupId(own)))).isEqualTo("DependencyViolation");
        ec2.revokeSecurityGroupIngress(r -> r.groupId(database).ipPermissions(List.of(peer(own))));
        ec2.deleteSecurityGroup(r -> r.groupId(own));
    }

    private static IpPermission peer(String group) {
        return IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(5432)
                .toPort(5432)
                .userIdGroupPairs(
                        List.of(UserIdGroupPair.builder().groupId(group).build()))
                .build();
    }

    @Test
    void X7_volumes_of_claims_outlive_nodes_and_cluster() {
        world.cluster("prod");
        world.nodegroup("prod", "general");
        String id = world.aws.actors().volume("prod", "shop/orders", 20);
        world.pass(Duration.ofSeconds(10));
        assertThat(volume(id).state()).isEqualTo(VolumeState.IN_USE);
        world.eks.deleteNodegroup(r -> r.clusterName("prod").nodegroupName("general"));
        world.pass(EksWorld.DELETE_NODEGROUP.plusMinutes(5));
        world.eks.deleteCluster(r -> r.name("prod"));
        world.pass(EksWorld.DELETE_CLUSTER.plusMinutes(5));

        List<Volume> left = ec2.describeVolumes(r -> r.filters(Filter.builder()
                        .name("tag:kubernetes.io/cluster/prod")
                        .values("owned")
                        .build()))
                .volumes();

        assertThat(left).extracting(Volume::volumeId).containsExactly(id);
        assertThat(left.get(0).state()).isEqualTo(VolumeState.AVAILABLE);
        ec2.deleteVolume(r -> r.volumeId(id));
        assertThat(types()).doesNotContain("ec2:volume");
    }

    private Volume volume(String id) {
        return ec2.describeVolumes(r -> r.volumeIds(id)).volumes().get(0);
    }

    @Test
    void X8_the_copies_that_eks_makes_for_a_node_group_are_found_by_the_tag_of_the_cluster() {
        world.cluster("prod");
        world.nodegroup("prod", "general");

        assertThat(copies())
                .hasSize(1)
                .allSatisfy(copy -> assertThat(copy.launchTemplateName()).startsWith("eks-"));
        world.eks.deleteNodegroup(r -> r.clusterName("prod").nodegroupName("general"));
        world.pass(EksWorld.DELETE_NODEGROUP.plusMinutes(5));
        assertThat(copies()).isEmpty();
    }

    private List<LaunchTemplate> copies() {
        return ec2.describeLaunchTemplates(r -> r.filters(Filter.builder()
                        .name("tag:eks:cluster-name")
                        .values("prod")
                        .build()))
                .launchTemplates();
    }

    @Test
    void X8_a_group_that_could_not_be_deleted_leaves_its_copies_to_be_found() {
        world.cluster("prod");
        world.nodegroup("prod", "general");
        String profile = world.inventory("iam:instance-profile").get(0).id();
        world.iam.removeRoleFromInstanceProfile(
                r -> r.instanceProfileName(profile).roleName("nodes"));
        world.iam
                .listAttachedRolePolicies(r -> r.roleName("nodes"))
                .attachedPolicies()
                .forEach(policy ->
                        world.iam.detachRolePolicy(r -> r.roleName("nodes").policyArn(policy.policyArn())));
        world.iam.deleteRole(r -> r.roleName("nodes"));

        world.eks.deleteNodegroup(r -> r.clusterName("prod").nodegroupName("general"));
        world.pass(EksWorld.DELETE_NODEGROUP.plusMinutes(5));

        assertThat(world.describe("prod", "general").status()).isEqualTo(NodegroupStatus.DELETE_FAILED);
        assertThat(copies()).hasSize(1);
        assertThat(world.inventory("iam:instance-profile")).hasSize(1);
        copies().forEach(copy -> ec2.deleteLaunchTemplate(r -> r.launchTemplateId(copy.launchTemplateId())));
        world.iam.deleteInstanceProfile(r -> r.instanceProfileName(profile));
        assertThat(copies()).isEmpty();
    }

    @Test
    void X11_a_nat_gateway_holds_its_address_and_the_internet_gateway_until_it_is_deleted()
            throws InterruptedException {
        LatencyProfile slow = LatencyProfile.instant().with("ec2.nat.delete", Duration.ofSeconds(60), 0);
        try (FakeAws aws = FakeAws.builder().latency(slow).build()) {
            Ec2Client client = aws.client(Ec2Client.builder());
            String vpc = client.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
            String subnet = client.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.0.0.0/24"))
                    .subnet()
                    .subnetId();
            String gateway = client.createInternetGateway().internetGateway().internetGatewayId();
            client.attachInternetGateway(r -> r.vpcId(vpc).internetGatewayId(gateway));
            String address = client.allocateAddress(r -> {}).allocationId();
            String nat = client.createNatGateway(r -> r.subnetId(subnet).allocationId(address))
                    .natGateway()
                    .natGatewayId();
            client.deleteNatGateway(r -> r.natGatewayId(nat));

            String association = client.describeAddresses().addresses().get(0).associationId();
            assertThat(codeOf(() -> client.disassociateAddress(r -> r.associationId(association))))
                    .isEqualTo("AuthFailure");
            assertThat(codeOf(() -> client.releaseAddress(r -> r.allocationId(address))))
                    .isEqualTo("InvalidIPAddress.InUse");
            assertThat(codeOf(
                            () -> client.detachInternetGateway(r -> r.vpcId(vpc).internetGatewayId(gateway))))
                    .isEqualTo("DependencyViolation");
            aws.clock().advance(Duration.ofSeconds(61));

            client.releaseAddress(r -> r.allocationId(address));
            client.detachInternetGateway(r -> r.vpcId(vpc).internetGatewayId(gateway));
        }
    }
}
