package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What may not change once an object is there. */
final class ImmutableFields {
    private static final Map<String, List<String>> IMMUTABLE = Map.ofEntries(
            Map.entry("deployments.apps", List.of("spec.selector")),
            Map.entry("replicasets.apps", List.of("spec.selector")),
            Map.entry("daemonsets.apps", List.of("spec.selector")),
            Map.entry(
                    "jobs.batch", List.of("spec.template", "spec.selector", "spec.completionMode", "spec.completions")),
            Map.entry("storageclasses.storage.k8s.io", List.of("volumeBindingMode")),
            Map.entry("secrets", List.of("type")),
            Map.entry("resourcequotas", List.of("spec.scopes")),
            Map.entry("runtimeclasses.node.k8s.io", List.of("handler")),
            Map.entry("endpointslices.discovery.k8s.io", List.of("addressType")),
            Map.entry("priorityclasses.scheduling.k8s.io", List.of("preemptionPolicy")),
            Map.entry("ingressclasses.networking.k8s.io", List.of("spec.controller")),
            Map.entry("csidrivers.storage.k8s.io", List.of("spec.attachRequired", "spec.volumeLifecycleModes")),
            Map.entry(
                    "customresourcedefinitions.apiextensions.k8s.io",
                    List.of("spec.group", "spec.scope", "spec.names.kind", "spec.names.plural")));
    private static final List<String> OF_STORAGE_CLASSES = List.of("parameters", "provisioner", "reclaimPolicy");

    private final Problems problems;
    private final ObjectNode before;
    private final ObjectNode after;

    private ImmutableFields(Problems problems, ObjectNode before, ObjectNode after) {
        this.problems = problems;
        this.before = before;
        this.after = after;
    }

    /** Collects what of an update may not be. */
    static void check(ObjectNode before, ObjectNode after, ResourceType type, Problems problems) {
        ImmutableFields fields = new ImmutableFields(problems, before, after);
        IMMUTABLE.getOrDefault(type.key(), List.of()).forEach(fields::unchanged);
        fields.rest(type);
    }

    /** Refuses a change of what the server gave to an object. */
    static void checkMetadata(ObjectNode before, ObjectNode after, ResourceType type) {
        Problems problems = new Problems(type, after);
        List<String> fields = Trees.isDeleting(before) ? List.of("uid") : List.of("uid", "deletionTimestamp");
        for (String field : fields) {
            JsonNode value = Trees.at(after, "metadata", field);
            boolean given = !value.asText("").isEmpty() && !value.isNull();
            if (given && !value.equals(Trees.at(before, "metadata", field))) {
                problems.invalid("metadata." + field, value, "field is immutable");
            }
        }
        problems.end();
    }

    private void rest(ResourceType type) {
        switch (type.key()) {
            case "services" -> service();
            case "persistentvolumeclaims" -> claim();
            case "persistentvolumes" -> {
                if (changes("spec", "csi")) {
                    problems.forbidden(
                            "spec.persistentvolumesource", "spec.persistentvolumesource is immutable after creation");
                }
                if (changes("spec", "volumeMode")) {
                    problems.invalid("volumeMode", Trees.at(after, "spec", "volumeMode"), "field is immutable");
                }
            }
            case "pods" -> pod();
            case "statefulsets.apps" -> statefulSet();
            case "storageclasses.storage.k8s.io" ->
                OF_STORAGE_CLASSES.stream()
                        .filter(this::changes)
                        .forEach(field -> problems.forbidden(field, "updates to " + field + " are forbidden."));
            case "priorityclasses.scheduling.k8s.io" -> {
                if (changes("value")) {
                    problems.forbidden("value", "may not be changed in an update.");
                }
            }
            case "customresourcedefinitions.apiextensions.k8s.io" -> storedVersions();
            default -> {
                // nothing more
            }
        }
        if (type.group().equals("rbac.authorization.k8s.io") && changes("roleRef")) {
            problems.invalid("roleRef", after.path("roleRef"), "cannot change roleRef");
        }
        if (before.path("immutable").asBoolean() && changes("data")) {
            problems.forbidden("data", "field is immutable when `immutable` is set");
        }
        if (before.path("immutable").asBoolean() && !after.path("immutable").asBoolean()) {
            problems.forbidden("immutable", "field is immutable when `immutable` is set");
        }
    }

    private boolean changes(String... path) {
        return !Trees.at(before, path).equals(Trees.at(after, path));
    }

