package io.github.ekssdk.testing.internal.service.eks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eks.model.Category;
import software.amazon.awssdk.services.eks.model.Insight;
import software.amazon.awssdk.services.eks.model.InsightResourceDetail;
import software.amazon.awssdk.services.eks.model.InsightStatus;
import software.amazon.awssdk.services.eks.model.InsightStatusValue;

/** Looks at a cluster as EKS does for its insights: what is in the way of the next version, or of the way back. */
final class InsightChecks {
    static final String KUBELET_SKEW = "Kubelet version skew";
    private static final int MOST_SKEW = 3;
    /** From this version on there are no nodes on Amazon Linux 2. */
    private static final int WITHOUT_AL2 = 33;

    private InsightChecks() {}

    static List<Insight> of(ClusterState cluster, Instant now) {
        KubernetesVersion running = KubernetesVersions.running(cluster.model().version());
        List<Insight> insights = new ArrayList<>();
        int next = running.minor() + 1;
        insights.add(kubeletSkew(cluster, next));
        insights.add(amazonLinux2(cluster, next));
        insights.add(health(cluster, Category.UPGRADE_READINESS, next));
        cluster.rollbackTarget(now).ifPresent(target -> {
            insights.add(newerKubelets(cluster, target.minor()));
            insights.add(health(cluster, Category.ROLLBACK_READINESS, target.minor()));
        });
        cluster.insights().declared().values().forEach(declared -> add(insights, completed(declared, next)));
        return insights;
    }

    /** What a test declares takes the place of what was found under the same name. */
    private static void add(List<Insight> insights, Insight declared) {
        insights.removeIf(found -> found.name().equals(declared.name()) && found.category() == declared.category());
        insights.add(declared);
    }

    private static Insight kubeletSkew(ClusterState cluster, int target) {
        List<InsightResourceDetail> resources = new ArrayList<>();
        for (NodegroupState group : cluster.nodegroups().values()) {
            int behind = target - group.minor();
            if (behind >= MOST_SKEW) {
                InsightStatusValue status = behind > MOST_SKEW ? InsightStatusValue.ERROR : InsightStatusValue.WARNING;
                resources.add(resource(
                        group,
                        status,
                        "kubelet 1." + group.minor() + " is " + behind + " minor versions behind 1." + target));
            }
        }
        return insight(
                Category.UPGRADE_READINESS,
                KUBELET_SKEW,
                target,
                "Compares the kubelets of the nodes with the next version of the control plane.",
                "Update the node groups to the version of the control plane.",
                resources);
    }

    private static Insight newerKubelets(ClusterState cluster, int target) {
        List<InsightResourceDetail> resources = cluster.nodegroups().values().stream()
                .filter(group -> group.minor() > target)
                .map(group -> resource(
                        group, InsightStatusValue.ERROR, "kubelet 1." + group.minor() + " is newer than 1." + target))
                .toList();
        return insight(
                Category.ROLLBACK_READINESS,
                KUBELET_SKEW,
                target,
                "Compares the kubelets of the nodes with the version to go back to.",
                "Replace the node groups by ones of the version to go back to.",
                resources);
    }

    private static Insight amazonLinux2(ClusterState cluster, int target) {
        List<InsightResourceDetail> resources = cluster.nodegroups().values().stream()
                .filter(group -> group.model().amiTypeAsString().startsWith("AL2_"))
                .map(group -> resource(
                        group,
                        target >= WITHOUT_AL2 ? InsightStatusValue.ERROR : InsightStatusValue.WARNING,
                        "There is no Amazon Linux 2 image for 1." + WITHOUT_AL2 + " and newer"))
                .toList();
        return insight(
                Category.UPGRADE_READINESS,
                "Amazon Linux 2 compatibility",
                target,
                "Looks for nodes on Amazon Linux 2.",
                "Move the nodes to Amazon Linux 2023 or Bottlerocket.",
                resources);
    }

    private static Insight health(ClusterState cluster, Category category, int target) {
        List<InsightResourceDetail> resources = cluster.model().health().issues().stream()
                .map(issue -> InsightResourceDetail.builder()
                        .arn(cluster.model().arn())
                        .insightStatus(InsightStatus.builder()
                                .status(InsightStatusValue.ERROR)
                                .reason(issue.codeAsString() + ": " + issue.message())
                                .build())
                        .build())
                .toList();
        return insight(
                category,
                "Cluster health issues",
                target,
                "Looks for health issues of the cluster.",
                "Resolve the issues that DescribeCluster lists.",
                resources);
    }

    /** Fills in what a declared insight leaves open; a deprecated API is an error once the next version lacks it. */
    private static Insight completed(Insight declared, int next) {
        String version = declared.kubernetesVersion() == null ? "1." + next : declared.kubernetesVersion();
        return declared.copy(b -> b.kubernetesVersion(version)
                .insightStatus(status -> status.status(
                                declared.insightStatus().status() == null
                                        ? statusFor(version, next)
                                        : declared.insightStatus().status())
                        .reason(declared.insightStatus().reason())));
    }

    private static InsightStatusValue statusFor(String version, int next) {
        return KubernetesVersion.minorOf(version).filter(minor -> minor <= next).isPresent()
                ? InsightStatusValue.ERROR
                : InsightStatusValue.WARNING;
    }

    private static InsightResourceDetail resource(NodegroupState group, InsightStatusValue status, String reason) {
        return InsightResourceDetail.builder()
                .arn(group.model().nodegroupArn())
                .insightStatus(
                        InsightStatus.builder().status(status).reason(reason).build())
                .build();
    }

    private static Insight insight(
            Category category,
            String name,
            int target,
            String description,
            String recommendation,
            List<InsightResourceDetail> resources) {
        InsightStatusValue worst = resources.stream()
                .map(resource -> resource.insightStatus().status())
                .max(Comparator.comparing(status -> status == InsightStatusValue.ERROR))
                .orElse(InsightStatusValue.PASSING);
        String reason = worst == InsightStatusValue.PASSING
                ? "Nothing was found."
                : resources.size() + " resources were found.";
        return Insight.builder()
                .category(category)
                .name(name)
                .kubernetesVersion("1." + target)
                .description(description)
                .recommendation(recommendation)
                .insightStatus(status -> status.status(worst).reason(reason))
                .resources(resources)
                .additionalInfo(Map.of())
                .build();
    }
}
