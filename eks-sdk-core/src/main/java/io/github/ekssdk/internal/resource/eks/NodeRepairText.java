package io.github.ekssdk.internal.resource.eks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.NodeRepairConfig;
import software.amazon.awssdk.services.eks.model.NodeRepairConfigOverrides;

/** Node auto repair as a map of text: its members by their names in the EKS API, the overrides by condition and reason. */
public final class NodeRepairText {

    public static final String THRESHOLD_COUNT = "maxUnhealthyNodeThresholdCount";
    public static final String THRESHOLD_PERCENTAGE = "maxUnhealthyNodeThresholdPercentage";
    public static final String PARALLEL_COUNT = "maxParallelNodesRepairedCount";
    public static final String PARALLEL_PERCENTAGE = "maxParallelNodesRepairedPercentage";

    static final NodeRepairConfig OFF =
            NodeRepairConfig.builder().enabled(false).build();

    private static final String ENABLED = "enabled";
    private static final String BETWEEN = "/";

    private NodeRepairText() {}

    /** Starts the text of node repair that is on. */
    public static Map<String, String> enabled() {
        Map<String, String> text = new TreeMap<>();
        text.put(ENABLED, "true");
        return text;
    }

    /** Adds an override. */
    public static void override(Map<String, String> text, String condition, String reason, int minutes, String action) {
        text.put(condition + BETWEEN + reason, action + " after " + minutes);
    }

    static Optional<Map<String, String>> text(@Nullable NodeRepairConfig config) {
        if (config == null || !Boolean.TRUE.equals(config.enabled())) {
            return Optional.empty();
        }
        Map<String, String> text = enabled();
        put(text, THRESHOLD_COUNT, config.maxUnhealthyNodeThresholdCount());
        put(text, THRESHOLD_PERCENTAGE, config.maxUnhealthyNodeThresholdPercentage());
        put(text, PARALLEL_COUNT, config.maxParallelNodesRepairedCount());
        put(text, PARALLEL_PERCENTAGE, config.maxParallelNodesRepairedPercentage());
        config.nodeRepairConfigOverrides()
                .forEach(override -> override(
                        text,
                        override.nodeMonitoringCondition(),
                        override.nodeUnhealthyReason(),
                        override.minRepairWaitTimeMins(),
                        override.repairActionAsString()));
        return Optional.of(text);
    }

    private static void put(Map<String, String> text, String name, @Nullable Integer value) {
        if (value != null) {
            text.put(name, value.toString());
        }
    }

    static NodeRepairConfig config(Map<String, String> text) {
        List<NodeRepairConfigOverrides> overrides = text.entrySet().stream()
                .filter(entry -> entry.getKey().contains(BETWEEN))
                .map(NodeRepairText::override)
                .toList();
        return NodeRepairConfig.builder()
                .enabled(true)
                .maxUnhealthyNodeThresholdCount(number(text, THRESHOLD_COUNT))
                .maxUnhealthyNodeThresholdPercentage(number(text, THRESHOLD_PERCENTAGE))
                .maxParallelNodesRepairedCount(number(text, PARALLEL_COUNT))
                .maxParallelNodesRepairedPercentage(number(text, PARALLEL_PERCENTAGE))
                .nodeRepairConfigOverrides(overrides)
                .build();
    }

    private static NodeRepairConfigOverrides override(Map.Entry<String, String> entry) {
        List<String> what = List.of(entry.getKey().split(BETWEEN, 2));
        List<String> how = List.of(entry.getValue().split(" after ", 2));
        return NodeRepairConfigOverrides.builder()
                .nodeMonitoringCondition(what.get(0))
                .nodeUnhealthyReason(what.get(1))
                .repairAction(how.get(0))
                .minRepairWaitTimeMins(Integer.valueOf(how.get(1)))
                .build();
    }

    private static @Nullable Integer number(Map<String, String> text, String name) {
        String value = text.get(name);
        return value == null ? null : Integer.valueOf(value);
    }
}
