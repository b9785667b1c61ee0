package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pod on each node that it fits, Fargate's excepted. */
final class DaemonSetController implements Controller {
    private static final String TYPE = "daemonsets.apps";
    private static final String HASH = "controller-revision-hash";

    private final Owners owners;

    DaemonSetController(Owners owners) {
        this.owners = owners;
    }

    @Override
    public List<String> types() {
        return List.of(TYPE, "pods", "nodes");
    }

    @Override
    public void reconcile() {
        owners.objects().all(TYPE).stream()
                .filter(one -> !Trees.isDeleting(one))
                .forEach(this::reconcile);
    }

    private void reconcile(ObjectNode set) {
        String hash = Owners.hash(Trees.at(set, "spec", "template"));
        boolean onDelete = Trees.text(set, "spec", "updateStrategy", "type").equals("OnDelete");
        List<ObjectNode> pods = owners.pods(set);
        int wanted = 0;
        int updated = 0;
        for (ObjectNode node : owners.objects().all("nodes")) {
            ObjectNode candidate = owners.fromTemplate(set, Trees.name(set) + "-", Map.of(HASH, hash));
            if (!Placement.isFargate(node) && Placement.suits(candidate, node, true)) {
                wanted++;
                ObjectNode present = on(pods, node);
                if (present == null) {
                    Trees.child(candidate, "spec").put("nodeName", Trees.name(node));
                    owners.createPod(candidate);
                } else if (Trees.text(present, "metadata", "labels", HASH).equals(hash)) {
                    updated++;
                } else if (!onDelete) {
                    owners.delete("pods", present);
                }
            }
        }
        report(set, wanted, updated);
    }

    private static @Nullable ObjectNode on(List<ObjectNode> pods, ObjectNode node) {
        return pods.stream()
                .filter(pod -> Trees.text(pod, "spec", "nodeName").equals(Trees.name(node)))
                .findFirst()
                .orElse(null);
    }

    private void report(ObjectNode set, int wanted, int updated) {
        List<ObjectNode> pods = owners.pods(set);
        int ready = Owners.ready(pods);
        owners.objects()
                .status(
                        TYPE,
                        set,
                        status -> status.put("desiredNumberScheduled", wanted)
                                .put("currentNumberScheduled", pods.size())
                                .put("numberReady", ready)
                                .put("numberAvailable", ready)
                                .put("numberUnavailable", Math.max(0, wanted - ready))
                                .put("updatedNumberScheduled", updated)
                                .put("numberMisscheduled", 0)
                                .put("observedGeneration", Trees.number(set, 1, "metadata", "generation")));
    }
}
