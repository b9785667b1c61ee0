package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ekssdk.testing.internal.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Lets pods start, get ready, come to their end and stop, each in its time. */
final class Kubelet implements Controller {
    private final ClusterObjects objects;
    private final Wakeups wakeups;

    Kubelet(ClusterObjects objects, Wakeups wakeups) {
        this.objects = objects;
        this.wakeups = wakeups;
    }

    @Override
    public List<String> types() {
        return List.of("pods", "nodes", "persistentvolumeclaims");
    }

    @Override
    public void reconcile() {
        for (ObjectNode pod : objects.all("pods")) {
            if (!Trees.text(pod, "spec", "nodeName").isEmpty()) {
                tend(pod);
            }
        }
    }

    private void tend(ObjectNode pod) {
        Optional<ObjectNode> node = objects.get("nodes", "", Trees.text(pod, "spec", "nodeName"));
        if (node.isEmpty()) {
            objects.store().remove("pods", pod);
        } else if (Trees.isDeleting(pod)) {
            stop(pod);
        } else if (Trees.text(pod, "status", "phase").equals("Pending")) {
            start(pod, node.get());
        } else if (isOfJob(pod) && !Pods.isOver(pod)) {
            finish(pod);
        }
    }

    private static String key(ObjectNode pod) {
        return Trees.namespace(pod) + "/" + Trees.name(pod);
    }

    private boolean isTime(Instant since, Duration lasts, String what) {
        Instant at = since.plus(lasts);
        if (objects.now().isBefore(at)) {
            wakeups.at(at, what);
            return false;
        }
        return true;
    }

    private void stop(ObjectNode pod) {
        int grace = Trees.number(pod, 0, "metadata", "deletionGracePeriodSeconds");
        Instant asked =
                Instant.parse(Trees.text(pod, "metadata", "deletionTimestamp")).minusSeconds(grace);
        Duration needed = wakeups.lasts("kubernetes.pod.stop", key(pod));
        Duration lasts = needed.compareTo(Duration.ofSeconds(grace)) < 0 ? needed : Duration.ofSeconds(grace);
        if (isTime(asked, lasts, "pod " + key(pod) + " has stopped")) {
            if (Deletion.finalizers(pod).isEmpty()) {
                objects.store().remove("pods", pod);
            } else if (grace > 0) {
                objects.change(
                        "pods", pod, copy -> Trees.child(copy, "metadata").put("deletionGracePeriodSeconds", 0));
            }
        }
    }

    private void start(ObjectNode pod, ObjectNode node) {
        String latency = Placement.isFargate(node) ? "kubernetes.fargate.start" : "kubernetes.pod.start";
        Instant scheduled = Instant.parse(scheduledAt(pod));
        if (hasVolumes(pod) && isTime(scheduled, wakeups.lasts(latency, key(pod)), "pod " + key(pod) + " is ready")) {
            objects.status("pods", pod, status -> run(pod, status));
        }
    }

    private static String scheduledAt(ObjectNode pod) {
        for (JsonNode condition : Trees.at(pod, "status", "conditions")) {
            if (Trees.text(condition, "type").equals("PodScheduled")) {
                return Trees.text(condition, "lastTransitionTime");
            }
        }
        return Trees.text(pod, "metadata", "creationTimestamp");
    }

    private boolean hasVolumes(ObjectNode pod) {
        for (JsonNode volume : Trees.at(pod, "spec", "volumes")) {
            String claim = Trees.text(volume, "persistentVolumeClaim", "claimName");
            boolean bound = claim.isEmpty()
                    || objects.get("persistentvolumeclaims", Trees.namespace(pod), claim)
                            .filter(found ->
                                    Trees.text(found, "status", "phase").equals("Bound"))
                            .isPresent();
            if (!bound) {
                return false;
            }
        }
        return true;
    }

    private void run(ObjectNode pod, ObjectNode status) {
        String time = objects.time();
        long place = Seeds.mix(11, Trees.uid(pod));
        String address = "10.0." + Long.remainderUnsigned(place, 256) + "."
                + (1 + Long.remainderUnsigned(Long.divideUnsigned(place, 256), 254));
        status.put("phase", "Running").put("podIP", address).put("startTime", time);
        status.putArray("podIPs").addObject().put("ip", address);
        for (String condition : List.of("PodScheduled", "Initialized", "ContainersReady", "Ready")) {
            Pods.condition(status, condition, "True", "", "", time);
        }
        ArrayNode containers = status.putArray("containerStatuses");
        for (JsonNode container : Trees.at(pod, "spec", "containers")) {
            ObjectNode one = containers
                    .addObject()
                    .put("name", Trees.text(container, "name"))
                    .put("image", Trees.text(container, "image"))
                    .put("imageID", "fake")
                    .put("ready", true)
                    .put("started", true)
                    .put("restartCount", 0);
            one.putObject("state").putObject("running").put("startedAt", time);
        }
    }

    private static boolean isOfJob(ObjectNode pod) {
        for (JsonNode owner : Trees.at(pod, "metadata", "ownerReferences")) {
            if (Trees.text(owner, "kind").equals("Job")) {
                return true;
            }
        }
        return false;
    }

    private void finish(ObjectNode pod) {
        Instant started = Instant.parse(Trees.text(pod, "status", "startTime"));
        if (isTime(started, wakeups.lasts("kubernetes.job.run", key(pod)), "pod " + key(pod) + " has run to its end")) {
            objects.status("pods", pod, status -> {
                status.put("phase", "Succeeded");
                status.withArray("containerStatuses").forEach(container -> complete((ObjectNode) container));
                for (String condition : List.of("ContainersReady", "Ready")) {
                    Pods.condition(status, condition, "False", "PodCompleted", "", objects.time());
                }
            });
        }
    }

    private void complete(ObjectNode container) {
        String started = Trees.text(container, "state", "running", "startedAt");
        container.put("ready", false).put("started", false);
        container
                .putObject("state")
                .putObject("terminated")
                .put("exitCode", 0)
                .put("reason", "Completed")
                .put("startedAt", started)
                .put("finishedAt", objects.time());
    }
}
