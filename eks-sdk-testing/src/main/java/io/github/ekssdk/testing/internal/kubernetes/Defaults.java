package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the API server fills in where an object says nothing. */
final class Defaults {
    private Defaults() {}

    static void fill(ObjectNode object, ResourceType type) {
        switch (type.key()) {
            case "pods" -> pod(Trees.child(object, "spec"));
            case "services" -> service(Trees.child(object, "spec"));
            case "secrets" -> putIfAbsent(object, "type", "Opaque");
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
            default -> {
                // nothing to fill in
            }
        }
    }

    private static void putIfAbsent(ObjectNode object, String name, String value) {
        if (!object.hasNonNull(name)) {
            object.put(name, value);
        }
    }

    private static void putIfAbsent(ObjectNode object, String name, int value) {
        if (!object.hasNonNull(name)) {
            object.put(name, value);
        }
    }

    private static void template(ObjectNode spec) {
        if (spec.path("template") instanceof ObjectNode template) {
            pod(Trees.child(template, "spec"));
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
        putIfAbsent(Trees.child(spec, "updateStrategy"), "type", "RollingUpdate");
    }

    private static void daemonSet(ObjectNode spec) {
        template(spec);
        putIfAbsent(spec, "revisionHistoryLimit", 10);
        putIfAbsent(Trees.child(spec, "updateStrategy"), "type", "RollingUpdate");
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

    private static void pod(ObjectNode spec) {
        putIfAbsent(spec, "restartPolicy", "Always");
        putIfAbsent(spec, "dnsPolicy", "ClusterFirst");
        putIfAbsent(spec, "schedulerName", "default-scheduler");
        putIfAbsent(spec, "terminationGracePeriodSeconds", 30);
        Trees.child(spec, "securityContext");
        if (spec.hasNonNull("serviceAccountName")) {
            spec.set("serviceAccount", spec.get("serviceAccountName"));
        }
        spec.path("initContainers").forEach(Defaults::container);
        spec.path("containers").forEach(Defaults::container);
    }

    private static void container(JsonNode node) {
        if (node instanceof ObjectNode container) {
            String image = Trees.text(container, "image");
            boolean latest = image.endsWith(":latest") || image.lastIndexOf(':') <= image.lastIndexOf('/');
            putIfAbsent(container, "imagePullPolicy", latest ? "Always" : "IfNotPresent");
            putIfAbsent(container, "terminationMessagePath", "/dev/termination-log");
            putIfAbsent(container, "terminationMessagePolicy", "File");
            Trees.child(container, "resources");
            container.path("ports").forEach(port -> putIfAbsent((ObjectNode) port, "protocol", "TCP"));
        }
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
}
