package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/** What the API server fills in where an object says nothing, and what it leaves out. */
final class Defaults {
    private static final String RBAC = "rbac.authorization.k8s.io";

    private Defaults() {}

    static void fill(ObjectNode object, ResourceType type) {
        switch (type.key()) {
            case "pods" -> PodDefaults.fill(Trees.child(object, "spec"));
            case "services" -> service(Trees.child(object, "spec"));
            case "secrets" -> {
                putIfAbsent(object, "type", "Opaque");
                DataRules.encode(object);
            }
            case "deployments.apps" -> deployment(Trees.child(object, "spec"));
            case "statefulsets.apps" -> statefulSet(Trees.child(object, "spec"));
            case "daemonsets.apps" -> daemonSet(Trees.child(object, "spec"));
            case "replicasets.apps", "replicationcontrollers" -> replicas(Trees.child(object, "spec"));
            case "jobs.batch" -> job(Trees.child(object, "spec"));
            case "cronjobs.batch" -> cronJob(Trees.child(object, "spec"));
            case "persistentvolumeclaims" -> putIfAbsent(Trees.child(object, "spec"), "volumeMode", "Filesystem");
            case "storageclasses.storage.k8s.io" -> {
                putIfAbsent(object, "reclaimPolicy", "Delete");
                putIfAbsent(object, "volumeBindingMode", "Immediate");
            }
            case "horizontalpodautoscalers.autoscaling" -> {
                if (!Trees.isSet(object, "spec", "minReplicas")) {
                    Trees.child(object, "spec").put("minReplicas", 1);
                }
            }
            case "networkpolicies.networking.k8s.io" -> networkPolicy(Trees.child(object, "spec"));
            case "ingressclasses.networking.k8s.io" ->
                in(object.path("spec"), "parameters", parameters -> putIfAbsent(parameters, "scope", "Cluster"));
            case "rolebindings.rbac.authorization.k8s.io", "clusterrolebindings.rbac.authorization.k8s.io" ->
                binding(object);
            case "validatingwebhookconfigurations.admissionregistration.k8s.io",
                    "mutatingwebhookconfigurations.admissionregistration.k8s.io" ->
                each(object.path("webhooks"), webhook -> webhook(webhook, type.kind()));
            case "persistentvolumes" -> {
                putIfAbsent(Trees.child(object, "spec"), "persistentVolumeReclaimPolicy", "Retain");
                putIfAbsent(Trees.child(object, "spec"), "volumeMode", "Filesystem");
            }
            default -> {
                // nothing to fill in
            }
        }
        if (!type.isCustom() && !type.group().equals("apiextensions.k8s.io")) {
            LeftOut.takeOut(object);
        }
    }

    static void putIfAbsent(ObjectNode object, String name, String value) {
        if (!object.hasNonNull(name)) {
            object.put(name, value);
        }
    }

    static void putIfAbsent(ObjectNode object, String name, int value) {
        if (!object.hasNonNull(name)) {
            object.put(name, value);
        }
    }

    /** Fills in each object of a list. */
    static void each(JsonNode list, Consumer<ObjectNode> filling) {
        list.forEach(item -> {
            if (item instanceof ObjectNode object) {
                filling.accept(object);
            }
        });
    }

    /** Fills in the object below a name, if there is one. */
    static void in(JsonNode parent, String name, Consumer<ObjectNode> filling) {
        if (parent.path(name) instanceof ObjectNode object) {
            filling.accept(object);
        }
    }

    private static void template(ObjectNode spec) {
        if (spec.path("template") instanceof ObjectNode template) {
            PodDefaults.fill(Trees.child(template, "spec"));
        }
    }

    private static void replicas(ObjectNode spec) {
        putIfAbsent(spec, "replicas", 1);
        template(spec);
    }

    private static void deployment(ObjectNode spec) {
        replicas(spec);
        putIfAbsent(spec, "revisionHistoryLimit", 10);
        putIfAbsent(spec, "progressDeadlineSeconds", 600);
        ObjectNode strategy = Trees.child(spec, "strategy");
        putIfAbsent(strategy, "type", "RollingUpdate");
        if (Trees.text(strategy, "type").equals("RollingUpdate")) {
            ObjectNode rolling = Trees.child(strategy, "rollingUpdate");
            putIfAbsent(rolling, "maxSurge", "25%");
            putIfAbsent(rolling, "maxUnavailable", "25%");
        }
    }

