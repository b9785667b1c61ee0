package io.github.ekssdk.testing.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.testing.internal.service.eks.EksWorld;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.CreateFargateProfileRequest;
import software.amazon.awssdk.services.eks.model.FargateProfile;
import software.amazon.awssdk.services.eks.model.FargateProfileIssue;
import software.amazon.awssdk.services.eks.model.FargateProfileIssueCode;
import software.amazon.awssdk.services.eks.model.FargateProfileSelector;
import software.amazon.awssdk.services.eks.model.FargateProfileStatus;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

/** The faults of Fargate profiles, by the rows of the catalogue. */
class FargateFaultsTest {
    private final EksWorld world = new EksWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void F1_a_second_profile_is_refused_while_the_first_is_created_or_deleted() {
        world.cluster("prod");
        world.eks.createFargateProfile(profile("a"));

        assertInUse(
                () -> world.eks.createFargateProfile(profile("b")),
                "Cannot create Fargate Profile b because cluster prod currently has Fargate profile a in status"
                        + " CREATING");
        world.pass(EksWorld.CREATE_FARGATE);
        world.fargateProfile("prod", "b");
        delete("a");
        assertInUse(
                () -> delete("b"),
                "Cannot Delete Fargate Profile b because cluster prod currently has Fargate profile a in status"
                        + " DELETING");
        assertInUse(
                () -> world.eks.createFargateProfile(profile("c")),
                "Cannot create Fargate Profile c because cluster prod currently has Fargate profile a in status"
                        + " DELETING");
        world.pass(EksWorld.DELETE_FARGATE);

        assertThat(delete("b").status()).isEqualTo(FargateProfileStatus.DELETING);
    }

    @Test
    void F2_a_profile_is_refused_while_an_update_of_the_cluster_runs() {
        world.cluster("prod");
        world.fargateProfile("prod", "a");
        world.eks.updateClusterConfig(r -> r.name("prod").deletionProtection(true));

        assertInUse(
                () -> delete("a"),
                "Cannot Delete Fargate Profile a because cluster prod currently has an update in progress");
        world.pass(EksWorld.UPDATE);

        assertThat(delete("a").status()).isEqualTo(FargateProfileStatus.DELETING);
    }

    @Test
    void F3_a_zone_without_fargate_is_refused() {
        try (EksWorld canada = new EksWorld("ca-central-1")) {
            canada.cluster("prod");
            String subnet = canada.subnet("10.0.64.0/20", "ca-central-1d");

            assertThatExceptionOfType(InvalidParameterException.class)
                    .isThrownBy(() -> canada.eks.createFargateProfile(
                            canada.fargateRequest("prod", "a").copy(b -> b.subnets(subnet))))
                    .withMessageContaining(
                            "Fargate Profile creation for the Availability Zone ca-central-1d for Subnet " + subnet
                                    + " is not supported")
                    .satisfies(
                            refusal -> assertThat(refusal.fargateProfileName()).isEqualTo("a"));
        }
    }

    @Test
    void F3_a_test_says_which_zone_has_no_fargate() {
        world.aws.withoutFargate("eu-west-1a");
        world.cluster("prod");

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.createFargateProfile(profile("a")))
                .withMessageContaining("eu-west-1a");
    }

    @Test
    void F4_public_subnets_are_refused() {
        world.cluster("prod");
        String open = world.network.publicSubnets().get(0);

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.createFargateProfile(profile("a").copy(b -> b.subnets(open))))
                .withMessageContaining("Subnet " + open + " provided in Fargate Profile is not a private subnet");
    }

    @Test
    void F5_a_profile_may_be_deleting_for_more_than_twenty_minutes() {
        try (EksWorld slow = new EksWorld("eu-west-1", p -> p.with("eks.fargate.delete", Duration.ofMinutes(25), 0))) {
            slow.cluster("prod");
            slow.fargateProfile("prod", "a");
            slow.eks.deleteFargateProfile(r -> r.clusterName("prod").fargateProfileName("a"));

            slow.pass(Duration.ofMinutes(24));
            assertThat(slow.describeFargate("prod", "a").status()).isEqualTo(FargateProfileStatus.DELETING);
            slow.pass(Duration.ofMinutes(1));

            assertThatExceptionOfType(ResourceNotFoundException.class)
                    .isThrownBy(() -> slow.describeFargate("prod", "a"));
        }
    }

    @Test
    void F6_a_profile_is_replaced_by_another_one_because_nobody_can_change_it() {
        world.cluster("prod");
        world.fargateProfile("prod", "a");

        assertInUse(
                () -> world.eks.createFargateProfile(profile("a")
                        .copy(b -> b.selectors(FargateProfileSelector.builder()
                                .namespace("other")
                                .build()))),
                "A Fargate Profile already exists with this name in this cluster.");
        world.fargateProfile("prod", "b");
        delete("a");
        world.pass(EksWorld.DELETE_FARGATE);

        assertThat(world.eks.listFargateProfiles(r -> r.clusterName("prod")).fargateProfileNames())
                .containsExactly("b");
    }

    @Test
    void F8_a_role_that_nodes_have_already_lets_the_profile_fail() {
        world.cluster("prod");
        String role = world.role("both", "eks-fargate-pods.amazonaws.com", "AmazonEKSFargatePodExecutionRolePolicy");
        world.pass(EksWorld.IAM);
        world.eks.createAccessEntry(
                r -> r.clusterName("prod").principalArn(role).type("EC2_LINUX"));

        world.eks.createFargateProfile(profile("a").copy(b -> b.podExecutionRoleArn(role)));
        world.pass(EksWorld.CREATE_FARGATE);

        FargateProfile failed = world.describeFargate("prod", "a");
        assertThat(failed.status()).isEqualTo(FargateProfileStatus.CREATE_FAILED);
        assertThat(failed.health().issues())
                .extracting(FargateProfileIssue::code)
                .containsExactly(FargateProfileIssueCode.POD_EXECUTION_ROLE_ALREADY_IN_USE);
    }

    @Test
    void F9_a_cluster_with_profiles_is_not_deleted() {
        world.cluster("prod");
        world.fargateProfile("prod", "a");

        assertInUse(
                () -> world.eks.deleteCluster(r -> r.name("prod")),
                "Cluster has Fargate Profiles in ACTIVE/CREATING state");
        delete("a");
        world.pass(EksWorld.DELETE_FARGATE);

        assertThat(world.eks.deleteCluster(r -> r.name("prod")).cluster().status())
                .isEqualTo(ClusterStatus.DELETING);
    }

    @Test
    void I2_a_role_that_pods_on_fargate_may_not_assume_is_refused() {
        world.cluster("prod");
        String role = world.role("wrong", "ec2.amazonaws.com");
        world.pass(EksWorld.IAM);

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.createFargateProfile(profile("a").copy(b -> b.podExecutionRoleArn(role))))
                .withMessageContaining("Misconfigured PodExecutionRole Trust Policy; Please add the"
                        + " eks-fargate-pods.amazonaws.com Service Principal");
    }

    private CreateFargateProfileRequest profile(String name) {
        return world.fargateRequest("prod", name);
    }

    private FargateProfile delete(String name) {
        return world.eks
                .deleteFargateProfile(r -> r.clusterName("prod").fargateProfileName(name))
                .fargateProfile();
    }

    private static void assertInUse(ThrowingCallable call, String message) {
        ResourceInUseException refusal = catchThrowableOfType(ResourceInUseException.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.statusCode()).isEqualTo(409);
        assertThat(refusal.clusterName()).isEqualTo("prod");
        assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
    }
}
