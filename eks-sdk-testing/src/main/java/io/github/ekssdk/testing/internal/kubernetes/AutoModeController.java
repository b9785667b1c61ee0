package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ekssdk.testing.internal.service.eks.ClusterSight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Starts nodes for pods that have none, out of the node pools of EKS Auto Mode, and ends those that are empty. */
final class AutoModeController implements Controller {
    private static final Duration EMPTY = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final ClusterObjects objects;
    private final AwsSide aws;
    private final Wakeups wakeups;
    private final Fargate fargate;
    private final Events events;
    private final Map<String, Instant> emptySince = new HashMap<>();

    AutoModeController(ClusterObjects objects, AwsSide aws, Wakeups wakeups, Fargate fargate) {
        this.objects = objects;
        this.aws = aws;
        this.wakeups = wakeups;
        this.fargate = fargate;
        this.events = new Events(objects, "eks-auto-mode/compute");
    }

    @Override
    public List<String> types() {
        return List.of("pods", "nodes");
    }

    @Override
    public void reconcile() {
        aws.sight().filter(ClusterSight::startsNodesItself).ifPresent(sight -> {
            start(sight);
            objects.all("nodes").stream().filter(AutoModePool::isNode).forEach(this::endIfEmpty);
        });
    }

    /** Pods that found no node, each with the kind of node that suits it. */
    private void start(ClusterSight sight) {
        Map<AutoModePool.Offer, List<ObjectNode>> waiting = new TreeMap<>();
        List<AutoModePool.Offer> offers =
                AutoModePool.offers(sight.cluster().computeConfig().nodePools(), aws.zones());
        for (ObjectNode pod : objects.all("pods")) {
            if (waits(pod)) {
                offers.stream()
                        .filter(offer -> Placement.suits(pod, offer.node(), false))
                        .findFirst()
                        .ifPresent(offer -> waiting.computeIfAbsent(offer, one -> new ArrayList<>())
                                .add(pod));
            }
        }
        List<String> coming = new ArrayList<>(aws.autoModeInstancesWithoutNode(this::hasNode));
        waiting.forEach((offer, pods) -> {
            if (coming.isEmpty()) {
                start(offer, pods);
            }
        });
    }

    private boolean hasNode(String instanceId) {
        return objects.get("nodes", "", instanceId).isPresent();
    }

    private boolean waits(ObjectNode pod) {
        return Trees.text(pod, "spec", "nodeName").isEmpty()
                && !Trees.isDeleting(pod)
                && !Pods.isOver(pod)
                && !fargate.takes(pod);
    }

    /** As few nodes as hold the pods, each as small as will do. */
    private void start(AutoModePool.Offer offer, List<ObjectNode> pods) {
        List<ObjectNode> batch = new ArrayList<>();
        for (ObjectNode pod : pods) {
            batch.add(pod);
            if (type(offer, batch).isEmpty()) {
                batch.remove(pod);
                launch(offer, batch);
                batch.clear();
                batch.add(pod);
            }
        }
        launch(offer, batch);
    }

    private Optional<String> type(AutoModePool.Offer offer, List<ObjectNode> pods) {
        long cpu =
                pods.stream().mapToLong(pod -> Placement.requests(pod, "cpu")).sum();
        long memory = pods.stream()
                .mapToLong(pod -> Placement.requests(pod, "memory"))
                .sum();
        return offer.types().stream()
                .filter(type -> aws.size(type)
                        .filter(size -> size[0] * 1_000L >= cpu
                                && Placement.quantity(size[1] + "Mi") >= memory
                                && pods.size() <= NodeController.MOST_PODS)
                        .isPresent())
                .findFirst();
    }

    private void launch(AutoModePool.Offer offer, List<ObjectNode> pods) {
        Optional<String> type = type(offer, pods);
        if (pods.isEmpty() || type.isEmpty()) {
            return;
        }
        try {
            aws.act("start-auto-node", offer.pool(), type.get(), offer.zone());
        } catch (IllegalStateException | IllegalArgumentException refused) {
            pods.forEach(pod -> events.warn(pod, "FailedScheduling", String.valueOf(refused.getMessage())));
            wakeups.at(objects.now().plus(RETRY), "nodes for pods are tried again");
        }
    }

    /** A node on which nothing runs but what runs on every node goes after half a minute. */
    private void endIfEmpty(ObjectNode node) {
        String name = Trees.name(node);
        boolean busy = objects.all("pods").stream()
                .anyMatch(pod ->
                        Trees.text(pod, "spec", "nodeName").equals(name) && !Pods.isOver(pod) && !isOfDaemonSet(pod));
        if (busy) {
            emptySince.remove(name);
            return;
        }
        Instant end = emptySince.computeIfAbsent(name, one -> objects.now()).plus(EMPTY);
        if (objects.now().isBefore(end)) {
            wakeups.at(end, "node " + name + " is empty");
        } else {
            emptySince.remove(name);
            aws.act("end-auto-node", name);
        }
    }

    private static boolean isOfDaemonSet(JsonNode pod) {
        for (JsonNode owner : Trees.at(pod, "metadata", "ownerReferences")) {
            if (Trees.text(owner, "kind").equals("DaemonSet")) {
                return true;
            }
        }
        return false;
    }
}
