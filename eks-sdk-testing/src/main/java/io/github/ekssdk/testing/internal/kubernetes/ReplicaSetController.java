package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** As many pods as each ReplicaSet wants. */
final class ReplicaSetController implements Controller {
    private static final String TYPE = "replicasets.apps";

    private final Owners owners;

    ReplicaSetController(Owners owners) {
        this.owners = owners;
    }

    @Override
    public List<String> types() {
        return List.of(TYPE, "pods");
    }

    @Override
    public void reconcile() {
        owners.objects().all(TYPE).stream()
                .filter(set -> !Trees.isDeleting(set))
                .forEach(this::reconcile);
    }

    private void reconcile(ObjectNode set) {
        List<ObjectNode> pods = owners.pods(set);
        int wanted = Owners.replicas(set);
        for (int i = pods.size(); i < wanted; i++) {
            owners.createPod(owners.fromTemplate(set, Trees.name(set) + "-", Map.of()));
        }
        pods.stream()
                .sorted(Comparator.comparing(Pods::isReady))
                .limit(Math.max(0, pods.size() - wanted))
                .forEach(pod -> owners.delete("pods", pod));
        List<ObjectNode> left = owners.pods(set);
        int ready = Owners.ready(left);
        owners.objects()
                .status(
                        TYPE,
                        set,
                        status -> status.put("replicas", left.size())
                                .put("fullyLabeledReplicas", left.size())
                                .put("readyReplicas", ready)
                                .put("availableReplicas", ready)
                                .put("observedGeneration", Trees.number(set, 1, "metadata", "generation")));
    }
}
