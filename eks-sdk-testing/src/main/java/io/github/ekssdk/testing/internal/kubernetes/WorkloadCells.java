package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cells of pods, nodes, and of what makes pods. */
final class WorkloadCells {
    private static final String ROLE = "node-role.kubernetes.io/";

    private WorkloadCells() {}

    static Map<String, Cell> named() {
        Map<String, Cell> cells = new HashMap<>();
        cells.put(
                "podReady",
                (pod, now) -> count(pod, "ready") + "/"
                        + Trees.at(pod, "spec", "containers").size());
        cells.put("podStatus", (pod, now) -> podStatus(pod));
        cells.put("podRestarts", (pod, now) -> String.valueOf(restarts(pod)));
        cells.put("podReadinessGates", (pod, now) -> gates(pod));
        cells.put(
                "nodeStatus",
                (node, now) -> (Pods.hasCondition(node, "Ready") ? "Ready" : "NotReady")
                        + (Trees.at(node, "spec", "unschedulable").asBoolean() ? ",SchedulingDisabled" : ""));
        cells.put("nodeRoles", (node, now) -> roles(node));
        cells.put("nodeInternalIp", (node, now) -> address(node, "InternalIP"));
        cells.put("nodeExternalIp", (node, now) -> address(node, "ExternalIP"));
        cells.put("containers", (object, now) -> String.join(",", Cells.texts(containers(object), "name")));
        cells.put("images", (object, now) -> String.join(",", Cells.texts(containers(object), "image")));
        cells.put(
                "templateLabels", (object, now) -> Cells.selector(Trees.at(object, "template", "metadata", "labels")));
        cells.put("selector", (object, now) -> Cells.selector(Trees.at(object, "spec", "selector")));
        cells.put(
                "nodeSelector",
                (set, now) -> Cells.selector(Trees.at(set, "spec", "template", "spec", "nodeSelector")));
        cells.put("jobStatus", (job, now) -> jobStatus(job));
        cells.put("jobCompletions", (job, now) -> completions(job));
        cells.put("jobDuration", WorkloadCells::jobDuration);
        cells.put("suspend", (job, now) -> Trees.at(job, "spec", "suspend").asBoolean() ? "True" : "False");
        cells.put(
                "lastSchedule",
                (job, now) -> Trees.isSet(job, "status", "lastScheduleTime")
                        ? Ages.since(Trees.text(job, "status", "lastScheduleTime"), now)
                        : Cell.NONE);
        cells.put(
                "scaleTarget",
                (autoscaler, now) -> Trees.text(autoscaler, "spec", "scaleTargetRef", "kind") + "/"
                        + Trees.text(autoscaler, "spec", "scaleTargetRef", "name"));
        cells.put("minPods", (autoscaler, now) -> or(autoscaler, "<unset>", "minReplicas"));
        cells.put("metricTargets", (autoscaler, now) -> MetricTargets.of(autoscaler));
        cells.put("minAvailable", (budget, now) -> or(budget, "N/A", "minAvailable"));
        cells.put("maxUnavailable", (budget, now) -> or(budget, "N/A", "maxUnavailable"));
        return cells;
    }

    private static String or(ObjectNode object, String otherwise, String field) {
        String value = Trees.text(object, "spec", field);
        return value.isEmpty() ? otherwise : value;
    }

    private static long count(ObjectNode pod, String flag) {
        long count = 0;
        for (JsonNode container : Trees.at(pod, "status", "containerStatuses")) {
            count += container.path(flag).asBoolean() ? 1 : 0;
        }
        return count;
    }

    private static long restarts(ObjectNode pod) {
        long restarts = 0;
        for (JsonNode container : Trees.at(pod, "status", "containerStatuses")) {
            restarts += container.path("restartCount").asLong();
        }
        return restarts;
    }

    /** The phase, or what keeps or has ended a container. */
    private static String podStatus(ObjectNode pod) {
        if (Trees.isDeleting(pod)) {
            return "Terminating";
        }
        String status = Trees.text(pod, "status", "reason");
        status = status.isEmpty() ? Trees.text(pod, "status", "phase") : status;
        for (JsonNode container : Trees.at(pod, "status", "containerStatuses")) {
            String waiting = Trees.text(container, "state", "waiting", "reason");
            String ended = Trees.text(container, "state", "terminated", "reason");
            status = !waiting.isEmpty() ? waiting : !ended.isEmpty() ? ended : status;
        }
        return status;
    }

    private static String gates(ObjectNode pod) {
        JsonNode gates = Trees.at(pod, "spec", "readinessGates");
        long passed = Cells.texts(gates, "conditionType").stream()
                .filter(type -> Pods.hasCondition(pod, type))
                .count();
        return gates.isEmpty() ? Cell.NONE : passed + "/" + gates.size();
    }

    private static String roles(ObjectNode node) {
        List<String> roles = new ArrayList<>();
        Trees.labels(node).forEach((label, value) -> {
            if (label.startsWith(ROLE)) {
                roles.add(label.substring(ROLE.length()));
            } else if (label.equals("kubernetes.io/role") && !value.isEmpty()) {
                roles.add(value);
            }
        });
        return Cells.joined(roles.stream().sorted().toList());
    }

    private static String address(ObjectNode node, String type) {
        for (JsonNode address : Trees.at(node, "status", "addresses")) {
            if (Trees.text(address, "type").equals(type)) {
                return Trees.text(address, "address");
            }
        }
        return Cell.NONE;
    }

    private static JsonNode containers(ObjectNode object) {
        JsonNode spec = object.path("template").isObject() ? object : object.path("spec");
        JsonNode job = Trees.at(spec, "jobTemplate", "spec");
        return Trees.at(job.isObject() ? job : spec, "template", "spec", "containers");
    }

    private static String jobStatus(ObjectNode job) {
        for (String condition : List.of("Complete", "Failed")) {
            if (Pods.hasCondition(job, condition)) {
                return condition;
            }
        }
        if (Trees.isDeleting(job)) {
            return "Terminating";
        }
        return Pods.hasCondition(job, "Suspended") ? "Suspended" : "Running";
    }

    private static String completions(ObjectNode job) {
        String succeeded = String.valueOf(Trees.number(job, 0, "status", "succeeded"));
        if (Trees.isSet(job, "spec", "completions")) {
            return succeeded + "/" + Trees.text(job, "spec", "completions");
        }
        int parallel = Trees.number(job, 1, "spec", "parallelism");
        return succeeded + "/1" + (parallel > 1 ? " of " + parallel : "");
    }

    private static String jobDuration(ObjectNode job, Instant now) {
        String started = Trees.text(job, "status", "startTime");
        String ended = Trees.text(job, "status", "completionTime");
        if (started.isEmpty()) {
            return "";
        }
        return Ages.of(Duration.between(Instant.parse(started), ended.isEmpty() ? now : Instant.parse(ended)));
    }
}
