package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the limits of a LimitRange do not allow each other. */
final class LimitRules {
    private LimitRules() {}

    static void range(ObjectNode spec, String path, Problems problems) {
        Set<String> types = new HashSet<>();
        int i = 0;
        for (JsonNode limit : spec.path("limits")) {
            String at = path + ".limits[" + i++ + "]";
            String type = Trees.text(limit, "type");
            if (!List.of("Container", "Pod", "PersistentVolumeClaim").contains(type) && !type.contains("/")) {
                problems.invalid(at + ".type", Trees.valueOf(type), "must be a standard limit type or fully qualified");
            }
            if (!types.add(type)) {
                problems.duplicate(at + ".type", Trees.valueOf(type));
            }
            ofType(limit, type, at, problems);
            inOrder(limit, "min", "min", "max", at, problems);
            inOrder(limit, "min", "min", "defaultRequest", at, problems);
            inOrder(limit, "defaultRequest", "default request", "max", at, problems);
            inOrder(limit, "defaultRequest", "default request", "default", at, problems);
            inOrder(limit, "default", "default", "max", at, problems);
        }
    }

    private static void ofType(JsonNode limit, String type, String path, Problems problems) {
        if (type.equals("Pod")) {
            for (String field : List.of("default", "defaultRequest")) {
                if (!limit.path(field).isEmpty()) {
                    problems.forbidden(path + "." + field, "may not be specified when `type` is 'Pod'");
                }
            }
        }
        boolean sized = limit.path("min").has("storage") || limit.path("max").has("storage");
        if (type.equals("PersistentVolumeClaim") && !sized) {
            problems.required(
                    path + ".limits", "either minimum or maximum storage value is required, but neither was provided");
        }
    }

    private static void inOrder(JsonNode limit, String low, String words, String high, String path, Problems problems) {
        limit.path(low).properties().forEach(entry -> {
            JsonNode most = limit.path(high).path(entry.getKey());
            JsonNode least = entry.getValue();
            boolean wrong = !most.isMissingNode()
                    && Quantities.value(least.asText()).compareTo(Quantities.value(most.asText())) > 0;
            if (wrong) {
                String other = high.equals("defaultRequest") ? "default request" : high;
                problems.invalid(
                        path + "." + low + "[" + entry.getKey() + "]",
                        least,
                        words + " value " + least.asText() + " is greater than " + other
                                + (high.equals("default") ? " limit value " : " value ") + most.asText());
            }
        });
    }
}
