package io.github.ekssdk.internal.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ekssdk.Eks;
import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.UpgradePolicy;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.FakeInsight;
import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.RecordedCall;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.UpdateClusterVersionRequest;

class KubernetesVersionsTest extends ClusterScenario {
    private static final String STEP = "cluster/prod";

    private static ClusterSpec with(Consumer<ClusterSpec.Builder> more) {
        ClusterSpec.Builder spec =
                Eks.cluster("prod").vpc(vpc -> vpc.availabilityZones(2)).defaultAddons(false);
        more.accept(spec);
        return spec.build();
    }

    private static ClusterSpec at(String version) {
        return with(spec -> spec.version(version));
    }

    private List<RecordedCall> asked() {
        return aws.ledger().of("eks", "DescribeClusterVersions");
    }

    @Nested
    class New {
        @Test
        void without_a_version_the_plan_shows_the_default_of_eks() {
            Plan plan = eks().plan(with(spec -> {}));

            assertThat(plan.resolved()).containsEntry("version", List.of("1.34"));
            assertThat(plan.warnings()).isEmpty();
            assertThat(plan.render()).contains("version = 1.34");
            eks().apply(plan, events);
            assertThat(cluster().attributes()).containsEntry("version", "1.34");
            settled(with(spec -> {}));
        }

        @Test
        void a_version_that_eks_does_not_offer_is_told_together_with_all_else_that_is_wrong() {
            ClusterSpec spec = Eks.cluster("prod")
                    .version("1.27")
                    .managedNodeGroup("general", group -> group.instanceTypes("m99.large"))
                    .iam(iam -> iam.clusterRoleArn("arn:aws:iam::123456789012:role/nobody"))
                    .build();

            assertThatThrownBy(() -> eks().plan(spec))
                    .hasMessageContaining("The spec has 3 problems.")
                    .hasMessageContaining("version: EKS does not offer Kubernetes 1.27.")
                    .hasMessageContaining("managedNodeGroups[general].instanceTypes: EC2 has no m99.large in")
                    .hasMessageContaining("iam.clusterRoleArn: IAM has no role");
        }

        @Test
        void a_version_that_eks_does_not_offer_is_refused_with_those_that_it_does() {
            assertThatThrownBy(() -> eks().plan(at("1.27")))
                    .isInstanceOf(InvalidSpecException.class)
                    .hasMessage("The spec has one problem.\n  version: EKS does not offer Kubernetes 1.27. Offered are"
                            + " 1.36, 1.35, 1.34, 1.33, 1.32, 1.31, 1.30, 1.29.");
            assertThat(changesSince(0)).isEmpty();
        }

        @Test
        void extended_support_is_told_with_its_dates() {
            assertThat(eks().plan(at("1.31")).warnings())
                    .containsExactly("Kubernetes 1.31 is in extended support since 2025-11-26, for which EKS charges"
                            + " more; on 2026-11-26 EKS upgrades the cluster by itself.");
        }

        @Test
        void the_near_end_of_standard_support_is_told_with_what_happens_then() {
            pass(Duration.ofDays(40));

            assertThat(eks().plan(at("1.32")).warnings())
                    .containsExactly("Standard support of Kubernetes 1.32 ends on 2026-03-23; EKS then charges more for"
                            + " the cluster.");
            assertThat(eks().plan(with(spec -> spec.version("1.32").upgradePolicy(UpgradePolicy.STANDARD)))
                            .warnings())
                    .containsExactly("Standard support of Kubernetes 1.32 ends on 2026-03-23; EKS then upgrades the"
                            + " cluster by itself.");
        }

        @Test
        void standard_support_of_a_version_that_has_none_any_more_is_refused() {
            assertThatThrownBy(
                            () -> eks().plan(with(spec -> spec.version("1.31").upgradePolicy(UpgradePolicy.STANDARD))))
                    .isInstanceOf(InvalidSpecException.class)
                    .hasMessage("The spec has one problem.\n  upgradePolicy: Standard support of Kubernetes 1.31 ended"
                            + " on 2025-11-26. Use a newer version, or the upgrade policy EXTENDED.");
        }
    }

    @Nested
    class Live {
        @Test
        void versions_are_not_asked_for_when_nothing_changes() {
            apply(at("1.33"));
            int before = asked().size();

            eks().plan(at("1.33"));
            eks().plan(with(spec -> {}));

            assertThat(asked()).hasSize(before);
        }

        @Test
        void standard_support_can_be_refused_later_as_well() {
            apply(at("1.31"));

            assertThatThrownBy(
                            () -> eks().plan(with(spec -> spec.version("1.31").upgradePolicy(UpgradePolicy.STANDARD))))
                    .isInstanceOf(InvalidSpecException.class)
                    .hasMessageContaining("Standard support of Kubernetes 1.31 ended on 2025-11-26.");
        }

