package io.github.ekssdk.internal.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ekssdk.Eks;
import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.FakeInsight;
import io.github.ekssdk.testing.LatencyProfile;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.UpdateClusterVersionRequest;

/** Taking a cluster back to the minor version that it was upgraded from. */
class RollbackReadinessTest extends ClusterScenario {
    private static ClusterSpec.Builder bare(String version) {
        return Eks.cluster("prod")
                .version(version)
                .vpc(vpc -> vpc.availabilityZones(2))
                .defaultAddons(false);
    }

    private static ClusterSpec at(String version) {
        return bare(version).build();
    }

    private static ClusterSpec backTo(String version) {
        return bare(version).versionRollback(true).build();
    }

    private void assertRefused(ClusterSpec spec, String... sentences) {
        assertThatExceptionOfType(InvalidSpecException.class)
                .isThrownBy(() -> eks().plan(spec))
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(sentences));
    }

    @Test
    void the_last_upgrade_is_taken_back_within_seven_days() {
        apply(at("1.34"));
        apply(at("1.35"));
        pass(Duration.ofDays(6));

        Plan plan = eks().plan(backTo("1.34"));

        assertThat(plan.step("cluster/prod").orElseThrow().awsCalls()).containsExactly("eks:UpdateClusterVersion");
        assertThat(plan.warnings())
                .contains(
                        "The control plane of cluster/prod goes back from Kubernetes 1.35 to 1.34. Add-ons, nodes, and"
                                + " what is kept in the cluster stay as they are.");
        assertThat(changesOf(plan)).containsExactly("eks:UpdateClusterVersion");
        assertThat(cluster().attributes()).containsEntry("version", "1.34");
        settled(backTo("1.34"));
        settled(at("1.34"));
    }

    @Test
    void the_word_does_nothing_to_an_upgrade() {
        apply(at("1.34"));

        assertThat(changesOf(backTo("1.35"))).containsExactly("eks:UpdateClusterVersion");
        settled(backTo("1.35"));
    }

    @Test
    void eks_is_told_how_long_it_may_take() {
        apply(at("1.34"));
        apply(at("1.35"));
        ClusterSpec back = bare("1.34")
                .versionRollback(true)
                .rollbackTimeout(Duration.ofHours(24))
                .build();

        apply(back);

        assertThat(aws.ledger().of("eks", "UpdateClusterVersion"))
                .last()
                .extracting(
                        call -> ((UpdateClusterVersionRequest) call.request().orElseThrow())
                                .rollbackConfig()
                                .timeoutMinutes())
                .isEqualTo(1440);
        settled(back);
    }

    @Test
    void nodes_of_auto_mode_may_take_longer_than_other_changes() {
        use(FakeAws.builder().latency(LatencyProfile.instant().with("eks.update.autoNodes", Duration.ofHours(11), 0)));
        apply(bare("1.34").autoMode().build());
        apply(bare("1.35").autoMode().build());
        ClusterSpec back = bare("1.34").autoMode().versionRollback(true).build();

        apply(back);

        assertThat(cluster().attributes()).containsEntry("version", "1.34");
        settled(back);
    }

    @Test
    void after_seven_days_it_is_refused() {
        apply(at("1.34"));
        apply(at("1.35"));
        pass(Duration.ofDays(8));

        assertRefused(
                backTo("1.34"),
                "version: The cluster was upgraded to Kubernetes 1.35 at ",
                "and EKS takes an upgrade back within 7 days only.");
    }

    @Test
    void a_cluster_that_began_with_its_version_does_not_go_back() {
        apply(at("1.35"));

        assertRefused(
                backTo("1.34"),
                "version: The cluster was not upgraded to Kubernetes 1.35, so there is nothing that EKS could take"
                        + " back.");
    }

    @Test
    void two_versions_back_are_refused() {
        apply(at("1.33"));
        apply(at("1.35"));

        assertRefused(
                backTo("1.33"),
                "version: The cluster runs Kubernetes 1.35, and EKS takes it back by one minor version only.",
                "Say version(\"1.34\")");
    }

    @Test
    void newer_nodes_speak_against_it() {
        apply(at("1.34"));
        ClusterSpec.Builder nodes = bare("1.35").managedNodeGroup("general", group -> group.scaling(1, 1, 2));
        apply(nodes.build());

        assertRefused(
                nodes.version("1.34").versionRollback(true).build(),
                "version: The rollback insight 'Kubelet version skew' of EKS speaks against Kubernetes 1.34");
    }

    @Test
    void it_goes_on_against_an_insight_if_the_spec_says_so() {
        apply(at("1.34"));
        apply(at("1.35"));
        aws.insight("prod", FakeInsight.error("Add-on compatibility").forRollback("1.34"));
        ClusterSpec forced =
                bare("1.34").versionRollback(true).forceUpgrade(true).build();

        Plan plan = eks().plan(forced);

        assertThat(plan.warnings())
                .anyMatch(warning -> warning.endsWith("The rollback goes on all the same, as forceUpgrade is set."));
        assertThat(changesOf(plan)).containsExactly("eks:UpdateClusterVersion");
        List<Boolean> forces = aws.ledger().of("eks", "UpdateClusterVersion").stream()
                .map(call -> call.request(UpdateClusterVersionRequest.class).force())
                .toList();
        assertThat(forces).last().isEqualTo(true);
        settled(forced);
    }
}
