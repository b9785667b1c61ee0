package io.github.ekssdk.spec;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What EKS asks of Fargate profiles. */
final class FargateRules {

    private static final int LONGEST_NAME = 100;
    private static final int MOST_PROFILES = 10;
    private static final int MOST_SELECTORS = 5;
    private static final int MOST_LABELS = 5;
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9*?](?:[a-z0-9*?-]{0,61}[a-z0-9*?])?");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9*?](?:[A-Za-z0-9*?._/-]{0,251}[A-Za-z0-9*?])?");

    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/.+");
    private static final Pattern SUBNET = Pattern.compile("subnet-[0-9a-f]{8,17}");

    private FargateRules() {}

    /** Checks the profiles of a cluster, each also by itself. */
    static void checkAll(ClusterSpec cluster, Problems problems) {
        if (cluster.fargateProfiles().size() > MOST_PROFILES) {
            problems.add(
                    "There are " + cluster.fargateProfiles().size() + " Fargate profiles.",
                    "EKS allows " + MOST_PROFILES + " in a cluster; give a profile several selectors.");
        }
        if (cluster.fargateProfiles().stream()
                        .anyMatch(profile -> profile.subnetIds().isEmpty())
                && !cluster.vpc().nodesInPrivateSubnets()) {
            problems.add(
                    "Pods on Fargate run in private subnets, from where they cannot pull images without a NAT gateway.",
                    "Give the VPC NAT gateways.");
        }
        Set<String> names = new HashSet<>();
        for (FargateProfileSpec profile : cluster.fargateProfiles()) {
            Problems own = problems.element(profile.name());
            if (!profile.name().isEmpty() && !names.add(profile.name())) {
                own.at("name")
                        .add("Two Fargate profiles are called '" + profile.name() + "'.", "Give each its own name.");
            }
            check(profile, cluster.tags(), own);
        }
    }

    static void check(FargateProfileSpec profile, Map<String, String> clusterTags, Problems problems) {
        NameRules.check(profile.name(), "Fargate profile", LONGEST_NAME, problems.at("name"));
        if (profile.name().toLowerCase(Locale.ROOT).startsWith("eks")) {
            problems.at("name")
                    .add("'" + profile.name() + "' begins with eks, which EKS refuses.", "Use another name.");
        }
        Problems selectors = problems.at("selectors");
        int count = profile.selectors().size();
        if (count == 0) {
            selectors.add("There is no selector.", "Say with selector(namespace) which Pods run on Fargate.");
        }
        if (count > MOST_SELECTORS) {
            selectors.add(
                    "There are " + count + " selectors.",
                    "EKS allows " + MOST_SELECTORS + "; use * for several namespaces, or make another profile.");
        }
        profile.podExecutionRoleArn()
                .filter(arn -> !ROLE.matcher(arn).matches())
                .ifPresent(arn -> problems.at("podExecutionRoleArn")
                        .add(
                                "'" + arn + "' is not the ARN of an IAM role.",
                                "Write it like arn:aws:iam::123456789012:role/pods."));
        profile.subnetIds().stream()
                .filter(id -> !SUBNET.matcher(id).matches())
                .forEach(id -> problems.at("subnetIds")
                        .add("'" + id + "' is not a subnet.", "Write it like subnet-0abc1234def567890."));
        profile.selectors().forEach(selector -> check(selector, selectors.element(selector.namespace())));
        TagRules.check(clusterTags, profile.tags(), problems.at("tags"));
    }

    private static void check(FargateSelector selector, Problems problems) {
        if (!NAMESPACE.matcher(selector.namespace()).matches()) {
            problems.add(
                    "'" + selector.namespace() + "' is not a namespace.",
                    "Use lower-case letters, digits and hyphens, at most 63; * and ? stand for others.");
        }
        if (selector.labels().size() > MOST_LABELS) {
            problems.add("There are " + selector.labels().size() + " labels.", "EKS allows " + MOST_LABELS + ".");
        }
        selector.labels().forEach((key, value) -> {
            if (!LABEL.matcher(key).matches()
                    || !(value.isEmpty() || LABEL.matcher(value).matches())) {
                problems.add(
                        "'" + key + "=" + value + "' is not a label.",
                        "Use letters, digits, hyphens, dots and underscores; * and ? stand for others.");
            }
        });
    }
}
