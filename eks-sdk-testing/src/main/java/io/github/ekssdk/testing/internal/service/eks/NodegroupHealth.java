package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.service.autoscaling.AutoScalingActors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.eks.model.Issue;
import software.amazon.awssdk.services.eks.model.NodegroupIssueCode;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;

/** Looks at what a node group stands on: what somebody deletes or changes behind EKS's back degrades the group. */
final class NodegroupHealth {
    private final Account account;
    private final Ec2Side ec2;
    private final RoleChecks roles;
    private final ManagedAccess access;
    private final NodeJoin join;
    private final NodeLaunch launch;

    NodegroupHealth(
            Account account, Ec2Side ec2, RoleChecks roles, ManagedAccess access, NodeJoin join, NodeLaunch launch) {
        this.account = account;
        this.ec2 = ec2;
        this.roles = roles;
        this.access = access;
        this.join = join;
        this.launch = launch;
    }

    /** Brings sizes, health and status up to date. */
    void look(ClusterState cluster, NodegroupState group) {
        boolean settled = group.status() == NodegroupStatus.ACTIVE || group.status() == NodegroupStatus.DEGRADED;
        if (!settled || account.lenient()) {
            return;
        }
        group.scalingGroup().flatMap(launch.scaling()::group).ifPresent(scaling -> follow(group, scaling));
        List<Issue> issues = issues(cluster, group);
        NodegroupStatus status = issues.isEmpty() ? NodegroupStatus.ACTIVE : NodegroupStatus.DEGRADED;
        if (status != group.status() || !issues.equals(group.model().health().issues())) {
            group.change(b -> b.status(status).health(health -> health.issues(issues)));
        }
    }

    /** An autoscaler changes the sizes of the Auto Scaling group, and EKS shows them. */
    private static void follow(NodegroupState group, AutoScalingGroup scaling) {
        var shown = group.model().scalingConfig();
        boolean same = shown.minSize().equals(scaling.minSize())
                && shown.maxSize().equals(scaling.maxSize())
                && shown.desiredSize().equals(scaling.desiredCapacity());
        if (!same) {
            group.change(b -> b.scalingConfig(sizes -> sizes.minSize(scaling.minSize())
                    .maxSize(scaling.maxSize())
                    .desiredSize(scaling.desiredCapacity())));
        }
    }

    private List<Issue> issues(ClusterState cluster, NodegroupState group) {
        List<Issue> issues = new ArrayList<>();
        scalingGroup(group).ifPresent(issues::add);
        templates(group).ifPresent(issues::add);
        identity(cluster, group).ifPresent(issues::add);
        network(cluster, group).ifPresent(issues::add);
        return issues;
    }

    private Optional<Issue> scalingGroup(NodegroupState group) {
        AutoScalingActors scaling = launch.scaling();
        String name = group.scalingGroup().orElse("");
        if (scaling.group(name).isEmpty()) {
            return issue(
                    NodegroupIssueCode.AUTO_SCALING_GROUP_NOT_FOUND,
                    "The Auto Scaling group associated with the managed node group could not be found",
                    name);
        }
        if (scaling.isRefreshing(name)) {
            return issue(
                    NodegroupIssueCode.AUTO_SCALING_GROUP_INSTANCE_REFRESH_ACTIVE,
                    "An instance refresh of the Auto Scaling group of the node group is active",
                    name);
        }
        return scaling.launchFailure(name).map(why -> NodegroupLife.launchFailure(why, name));
    }

    private Optional<Issue> templates(NodegroupState group) {
        String own = group.ownTemplateId().orElse("");
        if (!ec2.hasLaunchTemplate(own)) {
            return issue(
                    NodegroupIssueCode.EC2_LAUNCH_TEMPLATE_NOT_FOUND,
                    "The Amazon EC2 launch template of the managed node group could not be found",
                    own);
        }
        Optional<String> version =
                group.scalingGroup().flatMap(launch.scaling()::group).map(NodegroupHealth::templateVersion);
        if (version.filter(found -> !found.equals(group.ownTemplateVersion())).isPresent()) {
            return issue(
                    NodegroupIssueCode.EC2_LAUNCH_TEMPLATE_VERSION_MISMATCH,
                    "The Amazon EC2 launch template version of the managed node group does not match the version that"
                            + " Amazon EKS created",
                    own);
        }
        return group.template()
                .filter(source -> !ec2.hasLaunchTemplate(source.id()))
                .flatMap(source -> issue(
                        NodegroupIssueCode.SOURCE_EC2_LAUNCH_TEMPLATE_NOT_FOUND,
                        "The launch template that the node group was created with could not be found",
                        source.id()));
    }

    private static String templateVersion(AutoScalingGroup scaling) {
        if (scaling.mixedInstancesPolicy() == null) {
            return "";
        }
        return String.valueOf(scaling.mixedInstancesPolicy()
                .launchTemplate()
                .launchTemplateSpecification()
                .version());
    }

    private Optional<Issue> identity(ClusterState cluster, NodegroupState group) {
        if (!roles.exists(group.nodeRole())) {
            return issue(
                    NodegroupIssueCode.IAM_NODE_ROLE_NOT_FOUND,
                    "The node role of the node group could not be found",
                    group.nodeRole());
        }
        Optional<String> lost =
                group.instanceProfileName().filter(name -> !roles.iam().hasInstanceProfile(name));
        if (lost.isPresent()) {
            return issue(
                    NodegroupIssueCode.IAM_INSTANCE_PROFILE_NOT_FOUND,
                    "The instance profile of the node group could not be found",
                    lost.get());
        }
        return access.letsNodesIn(cluster, group.nodeRole())
                ? Optional.empty()
                : issue(
                        NodegroupIssueCode.ACCESS_DENIED,
                        "Amazon EKS or one or more of your managed nodes is failing to authenticate or authorize with"
                                + " your Kubernetes cluster API server.",
                        group.nodeRole());
    }

    private Optional<Issue> network(ClusterState cluster, NodegroupState group) {
        Optional<String> subnet = group.model().subnets().stream()
                .filter(id -> ec2.subnet(id).isEmpty())
                .findFirst();
        if (subnet.isPresent()) {
            return issue(
                    NodegroupIssueCode.EC2_SUBNET_NOT_FOUND,
                    "A subnet of the node group could not be found",
                    subnet.get());
        }
        Optional<String> securityGroup = NodeTemplate.securityGroups(cluster, group).stream()
                .filter(id -> ec2.vpcOfSecurityGroup(id).isEmpty())
                .findFirst();
        if (securityGroup.isPresent()) {
            return issue(
                    NodegroupIssueCode.EC2_SECURITY_GROUP_NOT_FOUND,
                    "A security group of the node group could not be found",
                    securityGroup.get());
        }
        return join.reachesControlPlane(cluster, group)
                ? Optional.empty()
                : issue(
                        NodegroupIssueCode.CLUSTER_UNREACHABLE,
                        "Amazon EKS or one or more of your managed nodes is unable to communicate with your"
                                + " Kubernetes cluster API server.",
                        cluster.name());
    }

    private static Optional<Issue> issue(NodegroupIssueCode code, String message, String resourceId) {
        return Optional.of(NodegroupLife.issue(code, message, List.of(resourceId)));
    }
}
