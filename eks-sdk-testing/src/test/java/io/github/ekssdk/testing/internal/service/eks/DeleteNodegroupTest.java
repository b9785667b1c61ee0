package io.github.ekssdk.testing.internal.service.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.NodegroupIssueCode;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;

class DeleteNodegroupTest {
    private final EksWorld world = new EksWorld();

    @BeforeEach
    void make() {
        world.cluster("prod");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_group_is_deleting_for_a_while_and_then_gone_with_all_that_it_had() {
        world.nodegroup("prod", "general");

        Nodegroup answer = delete("general");
        Nodegroup again = delete("general");
        world.pass(EksWorld.DELETE_NODEGROUP);

        assertThat(answer.status()).isEqualTo(NodegroupStatus.DELETING);
        assertThat(again.status()).isEqualTo(NodegroupStatus.DELETING);
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> world.describe("prod", "general"));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> delete("general"));
        assertThat(world.inventory("ec2:instance")).isEmpty();
        assertThat(world.inventory("ec2:launch-template")).isEmpty();
        assertThat(world.inventory("iam:instance-profile")).isEmpty();
        assertThat(world.interfaces("vpc-id", world.network.vpcId()))
                .noneMatch(eni -> eni.attachment() != null && eni.attachment().instanceId() != null);
    }

    @Test
    void nodes_go_before_the_group() {
        world.nodegroup("prod", "general");

        delete("general");
        world.pass(EksWorld.DELETE_NODEGROUP.dividedBy(2));

        assertThat(world.describe("prod", "general").status()).isEqualTo(NodegroupStatus.DELETING);
        assertThat(world.inventory("ec2:instance")).isEmpty();
    }

    @Test
    void a_group_that_is_still_creating_can_be_deleted() {
        world.eks.createNodegroup(world.nodegroupRequest("prod", "general", world.nodeRole()));

        delete("general");
        world.pass(EksWorld.CREATE_NODEGROUP.plus(EksWorld.DELETE_NODEGROUP));

        assertThat(world.eks.listNodegroups(r -> r.clusterName("prod")).nodegroups())
                .isEmpty();
        assertThat(world.inventory("ec2:instance")).isEmpty();
    }

    @Test
    void the_access_entry_of_nodes_goes_with_their_last_group() {
        String role = world.nodegroup("prod", "one").nodeRole();
        world.nodegroup("prod", "two");

        delete("one");
        world.pass(EksWorld.DELETE_NODEGROUP);
        List<String> shared = entries();
        delete("two");
        world.pass(EksWorld.DELETE_NODEGROUP);
        List<String> none = entries();

        assertThat(shared).contains(role);
        assertThat(none).doesNotContain(role);
    }

    @Test
    void I9_the_role_of_nodes_is_in_use() {
        world.nodegroup("prod", "general");
        detachAll();

        assertThatExceptionOfType(DeleteConflictException.class)
                .isThrownBy(() -> world.iam.deleteRole(r -> r.roleName("nodes")))
                .withMessageContaining("must remove roles from instance profile first");
    }

    @Test
    void N8_a_group_whose_role_is_gone_stays() {
        world.nodegroup("prod", "general");
        String profile = world.inventory("iam:instance-profile").get(0).id();
        world.iam.removeRoleFromInstanceProfile(
                r -> r.instanceProfileName(profile).roleName("nodes"));
        detachAll();
        world.iam.deleteRole(r -> r.roleName("nodes"));

        delete("general");
        world.pass(EksWorld.DELETE_NODEGROUP);
        Nodegroup stuck = world.describe("prod", "general");
        world.nodeRole();
        delete("general");
        world.pass(EksWorld.DELETE_NODEGROUP);

        assertThat(stuck.status()).isEqualTo(NodegroupStatus.DELETE_FAILED);
        assertThat(stuck.health().issues().get(0).code()).isEqualTo(NodegroupIssueCode.IAM_NODE_ROLE_NOT_FOUND);
        assertThat(world.eks.listNodegroups(r -> r.clusterName("prod")).nodegroups())
                .isEmpty();
    }

    private Nodegroup delete(String name) {
        return world.eks
                .deleteNodegroup(r -> r.clusterName("prod").nodegroupName(name))
                .nodegroup();
    }

    private List<String> entries() {
        return world.eks.listAccessEntries(r -> r.clusterName("prod")).accessEntries();
    }

    private void detachAll() {
        for (String policy :
                List.of("AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryReadOnly")) {
            world.iam.detachRolePolicy(r -> r.roleName("nodes").policyArn("arn:aws:iam::aws:policy/" + policy));
        }
    }
}