        @Test
        void an_upgrade_to_a_version_that_eks_does_not_offer_is_refused() {
            apply(at("1.35"));

            assertThatThrownBy(() -> eks().plan(at("1.37")))
                    .isInstanceOf(InvalidSpecException.class)
                    .hasMessageContaining("version: EKS does not offer Kubernetes 1.37.");
        }
    }

    @Nested
    class Freshness {
        private void used(Duration refresh) {
            use(FakeAws.builder().latency(LatencyProfile.instant().with("eks.insights.refresh", refresh, 0)));
        }

        private List<RecordedCall> refreshes() {
            return aws.ledger().of("eks", "StartInsightsRefresh");
        }

        private void findSomething() {
            aws.insight("prod", FakeInsight.error("kube-proxy version skew"));
            assertThatThrownBy(() -> eks().plan(at("1.35"))).hasMessageContaining("kube-proxy version skew");
        }

        @Test
        void insights_of_a_moment_ago_are_taken_as_they_are() {
            apply(at("1.34"));
            eks().plan(at("1.35"));
            pass(Duration.ofMinutes(59));

            eks().plan(at("1.35"));

            assertThat(refreshes()).isEmpty();
        }

        @Test
        void what_passed_an_hour_ago_is_looked_at_again() {
            used(Duration.ofMinutes(2));
            apply(at("1.34"));
            eks().plan(at("1.35"));
            pass(Duration.ofMinutes(61));
            Instant before = aws.clock().now();

            Plan plan = eks().plan(at("1.35"));

            assertThat(refreshes()).hasSize(1);
            assertThat(Duration.between(before, aws.clock().now()))
                    .isBetween(Duration.ofMinutes(2), Duration.ofMinutes(2).plusSeconds(10));
            assertThat(plan.warnings()).noneMatch(warning -> warning.contains("insights"));
        }

        @Test
        void what_was_put_right_no_longer_speaks_against_the_upgrade() {
            apply(at("1.34"));
            findSomething();
            aws.withdrawInsight("prod", "kube-proxy version skew");
            pass(Duration.ofMinutes(6));

            assertThat(changesOf(eks().plan(at("1.35")))).containsExactly("eks:UpdateClusterVersion");
            assertThat(refreshes()).hasSize(1);
        }

        @Test
        void a_refresh_that_is_under_way_is_waited_for() {
            used(Duration.ofMinutes(2));
            apply(at("1.34"));
            findSomething();
            aws.withdrawInsight("prod", "kube-proxy version skew");
            pass(Duration.ofMinutes(6));
            try (EksClient other = stranger(EksClient.builder())) {
                other.startInsightsRefresh(request -> request.clusterName("prod"));
            }

            eks().plan(at("1.35"));

            assertThat(refreshes()).hasSize(1);
        }

        @Test
        void who_may_not_have_them_refreshed_is_told_how_old_they_are() {
            apply(at("1.34"));
            eks().plan(at("1.35"));
            Instant asOf = aws.clock().now().truncatedTo(ChronoUnit.SECONDS);
            pass(Duration.ofHours(2));
            aws.faults().on("eks", "StartInsightsRefresh").failBefore(403, "AccessDeniedException", "no");

            assertThat(eks().plan(at("1.35")).warnings())
                    .contains("The upgrade insights of EKS are as of " + asOf + ". EKS could not be asked to look"
                            + " again, as eks:StartInsightsRefresh is not allowed.");
        }

        @Test
        void a_refresh_that_does_not_end_is_not_waited_for_for_ever() {
            used(Duration.ofHours(1));
            apply(at("1.34"));
            eks().plan(at("1.35"));
            pass(Duration.ofHours(2));

            assertThat(eks().plan(at("1.35")).warnings())
                    .anyMatch(warning -> warning.contains("EKS has been looking again since"));
        }
    }

    @Nested
    class Upgrade {
        @Test
        void goes_one_minor_version_up() {
            apply(at("1.34"));

            Plan plan = eks().plan(at("1.35"));

            assertThat(steps(plan)).containsExactly("update " + STEP);
            assertThat(step(plan, STEP).reversible()).isFalse();
            assertThat(step(plan, STEP).awsCalls()).containsExactly("eks:UpdateClusterVersion");
            assertThat(step(plan, STEP).estimate()).isEqualTo(Duration.ofMinutes(10));
            assertThat(plan.warnings())
                    .containsExactly("The upgrade of cluster/prod from Kubernetes 1.34 to 1.35 can be taken back by one"
                            + " minor version only, within 7 days, with versionRollback(true).");
            assertThat(changesOf(plan)).containsExactly("eks:UpdateClusterVersion");
            assertThat(cluster().attributes()).containsEntry("version", "1.35");
            settled(at("1.35"));
        }

