package io.github.ekssdk.testing.internal.service.eks;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.IpFamily;
import software.amazon.awssdk.services.eks.model.Issue;
import software.amazon.awssdk.services.eks.model.NodegroupIssueCode;

/** What EKS sees before it launches a node: why none could be launched. */
final class NodeObstacles {
    private final Ec2Side ec2;
    private final RoleChecks roles;
    private final boolean lenient;

    NodeObstacles(Ec2Side ec2, RoleChecks roles, boolean lenient) {
        this.ec2 = ec2;
        this.roles = roles;
        this.lenient = lenient;
    }

    /** Why no more nodes can be launched for a group, if that can be told beforehand. */
    Optional<Issue> of(ClusterState cluster, NodegroupState group, int more) {
        if (lenient) {
            return Optional.empty();
        }
        if (!roles.exists(group.nodeRole())) {
            return Optional.of(NodegroupLife.issue(
                    NodegroupIssueCode.IAM_NODE_ROLE_NOT_FOUND,
                    "The node role of the node group could not be found",
                    List.of(group.nodeRole())));
        }
        boolean forced = group.template()
                .filter(LaunchTemplateFacts::forcesPublicAddress)
                .isPresent();
        int free = 0;
        for (String id : group.model().subnets()) {
            Optional<SubnetFacts> subnet = ec2.subnet(id);
            if (subnet.isEmpty()) {
                return Optional.of(NodegroupLife.issue(
                        NodegroupIssueCode.EC2_SUBNET_NOT_FOUND,
                        "A subnet of the node group could not be found",
                        List.of(id)));
            }
            if (NodeJoin.isPublic(subnet.get()) && !subnet.get().assignsPublicAddresses() && !forced) {
                return Optional.of(noPublicAddress(group, id));
            }
            if (isIpv6(cluster) && !ec2.assignsIpv6(id)) {
                return Optional.of(NodegroupLife.issue(
                        NodegroupIssueCode.EC2_SUBNET_MISSING_IPV6_ASSIGNMENT,
                        "A subnet of the node group does not assign IPv6 addresses to instances launched into it",
                        List.of(id)));
            }
            free += subnet.get().freeAddresses();
        }
        return free >= more
                ? Optional.empty()
                : Optional.of(NodegroupLife.issue(
                        NodegroupIssueCode.INSUFFICIENT_FREE_ADDRESSES,
                        "The subnets of the node group have too few free IP addresses for its nodes",
                        group.model().subnets()));
    }

    private static boolean isIpv6(ClusterState cluster) {
        return cluster.model().kubernetesNetworkConfig() != null
                && cluster.model().kubernetesNetworkConfig().ipFamily() == IpFamily.IPV6;
    }

    private static Issue noPublicAddress(NodegroupState group, String subnetId) {
        return NodegroupLife.issue(
                NodegroupIssueCode.EC2_SUBNET_INVALID_CONFIGURATION,
                "One or more Amazon EC2 Subnets of [" + subnetId + "] for node group " + group.name()
                        + " does not automatically assign public IP addresses to instances launched into it",
                List.of(subnetId));
    }
}
