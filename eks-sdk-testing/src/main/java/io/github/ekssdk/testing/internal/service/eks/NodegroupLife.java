package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.eks.model.Issue;
import software.amazon.awssdk.services.eks.model.NodegroupIssueCode;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;

/** Lets node groups come to life and die, as time passes. */
final class NodegroupLife {
    /** When in the creation the instances are launched, and when in the deletion they are terminated, as fractions. */
    private static final int LAUNCH_FRACTION = 4;

    private static final int TERMINATE_FRACTION = 4;
    private static final Duration JOIN_WINDOW = Duration.ofMinutes(15);

    private final Account account;
    private final NodeLaunch launch;
    private final NodeObstacles obstacles;
    private final NodeJoin join;
    private final ManagedAccess access;
    private final RoleChecks roles;

    NodegroupLife(
            Account account,
            NodeLaunch launch,
            NodeObstacles obstacles,
            NodeJoin join,
            ManagedAccess access,
            RoleChecks roles) {
        this.account = account;
        this.launch = launch;
        this.obstacles = obstacles;
        this.join = join;
        this.access = access;
        this.roles = roles;
    }

    void begin(ClusterState cluster, NodegroupState group, Instant now) {
        roles.iam().serviceLinkedRole("eks-nodegroup.amazonaws.com", now);
        access.grantNodes(cluster, group);
        Duration duration = account.latencies().sample("eks.nodegroup.create", key(cluster, group));
        Instant launchAt = now.plus(duration.dividedBy(LAUNCH_FRACTION));
        account.transitions().at(launchAt, label(group) + " launches its nodes", () -> start(cluster, group));
        account.transitions()
                .at(
                        now.plus(duration),
                        label(group) + " becomes ACTIVE",
                        () -> activate(cluster, group, launchAt.plus(JOIN_WINDOW), new Lookout()));
    }

    void end(ClusterState cluster, NodegroupState group, Instant now, Runnable whenGone) {
        group.change(b -> b.status(NodegroupStatus.DELETING).modifiedAt(now));
        Duration duration = account.latencies().sample("eks.nodegroup.delete", key(cluster, group));
        account.transitions()
                .at(
                        now.plus(duration.dividedBy(TERMINATE_FRACTION)),
                        label(group) + " terminates its nodes",
                        () -> launch.deleteScalingGroup(group));
        account.transitions()
                .at(
                        now.plus(duration),
                        label(group) + " is gone",
                        () -> finish(cluster, group, whenGone, new Lookout()));
    }

    private void start(ClusterState cluster, NodegroupState group) {
        if (group.status() != NodegroupStatus.CREATING) {
            return;
        }
        Optional<Issue> obstacle =
                obstacles.of(cluster, group, group.model().scalingConfig().desiredSize());
        if (obstacle.isPresent()) {
            group.fail(NodegroupStatus.CREATE_FAILED, obstacle.get());
            return;
        }
        try {
            launch.start(cluster, group);
        } catch (AwsRefusal refusal) {
            NodegroupIssueCode code = refusal.code().equals("LimitExceeded")
                    ? NodegroupIssueCode.LIMIT_EXCEEDED
                    : NodegroupIssueCode.AUTO_SCALING_GROUP_INVALID_CONFIGURATION;
            group.fail(NodegroupStatus.CREATE_FAILED, issue(code, refusal.message(), List.of(group.name())));
        }
    }

    /** Nodes try to join for a quarter of an hour; what keeps them out may be put right meanwhile. */
    private void activate(ClusterState cluster, NodegroupState group, Instant deadline, Lookout lookout) {
        if (group.status() != NodegroupStatus.CREATING) {
            return;
        }
        Instant now = account.transitions().now();
        if (account.lenient() || hasItsNodes(cluster, group, now)) {
            group.change(b -> b.status(NodegroupStatus.ACTIVE).modifiedAt(now));
        } else if (now.isBefore(deadline)) {
            account.transitions()
                    .at(
                            now.plus(lookout.next()),
                            label(group) + " waits for its nodes",
                            () -> activate(cluster, group, deadline, lookout));
        } else {
            group.fail(NodegroupStatus.CREATE_FAILED, absence(group));
        }
    }

