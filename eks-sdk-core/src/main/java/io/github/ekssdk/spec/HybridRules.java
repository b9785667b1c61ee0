package io.github.ekssdk.spec;

import java.util.regex.Pattern;

/** What EKS asks of nodes that others than the SDK start: hybrid ones, and those of Karpenter. */
final class HybridRules {

    private static final Pattern TRUST_ANCHOR =
            Pattern.compile("arn:aws[a-z-]*:rolesanywhere:[a-z0-9-]+:\\d{12}:trust-anchor/[0-9a-f-]{36}");

    private HybridRules() {}

    static void check(ClusterSpec cluster, Problems problems) {
        cluster.hybridNodes().ifPresent(hybrid -> check(cluster, hybrid, problems.at("hybridNodes")));
        if (cluster.karpenter() && cluster.authenticationMode() == AuthenticationMode.CONFIG_MAP) {
            problems.at("karpenter")
                    .add(
                            "The nodes of Karpenter join by an access entry, which the authentication mode CONFIG_MAP"
                                    + " does not know.",
                            "Use the authentication mode API or API_AND_CONFIG_MAP.");
        }
    }

    private static void check(ClusterSpec cluster, HybridNodesSpec hybrid, Problems problems) {
        if (cluster.remoteNodeNetworks().isEmpty()) {
            problems.add(
                    "The cluster knows no network in which hybrid nodes run.",
                    "Name its ranges with remoteNodeNetworks(...), or leave hybridNodes out.");
        }
        hybrid.trustAnchorArn()
                .filter(arn -> !TRUST_ANCHOR.matcher(arn).matches())
                .ifPresent(arn -> problems.at("trustAnchorArn")
                        .add(
                                "'" + arn + "' is not the ARN of a trust anchor.",
                                "Write it like arn:aws:rolesanywhere:eu-west-1:123456789012:trust-anchor/ followed by"
                                        + " its id."));
    }
}
