package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * Takes out of objects of built-in types what the API server does not write: fields that are empty, zero or false, and whose type leaves
 * those out ({@code omitempty} in k8s.io/api). Fields that tell nothing from an empty value stay, such as {@code emptyDir: {}}.
 */
final class LeftOut {
    private static final Set<String> EMPTY = Set.of(
            "accessModes",
            "add",
            "allowedTopologies",
            "annotations",
            "args",
            "binaryData",
            "command",
            "data",
            "drop",
            "egress",
            "env",
            "envFrom",
            "externalIPs",
            "finalizers",
            "hostAliases",
            "imagePullSecrets",
            "ingress",
            "initContainers",
            "labels",
            "limits",
            "loadBalancerSourceRanges",
            "matchExpressions",
            "matchLabels",
            "metrics",
            "mountOptions",
            "nonResourceURLs",
            "nodeSelector",
            "ownerReferences",
            "parameters",
            "ports",
            "readinessGates",
            "requests",
            "resourceNames",
            "secrets",
            "stringData",
            "subjects",
            "subsets",
            "supplementalGroups",
            "sysctls",
            "tls",
            "tolerations",
            "topologySpreadConstraints",
            "volumeClaimTemplates",
            "volumeMounts",
            "volumes",
            "webhooks");
    private static final Set<String> FALSE = Set.of(
            "globalDefault",
            "hostIPC",
            "hostNetwork",
            "hostPID",
            "paused",
            "publishNotReadyAddresses",
            "readOnly",
            "stdin",
            "tty");
    private static final Set<String> ZERO = Set.of("hostPort", "initialDelaySeconds", "minReadySeconds", "nodePort");
    private static final Set<String> BLANK = Set.of(
            "loadBalancerIP",
            "mountPropagation",
            "nodeName",
            "priorityClassName",
            "serviceAccountName",
            "subPath",
            "value");

    /** Maps whose names are somebody's own. */
    private static final Set<String> NAMED_BY_USERS = Set.of(
            "annotations",
            "binaryData",
            "data",
            "labels",
            "managedFields",
            "matchLabels",
            "nodeSelector",
            "parameters",
            "stringData");

    private LeftOut() {}

    static void takeOut(JsonNode node) {
        if (node instanceof ObjectNode object) {
            Iterator<Map.Entry<String, JsonNode>> fields = object.properties().iterator();
            while (fields.hasNext()) {
                Map.Entry<String, JsonNode> field = fields.next();
                if (isLeftOut(field.getKey(), field.getValue())) {
                    fields.remove();
                } else if (!NAMED_BY_USERS.contains(field.getKey())) {
                    takeOut(field.getValue());
                }
            }
        } else if (node.isArray()) {
            node.forEach(LeftOut::takeOut);
        }
    }

    private static boolean isLeftOut(String name, JsonNode value) {
        if (value.isContainerNode()) {
            return value.isEmpty() && EMPTY.contains(name);
        }
        return (value.isBoolean() && !value.asBoolean() && FALSE.contains(name))
                || (value.isNumber() && value.asInt() == 0 && ZERO.contains(name))
                || (value.isTextual() && value.asText().isEmpty() && BLANK.contains(name));
    }
}
