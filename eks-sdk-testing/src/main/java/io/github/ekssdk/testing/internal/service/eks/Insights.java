package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.service.eks.ClusterInsights.Refresh;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.eks.model.Category;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.DescribeInsightRequest;
import software.amazon.awssdk.services.eks.model.DescribeInsightResponse;
import software.amazon.awssdk.services.eks.model.DescribeInsightsRefreshRequest;
import software.amazon.awssdk.services.eks.model.DescribeInsightsRefreshResponse;
import software.amazon.awssdk.services.eks.model.Insight;
import software.amazon.awssdk.services.eks.model.InsightStatusValue;
import software.amazon.awssdk.services.eks.model.InsightSummary;
import software.amazon.awssdk.services.eks.model.InsightsFilter;
import software.amazon.awssdk.services.eks.model.InsightsRefreshStatus;
import software.amazon.awssdk.services.eks.model.ListInsightsRequest;
import software.amazon.awssdk.services.eks.model.ListInsightsResponse;
import software.amazon.awssdk.services.eks.model.StartInsightsRefreshRequest;
import software.amazon.awssdk.services.eks.model.StartInsightsRefreshResponse;

/** Shows and refreshes the insights of clusters, and says what of them is in the way of an update. */
final class Insights {
    private final ClusterStore store;
    private final Account account;

    Insights(ClusterStore store) {
        this.store = store;
        this.account = store.account();
    }

    public ListInsightsResponse list(ListInsightsRequest request, Call call) {
        ClusterState cluster = store.cluster(request.clusterName());
        InsightsFilter filter =
                request.filter() == null ? InsightsFilter.builder().build() : request.filter();
        filter.categoriesAsStrings()
                .forEach(word -> EksInput.checkWord("filter.categories", word, Category.knownValues()));
        filter.statusesAsStrings()
                .forEach(word -> EksInput.checkWord("filter.statuses", word, InsightStatusValue.knownValues()));
        List<InsightSummary> matching = current(cluster, call.now()).found().stream()
                .filter(insight -> isAskedFor(insight, filter))
                .map(Insights::summary)
                .toList();
        EksPages<InsightSummary> page = EksPages.of(matching, request.maxResults(), request.nextToken());
        return ListInsightsResponse.builder()
                .insights(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    public DescribeInsightResponse describe(DescribeInsightRequest request, Call call) {
        ClusterState cluster = store.cluster(request.clusterName());
        String id = EksInput.required("id", request.id());
        Insight insight = current(cluster, call.now())
                .find(id)
                .orElseThrow(() ->
                        EksRefusals.notFound("No insight found for ID: " + id).with("clusterName", cluster.name()));
        return DescribeInsightResponse.builder().insight(insight).build();
    }

    /** Begins a refresh; while one runs, there is no second one. */
    public StartInsightsRefreshResponse start(StartInsightsRefreshRequest request, Call call) {
        ClusterState cluster = store.cluster(request.clusterName());
        if (!cluster.isActive() && cluster.status() != ClusterStatus.UPDATING) {
            throw EksRefusals.notActive(cluster.name());
        }
        if (!isRefreshing(cluster)) {
            cluster.insights().latest(new Refresh(call.now(), null));
            Instant end = call.now().plus(account.latencies().sample("eks.insights.refresh", cluster.name()));
            account.transitions().at(end, "insights of cluster/" + cluster.name(), () -> {
                cluster.insights().latest(new Refresh(call.now(), end));
                refresh(cluster, end);
            });
        }
        return StartInsightsRefreshResponse.builder()
                .status(InsightsRefreshStatus.IN_PROGRESS)
                .message("Insights refresh is in progress")
                .build();
    }

    public DescribeInsightsRefreshResponse describeRefresh(DescribeInsightsRefreshRequest request) {
        ClusterState cluster = store.cluster(request.clusterName());
        Refresh latest = cluster.insights()
                .latest()
                .orElseThrow(() -> EksRefusals.notFound("No insights refresh found for cluster: " + cluster.name())
                        .with("clusterName", cluster.name()));
        boolean ended = latest.endedAt() != null;
        return DescribeInsightsRefreshResponse.builder()
                .status(ended ? InsightsRefreshStatus.COMPLETED : InsightsRefreshStatus.IN_PROGRESS)
                .message(ended ? "Insights refresh is completed" : "Insights refresh is in progress")
                .startedAt(latest.startedAt())
                .endedAt(latest.endedAt())
                .build();
    }

    /** Lets EKS find something, from now on. */
    void declare(ClusterState cluster, Insight insight) {
        cluster.insights().declared().put(insight.categoryAsString() + "/" + insight.name(), insight);
        cluster.insights().expire();
    }

    /** The refresh after this one finds nothing of that name any more. */
    void withdraw(ClusterState cluster, String name) {
        cluster.insights()
                .declared()
                .values()
                .removeIf(insight -> insight.name().equals(name));
    }

    /** Refuses an update that insights are in the way of, as of their last refresh. */
    void refuseBlocked(ClusterState cluster, Category category, KubernetesVersion target, Instant now) {
        boolean blocked = current(cluster, now).found().stream()
                .filter(insight -> insight.category() == category)
                .filter(insight -> target.name().equals(insight.kubernetesVersion()))
                .anyMatch(
                        insight -> isBlocking(category, insight.insightStatus().status()));
        if (blocked) {
            String kind = category == Category.UPGRADE_READINESS ? "upgrade" : "rollback";
            throw new AwsRefusal(
                            400,
                            "InvalidStateException",
                            kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1)
                                    + " readiness issues detected. Call the EKS ListInsights API to view " + kind
                                    + " blocking issues detected by EKS. Pass the force flag to override " + kind
                                    + " readiness errors and proceed with " + kind + ".")
                    .with("clusterName", cluster.name());
        }
    }

    private static boolean isBlocking(Category category, InsightStatusValue status) {
        return status == InsightStatusValue.ERROR
                || (category == Category.ROLLBACK_READINESS && status == InsightStatusValue.UNKNOWN);
    }

    private ClusterInsights current(ClusterState cluster, Instant now) {
        boolean alive = cluster.isActive() || cluster.status() == ClusterStatus.UPDATING;
        if (alive && cluster.insights().isDue(now)) {
            refresh(cluster, now);
        }
        return cluster.insights();
    }

    private void refresh(ClusterState cluster, Instant now) {
        cluster.insights()
                .replace(
                        InsightChecks.of(cluster, now), now, () -> account.ids().uuid());
    }

    private static boolean isRefreshing(ClusterState cluster) {
        return cluster.insights()
                .latest()
                .filter(refresh -> refresh.endedAt() == null)
                .isPresent();
    }

    private static boolean isAskedFor(Insight insight, InsightsFilter filter) {
        return (filter.categories().isEmpty() || filter.categories().contains(insight.category()))
                && (filter.statuses().isEmpty()
                        || filter.statuses().contains(insight.insightStatus().status()))
                && (filter.kubernetesVersions().isEmpty()
                        || filter.kubernetesVersions().contains(insight.kubernetesVersion()));
    }

    private static InsightSummary summary(Insight insight) {
        return InsightSummary.builder()
                .id(insight.id())
                .name(insight.name())
                .category(insight.category())
                .kubernetesVersion(insight.kubernetesVersion())
                .description(insight.description())
                .insightStatus(insight.insightStatus())
                .lastRefreshTime(insight.lastRefreshTime())
                .lastTransitionTime(insight.lastTransitionTime())
                .build();
    }
}
