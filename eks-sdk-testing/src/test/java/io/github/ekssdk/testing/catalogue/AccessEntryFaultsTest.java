package io.github.ekssdk.testing.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ekssdk.testing.internal.service.eks.EksWorld;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.NodegroupIssueCode;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

/** The faults of access entries, by the rows of the catalogue. */
class AccessEntryFaultsTest {
    private static final String VIEW = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy";

    private final EksWorld world = new EksWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void I4_an_entry_for_a_role_that_EKS_does_not_know_yet_is_refused() {
        world.cluster("prod");
        String role = world.role("developer", "ec2.amazonaws.com");

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() ->
                        world.eks.createAccessEntry(r -> r.clusterName("prod").principalArn(role)))
                .withMessageContaining("The specified principalArn is invalid: invalid principal");
        world.pass(EksWorld.IAM);

        assertThat(world.eks
                        .createAccessEntry(r -> r.clusterName("prod").principalArn(role))
                        .accessEntry()
                        .principalArn())
                .isEqualTo(role);
    }

    @Test
    void I4_a_policy_for_an_entry_that_there_is_not_is_not_found() {
        world.cluster("prod");

        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> world.eks.associateAccessPolicy(r -> r.clusterName("prod")
                        .principalArn("arn:aws:iam::123456789012:role/developer")
                        .policyArn(VIEW)
                        .accessScope(scope -> scope.type("cluster"))))
                .withMessageContaining("The specified principalArn could not be found");
    }

    @Test
    void I6_nodes_whose_role_was_made_again_under_its_name_stay_out_until_the_entry_is_made_again_too() {
        world.cluster("prod");
        String role = world.nodeRole();
        world.eks.createAccessEntry(
                r -> r.clusterName("prod").principalArn(role).type("EC2_LINUX"));
        remakeNodeRole();

        world.eks.createNodegroup(world.nodegroupRequest("prod", "stale", role));
        world.pass(Duration.ofMinutes(20));
        var stale = world.describe("prod", "stale");
        world.eks.deleteAccessEntry(r -> r.clusterName("prod").principalArn(role));
        world.eks.createAccessEntry(
                r -> r.clusterName("prod").principalArn(role).type("EC2_LINUX"));
        var fresh = world.nodegroup("prod", "fresh");

        assertThat(stale.status()).isEqualTo(NodegroupStatus.CREATE_FAILED);
        assertThat(stale.health().issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.code()).isEqualTo(NodegroupIssueCode.NODE_CREATION_FAILURE));
        assertThat(fresh.status()).isEqualTo(NodegroupStatus.ACTIVE);
    }

    private void remakeNodeRole() {
        for (var policy :
                world.iam.listAttachedRolePolicies(r -> r.roleName("nodes")).attachedPolicies()) {
            world.iam.detachRolePolicy(r -> r.roleName("nodes").policyArn(policy.policyArn()));
        }
        world.iam.deleteRole(r -> r.roleName("nodes"));
        world.nodeRole();
    }
}
