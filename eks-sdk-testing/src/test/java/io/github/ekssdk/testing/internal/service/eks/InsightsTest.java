package io.github.ekssdk.testing.internal.service.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ekssdk.testing.FakeInsight;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.Category;
import software.amazon.awssdk.services.eks.model.DeprecationDetail;
import software.amazon.awssdk.services.eks.model.DescribeInsightsRefreshResponse;
import software.amazon.awssdk.services.eks.model.Insight;
import software.amazon.awssdk.services.eks.model.InsightResourceDetail;
import software.amazon.awssdk.services.eks.model.InsightStatusValue;
import software.amazon.awssdk.services.eks.model.InsightSummary;
import software.amazon.awssdk.services.eks.model.InsightsRefreshStatus;
import software.amazon.awssdk.services.eks.model.ListInsightsResponse;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

class InsightsTest {
    private static final Duration REFRESH = Duration.ofMinutes(1);

    private final EksWorld world =
            new EksWorld("eu-west-1", profile -> profile.with("eks.insights.refresh", REFRESH, 0));

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_cluster_without_troubles_passes() {
        world.cluster("prod", b -> b.version("1.33"));

        List<InsightSummary> insights = list();

        assertThat(insights)
                .extracting(InsightSummary::name)
                .containsExactly("Kubelet version skew", "Amazon Linux 2 compatibility", "Cluster health issues");
        assertThat(insights)
                .allSatisfy(
                        insight -> assertThat(insight.insightStatus().status()).isEqualTo(InsightStatusValue.PASSING))
                .allSatisfy(insight -> assertThat(insight.kubernetesVersion()).isEqualTo("1.34"))
                .allSatisfy(insight -> assertThat(insight.category()).isEqualTo(Category.UPGRADE_READINESS));
    }

    @Test
    void kubelets_that_fall_behind_are_seen_in_the_node_groups() {
        world.cluster("prod", b -> b.version("1.31"));
        String arn = world.nodegroup("prod", "general").nodegroupArn();
        world.upgrade("prod", "1.32");
        world.upgrade("prod", "1.33");

        Insight skew = describe("Kubelet version skew");

        assertThat(skew.insightStatus().status()).isEqualTo(InsightStatusValue.WARNING);
        assertThat(skew.resources()).extracting(InsightResourceDetail::arn).containsExactly(arn);
        world.upgrade("prod", "1.34");
        assertThat(describe("Kubelet version skew").insightStatus().status()).isEqualTo(InsightStatusValue.ERROR);
    }

    @Test
    void an_insight_that_a_test_declares_is_listed_and_described() {
        world.cluster("prod", b -> b.version("1.33"));
        world.aws.insight(
                "prod",
                FakeInsight.deprecatedApi("1.34", "/apis/x/v1beta1/ys")
                        .replacedBy("/apis/x/v1/ys", "1.30")
                        .calledBy("helm/3.1", 12)
                        .resource("/apis/x/v1beta1/namespaces/ops/ys/one"));

        Insight insight = describe("Deprecated APIs removed in Kubernetes v1.34");

        assertThat(insight.insightStatus().status()).isEqualTo(InsightStatusValue.ERROR);
        DeprecationDetail detail =
                insight.categorySpecificSummary().deprecationDetails().get(0);
        assertThat(detail.usage()).isEqualTo("/apis/x/v1beta1/ys");
        assertThat(detail.replacedWith()).isEqualTo("/apis/x/v1/ys");
        assertThat(detail.stopServingVersion()).isEqualTo("1.34");
        assertThat(detail.clientStats().get(0).numberOfRequestsLast30Days()).isEqualTo(12);
        assertThat(insight.resources().get(0).kubernetesResourceUri())
                .isEqualTo("/apis/x/v1beta1/namespaces/ops/ys/one");
    }

