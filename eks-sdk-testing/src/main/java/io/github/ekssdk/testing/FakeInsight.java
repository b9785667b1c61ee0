package io.github.ekssdk.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AddonCompatibilityDetail;
import software.amazon.awssdk.services.eks.model.Category;
import software.amazon.awssdk.services.eks.model.ClientStat;
import software.amazon.awssdk.services.eks.model.DeprecationDetail;
import software.amazon.awssdk.services.eks.model.Insight;
import software.amazon.awssdk.services.eks.model.InsightResourceDetail;
import software.amazon.awssdk.services.eks.model.InsightStatus;
import software.amazon.awssdk.services.eks.model.InsightStatusValue;

/**
 * Something that EKS finds out about a cluster, for {@link FakeAws#insight}. An insight of the status {@code ERROR} for the
 * next version blocks the upgrade unless it is forced.
 *
 * <pre>{@code
 * FakeInsight.deprecatedApi("1.34", "/apis/policy/v1beta1/podsecuritypolicies")
 *     .replacedBy("/apis/policy/v1/poddisruptionbudgets", "1.21")
 *     .calledBy("helm/3.1", 12);
 * FakeInsight.incompatibleAddon("vpc-cni", "v1.20.4-eksbuild.1");
 * FakeInsight.error("kube-proxy version skew").because("kube-proxy is 4 minor versions behind");
 * }</pre>
 *
 * @since 0.1
 */
public final class FakeInsight {
    private final Insight model;

    private FakeInsight(Insight model) {
        this.model = model;
    }

    /**
     * Somebody calls an API that a version of Kubernetes no longer has: an error once that is the next version, a warning
     * before.
     *
     * @param removedIn the first version without the API, such as {@code 1.34}
     * @param api path of the API, such as {@code /apis/policy/v1beta1/podsecuritypolicies}
     */
    public static FakeInsight deprecatedApi(String removedIn, String api) {
        DeprecationDetail detail = DeprecationDetail.builder()
                .usage(api)
                .stopServingVersion(removedIn)
                .build();
        return new FakeInsight(base("Deprecated APIs removed in Kubernetes v" + removedIn, null)
                .copy(b -> b.kubernetesVersion(removedIn)
                        .recommendation("Move to newer APIs before Kubernetes " + removedIn + ".")
                        .categorySpecificSummary(summary -> summary.deprecationDetails(detail))));
    }

    /**
     * An add-on does not fit the next version: an error.
     *
     * @param addon name of the add-on
     * @param compatibleVersions versions of it that would fit
     */
    public static FakeInsight incompatibleAddon(String addon, String... compatibleVersions) {
        AddonCompatibilityDetail detail = AddonCompatibilityDetail.builder()
                .name(addon)
                .compatibleVersions(compatibleVersions)
                .build();
        return new FakeInsight(base("EKS add-on version compatibility", InsightStatusValue.ERROR)
                .copy(b -> b.recommendation("Update the add-on " + addon + " to a version that fits.")
                        .categorySpecificSummary(summary -> summary.addonCompatibilityDetails(detail))));
    }

    /** Anything that is in the way of an upgrade to the next version. */
    public static FakeInsight error(String name) {
        return new FakeInsight(base(name, InsightStatusValue.ERROR));
    }

    /** Anything that will be in the way of a later version; it blocks nothing yet. */
    public static FakeInsight warning(String name) {
        return new FakeInsight(base(name, InsightStatusValue.WARNING));
    }

    /** Something that EKS could not find out; it blocks a rollback but no upgrade. */
    public static FakeInsight unknown(String name) {
        return new FakeInsight(base(name, InsightStatusValue.UNKNOWN));
    }

    private static Insight base(String name, @Nullable InsightStatusValue status) {
        return Insight.builder()
                .name(name)
                .category(Category.UPGRADE_READINESS)
                .description("Declared by a test.")
                .insightStatus(InsightStatus.builder()
                        .status(status)
                        .reason("Declared by a test.")
                        .build())
                .resources(List.of())
                .additionalInfo(Map.of())
                .build();
    }

    /** Why the insight has its status, in words. */
    public FakeInsight because(String reason) {
        return with(b -> b.insightStatus(model.insightStatus().copy(status -> status.reason(reason))));
    }

    /** What should be done about it, in words. */
    public FakeInsight recommendation(String text) {
        return with(b -> b.recommendation(text));
    }

    /** The version that the insight is about; the next one when unset. */
    public FakeInsight version(String kubernetesVersion) {
        return with(b -> b.kubernetesVersion(kubernetesVersion));
    }

    /**
     * An object in the cluster that is concerned.
     *
     * @param uri path in the Kubernetes API, such as {@code /apis/apps/v1/namespaces/ops/deployments/web}
     */
    public FakeInsight resource(String uri) {
        List<InsightResourceDetail> resources = new ArrayList<>(model.resources());
        resources.add(InsightResourceDetail.builder()
                .kubernetesResourceUri(uri)
                .insightStatus(model.insightStatus())
                .build());
        return with(b -> b.resources(resources));
    }

    /** The API to use instead of a deprecated one, and the version that brought it. */
    public FakeInsight replacedBy(String api, String since) {
        return withDeprecation(detail -> detail.replacedWith(api).startServingReplacementVersion(since));
    }

    /** Who calls a deprecated API, and how often in 30 days. */
    public FakeInsight calledBy(String userAgent, int requests) {
        List<ClientStat> clients = new ArrayList<>(deprecation().clientStats());
        clients.add(ClientStat.builder()
                .userAgent(userAgent)
                .numberOfRequestsLast30Days(requests)
                .build());
        return withDeprecation(detail -> detail.clientStats(clients));
    }

    /** Makes it an insight about going back to the former version, which it is in the way of. */
    public FakeInsight forRollback(String formerVersion) {
        return with(b -> b.category(Category.ROLLBACK_READINESS).kubernetesVersion(formerVersion));
    }

    /** Makes it an insight about a misconfiguration, which blocks nothing. */
    public FakeInsight misconfiguration() {
        return with(b -> b.category(Category.MISCONFIGURATION));
    }

    /** The name under which EKS lists the insight. */
    public String name() {
        return model.name();
    }

    /** The insight as EKS answers it, but for its id and times. */
    public Insight model() {
        return model;
    }

    private DeprecationDetail deprecation() {
        if (model.categorySpecificSummary() == null
                || model.categorySpecificSummary().deprecationDetails().isEmpty()) {
            throw new IllegalStateException("'" + name() + "' is not about a deprecated API.");
        }
        return model.categorySpecificSummary().deprecationDetails().get(0);
    }

    private FakeInsight withDeprecation(Consumer<DeprecationDetail.Builder> change) {
        DeprecationDetail changed = deprecation().copy(change);
        return with(b -> b.categorySpecificSummary(summary -> summary.deprecationDetails(changed)));
    }

    private FakeInsight with(Consumer<Insight.Builder> change) {
        return new FakeInsight(model.copy(change));
    }

    @Override
    public String toString() {
        return "FakeInsight[" + name() + "]";
    }
}