        @Test
        void goes_hop_by_hop_and_the_plan_shows_the_way() {
            apply(at("1.29"));

            Plan plan = eks().plan(at("1.36"));
            eks().apply(plan, events);

            assertThat(plan.warnings().get(0))
                    .contains("to 1.36 by way of 1.30, 1.31, 1.32, 1.33, 1.34, 1.35 can be taken back");
            assertThat(step(plan, STEP).estimate()).isEqualTo(Duration.ofMinutes(70));
            assertThat(aws.ledger().of("eks", "UpdateClusterVersion"))
                    .extracting(call ->
                            call.request(UpdateClusterVersionRequest.class).version())
                    .containsExactly("1.30", "1.31", "1.32", "1.33", "1.34", "1.35", "1.36");
            settled(at("1.36"));
        }

        @Test
        void comes_before_what_else_changes() {
            use(FakeAws.builder().latency(LatencyProfile.typical()));
            apply(at("1.34"));
            ClusterSpec more = with(spec -> spec.version("1.35").deletionProtection(true));

            assertThat(changesOf(more)).containsExactly("eks:UpdateClusterConfig", "eks:UpdateClusterVersion");
            settled(more);
        }

        @Test
        void is_refused_where_an_insight_of_eks_speaks_against_it() {
            apply(at("1.34"));
            aws.insight(
                    "prod", FakeInsight.error("kube-proxy version skew").because("kube-proxy is 4 versions behind"));

            assertThatThrownBy(() -> eks().plan(at("1.35")))
                    .isInstanceOf(InvalidSpecException.class)
                    .hasMessageContaining("version: The upgrade insight 'kube-proxy version skew' of EKS speaks against"
                            + " Kubernetes 1.35: kube-proxy is 4 versions behind.")
                    .hasMessageContaining("Or set forceUpgrade(true) to go on all the same.");
        }

        @Test
        void goes_on_against_an_insight_if_the_spec_says_so() {
            apply(at("1.34"));
            aws.insight(
                    "prod", FakeInsight.error("kube-proxy version skew").because("kube-proxy is 4 versions behind"));
            ClusterSpec forced = with(spec -> spec.version("1.35").forceUpgrade(true));

            Plan plan = eks().plan(forced);

            assertThat(plan.warnings())
                    .anyMatch(warning -> warning.endsWith("The upgrade goes on all the same, as forceUpgrade is set."));
            assertThat(changesOf(plan)).containsExactly("eks:UpdateClusterVersion");
            assertThat(aws.ledger()
                            .of("eks", "UpdateClusterVersion")
                            .get(0)
                            .request(UpdateClusterVersionRequest.class)
                            .force())
                    .isTrue();
            settled(forced);
        }

        @Test
        void an_insight_that_only_warns_is_a_warning() {
            apply(at("1.34"));
            aws.insight("prod", FakeInsight.deprecatedApi("1.36", "/apis/policy/v1beta1/podsecuritypolicies"));

            assertThat(eks().plan(at("1.36")).warnings())
                    .anyMatch(warning -> warning.contains("'Deprecated APIs removed in Kubernetes v1.36'"));
        }

        @Test
        void nodes_must_not_fall_too_far_behind() {
            ClusterSpec.Builder spec = prod().version("1.31").defaultAddons(false);
            apply(spec.build());

            assertThatThrownBy(() -> eks().plan(spec.version("1.35").build()))
                    .isInstanceOf(InvalidSpecException.class)
                    .hasMessageContaining("version: The nodes of managedNodeGroup/general run Kubernetes 1.31, 4 minor"
                            + " versions behind 1.35; Kubernetes allows 3. Upgrade to 1.34 first, have the nodes"
                            + " follow, then go on.");
        }

        @Test
        void goes_on_where_a_process_died() {
            use(FakeAws.builder().latency(LatencyProfile.typical()));
            apply(at("1.33"));
            var unused = startUntil(eks().plan(at("1.35")), STEP);
            pass(Duration.ofMinutes(3));
            eks().close();

            var other = anotherProcess();
            other.apply(other.plan(at("1.35")));

            assertThat(aws.ledger().of("eks", "UpdateClusterVersion"))
                    .filteredOn(call -> call.errorCode().isEmpty())
                    .extracting(call ->
                            call.request(UpdateClusterVersionRequest.class).version())
                    .containsExactly("1.34", "1.35");
            assertThat(cluster().attributes()).containsEntry("version", "1.35");
        }
    }
}
