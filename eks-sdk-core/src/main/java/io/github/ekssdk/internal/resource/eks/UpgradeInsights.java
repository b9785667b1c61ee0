package io.github.ekssdk.internal.resource.eks;

import io.github.ekssdk.internal.aws.Aws;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.Category;
import software.amazon.awssdk.services.eks.model.Insight;
import software.amazon.awssdk.services.eks.model.InsightResourceDetail;
import software.amazon.awssdk.services.eks.model.InsightStatusValue;

/** What EKS's upgrade insights say of a cluster. */
public final class UpgradeInsights {

    private static final int NAMED = 5;

    private UpgradeInsights() {}

    /** Asks for those that do not pass, for some Kubernetes versions. */
    public static List<UpgradeInsight> of(Aws aws, String cluster, List<String> versions) {
        return aws
                .eks()
                .listInsightsPaginator(request -> request.clusterName(cluster)
                        .filter(filter -> filter.categories(Category.UPGRADE_READINESS)
                                .kubernetesVersions(versions)
                                .statuses(InsightStatusValue.ERROR, InsightStatusValue.WARNING)))
                .insights()
                .stream()
                .map(summary -> aws.eks()
                        .describeInsight(request -> request.clusterName(cluster).id(summary.id()))
                        .insight())
                .map(UpgradeInsights::insight)
                .toList();
    }

    private static UpgradeInsight insight(Insight insight) {
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
                insight.insightStatus().status() == InsightStatusValue.ERROR,
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
