package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Questions about pods. */
final class Pods {
    private Pods() {}

    static boolean isReady(JsonNode pod) {
        return !Trees.isDeleting(pod) && hasCondition(pod, "Ready");
    }

    static boolean hasCondition(JsonNode object, String type) {
        for (JsonNode condition : Trees.at(object, "status", "conditions")) {
            if (Trees.text(condition, "type").equals(type)) {
                return Trees.text(condition, "status").equals("True");
            }
        }
        return false;
    }

    static boolean isOver(JsonNode pod) {
        String phase = Trees.text(pod, "status", "phase");
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    static boolean isOwnedBy(JsonNode object, JsonNode owner) {
        for (JsonNode reference : Trees.at(object, "metadata", "ownerReferences")) {
            if (Trees.text(reference, "uid").equals(Trees.uid(owner))) {
                return true;
            }
        }
        return false;
    }

    /** Sets a condition; its time changes with its status only. */
    static void condition(ObjectNode status, String type, String value, String reason, String message, String time) {
        ArrayNode conditions =
                status.path("conditions") instanceof ArrayNode present ? present : status.putArray("conditions");
        ObjectNode found = null;
        for (JsonNode condition : conditions) {
            if (Trees.text(condition, "type").equals(type)) {
                found = (ObjectNode) condition;
            }
        }
        if (found == null) {
            found = conditions.addObject().put("type", type);
        }
        if (!Trees.text(found, "status").equals(value)) {
            found.put("lastTransitionTime", time);
        }
        found.put("status", value);
        if (!reason.isEmpty()) {
            found.put("reason", reason).put("message", message);
        } else {
            found.remove("reason");
            found.remove("message");
        }
    }
}
