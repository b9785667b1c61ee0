package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eks.model.ComputeConfigResponse;
import software.amazon.awssdk.services.eks.model.FargateProfileSelector;
import software.amazon.awssdk.services.eks.model.FargateProfileStatus;

/** Where the pods of a cluster can run, and since when. */
final class Capacity {
    private static final Map<String, String> DNS_LABELS =
            Map.of("k8s-app", "kube-dns", "eks.amazonaws.com/component", "coredns");

    private final Account account;
    private final Ec2Side ec2;
    private final NodeLaunch launch;

    Capacity(Account account, Ec2Side ec2, NodeLaunch launch) {
        this.account = account;
        this.ec2 = ec2;
        this.launch = launch;
    }

    /** Whether the pods of an add-on have found a place and started. */
    boolean runs(ClusterState cluster, AddonState addon, Instant now) {
        if (!addon.offer().needsReplicas() || account.lenient()) {
            return true;
        }
        Duration start = account.latencies().peek("eks.addon.settle", cluster.name() + "/" + addon.name());
        Instant installed = addon.model().modifiedAt();
        return since(cluster, addon)
                .filter(since -> !(since.isAfter(installed) && now.isBefore(since.plus(start))))
                .isPresent();
    }

    private Optional<Instant> since(ClusterState cluster, AddonState addon) {
        return Stream.of(
                        sinceNodes(cluster),
                        sinceSelfManagedNodes(cluster),
                        sinceAutoMode(cluster),
                        sinceFargate(cluster, addon))
                .flatMap(since -> since)
                .min(Comparator.naturalOrder());
    }

    /** Auto Mode starts nodes for whatever wants to run. */
    private static Stream<Instant> sinceAutoMode(ClusterState cluster) {
        ComputeConfigResponse compute = cluster.model().computeConfig();
        return compute != null && Boolean.TRUE.equals(compute.enabled())
                ? Stream.of(cluster.model().createdAt())
                : Stream.empty();
    }

    /** CoreDNS goes to Fargate when it is told to and a profile takes its pods. */
    private static Stream<Instant> sinceFargate(ClusterState cluster, AddonState addon) {
        String computeType = AddonConfiguration.text(addon.model().configurationValues(), "computeType");
        if (!addon.name().equals("coredns") || !computeType.equalsIgnoreCase("fargate")) {
            return Stream.empty();
        }
        return cluster.fargateProfiles().values().stream()
                .filter(profile -> profile.status() == FargateProfileStatus.ACTIVE)
                .filter(profile -> profile.model().selectors().stream().anyMatch(Capacity::takesDns))
                .map(profile -> profile.model().createdAt());
    }

    private static boolean takesDns(FargateProfileSelector selector) {
        return "kube-system".equals(selector.namespace())
                && DNS_LABELS.entrySet().containsAll(selector.labels().entrySet());
    }

    private Stream<Instant> sinceNodes(ClusterState cluster) {
        return cluster.nodegroups().values().stream()
                .filter(this::hasNodes)
                .flatMap(group -> group.readySince().stream());
    }

    /** Nodes that somebody started by hand are let in by an access entry of their type, or by aws-auth. */
    private Stream<Instant> sinceSelfManagedNodes(ClusterState cluster) {
        return Stream.concat(sinceEnteredNodes(cluster), sinceMappedNodes(cluster));
    }

    private Stream<Instant> sinceMappedNodes(ClusterState cluster) {
        Map<String, Instant> joined = cluster.joinedByAwsAuth();
        return joined.isEmpty()
                ? Stream.empty()
                : ec2.selfManagedNodes(cluster.name()).stream()
                        .flatMap(node -> Stream.ofNullable(joined.get(node.instanceId())));
    }

    private Stream<Instant> sinceEnteredNodes(ClusterState cluster) {
        boolean letsIn = cluster.accessEntries().values().stream()
                .anyMatch(entry -> entry.type().equals(AccessEntryTypes.EC2_LINUX)
                        || entry.type().equals(AccessEntryTypes.EC2));
        return letsIn
                ? ec2.selfManagedNodes(cluster.name()).stream()
                        .map(node -> node.launchTime()
                                .plus(account.latencies()
                                        .peek("kubernetes.node.join", cluster.name() + "/" + node.instanceId())))
                        .filter(joined -> !joined.isAfter(account.transitions().now()))
                : Stream.empty();
    }

    private boolean hasNodes(NodegroupState group) {
        return group.scalingGroup()
                .filter(name -> !launch.scaling().instances(name).isEmpty())
                .isPresent();
    }
}
