package io.github.ekssdk.testing.internal.service.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.testing.Resource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.InvalidRequestException;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

class DeleteClusterTest {
    private final EksWorld world = new EksWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_cluster_is_deleting_for_a_while_and_then_gone() {
        world.cluster("prod");

        Cluster answer = world.eks.deleteCluster(r -> r.name("prod")).cluster();
        Cluster again = world.eks.deleteCluster(r -> r.name("prod")).cluster();
        world.pass(EksWorld.DELETE_CLUSTER);

        assertThat(answer.status()).isEqualTo(ClusterStatus.DELETING);
        assertThat(again.status()).isEqualTo(ClusterStatus.DELETING);
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> world.describe("prod"));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> world.eks.deleteCluster(r -> r.name("prod")));
    }

    @Test
    void nothing_is_left_behind() {
        List<Resource> before = world.aws.inventory();
        world.cluster("prod");
        world.nodegroup("prod", "general");

        world.eks.deleteNodegroup(r -> r.clusterName("prod").nodegroupName("general"));
        world.pass(EksWorld.DELETE_NODEGROUP);
        world.eks.deleteCluster(r -> r.name("prod"));
        world.pass(EksWorld.DELETE_CLUSTER.plus(EksWorld.LINGER));

        assertThat(world.aws.inventory())
                .filteredOn(resource -> !resource.type().equals("iam:role"))
                .isEqualTo(before);
    }

    @Test
    void X4_interfaces_of_the_control_plane_outlive_the_cluster() {
        world.cluster("prod");
        String subnet = world.network.privateSubnets().get(0);
        String group = world.describe("prod").resourcesVpcConfig().clusterSecurityGroupId();
        world.eks.deleteCluster(r -> r.name("prod"));
        world.pass(EksWorld.DELETE_CLUSTER);

        assertThatExceptionOfType(Ec2Exception.class)
                .isThrownBy(() -> world.ec2.deleteSubnet(r -> r.subnetId(subnet)))
                .withMessageContaining("dependencies");
        world.pass(EksWorld.LINGER);
        world.ec2.deleteSubnet(r -> r.subnetId(subnet));

        assertThat(world.inventory("ec2:security-group"))
                .extracting(Resource::id)
                .doesNotContain(group);
    }

    @Test
    void X5_the_cluster_security_group_stays_when_a_rule_refers_to_it() {
        world.cluster("prod");
        String group = world.describe("prod").resourcesVpcConfig().clusterSecurityGroupId();
        String mine = world.ec2
                .createSecurityGroup(
                        r -> r.vpcId(world.network.vpcId()).groupName("mine").description("d"))
                .groupId();
        world.ec2.authorizeSecurityGroupIngress(r -> r.groupId(mine)
                .ipPermissions(IpPermission.builder()
                        .ipProtocol("-1")
                        .userIdGroupPairs(
                                UserIdGroupPair.builder().groupId(group).build())
                        .build()));

        world.eks.deleteCluster(r -> r.name("prod"));
        world.pass(EksWorld.DELETE_CLUSTER.plus(EksWorld.LINGER));

        assertThat(world.ec2.describeSecurityGroups(r -> r.groupIds(group)).securityGroups())
                .hasSize(1);
    }

    @Test
    void X1_node_groups_are_attached() {
        world.cluster("prod");
        world.nodegroup("prod", "general");

        ResourceInUseException refusal =
                catchThrowableOfType(ResourceInUseException.class, () -> world.eks.deleteCluster(r -> r.name("prod")));

        assertThat(refusal.statusCode()).isEqualTo(409);
        assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("Cluster has nodegroups attached");
        assertThat(refusal.clusterName()).isEqualTo("prod");
        assertThat(refusal.nodegroupName()).isEqualTo("general");
    }

    @Test
    void X14_a_cluster_that_is_still_creating_cannot_be_deleted() {
        world.eks.createCluster(world.clusterRequest("prod", world.clusterRole()));

        assertThatExceptionOfType(ResourceInUseException.class)
                .isThrownBy(() -> world.eks.deleteCluster(r -> r.name("prod")))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(409))
                .withMessageContaining("CREATING");
    }

    @Test
    void C15_deletion_protection() {
        world.cluster("prod", b -> b.deletionProtection(true));

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> world.eks.deleteCluster(r -> r.name("prod")))
                .satisfies(e -> assertThat(e.clusterName()).isEqualTo("prod"))
                .withMessageContaining("deletion protection");
        world.eks.updateClusterConfig(r -> r.name("prod").deletionProtection(false));
        world.pass(EksWorld.UPDATE);

        assertThat(world.eks.deleteCluster(r -> r.name("prod")).cluster().status())
                .isEqualTo(ClusterStatus.DELETING);
    }

    @Test
    void a_cluster_with_an_update_in_progress_cannot_be_deleted() {
        world.cluster("prod");
        world.eks.updateClusterConfig(r -> r.name("prod").logging(EksWorld.logging(true, "api")));

        assertThatExceptionOfType(ResourceInUseException.class)
                .isThrownBy(() -> world.eks.deleteCluster(r -> r.name("prod")))
                .withMessageContaining("in progress");
    }

    @Test
    void a_cluster_made_again_under_its_name_has_another_issuer() {
        String first = world.cluster("prod").identity().oidc().issuer();
        world.eks.deleteCluster(r -> r.name("prod"));
        world.pass(EksWorld.DELETE_CLUSTER);

        String second = world.cluster("prod").identity().oidc().issuer();

        assertThat(second).isNotEqualTo(first);
    }
}
