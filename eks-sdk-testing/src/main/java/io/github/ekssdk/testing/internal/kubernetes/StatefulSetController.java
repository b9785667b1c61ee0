package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pods with names and volumes of their own, one after the other. */
final class StatefulSetController implements Controller {
    private static final String TYPE = "statefulsets.apps";
    private static final String HASH = "controller-revision-hash";

    private final Owners owners;

    StatefulSetController(Owners owners) {
        this.owners = owners;
    }

    @Override
    public List<String> types() {
        return List.of(TYPE, "pods");
    }

    @Override
    public void reconcile() {
        owners.objects().all(TYPE).stream()
                .filter(one -> !Trees.isDeleting(one))
                .forEach(this::reconcile);
    }

    private void reconcile(ObjectNode set) {
        Map<String, ObjectNode> pods = new HashMap<>();
        owners.objects().in("pods", Trees.namespace(set)).stream()
                .filter(pod -> Pods.isOwnedBy(pod, set))
                .forEach(pod -> pods.put(Trees.name(pod), pod));
        int wanted = Owners.replicas(set);
        String hash = Trees.name(set) + "-" + Owners.hash(Trees.at(set, "spec", "template"));
        if (!fill(set, pods, wanted, hash) && !shrink(set, pods, wanted)) {
            replaceOld(set, pods, wanted, hash);
        }
        report(set, wanted, hash);
    }

    /** Makes the next pod that is missing, once those before it are ready; tells whether there is still one to come. */
    private boolean fill(ObjectNode set, Map<String, ObjectNode> pods, int wanted, String hash) {
        boolean ordered = !Trees.text(set, "spec", "podManagementPolicy").equals("Parallel");
        boolean missing = false;
        for (int i = 0; i < wanted; i++) {
            ObjectNode pod = pods.get(name(set, i));
            if (pod == null) {
                make(set, i, hash);
                missing = true;
            }
            if (ordered && (pod == null || !Pods.isReady(pod))) {
                return true;
            }
        }
        return missing;
    }

    private static String name(ObjectNode set, int ordinal) {
        return Trees.name(set) + "-" + ordinal;
    }

    private void make(ObjectNode set, int ordinal, String hash) {
        String name = name(set, ordinal);
        ObjectNode pod = owners.fromTemplate(
                set,
                name,
                Map.of(
                        HASH,
                        hash,
                        "statefulset.kubernetes.io/pod-name",
                        name,
                        "apps.kubernetes.io/pod-index",
                        String.valueOf(ordinal)));
        for (JsonNode template : Trees.at(set, "spec", "volumeClaimTemplates")) {
            String claim = Trees.name(template) + "-" + name;
            claim(set, template, claim);
            ObjectNode volume = Trees.child(pod, "spec").withArray("volumes").addObject();
            volume.put("name", Trees.name(template))
                    .putObject("persistentVolumeClaim")
                    .put("claimName", claim);
        }
        owners.createPod(pod);
    }

    private void claim(ObjectNode set, JsonNode template, String name) {
        if (owners.objects()
                .get("persistentvolumeclaims", Trees.namespace(set), name)
                .isEmpty()) {
            ObjectNode claim = NamespaceController.named(Trees.namespace(set), name);
            claim.set("spec", template.path("spec").deepCopy());
            claim.putObject("status").put("phase", "Pending");
            Trees.child(claim, "metadata").withArray("finalizers").add("kubernetes.io/pvc-protection");
            owners.objects().create("persistentvolumeclaims", claim);
        }
    }

    private boolean shrink(ObjectNode set, Map<String, ObjectNode> pods, int wanted) {
        for (int i = pods.size() + wanted; i >= wanted; i--) {
            ObjectNode pod = pods.get(name(set, i));
            if (pod != null) {
                if (!Trees.isDeleting(pod)) {
                    owners.delete("pods", pod);
                }
                return true;
            }
        }
        return false;
    }

    private void replaceOld(ObjectNode set, Map<String, ObjectNode> pods, int wanted, String hash) {
        if (Trees.text(set, "spec", "updateStrategy", "type").equals("OnDelete")) {
            return;
        }
        for (int i = wanted - 1; i >= 0; i--) {
            ObjectNode pod = pods.get(name(set, i));
            if (pod != null && !Trees.text(pod, "metadata", "labels", HASH).equals(hash)) {
                if (!Trees.isDeleting(pod)) {
                    owners.delete("pods", pod);
                }
                return;
            }
        }
    }

    private void report(ObjectNode set, int wanted, String hash) {
        List<ObjectNode> pods = owners.pods(set);
        int ready = Owners.ready(pods);
        int updated = (int) pods.stream()
                .filter(pod -> Trees.text(pod, "metadata", "labels", HASH).equals(hash))
                .count();
        owners.objects().status(TYPE, set, status -> {
            status.put("observedGeneration", Trees.number(set, 1, "metadata", "generation"))
                    .put("replicas", pods.size())
                    .put("readyReplicas", ready)
                    .put("availableReplicas", ready)
                    .put("updatedReplicas", updated)
                    .put("updateRevision", hash)
                    .put("collisionCount", 0);
            if (updated == wanted && ready == wanted) {
                status.put("currentRevision", hash).put("currentReplicas", ready);
            }
        });
    }
}