    private void unchanged(String field) {
        String[] path = field.split("\\.");
        if (changes(path)) {
            problems.invalid(field, Trees.at(after, path), "field is immutable");
        }
    }

    /** The address of a service stays, unless it becomes one that has none. */
    private void service() {
        String address = Trees.text(before, "spec", "clusterIP");
        boolean external = Trees.text(after, "spec", "type").equals("ExternalName");
        if (!address.isEmpty()
                && !external
                && Trees.text(after, "spec", "clusterIP").isEmpty()) {
            problems.invalid("spec.clusterIPs[0]", NullNode.getInstance(), "primary clusterIP can not be unset");
        } else if (!address.isEmpty() && !external && changes("spec", "clusterIP")) {
            problems.invalid(
                    "spec.clusterIPs[0]",
                    Trees.arrayOf(List.of(Trees.text(after, "spec", "clusterIP"))),
                    "may not change once set");
        }
        if (!Trees.text(before, "spec", "loadBalancerClass").isEmpty()
                && Trees.text(after, "spec", "type").equals("LoadBalancer")
                && changes("spec", "loadBalancerClass")) {
            problems.invalid(
                    "spec.loadBalancerClass", Trees.at(after, "spec", "loadBalancerClass"), "may not change once set");
        }
    }

    /** Only the size of a claim may change, and only upwards. */
    private void claim() {
        if (!withoutSize(before).equals(withoutSize(after))) {
            problems.forbidden(
                    "spec",
                    "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound"
                            + " claims");
        } else if (size(after) < size(before)) {
            problems.forbidden("spec.resources.requests.storage", "field can not be less than status.capacity");
        }
    }

    /** What stays; a claim that has no volume yet may be given one. */
    private JsonNode withoutSize(ObjectNode claim) {
        ObjectNode spec = Trees.child(claim.deepCopy(), "spec");
        spec.remove(List.of("resources", "volumeAttributesClassName"));
        if (Trees.text(before, "spec", "volumeName").isEmpty()) {
            spec.remove("volumeName");
        }
        return spec;
    }

    private static long size(ObjectNode claim) {
        return Placement.quantity(Trees.text(claim, "spec", "resources", "requests", "storage"));
    }

    private void pod() {
        for (String kind : List.of("containers", "initContainers")) {
            if (Trees.at(before, "spec", kind).size()
                    != Trees.at(after, "spec", kind).size()) {
                problems.forbidden("spec." + kind, "pod updates may not add or remove containers");
                return;
            }
        }
        tolerations();
        if (!fixed(before).equals(fixed(after))) {
            problems.forbidden(
                    "spec",
                    "pod updates may not change fields other than `spec.containers[*].image`,"
                            + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only"
                            + " additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be"
                            + " set to 1 if it was previously negative)");
        }
    }

    private static JsonNode fixed(ObjectNode pod) {
        ObjectNode spec = Trees.child(pod.deepCopy(), "spec");
        spec.remove(List.of("activeDeadlineSeconds", "tolerations", "schedulingGates"));
        if (Trees.number(pod, 0, "spec", "terminationGracePeriodSeconds") <= 1) {
            spec.remove("terminationGracePeriodSeconds");
        }
        for (String containers : List.of("containers", "initContainers")) {
            spec.path(containers).forEach(container -> ((ObjectNode) container).remove("image"));
        }
        return spec;
    }

    private void tolerations() {
        List<JsonNode> now = new ArrayList<>();
        Trees.at(after, "spec", "tolerations").forEach(now::add);
        for (JsonNode toleration : Trees.at(before, "spec", "tolerations")) {
            if (!now.contains(toleration)) {
                problems.forbidden(
                        "spec.tolerations", "existing toleration can not be modified except its tolerationSeconds");
                return;
            }
        }
    }

    private void storedVersions() {
        List<String> served = new ArrayList<>();
        Trees.at(after, "spec", "versions").forEach(version -> served.add(Trees.text(version, "name")));
        int i = 0;
        for (JsonNode stored : Trees.at(before, "status", "storedVersions")) {
            if (!served.contains(stored.asText())) {
                problems.invalid("status.storedVersions[" + i + "]", stored, "must appear in spec.versions");
            }
            i++;
        }
    }

    private void statefulSet() {
        boolean changed = List.of("selector", "serviceName", "volumeClaimTemplates", "podManagementPolicy").stream()
                .anyMatch(field -> changes("spec", field));
        if (changed) {
            problems.forbidden(
                    "spec",
                    "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template',"
                            + " 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and"
                            + " 'minReadySeconds' are forbidden");
        }
    }
}
