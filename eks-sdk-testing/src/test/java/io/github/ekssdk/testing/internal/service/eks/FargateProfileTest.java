package io.github.ekssdk.testing.internal.service.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.eks.model.CreateFargateProfileRequest;
import software.amazon.awssdk.services.eks.model.FargateProfile;
import software.amazon.awssdk.services.eks.model.FargateProfileSelector;
import software.amazon.awssdk.services.eks.model.FargateProfileStatus;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.ResourceLimitExceededException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

class FargateProfileTest {
    private final EksWorld world = new EksWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_profile_is_creating_for_a_while_and_then_active() {
        world.cluster("prod");

        FargateProfile begun = world.eks
                .createFargateProfile(world.fargateRequest("prod", "ops")
                        .copy(b -> b.tags(Map.of("team", "one"))
                                .selectors(FargateProfileSelector.builder()
                                        .namespace("ops-*")
                                        .labels(Map.of("tier", "w?b"))
                                        .build())))
                .fargateProfile();
        world.pass(EksWorld.CREATE_FARGATE);
        FargateProfile after = world.describeFargate("prod", "ops");

        assertThat(begun.status()).isEqualTo(FargateProfileStatus.CREATING);
        assertThat(after.status()).isEqualTo(FargateProfileStatus.ACTIVE);
        assertThat(after.fargateProfileArn()).contains(":fargateprofile/prod/ops/");
        assertThat(after.clusterName()).isEqualTo("prod");
        assertThat(after.subnets()).isEqualTo(world.network.privateSubnets());
        assertThat(after.selectors().get(0).namespace()).isEqualTo("ops-*");
        assertThat(after.selectors().get(0).labels()).containsEntry("tier", "w?b");
        assertThat(after.tags()).containsEntry("team", "one");
        assertThat(after.createdAt()).isEqualTo(begun.createdAt());
        assertThat(after.health().issues()).isEmpty();
    }

    @Test
    void pods_get_an_access_entry_that_goes_with_their_profile() {
        world.cluster("prod");
        world.fargateProfile("prod", "ops");
        String role = world.describeFargate("prod", "ops").podExecutionRoleArn();

        AccessEntry entry = world.eks
                .describeAccessEntry(r -> r.clusterName("prod").principalArn(role))
                .accessEntry();
        world.eks.deleteFargateProfile(r -> r.clusterName("prod").fargateProfileName("ops"));
        world.pass(EksWorld.DELETE_FARGATE);

        assertThat(entry.type()).isEqualTo("FARGATE_LINUX");
        assertThat(world.eks.listAccessEntries(r -> r.clusterName("prod")).accessEntries())
                .doesNotContain(role);
        assertThat(world.inventory("eks:fargate-profile")).isEmpty();
    }

    @Test
    void the_private_subnets_of_the_cluster_are_taken_when_none_are_given() {
        world.cluster("prod");

        FargateProfile profile = world.fargateProfile("prod", "ops", b -> b.subnets(List.of()));

        assertThat(profile.subnets()).isEqualTo(world.network.privateSubnets());
    }

    @Test
    void selectors_are_checked() {
        world.cluster("prod");
        FargateProfileSelector one =
                FargateProfileSelector.builder().namespace("ops").build();

        assertRefused(b -> b.selectors(List.of()), "At least one selector");
        assertRefused(b -> b.selectors(Collections.nCopies(6, one)), "at most 5 selectors, not 6");
        assertRefused(
                b -> b.selectors(FargateProfileSelector.builder()
                        .labels(Map.of("a", "b"))
                        .build()),
                "namespace");
        assertRefused(
                b -> b.selectors(
                        FargateProfileSelector.builder().namespace("Not OK").build()),
                "Not OK");
        assertRefused(
                b -> b.selectors(FargateProfileSelector.builder()
                        .namespace("ops")
                        .labels(Map.of("a", "1", "b", "2", "c", "3", "d", "4", "e", "5", "f", "6"))
                        .build()),
                "at most 5 labels, not 6");
        assertRefused(
                b -> b.selectors(FargateProfileSelector.builder()
                        .namespace("ops")
                        .labels(Map.of("a b", "1"))
                        .build()),
                "label key");
        assertRefused(
                b -> b.selectors(FargateProfileSelector.builder()
                        .namespace("ops")
                        .labels(Map.of("a", "1 2"))
                        .build()),
                "label value");
    }

    @Test
    void names_and_subnets_are_checked() {
        world.cluster("prod");

        assertRefused(b -> b.fargateProfileName("eks-ops"), "eks-");
        assertRefused(b -> b.fargateProfileName("not ok"), "must match");
        assertRefused(b -> b.subnets("subnet-0123456789abcdef0"), "does not exist");
        assertRefused(b -> b.podExecutionRoleArn("nobody"), "Role ARN is invalid");
    }

    @Test
    void a_cluster_has_ten_profiles_at_most() {
        world.cluster("prod");
        for (int i = 0; i < 10; i++) {
            world.fargateProfile("prod", "p" + i);
        }

        assertThatExceptionOfType(ResourceLimitExceededException.class)
                .isThrownBy(() -> world.eks.createFargateProfile(world.fargateRequest("prod", "more")));
        assertThat(world.eks
                        .listFargateProfiles(r -> r.clusterName("prod").maxResults(4))
                        .fargateProfileNames())
                .containsExactly("p0", "p1", "p2", "p3");
    }

    @Test
    void the_same_token_gets_the_same_profile() {
        world.cluster("prod");
        CreateFargateProfileRequest request =
                world.fargateRequest("prod", "ops").copy(b -> b.clientRequestToken("t".repeat(40)));

        String first = world.eks.createFargateProfile(request).fargateProfile().fargateProfileArn();
        String second = world.eks.createFargateProfile(request).fargateProfile().fargateProfileArn();

        assertThat(second).isEqualTo(first);
    }

    @Test
    void tags_come_and_go_by_arn() {
        world.cluster("prod");
        String arn = world.fargateProfile("prod", "ops").fargateProfileArn();

        world.eks.tagResource(r -> r.resourceArn(arn).tags(Map.of("team", "two")));

        assertThat(world.describeFargate("prod", "ops").tags()).containsEntry("team", "two");
    }

    @Test
    void a_profile_that_is_not_there() {
        world.cluster("prod");

        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> world.describeFargate("prod", "ops"))
                .satisfies(e -> assertThat(e.fargateProfileName()).isEqualTo("ops"));
    }

    private void assertRefused(Consumer<CreateFargateProfileRequest.Builder> change, String message) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.createFargateProfile(
                        world.fargateRequest("prod", "ops").copy(change)))
                .withMessageContaining(message);
    }
}
