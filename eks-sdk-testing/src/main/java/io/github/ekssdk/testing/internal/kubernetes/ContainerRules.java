package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the parts of a container do not allow each other. */
final class ContainerRules {
    private static final Set<String> STANDARD = Set.of("cpu", "memory", "ephemeral-storage");
    private static final List<String> HANDLERS = List.of("exec", "httpGet", "tcpSocket", "grpc", "sleep");
    private static final List<String> SOURCES =
            List.of("fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef");
    private static final Set<String> FIELDS = Set.of(
            "metadata.name",
            "metadata.namespace",
            "metadata.uid",
            "spec.nodeName",
            "spec.serviceAccountName",
            "status.hostIP",
            "status.hostIPs",
            "status.podIP",
            "status.podIPs");

    private ContainerRules() {}

    static void container(ObjectNode container, String path, Problems problems) {
        resources(container.path("resources"), path + ".resources", problems);
        int i = 0;
        for (JsonNode variable : container.path("env")) {
            variable(variable, path + ".env[" + i++ + "]", problems);
        }
        for (JsonNode source : container.path("envFrom")) {
            if (!source.hasNonNull("configMapRef") && !source.hasNonNull("secretRef")) {
                problems.invalid(
                        path + ".envFrom", Trees.valueOf(""), "must specify one of: `configMapRef` or `secretRef`");
            }
        }
        mounts(container, path, problems);
        security(container.path("securityContext"), path + ".securityContext", problems);
        for (String probe : List.of("livenessProbe", "startupProbe")) {
            int successes = Trees.number(container, 1, probe, "successThreshold");
            if (successes > 1) {
                problems.invalid(path + "." + probe + ".successThreshold", Trees.valueOf(successes), "must be 1");
            }
        }
    }

    private static void resources(JsonNode resources, String path, Problems problems) {
        JsonNode limits = resources.path("limits");
        JsonNode requests = resources.path("requests");
        limits.fieldNames().forEachRemaining(name -> resource(name, limits, path + ".limits", problems));
        requests.properties().forEach(request -> {
            String name = request.getKey();
            resource(name, requests, path + ".requests", problems);
            BigDecimal asked = Quantities.value(request.getValue().asText());
            if (limits.has(name)) {
                BigDecimal limit = Quantities.value(Trees.text(limits, name));
                if (isExtended(name) && asked.compareTo(limit) != 0) {
                    problems.invalid(
                            path + ".requests",
                            request.getValue(),
                            "must be equal to " + name + " limit of " + Trees.text(limits, name));
                } else if (asked.compareTo(limit) > 0) {
                    problems.invalid(
                            path + ".requests",
                            request.getValue(),
                            "must be less than or equal to " + name + " limit of " + Trees.text(limits, name));
                }
            } else if (isExtended(name)) {
                problems.required(path + ".limits", "Limit must be set for non overcommitable resources");
            }
        });
    }

    private static boolean isExtended(String name) {
        return name.contains("/") || name.startsWith("hugepages-");
    }

    private static void resource(String name, JsonNode amounts, String path, Problems problems) {
        String at = path + "[" + name + "]";
        QualifiedNames.ofKey(name).forEach(problem -> problems.invalid(at, Trees.valueOf(name), problem));
        if (!isExtended(name) && !STANDARD.contains(name)) {
            problems.invalid(at, Trees.valueOf(name), "must be a standard resource type or fully qualified");
            problems.invalid(at, Trees.valueOf(name), "must be a standard resource for containers");
        }
        if (name.contains("/")
                && Quantities.value(Trees.text(amounts, name))
                                .stripTrailingZeros()
                                .scale()
                        > 0) {
            problems.invalid(at, amounts.path(name), "must be an integer");
        }
    }

    private static void variable(JsonNode variable, String path, Problems problems) {
        JsonNode from = variable.path("valueFrom");
        if (!from.isObject()) {
            return;
        }
        List<String> given = CrossRules.given(from, SOURCES);
        if (given.isEmpty()) {
            problems.invalid(
                    path + ".valueFrom",
                    Trees.valueOf(""),
                    "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`");
        } else if (!Trees.text(variable, "value").isEmpty()) {
            problems.invalid(path + ".valueFrom", Trees.valueOf(""), "may not be specified when `value` is not empty");
        } else if (given.size() > 1) {
            problems.invalid(
                    path + ".valueFrom", Trees.valueOf(""), "may not have more than one field specified at a time");
        }
        String field = Trees.text(from, "fieldRef", "fieldPath");
        boolean known =
                field.isEmpty() || FIELDS.contains(field) || field.matches("metadata\\.(labels|annotations)\\['.*']");
        if (!known) {
            problems.invalid(
                    path + ".valueFrom.fieldRef.fieldPath",
                    Trees.valueOf(field),
                    "error converting fieldPath: field label not supported: " + field);
        }
    }

    private static void mounts(ObjectNode container, String path, Problems problems) {
        Set<String> places = new HashSet<>();
        int i = 0;
        for (JsonNode mount : container.path("volumeMounts")) {
            String at = path + ".volumeMounts[" + i++ + "]";
            if (mount.hasNonNull("mountPath") && !places.add(Trees.text(mount, "mountPath"))) {
                problems.invalid(at + ".mountPath", mount.path("mountPath"), "must be unique");
            }
            String below = Trees.text(mount, "subPath");
            if (below.startsWith("/")) {
                problems.invalid(at + ".subPath", mount.path("subPath"), "must be a relative path");
            } else if (List.of(below.split("/")).contains("..")) {
                problems.invalid(at + ".subPath", mount.path("subPath"), "must not contain '..'");
            }
        }
    }

    private static void security(JsonNode context, String path, Problems problems) {
        boolean mayNotRise = context.has("allowPrivilegeEscalation")
                && !context.path("allowPrivilegeEscalation").asBoolean();
        if (mayNotRise && context.path("privileged").asBoolean()) {
            problems.invalid(path, context, "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
        }
    }

    /** One way of asking or telling a container, and no more. */
    static void handler(ObjectNode handler, String path, Problems problems) {
        List<String> given = CrossRules.given(handler, HANDLERS);
        if (given.isEmpty()) {
            problems.required(path, "must specify a handler type");
        }
        for (String extra : given.subList(Math.min(1, given.size()), given.size())) {
            problems.forbidden(path + "." + extra, "may not specify more than 1 handler type");
        }
        if (given.contains("httpGet") && !handler.path("httpGet").hasNonNull("port")) {
            problems.invalid(path + ".httpGet.port", Trees.valueOf(0), "must be between 1 and 65535, inclusive");
        }
    }
}