    private boolean hasItsNodes(ClusterState cluster, NodegroupState group, Instant now) {
        int desired = group.scalingGroup()
                .flatMap(launch.scaling()::group)
                .map(scaling -> scaling.desiredCapacity())
                .orElse(Integer.MAX_VALUE);
        long running = nodes(group).stream()
                .filter(node -> node.lifecycleState() == LifecycleState.IN_SERVICE)
                .count();
        return desired == 0 || (running >= desired && join.succeeds(cluster, group, now));
    }

    /** Why the nodes are not there: they could not be launched, or do not find into the cluster. */
    private Issue absence(NodegroupState group) {
        Optional<String> name = group.scalingGroup();
        Optional<String> failure = name.flatMap(launch.scaling()::launchFailure);
        return failure.isPresent()
                ? launchFailure(failure.get(), name.orElse(""))
                : issue(
                        NodegroupIssueCode.NODE_CREATION_FAILURE,
                        "Instances failed to join the kubernetes cluster",
                        nodes(group).stream().map(Instance::instanceId).toList());
    }

    /** What the last scaling activity of an Auto Scaling group says, as an issue of the node group. */
    static Issue launchFailure(String why, String scalingGroup) {
        if (why.contains("The image id ")) {
            return issue(NodegroupIssueCode.AMI_ID_NOT_FOUND, why, List.of(scalingGroup));
        }
        NodegroupIssueCode code = why.contains("instance limit")
                ? NodegroupIssueCode.INSTANCE_LIMIT_EXCEEDED
                : NodegroupIssueCode.ASG_INSTANCE_LAUNCH_FAILURES;
        return issue(code, why, List.of(scalingGroup));
    }

    private List<Instance> nodes(NodegroupState group) {
        return group.scalingGroup().map(launch.scaling()::instances).orElse(List.of());
    }

    /** The deletion drains and deregisters through the node role: without it the group stays, DELETE_FAILED. */
    private void finish(ClusterState cluster, NodegroupState group, Runnable whenGone, Lookout lookout) {
        if (launch.hasNodesLeft(group)) {
            account.transitions()
                    .at(
                            account.transitions().now().plus(lookout.next()),
                            label(group) + " waits for its nodes to go",
                            () -> finish(cluster, group, whenGone, lookout));
            return;
        }
        if (!account.lenient() && !roles.exists(group.nodeRole())) {
            group.fail(
                    NodegroupStatus.DELETE_FAILED,
                    issue(
                            NodegroupIssueCode.IAM_NODE_ROLE_NOT_FOUND,
                            "The node role of the node group could not be found",
                            List.of(group.nodeRole())));
            return;
        }
        try {
            launch.cleanUp(group);
        } catch (AwsRefusal stillReferredTo) {
            group.fail(
                    NodegroupStatus.DELETE_FAILED,
                    issue(
                            NodegroupIssueCode.EC2_SECURITY_GROUP_DELETION_FAILURE,
                            stillReferredTo.code() + " - " + stillReferredTo.message(),
                            List.of(group.remoteAccessGroup().orElse(""))));
            return;
        }
        access.revokeNodes(cluster, group);
        cluster.nodegroups().remove(group.name());
        cluster.updates().forget(group.name());
        whenGone.run();
    }

    static Issue issue(NodegroupIssueCode code, String message, List<String> resourceIds) {
        return Issue.builder()
                .code(code)
                .message(message)
                .resourceIds(resourceIds)
                .build();
    }

    private static String key(ClusterState cluster, NodegroupState group) {
        return cluster.name() + "/" + group.name();
    }

    private static String label(NodegroupState group) {
        return "nodegroup/" + group.name();
    }
}
