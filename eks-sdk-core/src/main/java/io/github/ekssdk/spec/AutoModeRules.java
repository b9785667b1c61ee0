package io.github.ekssdk.spec;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What EKS asks of EKS Auto Mode. */
final class AutoModeRules {

    private static final List<String> POOLS = List.of("general-purpose", "system");

    private AutoModeRules() {}

    static void check(ClusterSpec cluster, AutoModeSpec autoMode, Problems problems) {
        if (cluster.authenticationMode() == AuthenticationMode.CONFIG_MAP) {
            problems.add(
                    "Nodes of EKS Auto Mode join by access entries, which the authentication mode CONFIG_MAP does not"
                            + " know.",
                    "Use the authentication mode API or API_AND_CONFIG_MAP.");
        }
        checkPools(autoMode.nodePools(), problems.at("nodePools"));
        autoMode.nodeRoleArn().ifPresent(arn -> {
            IamRules.checkRole(arn, problems.at("nodeRoleArn"));
            if (autoMode.nodePools().isEmpty()) {
                problems.at("nodeRoleArn")
                        .add(
                                "There is a role for nodes, but no node pool that has them.",
                                "Name node pools; roles of node classes of your own belong in customNodeRoleArns.");
            }
        });
        Set<String> seen = new HashSet<>();
        cluster.accessEntries().forEach(entry -> seen.add(entry.principalArn()));
        for (String arn : autoMode.customNodeRoleArns()) {
            Problems own = problems.at("customNodeRoleArns").element(arn);
            IamRules.checkRole(arn, own);
            if (!seen.add(arn)) {
                own.add("The role has another access entry.", "An IAM principal has one; leave the other out.");
            }
        }
    }

    private static void checkPools(List<String> pools, Problems problems) {
        Set<String> seen = new HashSet<>();
        for (String pool : pools) {
            if (!POOLS.contains(pool)) {
                problems.element(pool)
                        .add(
                                "EKS provides no node pool '" + pool + "'.",
                                "It provides general-purpose and system; make others in the cluster.");
            } else if (!seen.add(pool)) {
                problems.element(pool).add("The node pool is named twice.", "Leave one out.");
            }
        }
    }
}
