package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Scales what HorizontalPodAutoscalers point at. No container runs, so where the Metrics Server tells of resources, no pod uses
 * any and the least is enough; without it, only the limits are kept.
 */
final class AutoscalingController implements Controller {
    private static final String TYPE = "horizontalpodautoscalers.autoscaling";

    private final ClusterObjects objects;

    AutoscalingController(ClusterObjects objects) {
        this.objects = objects;
    }

    @Override
    public List<String> types() {
        return List.of(TYPE, "deployments.apps", "statefulsets.apps", "replicasets.apps");
    }

    @Override
    public void reconcile() {
        objects.all(TYPE).stream().filter(one -> !Trees.isDeleting(one)).forEach(this::reconcile);
    }

    private void reconcile(ObjectNode autoscaler) {
        JsonNode reference = Trees.at(autoscaler, "spec", "scaleTargetRef");
        Optional<ResourceType> type =
                objects.types().ofKind(Trees.text(reference, "apiVersion"), Trees.text(reference, "kind"));
        Optional<ObjectNode> target = type.filter(found -> found.has("scale"))
                .flatMap(found -> objects.get(found.key(), Trees.namespace(autoscaler), Trees.text(reference, "name")));
        if (target.isEmpty()) {
            objects.status(
                    TYPE,
                    autoscaler,
                    status -> condition(
                            status,
                            "AbleToScale",
                            "False",
                            "FailedGetScale",
                            "the HPA controller was unable to get the target's current scale"));
            return;
        }
        scale(autoscaler, type.get(), target.get());
    }

    private void scale(ObjectNode autoscaler, ResourceType type, ObjectNode target) {
        int present = Owners.replicas(target);
        int least = Trees.number(autoscaler, 1, "spec", "minReplicas");
        int most = Trees.number(autoscaler, 1, "spec", "maxReplicas");
        boolean metrics = hasMetrics(autoscaler);
        int wanted = Math.max(least, Math.min(most, metrics ? least : present));
        if (present == 0) {
            objects.status(
                    TYPE,
                    autoscaler,
                    status -> condition(
                            status,
                            "ScalingActive",
                            "False",
                            "ScalingDisabled",
                            "scaling is disabled since the replica count of the target is zero"));
            return;
        }
        if (wanted != present) {
            objects.change(type.key(), target, copy -> Trees.child(copy, "spec").put("replicas", wanted));
        }
        objects.status(TYPE, autoscaler, status -> {
            status.put("currentReplicas", Trees.number(target, 0, "status", "replicas"))
                    .put("desiredReplicas", wanted);
            if (wanted != present) {
                status.put("lastScaleTime", objects.time());
            }
            condition(status, "AbleToScale", "True", "ReadyForNewScale", "recommended size matches current size");
            status.remove("currentMetrics");
            if (metrics) {
                idle(autoscaler, status.putArray("currentMetrics"));
                condition(
                        status,
                        "ScalingActive",
                        "True",
                        "ValidMetricFound",
                        "the HPA was able to successfully"
                                + " calculate a replica count from cpu resource utilization (percentage of request)");
            } else {
                condition(
                        status,
                        "ScalingActive",
                        "False",
                        "FailedGetResourceMetric",
                        "the HPA was unable to compute the replica count: failed to get cpu utilization: unable to get"
                                + " metrics for resource cpu: no metrics returned from resource metrics API");
            }
        });
    }

    /** Nothing is asked of the pods of a fake cluster, so they use nothing of what they requested. */
    private static void idle(ObjectNode autoscaler, ArrayNode measured) {
        for (JsonNode metric : Trees.at(autoscaler, "spec", "metrics")) {
            ObjectNode resource = measured.addObject().put("type", "Resource").putObject("resource");
            ObjectNode current = resource.put("name", Trees.text(metric, "resource", "name"))
                    .putObject("current")
                    .put("averageValue", "0");
            if (Trees.isSet(metric, "resource", "target", "averageUtilization")) {
                current.put("averageUtilization", 0);
            }
        }
    }

    private void condition(ObjectNode status, String type, String value, String reason, String message) {
        Pods.condition(status, type, value, reason, message, objects.time());
    }

    private boolean hasMetrics(ObjectNode autoscaler) {
        JsonNode metrics = Trees.at(autoscaler, "spec", "metrics");
        boolean ofResources = true;
        for (JsonNode metric : metrics) {
            ofResources &= Trees.text(metric, "type").equals("Resource");
        }
        return ofResources
                && objects.get("deployments.apps", "kube-system", "metrics-server")
                        .filter(server -> Trees.number(server, 0, "status", "readyReplicas") > 0)
                        .isPresent();
    }
}
