package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Rolls Deployments out by ReplicaSets, one for each template. */
final class DeploymentController implements Controller {
    private static final String TYPE = "deployments.apps";
    private static final String SETS = "replicasets.apps";
    private static final String REVISION = "deployment.kubernetes.io/revision";

    private final Owners owners;
    private final Wakeups wakeups;

    DeploymentController(Owners owners, Wakeups wakeups) {
        this.owners = owners;
        this.wakeups = wakeups;
    }

    @Override
    public List<String> types() {
        return List.of(TYPE, SETS, "pods");
    }

    @Override
    public void reconcile() {
        owners.objects().all(TYPE).stream()
                .filter(one -> !Trees.isDeleting(one))
                .forEach(this::reconcile);
    }

    private void reconcile(ObjectNode deployment) {
        String hash = Owners.hash(Trees.at(deployment, "spec", "template"));
        List<ObjectNode> sets = owners.owned(SETS, deployment);
        ObjectNode current = sets.stream()
                .filter(set -> Trees.name(set).equals(Trees.name(deployment) + "-" + hash))
                .findFirst()
                .orElseGet(() -> make(deployment, hash, sets.size() + 1));
        if (!Trees.at(deployment, "spec", "paused").asBoolean()) {
            roll(deployment, current, owners.owned(SETS, deployment));
        }
        report(deployment, current, owners.owned(SETS, deployment));
    }

    private ObjectNode make(ObjectNode deployment, String hash, int revision) {
        ObjectNode set = NamespaceController.named(Trees.namespace(deployment), Trees.name(deployment) + "-" + hash);
        ObjectNode metadata = Trees.child(set, "metadata");
        metadata.putObject("annotations").put(REVISION, String.valueOf(revision));
        ObjectNode spec = set.putObject("spec").put("replicas", 0);
        spec.set("selector", Trees.at(deployment, "spec", "selector").deepCopy());
        Trees.child(spec, "selector", "matchLabels").put(Owners.HASH, hash);
        spec.set("template", Trees.at(deployment, "spec", "template").deepCopy());
        Trees.child(spec, "template", "metadata", "labels").put(Owners.HASH, hash);
        metadata.set("labels", Trees.at(spec, "template", "metadata", "labels").deepCopy());
        Owners.own(set, deployment);
        owners.objects()
                .change(
                        TYPE,
                        deployment,
                        copy -> Trees.child(copy, "metadata", "annotations").put(REVISION, String.valueOf(revision)));
        return owners.objects().create(SETS, set);
    }

    private void roll(ObjectNode deployment, ObjectNode current, List<ObjectNode> sets) {
        int wanted = Owners.replicas(deployment);
        boolean recreate = Trees.text(deployment, "spec", "strategy", "type").equals("Recreate");
        JsonNode rolling = Trees.at(deployment, "spec", "strategy", "rollingUpdate");
        int surge = recreate ? 0 : share(rolling.path("maxSurge"), wanted, true);
        int missing = recreate ? wanted : share(rolling.path("maxUnavailable"), wanted, false);
        if (surge == 0 && missing == 0) {
            missing = 1;
        }
        int old = sets.stream()
                .filter(set -> !set.equals(current))
                .mapToInt(Owners::replicas)
                .sum();
        int now = Owners.replicas(current);
        boolean mayGrow = !recreate || old == 0;
        int room = Math.max(0, wanted + surge - old - now);
        int target = wanted <= now ? wanted : mayGrow ? Math.min(wanted, now + room) : now;
        scale(current, target);
        int ready = sets.stream()
                .mapToInt(set -> Trees.number(set, 0, "status", "readyReplicas"))
                .sum();
        int spare = Math.max(0, ready - (wanted - missing));
        for (ObjectNode set : sets) {
            if (!set.equals(current) && Owners.replicas(set) > 0) {
                int idle = Math.max(0, Owners.replicas(set) - Trees.number(set, 0, "status", "readyReplicas"));
                int cut = Math.min(Owners.replicas(set), idle + spare);
                spare -= Math.max(0, cut - idle);
                scale(set, Owners.replicas(set) - cut);
            }
        }
    }

    private void scale(ObjectNode set, int replicas) {
        owners.objects().change(SETS, set, copy -> Trees.child(copy, "spec").put("replicas", replicas));
    }

    /** A number or a percentage. */
    static int share(JsonNode value, int of, boolean up) {
        String text = value.asText("0");
        if (!text.endsWith("%")) {
            return value.asInt();
        }
        double part = Integer.parseInt(text.substring(0, text.length() - 1)) * of / 100.0;
        return (int) (up ? Math.ceil(part) : Math.floor(part));
    }

    private void report(ObjectNode deployment, ObjectNode current, List<ObjectNode> sets) {
        int wanted = Owners.replicas(deployment);
        int all = sum(sets, "replicas");
        int ready = sum(sets, "readyReplicas");
        int updated = sets.stream()
                .filter(set -> Trees.name(set).equals(Trees.name(current)))
                .mapToInt(set -> Trees.number(set, 0, "status", "replicas"))
                .sum();
        int missing = share(Trees.at(deployment, "spec", "strategy", "rollingUpdate", "maxUnavailable"), wanted, false);
        boolean available = ready >= wanted - missing;
        boolean done = updated == wanted && all == wanted && ready == wanted;
        String set = "ReplicaSet \"" + Trees.name(current) + "\" ";
        String time = owners.objects().time();
        boolean late = !done && isLate(deployment, current);
        owners.objects().status(TYPE, deployment, status -> {
            status.put("observedGeneration", Trees.number(deployment, 1, "metadata", "generation"))
                    .put("replicas", all)
                    .put("updatedReplicas", updated)
                    .put("readyReplicas", ready)
                    .put("availableReplicas", ready)
                    .put("unavailableReplicas", Math.max(0, Math.max(all, wanted) - ready));
            Pods.condition(
                    status,
                    "Available",
                    available ? "True" : "False",
                    available ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                    available
                            ? "Deployment has minimum availability."
                            : "Deployment does not have minimum availability.",
                    time);
            Pods.condition(
                    status,
                    "Progressing",
                    late ? "False" : "True",
                    done ? "NewReplicaSetAvailable" : late ? "ProgressDeadlineExceeded" : "ReplicaSetUpdated",
                    set
                            + (done
                                    ? "has successfully progressed."
                                    : late ? "has timed out progressing." : "is progressing."),
                    time);
        });
    }

    private boolean isLate(ObjectNode deployment, ObjectNode current) {
        Duration limit = Duration.ofSeconds(Trees.number(deployment, 600, "spec", "progressDeadlineSeconds"));
        Instant end = Instant.parse(Trees.text(current, "metadata", "creationTimestamp"))
                .plus(limit);
        if (owners.objects().now().isBefore(end)) {
            wakeups.at(end, "deployment " + Trees.name(deployment) + " has had its time");
            return false;
        }
        return true;
    }

    private static int sum(List<ObjectNode> sets, String field) {
        return sets.stream()
                .mapToInt(set -> Trees.number(set, 0, "status", field))
                .sum();
    }
}
