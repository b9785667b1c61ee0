package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a HorizontalPodAutoscaler measures and what it aims at, such as {@code cpu: 12%/50%}. */
final class MetricTargets {
    private static final int SHOWN = 2;
    private static final Map<String, String> MEMBERS = Map.of(
            "Resource", "resource",
            "ContainerResource", "containerResource",
            "Pods", "pods",
            "Object", "object",
            "External", "external");

    private MetricTargets() {}

    static String of(ObjectNode autoscaler) {
        JsonNode metrics = Trees.at(autoscaler, "spec", "metrics");
        JsonNode measured = Trees.at(autoscaler, "status", "currentMetrics");
        List<String> targets = new ArrayList<>();
        for (int i = 0; i < Math.min(SHOWN, metrics.size()); i++) {
            String member = MEMBERS.getOrDefault(Trees.text(metrics.path(i), "type"), "");
            targets.add(one(metrics.path(i).path(member), measured.path(i).path(member)));
        }
        String all = Cells.joined(targets).replace(",", ", ");
        return metrics.size() <= SHOWN ? all : all + " + " + (metrics.size() - SHOWN) + " more...";
    }

    private static String one(JsonNode metric, JsonNode measured) {
        String name = Trees.text(metric, "name");
        JsonNode target = metric.path("target");
        boolean percent = target.has("averageUtilization");
        String field = percent ? "averageUtilization" : target.has("averageValue") ? "averageValue" : "value";
        String unit = percent ? "%" : "";
        String current = Trees.text(measured, "current", field);
        return (name.isEmpty() ? "" : name + ": ") + (current.isEmpty() ? "<unknown>" : current + unit) + "/"
                + Trees.text(target, field) + unit;
    }
}
