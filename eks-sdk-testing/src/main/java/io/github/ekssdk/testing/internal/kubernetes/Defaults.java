package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.function.Consumer;

/** What the API server fills in where an object says nothing, and what it leaves out. */
final class Defaults {
    private static final String RBAC = "rbac.authorization.k8s.io";

    private Defaults() {}

    static void fill(ObjectNode object, ResourceType type) {
        switch (type.key()) {
            case "pods" -> PodDefaults.fillPod(Trees.child(object, "spec"));
            case "podtemplates" -> template(object);
            case "services" -> NetworkDefaults.service(Trees.child(object, "spec"));
            case "endpoints" -> NetworkDefaults.endpoints(object);
            case "endpointslices.discovery.k8s.io" -> NetworkDefaults.slice(object);
            case "secrets" -> {
                putIfAbsent(object, "type", "Opaque");
                DataRules.encode(object);
            }
            case "limitranges" -> each(object.path("spec").path("limits"), Defaults::limit);
            case "priorityclasses.scheduling.k8s.io" -> putIfAbsent(object, "preemptionPolicy", "PreemptLowerPriority");
            case "csidrivers.storage.k8s.io" -> driver(Trees.child(object, "spec"));
            case "apiservices.apiregistration.k8s.io" -> apiService(object);
            case "customresourcedefinitions.apiextensions.k8s.io" -> definition(object);
            case "deployments.apps" -> deployment(Trees.child(object, "spec"));
            case "statefulsets.apps" -> statefulSet(Trees.child(object, "spec"));
            case "daemonsets.apps" -> daemonSet(Trees.child(object, "spec"));
            case "replicasets.apps" -> replicas(Trees.child(object, "spec"));
            case "replicationcontrollers" -> replicationController(object);
            case "jobs.batch" -> {
                job(Trees.child(object, "spec"));
                select(object);
            }
            case "cronjobs.batch" -> cronJob(Trees.child(object, "spec"));
            case "persistentvolumeclaims" -> claim(Trees.child(object, "spec"));
            case "storageclasses.storage.k8s.io" -> {
                putIfAbsent(object, "reclaimPolicy", "Delete");
                putIfAbsent(object, "volumeBindingMode", "Immediate");
            }
            case "horizontalpodautoscalers.autoscaling" -> ScalingDefaults.fill(Trees.child(object, "spec"));
            case "networkpolicies.networking.k8s.io" -> NetworkDefaults.policy(Trees.child(object, "spec"));
            case "ingressclasses.networking.k8s.io" ->
                in(
                        Trees.child(object, "spec"),
                        "parameters",
                        parameters -> putIfAbsent(parameters, "scope", "Cluster"));
            case "rolebindings.rbac.authorization.k8s.io", "clusterrolebindings.rbac.authorization.k8s.io" ->
                binding(object);
            case "validatingwebhookconfigurations.admissionregistration.k8s.io",
                    "mutatingwebhookconfigurations.admissionregistration.k8s.io" ->
                each(object.path("webhooks"), webhook -> webhook(webhook, type.kind()));
            case "persistentvolumes" -> {
                putIfAbsent(Trees.child(object, "spec"), "persistentVolumeReclaimPolicy", "Retain");
                putIfAbsent(Trees.child(object, "spec"), "volumeMode", "Filesystem");
                in(object.path("spec"), "hostPath", path -> putIfAbsent(path, "type", ""));
            }
            default -> {
                // nothing to fill in
            }
        }
        if (!type.isCustom() && !type.group().equals("apiextensions.k8s.io")) {
            LeftOut.takeOut(object);
            Written.fill(object, type);
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

    static void putIfAbsent(ObjectNode object, String name, boolean value) {
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
        PodDefaults.fill(Trees.child(spec, "template", "spec"));
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
            claim(Trees.child(claim, "spec"));
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
        if (!spec.has("completions") && !spec.has("parallelism")) {
            spec.put("completions", 1);
        }
        putIfAbsent(spec, "parallelism", 1);
        putIfAbsent(spec, "completionMode", "NonIndexed");
        putIfAbsent(spec, "suspend", false);
    }

    /** A Job tells its pods from others by its own uid, unless it is told how. */
    private static void select(ObjectNode job) {
        ObjectNode spec = Trees.child(job, "spec");
        if (spec.path("manualSelector").asBoolean() || Trees.uid(job).isEmpty()) {
            return;
        }
        if (!spec.hasNonNull("selector")) {
            Trees.child(spec, "selector", "matchLabels").put("batch.kubernetes.io/controller-uid", Trees.uid(job));
        }
        ObjectNode labels = Trees.child(spec, "template", "metadata", "labels");
        putIfAbsent(labels, "batch.kubernetes.io/controller-uid", Trees.uid(job));
        putIfAbsent(labels, "batch.kubernetes.io/job-name", Trees.name(job));
        putIfAbsent(labels, "controller-uid", Trees.uid(job));
        putIfAbsent(labels, "job-name", Trees.name(job));
        if (Trees.labels(job).isEmpty()) {
            Trees.child(job, "metadata").set("labels", labels.deepCopy());
        }
    }

    private static void cronJob(ObjectNode spec) {
        putIfAbsent(spec, "concurrencyPolicy", "Allow");
        putIfAbsent(spec, "successfulJobsHistoryLimit", 3);
        putIfAbsent(spec, "failedJobsHistoryLimit", 1);
        putIfAbsent(spec, "suspend", false);
        template(Trees.child(spec, "jobTemplate", "spec"));
    }

    private static void replicationController(ObjectNode controller) {
        ObjectNode spec = Trees.child(controller, "spec");
        replicas(spec);
        JsonNode labels = Trees.at(spec, "template", "metadata", "labels");
        if (!labels.isEmpty()) {
            if (spec.path("selector").isEmpty()) {
                spec.set("selector", labels.deepCopy());
            }
            if (Trees.labels(controller).isEmpty()) {
                Trees.child(controller, "metadata").set("labels", labels.deepCopy());
            }
        }
    }

    /** Of containers, what is the most is the default, and the default or the least is asked for. */
    private static void limit(ObjectNode limit) {
        if (!Trees.text(limit, "type").equals("Container")) {
            return;
        }
        fillFrom(limit, "default", "max");
        fillFrom(limit, "defaultRequest", "default");
        fillFrom(limit, "defaultRequest", "min");
    }

    private static void fillFrom(ObjectNode object, String name, String source) {
        object.path(source).properties().forEach(entry -> {
            ObjectNode filled = Trees.child(object, name);
            if (!filled.has(entry.getKey())) {
                filled.set(entry.getKey(), entry.getValue());
            }
        });
    }

    private static void claim(ObjectNode spec) {
        putIfAbsent(spec, "volumeMode", "Filesystem");
        in(spec, "dataSource", source -> spec.set("dataSourceRef", source.deepCopy()));
    }

    private static void driver(ObjectNode spec) {
        putIfAbsent(spec, "attachRequired", true);
        putIfAbsent(spec, "podInfoOnMount", false);
        putIfAbsent(spec, "storageCapacity", false);
        putIfAbsent(spec, "fsGroupPolicy", "ReadWriteOnceWithFSType");
        putIfAbsent(spec, "requiresRepublish", false);
        putIfAbsent(spec, "seLinuxMount", false);
        if (spec.path("volumeLifecycleModes").isEmpty()) {
            spec.putArray("volumeLifecycleModes").add("Persistent");
        }
    }

    private static void apiService(ObjectNode service) {
        in(service.path("spec"), "service", reference -> putIfAbsent(reference, "port", 443));
    }

    private static void definition(ObjectNode definition) {
        ObjectNode spec = Trees.child(definition, "spec");
        ObjectNode names = Trees.child(spec, "names");
        String kind = Trees.text(names, "kind");
        if (Trees.text(names, "singular").isEmpty()) {
            names.put("singular", kind.toLowerCase(Locale.ROOT));
        }
        if (Trees.text(names, "listKind").isEmpty() && !kind.isEmpty()) {
            names.put("listKind", kind + "List");
        }
        putIfAbsent(Trees.child(spec, "conversion"), "strategy", "None");
        ObjectNode status = Trees.child(definition, "status");
        if (!status.has("conditions")) {
            status.putNull("conditions");
            status.putObject("acceptedNames").put("plural", "").put("kind", "");
            ArrayNode stored = status.putArray("storedVersions");
            each(spec.path("versions"), version -> {
                if (version.path("storage").asBoolean()) {
                    stored.add(Trees.text(version, "name"));
                }
            });
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