    private static void statefulSet(ObjectNode spec) {
        replicas(spec);
        putIfAbsent(spec, "revisionHistoryLimit", 10);
        putIfAbsent(spec, "podManagementPolicy", "OrderedReady");
        ObjectNode strategy = Trees.child(spec, "updateStrategy");
        putIfAbsent(strategy, "type", "RollingUpdate");
        if (Trees.text(strategy, "type").equals("RollingUpdate")) {
            putIfAbsent(Trees.child(strategy, "rollingUpdate"), "partition", 0);
        }
        ObjectNode retention = Trees.child(spec, "persistentVolumeClaimRetentionPolicy");
        putIfAbsent(retention, "whenDeleted", "Retain");
        putIfAbsent(retention, "whenScaled", "Retain");
        each(spec.path("volumeClaimTemplates"), claim -> {
            putIfAbsent(claim, "apiVersion", "v1");
            putIfAbsent(claim, "kind", "PersistentVolumeClaim");
            putIfAbsent(Trees.child(claim, "spec"), "volumeMode", "Filesystem");
            putIfAbsent(Trees.child(claim, "status"), "phase", "Pending");
        });
    }

    private static void daemonSet(ObjectNode spec) {
        template(spec);
        putIfAbsent(spec, "revisionHistoryLimit", 10);
        ObjectNode strategy = Trees.child(spec, "updateStrategy");
        putIfAbsent(strategy, "type", "RollingUpdate");
        if (Trees.text(strategy, "type").equals("RollingUpdate")) {
            putIfAbsent(Trees.child(strategy, "rollingUpdate"), "maxUnavailable", 1);
            putIfAbsent(Trees.child(strategy, "rollingUpdate"), "maxSurge", 0);
        }
    }

    private static void job(ObjectNode spec) {
        template(spec);
        putIfAbsent(spec, "backoffLimit", 6);
        putIfAbsent(spec, "parallelism", 1);
        putIfAbsent(spec, "completions", 1);
        putIfAbsent(spec, "completionMode", "NonIndexed");
        if (!spec.has("suspend")) {
            spec.put("suspend", false);
        }
    }

    private static void cronJob(ObjectNode spec) {
        putIfAbsent(spec, "concurrencyPolicy", "Allow");
        putIfAbsent(spec, "successfulJobsHistoryLimit", 3);
        putIfAbsent(spec, "failedJobsHistoryLimit", 1);
        if (!spec.has("suspend")) {
            spec.put("suspend", false);
        }
        template(Trees.child(spec, "jobTemplate", "spec"));
    }

    private static void service(ObjectNode spec) {
        putIfAbsent(spec, "type", "ClusterIP");
        putIfAbsent(spec, "sessionAffinity", "None");
        String kind = Trees.text(spec, "type");
        if (!kind.equals("ExternalName")) {
            putIfAbsent(spec, "internalTrafficPolicy", "Cluster");
        }
        if (kind.equals("LoadBalancer") || kind.equals("NodePort")) {
            putIfAbsent(spec, "externalTrafficPolicy", "Cluster");
        }
        if (kind.equals("LoadBalancer") && !spec.has("allocateLoadBalancerNodePorts")) {
            spec.put("allocateLoadBalancerNodePorts", true);
        }
        for (JsonNode port : spec.path("ports")) {
            putIfAbsent((ObjectNode) port, "protocol", "TCP");
            if (!port.hasNonNull("targetPort")) {
                ((ObjectNode) port).set("targetPort", port.path("port"));
            }
        }
    }

    private static void networkPolicy(ObjectNode spec) {
        for (String direction : List.of("ingress", "egress")) {
            each(spec.path(direction), rule -> each(rule.path("ports"), port -> putIfAbsent(port, "protocol", "TCP")));
        }
        if (!spec.hasNonNull("policyTypes")) {
            ArrayNode types = spec.putArray("policyTypes").add("Ingress");
            if (!spec.path("egress").isEmpty()) {
                types.add("Egress");
            }
        }
    }

    private static void binding(ObjectNode binding) {
        in(binding, "roleRef", role -> putIfAbsent(role, "apiGroup", RBAC));
        each(binding.path("subjects"), subject -> {
            if (!Trees.text(subject, "kind").equals("ServiceAccount")) {
                putIfAbsent(subject, "apiGroup", RBAC);
            }
        });
    }

    private static void webhook(ObjectNode webhook, String kind) {
        putIfAbsent(webhook, "failurePolicy", "Fail");
        putIfAbsent(webhook, "matchPolicy", "Equivalent");
        putIfAbsent(webhook, "timeoutSeconds", 10);
        Trees.child(webhook, "namespaceSelector");
        Trees.child(webhook, "objectSelector");
        if (kind.startsWith("Mutating")) {
            putIfAbsent(webhook, "reinvocationPolicy", "Never");
        }
        in(webhook.path("clientConfig"), "service", service -> putIfAbsent(service, "port", 443));
        each(webhook.path("rules"), rule -> putIfAbsent(rule, "scope", "*"));
    }
}
