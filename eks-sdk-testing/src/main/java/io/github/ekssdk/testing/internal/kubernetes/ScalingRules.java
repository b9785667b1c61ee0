package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** What the parts of HorizontalPodAutoscalers and PodDisruptionBudgets do not allow each other. */
final class ScalingRules {
    private static final Map<String, String> SOURCES = Map.of(
            "Resource", "resource",
            "ContainerResource", "containerResource",
            "Pods", "pods",
            "Object", "object",
            "External", "external");
    private static final int LONGEST_WINDOW = 3600;

    private ScalingRules() {}

    static void autoscaler(ObjectNode spec, String path, Problems problems) {
        int most = Trees.number(spec, 0, "maxReplicas");
        int least = Trees.number(spec, 1, "minReplicas");
        if (least < 1) {
            problems.invalid(path + ".minReplicas", Trees.valueOf(least), "must be greater than or equal to 1");
        }
        if (most < 1) {
            problems.invalid(path + ".maxReplicas", Trees.valueOf(most), "must be greater than 0");
        }
        if (most < least) {
            problems.invalid(
                    path + ".maxReplicas", Trees.valueOf(most), "must be greater than or equal to `minReplicas`");
        }
        if (!spec.hasNonNull("scaleTargetRef")) {
            problems.required(path + ".scaleTargetRef.kind", "");
            problems.required(path + ".scaleTargetRef.name", "");
        }
    }

    static void metric(ObjectNode metric, String path, Problems problems) {
        String source = SOURCES.get(Trees.text(metric, "type"));
        if (source != null && !metric.hasNonNull(source)) {
            problems.required(path + "." + source, "must populate information for the given metric source");
        }
        for (String kind : List.of("resource", "containerResource")) {
            JsonNode of = metric.path(kind);
            boolean set = Trees.isSet(of, "target", "averageUtilization") || Trees.isSet(of, "target", "averageValue");
            if (of.isObject() && !set) {
                problems.required(
                        path + "." + kind + ".target.averageUtilization",
                        "must set either a target raw value or a target utilization");
            }
        }
    }

    static void target(ObjectNode target, String path, Problems problems) {
        String type = Trees.text(target, "type");
        if (type.isEmpty()) {
            problems.required(path + ".type", "must specify a metric target type");
        }
        if (!List.of("Utilization", "Value", "AverageValue").contains(type)) {
            problems.invalid(path + ".type", Trees.valueOf(type), "must be either Utilization, Value, or AverageValue");
        }
        if (target.hasNonNull("averageUtilization") && target.hasNonNull("averageValue")) {
            problems.forbidden(path + ".averageValue", "may not set both a target raw value and a target utilization");
        }
    }

    static void behavior(ObjectNode rules, String path, Problems problems) {
        int window = Trees.number(rules, 0, "stabilizationWindowSeconds");
        if (window < 0) {
            problems.invalid(
                    path + ".stabilizationWindowSeconds",
                    Trees.valueOf(window),
                    "must be greater than or equal to zero");
        } else if (window > LONGEST_WINDOW) {
            problems.invalid(
                    path + ".stabilizationWindowSeconds",
                    Trees.valueOf(window),
                    "must be less than or equal to " + LONGEST_WINDOW);
        }
        if (rules.path("policies").isEmpty()) {
            problems.required(path + ".policies", "must specify at least one Policy");
        }
    }

    static void budget(ObjectNode spec, String path, Problems problems) {
        if (spec.hasNonNull("minAvailable") && spec.hasNonNull("maxUnavailable")) {
            problems.invalid(path, spec, "minAvailable and maxUnavailable cannot be both set");
        }
    }
}
