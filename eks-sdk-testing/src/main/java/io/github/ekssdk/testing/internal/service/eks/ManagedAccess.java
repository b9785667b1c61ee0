package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.service.iam.RoleSight;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.eks.model.AccessScopeType;
import software.amazon.awssdk.services.eks.model.AssociatedAccessPolicy;
import software.amazon.awssdk.services.eks.model.ComputeConfigResponse;

/** The access entries that EKS makes by itself: for who created the cluster, for its own role, for nodes. */
final class ManagedAccess {
    private final Account account;
    private final RoleChecks roles;
    private final AccessPolicies policies;

    ManagedAccess(Account account, RoleChecks roles, AccessPolicies policies) {
        this.account = account;
        this.roles = roles;
        this.policies = policies;
    }

    /** Makes the entries that a cluster begins with, as soon as its authentication mode knows access entries. */
    void grantAtStart(ClusterState cluster) {
        if (!cluster.hasAccessEntries()) {
            return;
        }
        String own = roles.iam().serviceLinkedRole("eks.amazonaws.com", now());
        associate(ensure(cluster, own, AccessEntryTypes.STANDARD), AccessPolicies.EVENTS);
        associate(ensure(cluster, own, AccessEntryTypes.STANDARD), AccessPolicies.INSIGHTS);
        if (Boolean.TRUE.equals(cluster.model().accessConfig().bootstrapClusterCreatorAdminPermissions())) {
            associate(ensure(cluster, cluster.creator(), AccessEntryTypes.STANDARD), AccessPolicies.CLUSTER_ADMIN);
        }
        grantAutoModeNodes(cluster);
        cluster.nodegroups().values().forEach(group -> grantNodes(cluster, group));
        cluster.fargateProfiles().values().forEach(profile -> grantPods(cluster, profile.podExecutionRole()));
    }

    /** Lets the nodes of a group join, unless somebody has seen to that. */
    void grantNodes(ClusterState cluster, NodegroupState group) {
        if (cluster.hasAccessEntries()) {
            String type = group.amiType().isWindows() ? AccessEntryTypes.EC2_WINDOWS : AccessEntryTypes.EC2_LINUX;
            ensure(cluster, group.nodeRole(), type);
        }
    }

    /** Takes back what a group's nodes needed, unless another group has the same role. */
    void revokeNodes(ClusterState cluster, NodegroupState group) {
        boolean shared = cluster.nodegroups().values().stream()
                .anyMatch(other -> other != group && other.nodeRole().equals(group.nodeRole()));
        AccessEntryState entry = cluster.accessEntries().get(group.nodeRole());
        if (!shared && entry != null && entry.isMadeByEks()) {
            cluster.accessEntries().remove(group.nodeRole());
        }
    }

    /** Lets the nodes of EKS Auto Mode in, when it has node pools of its own. */
    void grantAutoModeNodes(ClusterState cluster) {
        ComputeConfigResponse compute = cluster.model().computeConfig();
        if (AutoMode.isOn(cluster) && cluster.hasAccessEntries() && compute.nodeRoleArn() != null) {
            associate(ensure(cluster, compute.nodeRoleArn(), AccessEntryTypes.EC2), AccessPolicies.AUTO_NODE);
        }
    }

    /** Lets pods on Fargate in with their role; not when the role has an entry of another type. */
    boolean grantPods(ClusterState cluster, String roleArn) {
        return !cluster.hasAccessEntries()
                || ensure(cluster, roleArn, AccessEntryTypes.FARGATE_LINUX)
                        .type()
                        .equals(AccessEntryTypes.FARGATE_LINUX);
    }

    /** Takes back what pods on Fargate needed, unless another profile has the same role. */
    void revokePods(ClusterState cluster, String roleArn) {
        boolean shared = cluster.fargateProfiles().values().stream()
                .anyMatch(other -> other.podExecutionRole().equals(roleArn));
        AccessEntryState entry = cluster.accessEntries().get(roleArn);
        if (!shared && entry != null && entry.isMadeByEks()) {
            cluster.accessEntries().remove(roleArn);
        }
    }

    /** Whether nodes with that role are let in: their entry must be of the role as it is now. */
    boolean letsNodesIn(ClusterState cluster, String roleArn) {
        if (!cluster.hasAccessEntries()) {
            return true;
        }
        AccessEntryState entry = cluster.accessEntries().get(roleArn);
        String roleId = roles.iam().sight(roleArn, now()).map(RoleSight::roleId).orElse("");
        return entry != null && entry.roleId().equals(roleId) && !entry.type().equals(AccessEntryTypes.STANDARD);
    }

    /** Builds a new entry of a type. */
    AccessEntryState make(ClusterState cluster, String principalArn, String type, boolean byEks, EksTags tags) {
        Instant now = now();
        AccessEntry entry = AccessEntry.builder()
                .clusterName(cluster.name())
                .principalArn(principalArn)
                .accessEntryArn(entryArn(cluster, principalArn))
                .type(type)
                .username(AccessEntryTypes.username(type, principalArn))
                .kubernetesGroups(AccessEntryTypes.groups(type))
                .createdAt(now)
                .modifiedAt(now)
                .build();
        String roleId =
                roles.iam().sight(principalArn, now).map(RoleSight::roleId).orElse("");
        return new AccessEntryState(entry, roleId, byEks, tags);
    }

    private AccessEntryState ensure(ClusterState cluster, String principalArn, String type) {
        return cluster.accessEntries()
                .computeIfAbsent(principalArn, arn -> make(cluster, arn, type, true, EksTags.ofCreate(Map.of())));
    }

    private void associate(AccessEntryState entry, String policyName) {
        Instant now = now();
        entry.policies()
                .putIfAbsent(
                        policies.arn(policyName),
                        AssociatedAccessPolicy.builder()
                                .policyArn(policies.arn(policyName))
                                .accessScope(scope ->
                                        scope.type(AccessScopeType.CLUSTER).namespaces(List.of()))
                                .associatedAt(now)
                                .modifiedAt(now)
                                .build());
    }

    private String entryArn(ClusterState cluster, String principalArn) {
        String[] parts = principalArn.split(":", 6);
        String kind = parts[5].startsWith("role/") ? "role" : "user";
        String name = principalArn.substring(principalArn.lastIndexOf('/') + 1);
        return account.arn(
                "eks",
                "access-entry/" + cluster.name() + "/" + kind + "/" + parts[4] + "/" + name + "/"
                        + account.ids().uuid());
    }

    private Instant now() {
        return account.transitions().now();
    }
}