    @Test
    void an_api_that_goes_later_is_a_warning() {
        world.cluster("prod", b -> b.version("1.33"));
        world.aws.insight("prod", FakeInsight.deprecatedApi("1.36", "/apis/x/v1beta1/ys"));

        assertThat(list(InsightStatusValue.WARNING))
                .extracting(InsightSummary::kubernetesVersion)
                .containsExactly("1.36");
        assertThat(list(InsightStatusValue.ERROR)).isEmpty();
    }

    @Test
    void what_was_put_right_shows_after_a_refresh() {
        world.cluster("prod", b -> b.version("1.33"));
        world.aws.insight("prod", FakeInsight.error("kube-proxy version skew"));
        Insight before = describe("kube-proxy version skew");
        world.aws.withdrawInsight("prod", "kube-proxy version skew");
        assertThat(list(InsightStatusValue.ERROR)).hasSize(1);

        InsightsRefreshStatus begun =
                world.eks.startInsightsRefresh(r -> r.clusterName("prod")).status();
        InsightsRefreshStatus during =
                world.eks.describeInsightsRefresh(r -> r.clusterName("prod")).status();
        world.pass(REFRESH);
        DescribeInsightsRefreshResponse after = world.eks.describeInsightsRefresh(r -> r.clusterName("prod"));

        assertThat(begun).isEqualTo(InsightsRefreshStatus.IN_PROGRESS);
        assertThat(during).isEqualTo(InsightsRefreshStatus.IN_PROGRESS);
        assertThat(after.status()).isEqualTo(InsightsRefreshStatus.COMPLETED);
        assertThat(Duration.between(after.startedAt(), after.endedAt())).isEqualTo(REFRESH);
        assertThat(list(InsightStatusValue.ERROR)).isEmpty();
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() ->
                        world.eks.describeInsight(r -> r.clusterName("prod").id(before.id())));
    }

    @Test
    void insights_are_refreshed_once_a_day_and_keep_their_ids() {
        world.cluster("prod", b -> b.version("1.33"));
        Insight first = describe("Cluster health issues");
        world.pass(Duration.ofHours(23));
        Insight same = describe("Cluster health issues");
        world.pass(Duration.ofHours(1));
        Insight next = describe("Cluster health issues");

        assertThat(same).isEqualTo(first);
        assertThat(next.id()).isEqualTo(first.id());
        assertThat(next.lastRefreshTime()).isAfter(first.lastRefreshTime());
        assertThat(next.lastTransitionTime()).isEqualTo(first.lastTransitionTime());
    }

    @Test
    void insights_come_in_pages_and_by_category() {
        world.cluster("prod", b -> b.version("1.33"));
        world.aws.insight("prod", FakeInsight.warning("Hybrid nodes").misconfiguration());

        ListInsightsResponse first =
                world.eks.listInsights(r -> r.clusterName("prod").maxResults(3));
        ListInsightsResponse second =
                world.eks.listInsights(r -> r.clusterName("prod").nextToken(first.nextToken()));

        assertThat(first.insights()).hasSize(3);
        assertThat(second.insights()).hasSize(1);
        assertThat(world.eks
                        .listInsights(r -> r.clusterName("prod").filter(f -> f.categories(Category.MISCONFIGURATION)))
                        .insights())
                .extracting(InsightSummary::name)
                .containsExactly("Hybrid nodes");
    }

    @Test
    void a_cluster_whose_insights_nobody_refreshed() {
        world.cluster("prod");

        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> world.eks.describeInsightsRefresh(r -> r.clusterName("prod")));
    }

    private Insight describe(String name) {
        String id = list().stream()
                .filter(insight -> insight.name().equals(name))
                .map(InsightSummary::id)
                .findFirst()
                .orElseThrow();
        return world.eks.describeInsight(r -> r.clusterName("prod").id(id)).insight();
    }

    private List<InsightSummary> list(InsightStatusValue... statuses) {
        return world.eks
                .listInsights(r -> r.clusterName("prod").filter(f -> f.statuses(statuses)))
                .insights();
    }
}
