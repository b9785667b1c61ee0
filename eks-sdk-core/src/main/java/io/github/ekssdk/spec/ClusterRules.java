package io.github.ekssdk.spec;

/** What EKS asks of a cluster and all its parts. */
final class ClusterRules {

    private ClusterRules() {}

    static void check(ClusterSpec cluster, Problems problems) {
        VpcRules.check(cluster.vpc(), problems.at("vpc"));
        for (ManagedNodeGroupSpec group : cluster.managedNodeGroups()) {
            NodeGroupRules.check(group, problems.at("managedNodeGroups").element(group.name()));
        }
    }
}
