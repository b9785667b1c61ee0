package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What the API server fills in where a pod, or the template of one, says nothing. */
final class PodDefaults {
    private static final int READ_BY_ALL = 420;
    private static final int TOKEN_SECONDS = 3600;

    private PodDefaults() {}

    static void fill(ObjectNode spec) {
        Defaults.putIfAbsent(spec, "restartPolicy", "Always");
        Defaults.putIfAbsent(spec, "dnsPolicy", "ClusterFirst");
        Defaults.putIfAbsent(spec, "schedulerName", "default-scheduler");
        Defaults.putIfAbsent(spec, "terminationGracePeriodSeconds", 30);
        Trees.child(spec, "securityContext");
        if (spec.hasNonNull("serviceAccountName")) {
            spec.set("serviceAccount", spec.get("serviceAccountName"));
        }
        spec.path("initContainers").forEach(PodDefaults::container);
        spec.path("containers").forEach(PodDefaults::container);
        spec.path("volumes").forEach(PodDefaults::volume);
    }

    /** Fills in a pod, of which more is told than of a template. */
    static void fillPod(ObjectNode spec) {
        fill(spec);
        Defaults.putIfAbsent(spec, "enableServiceLinks", true);
        for (String kind : List.of("initContainers", "containers")) {
            Defaults.each(spec.path(kind), container -> {
                asked(container);
                if (spec.path("hostNetwork").asBoolean()) {
                    Defaults.each(
                            container.path("ports"),
                            port -> Defaults.putIfAbsent(
                                    port, "hostPort", port.path("containerPort").asInt()));
                }
            });
        }
    }

    /** What a container is limited to, it asks for. */
    private static void asked(ObjectNode container) {
        container.path("resources").path("limits").properties().forEach(limit -> {
            ObjectNode requests = Trees.child(container, "resources", "requests");
            if (!requests.has(limit.getKey())) {
                requests.set(limit.getKey(), limit.getValue());
            }
        });
    }

    private static void container(JsonNode node) {
        if (node instanceof ObjectNode container) {
            String image = Trees.text(container, "image");
            boolean latest = image.endsWith(":latest") || image.lastIndexOf(':') <= image.lastIndexOf('/');
            Defaults.putIfAbsent(container, "imagePullPolicy", latest ? "Always" : "IfNotPresent");
            Defaults.putIfAbsent(container, "terminationMessagePath", "/dev/termination-log");
            Defaults.putIfAbsent(container, "terminationMessagePolicy", "File");
            Trees.child(container, "resources");
            Defaults.each(container.path("ports"), port -> Defaults.putIfAbsent(port, "protocol", "TCP"));
            Defaults.each(container.path("env"), one -> {
                Defaults.in(one.path("valueFrom"), "fieldRef", PodDefaults::field);
                Defaults.in(
                        one.path("valueFrom"),
                        "resourceFieldRef",
                        reference -> Defaults.putIfAbsent(reference, "divisor", "0"));
            });
            List.of("livenessProbe", "readinessProbe", "startupProbe")
                    .forEach(probe -> Defaults.in(container, probe, PodDefaults::probe));
            List.of("postStart", "preStop")
                    .forEach(hook ->
                            Defaults.in(container.path("lifecycle").path(hook), "httpGet", PodDefaults::httpGet));
        }
    }

    private static void field(ObjectNode reference) {
        Defaults.putIfAbsent(reference, "apiVersion", "v1");
    }

    private static void probe(ObjectNode probe) {
        Defaults.putIfAbsent(probe, "timeoutSeconds", 1);
        Defaults.putIfAbsent(probe, "periodSeconds", 10);
        Defaults.putIfAbsent(probe, "successThreshold", 1);
        Defaults.putIfAbsent(probe, "failureThreshold", 3);
        Defaults.in(probe, "httpGet", PodDefaults::httpGet);
        Defaults.in(probe, "grpc", call -> Defaults.putIfAbsent(call, "service", ""));
    }

    private static void httpGet(ObjectNode get) {
        Defaults.putIfAbsent(get, "path", "/");
        Defaults.putIfAbsent(get, "scheme", "HTTP");
    }

    private static void volume(JsonNode volume) {
        for (String kind : List.of("configMap", "secret", "downwardAPI", "projected")) {
            Defaults.in(volume, kind, source -> Defaults.putIfAbsent(source, "defaultMode", READ_BY_ALL));
        }
        Defaults.in(volume, "hostPath", path -> Defaults.putIfAbsent(path, "type", ""));
        downward(volume);
        Defaults.each(volume.path("projected").path("sources"), source -> {
            downward(source);
            Defaults.in(
                    source,
                    "serviceAccountToken",
                    token -> Defaults.putIfAbsent(token, "expirationSeconds", TOKEN_SECONDS));
        });
    }

    private static void downward(JsonNode parent) {
        Defaults.each(
                parent.path("downwardAPI").path("items"), item -> Defaults.in(item, "fieldRef", PodDefaults::field));
    }
}
