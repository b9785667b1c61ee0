package io.github.ekssdk.internal.resource.eks;

import io.github.ekssdk.internal.aws.Aws;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.Category;
import software.amazon.awssdk.services.eks.model.Insight;
import software.amazon.awssdk.services.eks.model.InsightResourceDetail;
import software.amazon.awssdk.services.eks.model.InsightStatusValue;
import software.amazon.awssdk.services.eks.model.InsightSummary;

/** What EKS's insights say of another Kubernetes version for a cluster. */
public final class UpgradeInsights {

    private static final int NAMED = 5;

    private final Aws aws;
    private final String cluster;
    private final Set<InsightStatusValue> blocking;
    private final List<InsightSummary> summaries;

    private UpgradeInsights(Aws aws, String cluster, Set<InsightStatusValue> blocking, List<InsightSummary> summaries) {
        this.aws = aws;
        this.cluster = cluster;
        this.blocking = blocking;
        this.summaries = summaries;
    }

    /** Asks for those into upgrades to some versions. */
    public static UpgradeInsights of(Aws aws, String cluster, List<String> versions) {
        return new UpgradeInsights(
                aws,
                cluster,
                EnumSet.of(InsightStatusValue.ERROR),
                summaries(aws, cluster, Category.UPGRADE_READINESS, versions));
    }

    /** Asks for those into a rollback to a version; what EKS could not find out blocks it as well. */
    public static UpgradeInsights ofRollback(Aws aws, String cluster, String version) {
        return new UpgradeInsights(
                aws,
                cluster,
                EnumSet.of(InsightStatusValue.ERROR, InsightStatusValue.UNKNOWN),
                summaries(aws, cluster, Category.ROLLBACK_READINESS, List.of(version)));
    }

    private static List<InsightSummary> summaries(Aws aws, String cluster, Category category, List<String> versions) {
        return aws
                .eks()
                .listInsightsPaginator(request -> request.clusterName(cluster)
                        .filter(filter -> filter.categories(category).kubernetesVersions(versions)))
                .insights()
                .stream()
                .toList();
    }

    /** Returns when EKS has last looked at what it looked at longest ago; nothing where it has looked at nothing. */
    public Optional<Instant> asOf() {
        return summaries.stream()
                .map(InsightSummary::lastRefreshTime)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
    }

    /** Tells whether all of them pass. */
    public boolean pass() {
        return against().findAny().isEmpty();
    }

    /** Asks for what was found that speaks against an upgrade. */
    public List<UpgradeInsight> findings() {
        return against()
                .map(summary -> aws.eks()
                        .describeInsight(request -> request.clusterName(cluster).id(summary.id()))
                        .insight())
                .map(this::insight)
                .toList();
    }

    private Stream<InsightSummary> against() {
        return summaries.stream()
                .filter(summary -> summary.insightStatus() != null
                        && speaksAgainst(summary.insightStatus().status()));
    }

    private boolean speaksAgainst(InsightStatusValue status) {
        return status == InsightStatusValue.WARNING || blocking.contains(status);
    }

    private UpgradeInsight insight(Insight insight) {
        String named = insight.resources().stream()
                .map(UpgradeInsights::name)
                .filter(name -> !name.isEmpty())
                .limit(NAMED)
                .collect(Collectors.joining(", "));
        String reason = sentence(
                insight.insightStatus().reason() == null
                        ? insight.description()
                        : insight.insightStatus().reason());
        return new UpgradeInsight(
                insight.name(),
                insight.kubernetesVersion(),
                blocking.contains(insight.insightStatus().status()),
                named.isEmpty() ? reason : reason + " It concerns " + named + ".",
                sentence(insight.recommendation()));
    }

    private static String name(InsightResourceDetail resource) {
        return Objects.requireNonNullElse(
                resource.kubernetesResourceUri(), Objects.requireNonNullElse(resource.arn(), ""));
    }

    private static String sentence(@Nullable String text) {
        String words = text == null || text.isBlank() ? "See the console of EKS." : text.strip();
        return words.endsWith(".") ? words : words + ".";
    }
}
