package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.eks.model.ErrorCode;
import software.amazon.awssdk.services.eks.model.ErrorDetail;
import software.amazon.awssdk.services.eks.model.Issue;
import software.amazon.awssdk.services.eks.model.NodegroupScalingConfig;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;
import software.amazon.awssdk.services.eks.model.NodegroupUpdateConfig;
import software.amazon.awssdk.services.eks.model.NodegroupUpdateStrategies;

/**
 * Replaces the nodes of a group by nodes of another version, phase by phase: set up, scale up, upgrade, scale down. The
 * minimal strategy terminates before it launches, and so neither scales up nor down.
 */
final class RollingUpdate {
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration STEP = Duration.ofSeconds(15);
    private static final int PER_ZONE = 2;

    private final Account account;
    private final Ec2Side ec2;
    private final NodeLaunch launch;
    private final NodeObstacles obstacles;
    private final NodeJoin join;
    private final EvictionBlocks evictions;
    private final ClusterState cluster;
    private final NodegroupState group;
    private final VersionTarget target;
    private final UpdateEntry entry;
    private final NodegroupScalingConfig before;
    private final String versionBefore;
    private final Set<String> outdated = new HashSet<>();
    private int extra;

    /** @param tools what the updates of all groups share */
    RollingUpdate(Tools tools, ClusterState cluster, NodegroupState group, VersionTarget target, UpdateEntry entry) {
        this.account = tools.account;
        this.ec2 = tools.ec2;
        this.launch = tools.launch;
        this.obstacles = tools.obstacles;
        this.join = tools.join;
        this.evictions = tools.evictions;
        this.cluster = cluster;
        this.group = group;
        this.target = target;
        this.entry = entry;
        this.before = group.model().scalingConfig();
        this.versionBefore = group.ownTemplateVersion();
    }

    /** What the updates of all groups share. */
    record Tools(
            Account account,
            Ec2Side ec2,
            NodeLaunch launch,
            NodeObstacles obstacles,
            NodeJoin join,
            EvictionBlocks evictions) {}

    void begin() {
        after("eks.nodegroup.setup", "is set up for its update", this::setUp);
    }

    private void setUp() {
        Optional<Issue> obstacle = obstacles.of(cluster, group, isMinimal() ? 0 : surge());
        if (obstacle.isPresent()) {
            Issue issue = obstacle.get();
            fail(ErrorCode.NODE_CREATION_FAILURE, issue.codeAsString() + ": " + issue.message(), issue.resourceIds());
            return;
        }
        String template = group.ownTemplateId().orElse("");
        if (!ec2.hasLaunchTemplate(template)) {
            fail(
                    ErrorCode.UNKNOWN,
                    "Ec2LaunchTemplateNotFound: the Amazon EC2 launch template of the managed node group could not be"
                            + " found",
                    List.of(template));
            return;
        }
        nodes().forEach(node -> outdated.add(node.instanceId()));
        String version = launch.addVersion(
                group,
                NodeTemplate.of(
                        cluster, group, target.template().or(group::template), target.version(), target.release()));
        group.ownTemplate(template, version);
        if (outdated.isEmpty()) {
            succeed();
        } else if (isMinimal()) {
            upgrade();
        } else {
            extra = surge();
            resize(extra);
            awaitNew(extra, now().plus(PATIENCE), new Lookout());
        }
    }

    /** Twice as many nodes as there are zones, or as many as may be unavailable if that is more. */
    private int surge() {
        int zones = (int) group.model().subnets().stream()
                .flatMap(id -> ec2.subnet(id).stream())
                .map(SubnetFacts::zone)
                .distinct()
                .count();
        return Math.max(PER_ZONE * zones, maxUnavailable());
    }

    private int maxUnavailable() {
        NodegroupUpdateConfig config = group.model().updateConfig();
        if (config.maxUnavailable() != null) {
            return config.maxUnavailable();
        }
        int percentage = config.maxUnavailablePercentage() == null ? 1 : config.maxUnavailablePercentage();
        return Math.max(1, before.desiredSize() * percentage / 100);
    }

    private boolean isMinimal() {
        return group.model().updateConfig().updateStrategy() == NodegroupUpdateStrategies.MINIMAL;
    }

