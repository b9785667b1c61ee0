package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds a node for each pod, the one with the fewest pods of those that suit, or Fargate. */
final class Scheduler implements Controller {
    private final ClusterObjects objects;
    private final Fargate fargate;

    Scheduler(ClusterObjects objects, Fargate fargate) {
        this.objects = objects;
        this.fargate = fargate;
    }

    @Override
    public List<String> types() {
        return List.of("pods", "nodes");
    }

    @Override
    public void reconcile() {
        Load load = null;
        for (ObjectNode pod : objects.all("pods")) {
            if (waits(pod)) {
                load = load == null ? new Load(objects.all("pods")) : load;
                place(pod, load);
            }
        }
    }

    /** Pods that name another scheduler are left to it. */
    private static boolean waits(ObjectNode pod) {
        return Trees.text(pod, "spec", "nodeName").isEmpty()
                && Trees.text(pod, "spec", "schedulerName").equals("default-scheduler")
                && !Trees.isDeleting(pod)
                && !Pods.isOver(pod);
    }

    private void place(ObjectNode pod, Load load) {
        if (fargate.takes(pod)) {
            String obstacle = Fargate.obstacle(pod);
            if (!obstacle.isEmpty()) {
                pending(pod, obstacle);
                return;
            }
            assign(pod, fargate.node(pod));
            return;
        }
        Collection<ObjectNode> nodes = objects.all("nodes");
        Optional<ObjectNode> chosen = nodes.stream()
                .filter(node -> !Placement.isFargate(node) && Pods.hasCondition(node, "Ready"))
                .filter(node -> Placement.suits(pod, node, false) && load.hasRoom(node, pod))
                .min((one, other) -> Integer.compare(load.pods(one), load.pods(other)));
        if (chosen.isPresent()) {
            load.add(Trees.name(chosen.get()), pod);
            assign(pod, Trees.name(chosen.get()));
        } else {
            pending(
                    pod,
                    nodes.isEmpty()
                            ? "no nodes available to schedule pods"
                            : "0/" + nodes.size() + " nodes are available: " + nodes.size()
                                    + " node(s) didn't match Pod's node affinity/selector, had untolerated taints or"
                                    + " too few resources.");
        }
    }

    private void assign(ObjectNode pod, String node) {
        objects.change("pods", pod, copy -> {
            Trees.child(copy, "spec").put("nodeName", node);
            Pods.condition(Trees.child(copy, "status"), "PodScheduled", "True", "", "", objects.time());
        });
    }

    private void pending(ObjectNode pod, String why) {
        objects.status("pods", pod, status -> {
            status.put("phase", "Pending");
            Pods.condition(status, "PodScheduled", "False", "Unschedulable", why, objects.time());
        });
    }

    /** What runs on each node. */
    private static final class Load {
        private final Map<String, Integer> pods = new HashMap<>();
        private final Map<String, Long> cpu = new HashMap<>();
        private final Map<String, Long> memory = new HashMap<>();

        Load(Collection<ObjectNode> all) {
            for (ObjectNode pod : all) {
                String node = Trees.text(pod, "spec", "nodeName");
                if (!node.isEmpty() && !Pods.isOver(pod)) {
                    add(node, pod);
                }
            }
        }

        void add(String node, JsonNode pod) {
            pods.merge(node, 1, Integer::sum);
            cpu.merge(node, Placement.requests(pod, "cpu"), Long::sum);
            memory.merge(node, Placement.requests(pod, "memory"), Long::sum);
        }

        int pods(JsonNode node) {
            return pods.getOrDefault(Trees.name(node), 0);
        }

        boolean hasRoom(JsonNode node, JsonNode pod) {
            JsonNode room = Trees.at(node, "status", "allocatable");
            String name = Trees.name(node);
            return pods(node) < room.path("pods").asInt(110)
                    && cpu.getOrDefault(name, 0L) + Placement.requests(pod, "cpu")
                            <= Placement.quantity(Trees.text(room, "cpu"))
                    && memory.getOrDefault(name, 0L) + Placement.requests(pod, "memory")
                            <= Placement.quantity(Trees.text(room, "memory"));
        }
    }
}
