package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Refuses objects that the API server would, with all that is wrong with them. */
final class Validation {
    private static final String SUBDOMAIN = "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final Pattern LABEL_VALUE = Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");
    private static final Set<String> LABEL_NAMES = Set.of("namespaces", "services");
    private static final Set<String> WORKLOADS =
            Set.of("deployments.apps", "replicasets.apps", "statefulsets.apps", "daemonsets.apps");
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_LABEL = 63;

    private final ResourceType type;
    private final ObjectNode object;
    private final List<String[]> problems = new ArrayList<>();

    private Validation(ResourceType type, ObjectNode object) {
        this.type = type;
        this.object = object;
    }

    /** Checks a new object. */
    static void ofNew(ObjectNode object, ResourceType type) {
        Validation validation = new Validation(type, object);
        validation.name();
        validation.content();
        validation.end();
    }

    /** Checks a changed object. */
    static void ofChanged(ObjectNode before, ObjectNode after, ResourceType type) {
        Validation validation = new Validation(type, after);
        validation.content();
        validation.immutable(before);
        validation.end();
    }

    private void required(String field, String detail) {
        problems.add(
                new String[] {"FieldValueRequired", field, "Required value" + (detail.isEmpty() ? "" : ": " + detail)});
    }

    private void invalid(String field, JsonNode value, String detail) {
        problems.add(new String[] {"FieldValueInvalid", field, "Invalid value: " + value + ": " + detail});
    }

    private void end() {
        if (problems.isEmpty()) {
            return;
        }
        String name = Trees.name(object);
        List<String> words =
                problems.stream().map(problem -> problem[1] + ": " + problem[2]).toList();
        String all = words.size() == 1 ? words.get(0) : "[" + String.join(", ", words) + "]";
        ApiFailure failure = new ApiFailure(
                        422, "Invalid", type.qualifiedKind() + " \"" + name + "\" is invalid: " + all)
                .about(type, name, type.kind());
        problems.forEach(problem -> failure.cause(problem[0], problem[2], problem[1]));
        throw failure;
    }

    private void name() {
        String name = Trees.name(object);
        if (name.isEmpty()) {
            required("metadata.name", "name or generateName is required");
        } else if (type.group().equals("rbac.authorization.k8s.io")) {
            if (name.contains("/") || name.contains("%")) {
                invalid("metadata.name", Trees.at(object, "metadata", "name"), "may not contain '/'");
            }
        } else if (LABEL_NAMES.contains(type.key())) {
            if (!name.matches(LABEL) || name.length() > LONGEST_LABEL) {
                invalid(
                        "metadata.name",
                        Trees.at(object, "metadata", "name"),
                        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must"
                                + " start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex"
                                + " used for validation is '" + LABEL + "')");
            }
        } else if (!name.matches(SUBDOMAIN) || name.length() > LONGEST_NAME) {
            invalid(
                    "metadata.name",
                    Trees.at(object, "metadata", "name"),
                    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and"
                            + " must start and end with an alphanumeric character (e.g. 'example.com', regex used for"
                            + " validation is '" + SUBDOMAIN + "')");
        }
    }

    private void content() {
        Trees.labels(object).forEach((key, value) -> {
            if (value.length() > LONGEST_LABEL || !LABEL_VALUE.matcher(value).matches()) {
                invalid(
                        "metadata.labels",
                        Trees.valueOf(value),
                        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.',"
                                + " and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
                                + " 'my_value',  or '12345', regex used for validation is"
                                + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')");
            }
        });
        if (WORKLOADS.contains(type.key())) {
            workload();
        }
        switch (type.key()) {
            case "pods" -> podSpec("spec", object.path("spec"));
            case "jobs.batch" -> podSpec("spec.template.spec", Trees.at(object, "spec", "template", "spec"));
            case "services" -> service();
            case "persistentvolumeclaims" -> {
                if (Trees.at(object, "spec", "accessModes").isEmpty()) {
                    required("spec.accessModes", "at least 1 access mode is required");
                }
            }
            case "storageclasses.storage.k8s.io" -> {
                if (Trees.text(object, "provisioner").isEmpty()) {
                    required("provisioner", "");
                }
            }
            case "customresourcedefinitions.apiextensions.k8s.io" -> definition();
            default -> {
                // nothing else is checked
            }
        }
    }

    private void workload() {
        JsonNode selector = Trees.at(object, "spec", "selector");
        if (selector.isMissingNode() || selector.isEmpty()) {
            required("spec.selector", "");
        } else {
            JsonNode labels = Trees.at(object, "spec", "template", "metadata", "labels");
            Map<String, String> given = Trees.strings(labels);
            if (!LabelSelector.of(selector).matches(given)) {
                invalid(
                        "spec.template.metadata.labels",
                        labels.isMissingNode() ? Trees.object() : labels,
                        "`selector` does not match template `labels`");
            }
        }
        podSpec("spec.template.spec", Trees.at(object, "spec", "template", "spec"));
        JsonNode replicas = Trees.at(object, "spec", "replicas");
        if (replicas.isNumber() && replicas.intValue() < 0) {
            invalid("spec.replicas", replicas, "must be greater than or equal to 0");
        }
    }

    private void podSpec(String path, JsonNode spec) {
        JsonNode containers = spec.path("containers");
        if (containers.isMissingNode() || containers.isEmpty()) {
            required(path + ".containers", "");
        }
        int i = 0;
        for (JsonNode container : containers) {
            String at = path + ".containers[" + i++ + "]";
            if (Trees.text(container, "name").isEmpty()) {
                required(at + ".name", "");
            }
            if (Trees.text(container, "image").isEmpty()) {
                required(at + ".image", "");
            }
        }
    }

    private void service() {
        String kind = Trees.text(object, "spec", "type");
        boolean headless = Trees.text(object, "spec", "clusterIP").equals("None");
        if (Trees.at(object, "spec", "ports").isEmpty() && !kind.equals("ExternalName") && !headless) {
            required("spec.ports", "");
        }
        if (kind.equals("ExternalName")
                && Trees.text(object, "spec", "externalName").isEmpty()) {
            required("spec.externalName", "");
        }
    }

    private void definition() {
        String expected = Trees.text(object, "spec", "names", "plural") + "." + Trees.text(object, "spec", "group");
        if (!Trees.name(object).equals(expected)) {
            invalid(
                    "metadata.name",
                    Trees.at(object, "metadata", "name"),
                    "must be spec.names.plural+\".\"+spec.group");
        }
        if (Trees.at(object, "spec", "versions").isEmpty()) {
            required("spec.versions", "");
        }
    }

    private void immutable(ObjectNode before) {
        if (WORKLOADS.contains(type.key())) {
            unchanged(before, "selector");
        }
        if (type.key().equals("jobs.batch")) {
            unchanged(before, "template");
        }
        if (type.key().equals("storageclasses.storage.k8s.io")) {
            for (String field : List.of("parameters", "provisioner")) {
                if (!before.path(field).equals(object.path(field))) {
                    problems.add(new String[] {
                        "FieldValueForbidden", field, "Forbidden: updates to " + field + " are forbidden."
                    });
                }
            }
        }
        if (type.key().equals("statefulsets.apps")) {
            statefulSet(before);
        }
        if (type.group().equals("rbac.authorization.k8s.io")
                && !before.path("roleRef").equals(object.path("roleRef"))) {
            invalid("roleRef", object.path("roleRef"), "cannot change roleRef");
        }
        if (before.path("immutable").asBoolean() && !before.path("data").equals(object.path("data"))) {
            problems.add(
                    new String[] {"FieldValueForbidden", "data", "Forbidden: field is immutable when `immutable` is set"
                    });
        }
    }

    private void unchanged(ObjectNode before, String field) {
        JsonNode now = Trees.at(object, "spec", field);
        if (!Trees.at(before, "spec", field).equals(now)) {
            invalid("spec." + field, now, "field is immutable");
        }
    }

    private void statefulSet(ObjectNode before) {
        for (String field : List.of("serviceName", "volumeClaimTemplates", "podManagementPolicy")) {
            if (!Trees.at(before, "spec", field).equals(Trees.at(object, "spec", field))) {
                problems.add(new String[] {
                    "FieldValueForbidden",
                    "spec",
                    "Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template',"
                            + " 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and"
                            + " 'minReadySeconds' are forbidden"
                });
                return;
            }
        }
    }
}
