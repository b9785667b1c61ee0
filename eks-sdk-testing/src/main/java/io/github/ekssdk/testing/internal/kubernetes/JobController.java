package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Pods that run to their end, as often as a Job wants. */
final class JobController implements Controller {
    private static final String TYPE = "jobs.batch";

    private final Owners owners;

    JobController(Owners owners) {
        this.owners = owners;
    }

    @Override
    public List<String> types() {
        return List.of(TYPE, "pods");
    }

    @Override
    public void reconcile() {
        owners.objects().all(TYPE).stream()
                .filter(job -> !Trees.isDeleting(job) && !Pods.hasCondition(job, "Complete"))
                .forEach(this::reconcile);
    }

    private void reconcile(ObjectNode job) {
        boolean queue = !Trees.isSet(job, "spec", "completions");
        int completions = Trees.number(job, 1, "spec", "completions");
        int parallel = Trees.number(job, 1, "spec", "parallelism");
        int succeeded = succeeded(job);
        boolean suspended = Trees.at(job, "spec", "suspend").asBoolean();
        int active = owners.pods(job).size();
        int left = queue && succeeded == 0 ? parallel : completions - succeeded;
        int wanted = suspended ? 0 : Math.min(parallel, left);
        for (int i = active; i < wanted; i++) {
            owners.createPod(owners.fromTemplate(job, Trees.name(job) + "-", Map.of()));
        }
        String time = owners.objects().time();
        owners.objects().status(TYPE, job, status -> {
            status.put("active", owners.pods(job).size()).put("succeeded", succeeded);
            if (!status.has("startTime")) {
                status.put("startTime", time);
            }
            if (succeeded >= completions && (!queue || active == 0)) {
                status.put("completionTime", time);
                Pods.condition(
                        status,
                        "Complete",
                        "True",
                        "CompletionsReached",
                        "Reached expected number of succeeded pods",
                        time);
            }
        });
    }

    private int succeeded(ObjectNode job) {
        return (int) owners.owned("pods", job).stream()
                .filter(pod -> Trees.text(pod, "status", "phase").equals("Succeeded"))
                .count();
    }
}