    private void resize(int more) {
        launch.resize(group, before.minSize(), before.desiredSize() + more, before.maxSize() + more);
    }

    /** New nodes must join within a quarter of an hour. */
    private void awaitNew(int expected, Instant deadline, Lookout lookout) {
        long ready = nodes().stream()
                .filter(node -> !outdated.contains(node.instanceId()))
                .filter(node -> node.lifecycleState() == LifecycleState.IN_SERVICE)
                .count();
        if (ready >= expected && (account.lenient() || join.succeeds(cluster, group, now()))) {
            after("eks.nodegroup.join", "has new nodes that are ready", this::upgrade);
        } else if (now().isBefore(deadline)) {
            later(lookout.next(), "waits for new nodes", () -> awaitNew(expected, deadline, lookout));
        } else {
            fail(
                    ErrorCode.NODE_CREATION_FAILURE,
                    "Couldn't proceed with upgrade process as new nodes are not joining node group " + group.name(),
                    List.of());
        }
    }

    private void upgrade() {
        List<String> remaining = nodes().stream()
                .map(Instance::instanceId)
                .filter(outdated::contains)
                .toList();
        if (remaining.isEmpty()) {
            shrink();
            return;
        }
        evict(remaining.subList(0, Math.min(maxUnavailable(), remaining.size())), now().plus(PATIENCE));
    }

    private void evict(List<String> batch, Instant deadline) {
        if (!evictions.isBlocked(cluster.name(), group.name())) {
            after("eks.nodegroup.version", "has drained nodes", () -> terminate(batch));
        } else if (now().isBefore(deadline)) {
            later(STEP, "cannot evict pods", () -> evict(batch, deadline));
        } else if (target.force()) {
            terminate(batch);
        } else {
            fail(
                    ErrorCode.POD_EVICTION_FAILURE,
                    "Reached max retries while trying to evict pods from nodes in node group " + group.name(),
                    batch.stream().map(ec2::nodeName).toList());
        }
    }

    private void terminate(List<String> batch) {
        batch.forEach(id -> launch.terminate(id, false));
        if (isMinimal()) {
            int replaced = outdated.size()
                    - (int) nodes().stream()
                            .filter(node -> outdated.contains(node.instanceId()))
                            .count();
            awaitNew(replaced, now().plus(PATIENCE), new Lookout());
        } else {
            upgrade();
        }
    }

    private void shrink() {
        if (extra == 0) {
            succeed();
            return;
        }
        extra--;
        resize(extra);
        after("eks.nodegroup.shrink", "shrinks to its size", this::shrink);
    }

    private void succeed() {
        target.template().ifPresent(found -> {
            group.template(found);
            group.change(b -> b.launchTemplate(found.specification()));
        });
        group.change(b -> b.version(target.version()).releaseVersion(target.release()));
        entry.succeed();
        end();
    }

    /** New nodes go again as far as they are too many, and the launch template is put back; what is replaced stays so. */
    private void fail(ErrorCode code, String message, List<String> resourceIds) {
        launch.useVersion(group, versionBefore);
        group.ownTemplate(group.ownTemplateId().orElse(""), versionBefore);
        List<String> superfluous = nodes().stream()
                .map(Instance::instanceId)
                .filter(id -> !outdated.contains(id))
                .toList();
        int surplus = Math.min(Math.max(0, nodes().size() - before.desiredSize()), superfluous.size());
        superfluous.subList(0, surplus).forEach(id -> launch.terminate(id, true));
        launch.resize(group, before);
        entry.fail(ErrorDetail.builder()
                .errorCode(code)
                .errorMessage(message)
                .resourceIds(resourceIds)
                .build());
        end();
    }

    private void end() {
        group.change(b -> b.status(NodegroupStatus.ACTIVE).modifiedAt(now()));
    }

    private List<Instance> nodes() {
        return group.scalingGroup().map(launch.scaling()::instances).orElse(List.of());
    }

    private void after(String latency, String what, Runnable next) {
        String key = cluster.name() + "/" + group.name() + "/" + entry.id();
        later(account.latencies().sample(latency, key), what, next);
    }

    private void later(Duration delay, String what, Runnable next) {
        account.transitions().at(now().plus(delay), "nodegroup/" + group.name() + " " + what, next);
    }

    private Instant now() {
        return account.transitions().now();
    }
}
