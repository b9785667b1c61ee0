package io.github.ekssdk.internal.resource.eks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.FargateProfileSpec;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.RecordedCall;
import io.github.ekssdk.testing.Resource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.FargateProfile;

class FargateProfileTest extends ClusterScenario {
    private static final String STEP = "fargateProfile/ops";

    private static ClusterSpec with(Consumer<FargateProfileSpec.Builder> settings) {
        return Eks.cluster("prod")
                .vpc(vpc -> vpc.availabilityZones(2))
                .defaultAddons(false)
                .fargateProfile("ops", settings)
                .build();
    }

    private FargateProfile profile(String name) {
        try (EksClient client = aws.client(EksClient.builder())) {
            return client.describeFargateProfile(
                            request -> request.clusterName("prod").fargateProfileName(name))
                    .fargateProfile();
        }
    }

    @Test
    void a_profile_runs_pods_in_private_subnets_as_a_role_for_it_alone() {
        ClusterSpec spec = with(profile -> profile.selector("ops")
                .selector("jobs-*", Map.of("kind", "batch", "size", "small"))
                .tag("cost", "1742"));

        apply(spec);

        FargateProfile made = profile("ops");
        assertThat(made.selectors())
                .satisfiesExactly(
                        ops -> assertThat(ops.namespace()).isEqualTo("ops"),
                        jobs -> assertThat(jobs.labels()).isEqualTo(Map.of("kind", "batch", "size", "small")));
        assertThat(made.subnets())
                .containsExactlyInAnyOrder(
                        one("subnet/private-a").id(), one("subnet/private-b").id());
        assertThat(made.tags()).containsEntry("cost", "1742").containsEntry("eks-sdk/resource", STEP);
        Resource role = one("iamRole/fargate");
        assertThat(made.podExecutionRoleArn())
                .endsWith(role.id().substring(role.id().lastIndexOf('/') + 1));
        settled(spec);
    }

    @Test
    void profiles_take_their_turn_and_none_runs_into_another() {
        use(FakeAws.builder().latency(LatencyProfile.typical()));
        ClusterSpec spec = Eks.cluster("prod")
                .vpc(vpc -> vpc.availabilityZones(2))
                .fargateProfile("a", profile -> profile.selector("a"))
                .fargateProfile("b", profile -> profile.selector("b"))
                .fargateProfile("c", profile -> profile.selector("c"))
                .build();

        apply(spec);
        delete("prod");

        assertThat(aws.ledger().calls())
                .filteredOn(call -> call.operation().endsWith("FargateProfile"))
                .filteredOn(RecordedCall::mutating)
                .hasSize(6)
                .allSatisfy(call -> assertThat(call.errorCode()).isEmpty());
        assertThat(ours("eks:fargateprofile")).isEmpty();
    }

    @Test
    void other_selectors_take_another_profile() {
        apply(with(profile -> profile.selector("ops")));
        ClusterSpec changed = with(profile -> profile.selector("operations"));

        assertThat(steps(eks().plan(changed))).containsExactly("replace " + STEP);
        assertThat(step(eks().plan(changed), STEP).disruptive()).isTrue();
        assertThat(changesOf(eks().plan(changed).allowingReplacements()))
                .isEqualTo(List.of("eks:CreateFargateProfile", "eks:DeleteFargateProfile"));
        settled(changed);
    }

    @Test
    void tags_are_changed_in_place() {
        apply(with(profile -> profile.selector("ops").tag("cost", "1")));

        assertThat(changesOf(with(profile -> profile.selector("ops").tag("team", "a"))))
                .containsExactly("eks:TagResource", "eks:UntagResource");
        assertThat(profile("ops").tags()).containsEntry("team", "a").doesNotContainKey("cost");
    }

    @Test
    void a_profile_out_of_the_spec_is_deleted_with_its_role() {
        apply(with(profile -> profile.selector("ops")));
        ClusterSpec without = Eks.cluster("prod")
                .vpc(vpc -> vpc.availabilityZones(2))
                .defaultAddons(false)
                .build();

        assertThat(steps(eks().plan(without))).containsExactly("delete " + STEP, "delete iamRole/fargate");
        apply(without);

        settled(without);
    }

    @Test
    void a_busy_cluster_is_waited_for() {
        apply(with(profile -> profile.selector("ops")));
        try (EksClient stranger = stranger(EksClient.builder())) {
            stranger.deleteFargateProfile(request -> request.clusterName("prod").fargateProfileName("ops"));
        }
        ClusterSpec spec = with(profile -> profile.selector("ops"));

        apply(spec);

        assertThat(profile("ops").statusAsString()).isEqualTo("ACTIVE");
        settled(spec);
    }

    @Test
    void a_role_and_subnets_of_ones_own_take_the_place_of_those_of_the_SDK() {
        ClusterSpec plain = with(profile -> profile.selector("ops"));
        apply(plain);
        String role = profile("ops").podExecutionRoleArn();
        String subnet = one("subnet/private-a").id();
        ClusterSpec own = plain.toBuilder()
                .fargateProfile(
                        "own",
                        profile -> profile.selector("own")
                                .podExecutionRoleArn(role)
                                .subnetIds(subnet))
                .build();

        apply(own);

        assertThat(profile("own").podExecutionRoleArn()).isEqualTo(role);
        assertThat(profile("own").subnets()).containsExactly(subnet);
        settled(own);
    }
}
