package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the API server fills in where a HorizontalPodAutoscaler says nothing. */
final class ScalingDefaults {
    private static final int BUSY_PERCENT = 80;
    private static final int PERIOD_SECONDS = 15;
    private static final int MOST_PODS_UP = 4;

    private ScalingDefaults() {}

    static void fill(ObjectNode spec) {
        Defaults.putIfAbsent(spec, "minReplicas", 1);
        if (spec.path("metrics").isEmpty()) {
            ObjectNode resource = spec.putArray("metrics")
                    .addObject()
                    .put("type", "Resource")
                    .putObject("resource")
                    .put("name", "cpu");
            resource.putObject("target").put("type", "Utilization").put("averageUtilization", BUSY_PERCENT);
        }
        Defaults.in(spec, "behavior", behavior -> {
            up(Trees.child(behavior, "scaleUp"));
            down(Trees.child(behavior, "scaleDown"));
        });
    }

    private static void up(ObjectNode rules) {
        Defaults.putIfAbsent(rules, "stabilizationWindowSeconds", 0);
        Defaults.putIfAbsent(rules, "selectPolicy", "Max");
        if (!rules.hasNonNull("policies")) {
            policy(rules, "Pods", MOST_PODS_UP);
            policy(rules, "Percent", 100);
        }
    }

    private static void down(ObjectNode rules) {
        Defaults.putIfAbsent(rules, "selectPolicy", "Max");
        if (!rules.hasNonNull("policies")) {
            policy(rules, "Percent", 100);
        }
    }

    private static void policy(ObjectNode rules, String type, int value) {
        rules.withArray("policies")
                .addObject()
                .put("type", type)
                .put("value", value)
                .put("periodSeconds", PERIOD_SECONDS);
    }
}
