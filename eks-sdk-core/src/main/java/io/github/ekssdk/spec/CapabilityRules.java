package io.github.ekssdk.spec;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What EKS asks of capabilities. */
final class CapabilityRules {

    private static final int LONGEST_NAME = 63;
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/.+");
    private static final Pattern POLICY = Pattern.compile("arn:aws[a-z-]*:iam::(?:aws|\\d{12}):policy/.+");

    private CapabilityRules() {}

    /** Checks the capabilities of a cluster, each also by itself. */
    static void checkAll(ClusterSpec cluster, Problems problems) {
        if (!cluster.capabilities().isEmpty() && cluster.authenticationMode() == AuthenticationMode.CONFIG_MAP) {
            problems.add(
                    "Capabilities enter the cluster by access entries, which the authentication mode CONFIG_MAP does"
                            + " not know.",
                    "Use the authentication mode API or API_AND_CONFIG_MAP.");
        }
        Set<String> names = new HashSet<>();
        Set<CapabilityType> types = EnumSet.noneOf(CapabilityType.class);
        for (CapabilitySpec capability : cluster.capabilities()) {
            Problems own = problems.element(capability.name());
            if (!names.add(capability.name())) {
                own.at("name")
                        .add("Two capabilities are called '" + capability.name() + "'.", "Give each its own name.");
            }
            if (!types.add(capability.type())) {
                own.at("type")
                        .add(
                                "There is another capability of the type " + capability.type() + ".",
                                "EKS allows one of each.");
            }
            check(capability, cluster.tags(), own);
        }
    }

    static void check(CapabilitySpec capability, Map<String, String> clusterTags, Problems problems) {
        NameRules.check(capability.name(), "capability", LONGEST_NAME, problems.at("name"));
        capability
                .roleArn()
                .filter(arn -> !ROLE.matcher(arn).matches())
                .ifPresent(arn -> problems.at("roleArn")
                        .add(
                                "'" + arn + "' is not the ARN of a role.",
                                "Write arn:aws:iam::<account>:role/<path and name>."));
        if (capability.roleArn().isPresent() && !capability.managedPolicyArns().isEmpty()) {
            problems.at("managedPolicyArns")
                    .add(
                            "The role is given, so the SDK does not change its policies.",
                            "Leave out the policies or the role.");
        }
        capability.managedPolicyArns().stream()
                .filter(arn -> !POLICY.matcher(arn).matches())
                .forEach(arn -> problems.at("managedPolicyArns")
                        .add(
                                "'" + arn + "' is not the ARN of a policy.",
                                "Write for example arn:aws:iam::aws:policy/AmazonS3FullAccess."));
        boolean argoCd = capability.type() == CapabilityType.ARGOCD;
        if (argoCd
                && capability
                        .argoCd()
                        .map(ArgoCdSpec::idcInstanceArn)
                        .filter(arn -> !arn.isBlank())
                        .isEmpty()) {
            problems.at("argoCd")
                    .add(
                            "Argo CD needs an instance of IAM Identity Center, from which its users come.",
                            "Name it with argoCd(argo -> argo.idcInstanceArn(...)).");
        }
        if (!argoCd && capability.argoCd().isPresent()) {
            problems.at("argoCd")
                    .add("A capability of the type " + capability.type() + " has no such settings.", "Leave them out.");
        }
        TagRules.check(clusterTags, capability.tags(), problems.at("tags"));
    }
}
