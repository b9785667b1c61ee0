package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What the parts of a workload do not allow each other. */
final class WorkloadRules {
    private static final List<String> STRATEGIES = List.of("Recreate", "RollingUpdate");

    private WorkloadRules() {}

    static void deployment(ObjectNode spec, String path, Problems problems) {
        JsonNode strategy = spec.path("strategy");
        String type = Trees.text(strategy, "type");
        boolean rolls = strategy.hasNonNull("rollingUpdate");
        if (type.equals("Recreate") && rolls) {
            problems.forbidden(
                    path + ".strategy.rollingUpdate", "may not be specified when strategy `type` is 'Recreate'");
        } else if (!STRATEGIES.contains(type)) {
            problems.unsupported(path + ".strategy", strategy, STRATEGIES);
        }
        JsonNode rolling = strategy.path("rollingUpdate");
        if (rolls && isNone(rolling.path("maxSurge")) && isNone(rolling.path("maxUnavailable"))) {
            problems.invalid(
                    path + ".strategy.rollingUpdate.maxUnavailable",
                    rolling.path("maxUnavailable"),
                    "may not be 0 when `maxSurge` is 0");
        }
        int deadline = Trees.number(spec, 600, "progressDeadlineSeconds");
        if (deadline <= Trees.number(spec, 0, "minReadySeconds")) {
            problems.invalid(
                    path + ".progressDeadlineSeconds", Trees.valueOf(deadline), "must be greater than minReadySeconds");
        }
        alwaysRestarts(spec, path, problems);
    }

    private static boolean isNone(JsonNode share) {
        return share.asText("0").equals("0") || share.asText().equals("0%");
    }

    static void alwaysRestarts(ObjectNode spec, String path, Problems problems) {
        JsonNode pod = Trees.at(spec, "template", "spec");
        String policy = Trees.text(pod, "restartPolicy");
        if (List.of("Never", "OnFailure").contains(policy)) {
            problems.unsupported(path + ".template.spec.restartPolicy", Trees.valueOf(policy), List.of("Always"));
        }
        if (pod.hasNonNull("activeDeadlineSeconds")) {
            problems.forbidden(
                    path + ".template.spec.activeDeadlineSeconds",
                    "activeDeadlineSeconds in ReplicaSet is not Supported");
        }
    }

    static void daemonSet(ObjectNode spec, String path, Problems problems) {
        JsonNode strategy = spec.path("updateStrategy");
        JsonNode rolling = strategy.path("rollingUpdate");
        if (!List.of("RollingUpdate", "OnDelete").contains(Trees.text(strategy, "type"))) {
            problems.unsupported(path + ".updateStrategy", strategy, List.of("RollingUpdate", "OnDelete"));
        } else if (rolling.isObject() && isNone(rolling.path("maxSurge")) && isNone(rolling.path("maxUnavailable"))) {
            problems.required(path + ".updateStrategy.rollingUpdate.maxUnavailable", "cannot be 0 when maxSurge is 0");
        }
        alwaysRestarts(spec, path, problems);
    }

    static void statefulSet(ObjectNode spec, String path, Problems problems) {
        JsonNode strategy = spec.path("updateStrategy");
        String type = Trees.text(strategy, "type");
        if (!List.of("RollingUpdate", "OnDelete").contains(type)) {
            problems.invalid(path + ".updateStrategy", strategy, "must be 'RollingUpdate' or 'OnDelete'");
        } else if (type.equals("OnDelete") && strategy.hasNonNull("rollingUpdate")) {
            problems.invalid(
                    path + ".updateStrategy.rollingUpdate",
                    strategy.path("rollingUpdate"),
                    "only allowed for updateStrategy 'RollingUpdate'");
        }
        alwaysRestarts(spec, path, problems);
    }

    static void job(ObjectNode spec, String path, Problems problems) {
        String policy = Trees.text(spec, "template", "spec", "restartPolicy");
        if (!List.of("Never", "OnFailure").contains(policy)) {
            problems.required(path + ".template.spec.restartPolicy", "valid values: \"OnFailure\", \"Never\"");
        }
        if (path.equals("spec")
                && spec.path("manualSelector").asBoolean()
                && spec.path("selector").isEmpty()) {
            problems.required(path + ".selector", "");
        }
    }

    static void cronJob(ObjectNode spec, String path, Problems problems) {
        String schedule = Trees.text(spec, "schedule");
        if (!schedule.isEmpty()) {
            CronSchedule.problem(schedule)
                    .ifPresent(why -> problems.invalid(path + ".schedule", Trees.valueOf(schedule), why));
        }
        JsonNode job = Trees.at(spec, "jobTemplate", "spec");
        if (job.hasNonNull("selector")) {
            problems.invalid(
                    path + ".jobTemplate.spec.selector", job.path("selector"), "`selector` will be auto-generated");
        }
        if (job.path("manualSelector").asBoolean()) {
            problems.unsupported(
                    path + ".jobTemplate.spec.manualSelector", job.path("manualSelector"), List.of("nil", "false"));
        }
    }
}
