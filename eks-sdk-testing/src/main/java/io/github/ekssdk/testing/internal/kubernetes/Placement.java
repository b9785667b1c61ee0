package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Whether a pod may run on a node: by labels, taints, affinity. */
final class Placement {
    static final String COMPUTE_TYPE = "eks.amazonaws.com/compute-type";

    private Placement() {}

    static boolean isFargate(JsonNode node) {
        return Trees.text(node, "metadata", "labels", COMPUTE_TYPE).equals("fargate");
    }

    /** @param daemon whether the pod tolerates what is wrong with the node, as those of DaemonSets do */
    static boolean suits(ObjectNode pod, ObjectNode node, boolean daemon) {
        return selects(pod, node) && tolerates(pod, node, daemon) && hasAffinity(pod, node);
    }

    private static boolean selects(JsonNode pod, JsonNode node) {
        return LabelSelector.ofLabels(Trees.at(pod, "spec", "nodeSelector")).matches(Trees.labels(node));
    }

    private static boolean tolerates(JsonNode pod, JsonNode node, boolean daemon) {
        if (Trees.at(node, "spec", "unschedulable").asBoolean() && !daemon) {
            return false;
        }
        for (JsonNode taint : Trees.at(node, "spec", "taints")) {
            boolean hard = !Trees.text(taint, "effect").equals("PreferNoSchedule");
            boolean ofNode = Trees.text(taint, "key").startsWith("node.kubernetes.io/");
            if (hard && !(daemon && ofNode) && !isTolerated(taint, pod)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTolerated(JsonNode taint, JsonNode pod) {
        for (JsonNode toleration : Trees.at(pod, "spec", "tolerations")) {
            String key = Trees.text(toleration, "key");
            String effect = Trees.text(toleration, "effect");
            boolean exists = Trees.text(toleration, "operator").equals("Exists");
            boolean sameKey = key.isEmpty() ? exists : key.equals(Trees.text(taint, "key"));
            boolean sameValue = exists || Trees.text(toleration, "value").equals(Trees.text(taint, "value"));
            if (sameKey && sameValue && (effect.isEmpty() || effect.equals(Trees.text(taint, "effect")))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasAffinity(JsonNode pod, JsonNode node) {
        JsonNode terms = Trees.at(
                pod,
                "spec",
                "affinity",
                "nodeAffinity",
                "requiredDuringSchedulingIgnoredDuringExecution",
                "nodeSelectorTerms");
        if (terms.isEmpty()) {
            return true;
        }
        Map<String, String> labels = Trees.labels(node);
        for (JsonNode term : terms) {
            ObjectNode selector = Trees.object();
            selector.set("matchExpressions", term.path("matchExpressions"));
            if (LabelSelector.of(selector).matches(labels)) {
                return true;
            }
        }
        return false;
    }

    /** What a pod asks of a node. */
    static long requests(JsonNode pod, String resource) {
        long sum = 0;
        for (JsonNode container : Trees.at(pod, "spec", "containers")) {
            sum += quantity(Trees.text(container, "resources", "requests", resource));
        }
        return sum;
    }

    /** A quantity such as {@code 250m}, {@code 2} or {@code 512Mi}, in thousandths. */
    static long quantity(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        List<String> units = List.of("", "Ki", "Mi", "Gi", "Ti");
        String number = text.replaceAll("[A-Za-z]+$", "");
        String unit = text.substring(number.length());
        double value = Double.parseDouble(number);
        if (unit.equals("m")) {
            return Math.round(value);
        }
        int power = units.indexOf(unit);
        double factor = power >= 0
                ? Math.pow(1024, power)
                : Math.pow(1000, List.of("", "k", "M", "G", "T").indexOf(unit));
        return Math.round(value * factor * 1000);
    }
}
