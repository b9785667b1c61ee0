package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the parts of a pod do not allow each other. */
final class PodRules {
    private static final List<String> PROBES = List.of("livenessProbe", "readinessProbe", "startupProbe");

    private PodRules() {}

    static void pod(ObjectNode spec, String path, Problems problems) {
        Set<String> names = new HashSet<>();
        spec.path("containers").forEach(container -> names.add(Trees.text(container, "name")));
        int i = 0;
        for (JsonNode container : spec.path("initContainers")) {
            first(container, names, path + ".initContainers[" + i++ + "]", problems);
        }
        mounts(spec, path, problems);
        hostPorts(spec, path, problems);
        if (Trees.text(spec, "dnsPolicy").equals("None")
                && Trees.at(spec, "dnsConfig", "nameservers").isEmpty()) {
            problems.required(path + ".dnsConfig", "must provide `dnsConfig` when `dnsPolicy` is None");
        }
    }

    private static void mounts(ObjectNode spec, String path, Problems problems) {
        Set<String> volumes = new HashSet<>();
        spec.path("volumes").forEach(volume -> volumes.add(Trees.text(volume, "name")));
        for (String kind : List.of("initContainers", "containers")) {
            int i = 0;
            for (JsonNode container : spec.path(kind)) {
                int j = 0;
                for (JsonNode mount : container.path("volumeMounts")) {
                    String at = path + "." + kind + "[" + i + "].volumeMounts[" + j++ + "].name";
                    if (!Trees.text(mount, "name").isEmpty() && !volumes.contains(Trees.text(mount, "name"))) {
                        problems.notFound(at, mount.path("name"));
                    }
                }
                i++;
            }
        }
    }

    private static void first(JsonNode container, Set<String> names, String path, Problems problems) {
        if (names.contains(Trees.text(container, "name"))) {
            problems.duplicate(path + ".name", container.path("name"));
        }
        if (!Trees.text(container, "restartPolicy").equals("Always")) {
            for (String probe : PROBES) {
                if (container.hasNonNull(probe)) {
                    problems.forbidden(
                            path + "." + probe, "may not be set for init containers without restartPolicy=Always");
                }
            }
        }
    }

    private static void hostPorts(ObjectNode spec, String path, Problems problems) {
        Set<String> taken = new HashSet<>();
        int i = 0;
        for (JsonNode container : spec.path("containers")) {
            int j = 0;
            for (JsonNode port : container.path("ports")) {
                String at = path + ".containers[" + i + "].ports[" + j++ + "]";
                int hostPort = Trees.number(port, 0, "hostPort");
                String key = Trees.text(port, "protocol") + "/" + Trees.text(port, "hostIP") + "/" + hostPort;
                if (hostPort != 0 && !taken.add(key)) {
                    problems.duplicate(at + ".hostPort", Trees.valueOf(key));
                }
                if (spec.path("hostNetwork").asBoolean()
                        && hostPort != 0
                        && hostPort != Trees.number(port, 0, "containerPort")) {
                    problems.invalid(
                            at + ".containerPort",
                            port.path("containerPort"),
                            "must match `hostPort` when `hostNetwork` is true");
                }
            }
            i++;
        }
    }

    static void volume(ObjectNode volume, String path, Problems problems) {
        List<String> sources = Trees.namesExcept(volume, "name");
        for (String extra : sources.subList(Math.min(1, sources.size()), sources.size())) {
            problems.forbidden(path + "." + extra, "may not specify more than 1 volume type");
        }
    }

    static void toleration(ObjectNode toleration, String path, Problems problems) {
        String operator = Trees.text(toleration, "operator");
        String effect = Trees.text(toleration, "effect");
        if (Trees.text(toleration, "key").isEmpty() && !operator.equals("Exists")) {
            problems.invalid(
                    path + ".operator",
                    Trees.valueOf(operator),
                    "operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
        }
        if (toleration.hasNonNull("tolerationSeconds") && !effect.equals("NoExecute")) {
            problems.invalid(
                    path + ".effect",
                    Trees.valueOf(effect),
                    "effect must be 'NoExecute' when `tolerationSeconds` is set");
        }
        if (operator.equals("Exists") && !Trees.text(toleration, "value").isEmpty()) {
            problems.invalid(path + ".operator", toleration, "value must be empty when `operator` is 'Exists'");
        }
        if (!List.of("", "Equal", "Exists").contains(operator)) {
            problems.unsupported(path + ".operator", Trees.valueOf(operator), List.of("Equal", "Exists"));
        }
    }
}
