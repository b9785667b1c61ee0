package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What the API server gives to each new pod, whoever makes it: a service account with its token, a priority, tolerations, a QoS class. */
final class PodAdmission {
    private static final String TOKEN_DIRECTORY = "/var/run/secrets/kubernetes.io/serviceaccount";
    private static final int TOKEN_SECONDS = 3607;
    private static final int READ_BY_ALL = 420;
    private static final int TOLERATED_SECONDS = 300;
    private static final List<String> CONTAINERS = List.of("initContainers", "containers");

    private final ClusterObjects objects;

    PodAdmission(ClusterObjects objects) {
        this.objects = objects;
    }

    /** @throws ApiFailure if the pod names what is not there */
    void complete(ObjectNode pod, ResourceType type) {
        ObjectNode spec = Trees.child(pod, "spec");
        priority(pod, spec, type);
        serviceAccount(pod, spec, type);
        tolerate(spec, "node.kubernetes.io/not-ready");
        tolerate(spec, "node.kubernetes.io/unreachable");
        Trees.child(pod, "status").put("phase", "Pending").put("qosClass", qosClass(spec));
    }

    private void priority(ObjectNode pod, ObjectNode spec, ResourceType type) {
        String name = Trees.text(spec, "priorityClassName");
        Optional<ObjectNode> found = name.isEmpty()
                ? objects.all("priorityclasses.scheduling.k8s.io").stream()
                        .filter(one -> one.path("globalDefault").asBoolean())
                        .findFirst()
                : objects.get("priorityclasses.scheduling.k8s.io", "", name);
        if (found.isEmpty() && !name.isEmpty()) {
            throw ApiFailure.forbidden(type, Trees.name(pod), "no PriorityClass with name " + name + " was found");
        }
        found.ifPresent(one -> spec.put("priorityClassName", Trees.name(one)));
        spec.put("priority", found.map(one -> one.path("value").asInt()).orElse(0));
        Defaults.putIfAbsent(
                spec,
                "preemptionPolicy",
                found.map(one -> Trees.text(one, "preemptionPolicy"))
                        .filter(policy -> !policy.isEmpty())
                        .orElse("PreemptLowerPriority"));
    }

    private void serviceAccount(ObjectNode pod, ObjectNode spec, ResourceType type) {
        String name = Trees.text(spec, "serviceAccountName");
        if (name.isEmpty()) {
            name = "default";
        }
        spec.put("serviceAccountName", name).put("serviceAccount", name);
        String namespace = Trees.namespace(pod);
        Optional<ObjectNode> account = objects.get("serviceaccounts", namespace, name);
        if (account.isEmpty()
                && !name.equals("default")
                && pod.at("/metadata/ownerReferences").isEmpty()) {
            throw ApiFailure.forbidden(
                    type,
                    Trees.name(pod),
                    "error looking up service account " + namespace + "/" + name + ": serviceaccount \"" + name
                            + "\" not found");
        }
        JsonNode secrets = account.map(one -> one.path("imagePullSecrets")).orElse(Trees.array());
        if (!secrets.isEmpty() && spec.path("imagePullSecrets").isEmpty()) {
            spec.set("imagePullSecrets", secrets.deepCopy());
        }
        boolean mounts = spec.has("automountServiceAccountToken")
                ? spec.path("automountServiceAccountToken").asBoolean()
                : account.map(one -> one.path("automountServiceAccountToken").asBoolean(true))
                        .orElse(true);
        if (mounts) {
            token(spec);
        }
    }

    private void token(ObjectNode spec) {
        String volume = "kube-api-access-" + objects.suffix();
        boolean mounted = false;
        for (String kind : CONTAINERS) {
            for (JsonNode container : spec.path(kind)) {
                if (!hasToken(container)) {
                    ((ObjectNode) container)
                            .withArray("volumeMounts")
                            .addObject()
                            .put("name", volume)
                            .put("readOnly", true)
                            .put("mountPath", TOKEN_DIRECTORY);
                    mounted = true;
                }
            }
        }
        if (mounted) {
            project(spec.withArray("volumes").addObject().put("name", volume).putObject("projected"));
        }
    }

    private static boolean hasToken(JsonNode container) {
        for (JsonNode mount : container.path("volumeMounts")) {
            if (Trees.text(mount, "mountPath").equals(TOKEN_DIRECTORY)) {
                return true;
            }
        }
        return false;
    }

    private static void project(ObjectNode projected) {
        ArrayNode sources = projected.putArray("sources");
        sources.addObject()
                .putObject("serviceAccountToken")
                .put("expirationSeconds", TOKEN_SECONDS)
                .put("path", "token");
        ObjectNode map = sources.addObject().putObject("configMap").put("name", "kube-root-ca.crt");
        map.putArray("items").addObject().put("key", "ca.crt").put("path", "ca.crt");
        ObjectNode item = sources.addObject()
                .putObject("downwardAPI")
                .putArray("items")
                .addObject()
                .put("path", "namespace");
        item.putObject("fieldRef").put("apiVersion", "v1").put("fieldPath", "metadata.namespace");
        projected.put("defaultMode", READ_BY_ALL);
    }

    private static void tolerate(ObjectNode spec, String taint) {
        for (JsonNode toleration : spec.path("tolerations")) {
            String effect = Trees.text(toleration, "effect");
            boolean about = Trees.text(toleration, "key").equals(taint)
                    || Trees.text(toleration, "key").isEmpty();
            if (about && (effect.isEmpty() || effect.equals("NoExecute"))) {
                return;
            }
        }
        spec.withArray("tolerations")
                .addObject()
                .put("key", taint)
                .put("operator", "Exists")
                .put("effect", "NoExecute")
                .put("tolerationSeconds", TOLERATED_SECONDS);
    }

    private static String qosClass(JsonNode spec) {
        boolean guaranteed = true;
        boolean any = false;
        for (String kind : CONTAINERS) {
            for (JsonNode container : spec.path(kind)) {
                JsonNode requests = container.path("resources").path("requests");
                JsonNode limits = container.path("resources").path("limits");
                for (String resource : List.of("cpu", "memory")) {
                    BigDecimal limit = Quantities.value(Trees.text(limits, resource));
                    BigDecimal request = Quantities.value(Trees.text(requests, resource));
                    any |= limit.signum() > 0 || request.signum() > 0;
                    guaranteed &= limit.signum() > 0 && limit.compareTo(request) == 0;
                }
            }
        }
        return !any ? "BestEffort" : guaranteed ? "Guaranteed" : "Burstable";
    }
}
