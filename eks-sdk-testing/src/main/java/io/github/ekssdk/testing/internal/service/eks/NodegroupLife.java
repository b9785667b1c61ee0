package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.Issue;
import software.amazon.awssdk.services.eks.model.NodegroupIssueCode;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;

/** Lets node groups come to life and die, as time passes. */
final class NodegroupLife {
    /** When in the creation the instances are launched, and when in the deletion they are terminated, as fractions. */
    private static final int LAUNCH_FRACTION = 4;

    private static final int TERMINATE_FRACTION = 4;
    private static final Duration JOIN_WINDOW = Duration.ofMinutes(15);
    private static final Duration JOIN_STEP = Duration.ofSeconds(15);

    private final Account account;
    private final NodeLaunch launch;
    private final NodeJoin join;
    private final ManagedAccess access;
    private final RoleChecks roles;

    NodegroupLife(Account account, NodeLaunch launch, NodeJoin join, ManagedAccess access, RoleChecks roles) {
        this.account = account;
        this.launch = launch;
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
                        () -> activate(cluster, group, launchAt.plus(JOIN_WINDOW)));
    }

    void end(ClusterState cluster, NodegroupState group, Instant now, Runnable whenGone) {
        group.change(b -> b.status(NodegroupStatus.DELETING).modifiedAt(now));
        Duration duration = account.latencies().sample("eks.nodegroup.delete", key(cluster, group));
        account.transitions()
                .at(
                        now.plus(duration.dividedBy(TERMINATE_FRACTION)),
                        label(group) + " terminates its nodes",
                        () -> launch.terminateAll(group));
        account.transitions().at(now.plus(duration), label(group) + " is gone", () -> finish(cluster, group, whenGone));
    }

    private void start(ClusterState cluster, NodegroupState group) {
        if (group.status() != NodegroupStatus.CREATING) {
            return;
        }
        Optional<Issue> obstacle = launch.obstacle(group);
        if (obstacle.isPresent()) {
            group.fail(NodegroupStatus.CREATE_FAILED, obstacle.get());
        } else {
            launch.start(cluster, group);
        }
    }

    /** Nodes try to join for a quarter of an hour; what keeps them out may be put right meanwhile. */
    private void activate(ClusterState cluster, NodegroupState group, Instant deadline) {
        if (group.status() != NodegroupStatus.CREATING) {
            return;
        }
        Instant now = account.transitions().now();
        if (group.instanceIds().isEmpty() || join.succeeds(cluster, group, now)) {
            group.change(b -> b.status(NodegroupStatus.ACTIVE).modifiedAt(now));
        } else if (now.isBefore(deadline)) {
            account.transitions()
                    .at(
                            now.plus(JOIN_STEP),
                            label(group) + " waits for its nodes",
                            () -> activate(cluster, group, deadline));
        } else {
            group.fail(
                    NodegroupStatus.CREATE_FAILED,
                    issue(
                            NodegroupIssueCode.NODE_CREATION_FAILURE,
                            "Instances failed to join the kubernetes cluster",
                            group.instanceIds()));
        }
    }

    /** The deletion drains and deregisters through the node role: without it the group stays, DELETE_FAILED. */
    private void finish(ClusterState cluster, NodegroupState group, Runnable whenGone) {
        if (!roles.exists(group.nodeRole())) {
            group.fail(
                    NodegroupStatus.DELETE_FAILED,
                    issue(
                            NodegroupIssueCode.IAM_NODE_ROLE_NOT_FOUND,
                            "The node role of the node group could not be found",
                            List.of(group.nodeRole())));
            return;
        }
        launch.cleanUp(group);
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
