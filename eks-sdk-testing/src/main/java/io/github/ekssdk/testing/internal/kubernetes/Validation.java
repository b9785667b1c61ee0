package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Refuses objects that the API server would, with all that is wrong with them. */
final class Validation {
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String DNS_1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";
    private static final Set<String> LABEL_NAMES = Set.of("namespaces", "services");
    private static final Set<String> WORKLOADS =
            Set.of("deployments.apps", "replicasets.apps", "statefulsets.apps", "daemonsets.apps");
    private static final int LONGEST_LABEL = 63;

    private final ResourceType type;
    private final ObjectNode object;
    private final Problems problems;

    private Validation(ResourceType type, ObjectNode object) {
        this.type = type;
        this.object = object;
        this.problems = new Problems(type, object);
    }

    /** Checks a new object. */
    static void ofNew(ObjectNode object, ResourceType type) {
        Validation validation = new Validation(type, object);
        validation.name();
        MetadataRules.check(object, type, validation.problems);
        validation.content();
        validation.problems.end();
    }

    /** Checks a changed object. */
    static void ofChanged(ObjectNode before, ObjectNode after, ResourceType type) {
        Validation validation = new Validation(type, after);
        MetadataRules.checkChange(before, after, type, validation.problems);
        validation.content();
        ImmutableFields.check(before, after, type, validation.problems);
        validation.problems.end();
    }

    private void name() {
        String start = Trees.text(object, "metadata", "generateName");
        if (!start.isEmpty()) {
            String name = start.endsWith("-") ? start.substring(0, start.length() - 1) + "a" : start;
            name("metadata.generateName", start, name);
        }
        String name = Trees.name(object);
        if (name.isEmpty()) {
            problems.required("metadata.name", "name or generateName is required");
        } else {
            name("metadata.name", name, name);
        }
    }

    private void name(String field, String given, String name) {
        if (type.group().equals("rbac.authorization.k8s.io")) {
            pathSegment(field, given);
        } else if (LABEL_NAMES.contains(type.key())) {
            label(field, given, name, type.key().equals("services"));
        } else {
            QualifiedNames.ofSubdomain(name).forEach(why -> problems.invalid(field, Trees.valueOf(given), why));
        }
    }

    private void pathSegment(String field, String name) {
        if (name.equals(".") || name.equals("..")) {
            problems.invalid(field, Trees.valueOf(name), "may not be '" + name + "'");
        }
        for (String letter : List.of("/", "%")) {
            if (name.contains(letter)) {
                problems.invalid(field, Trees.valueOf(name), "may not contain '" + letter + "'");
            }
        }
    }

    private void label(String field, String given, String name, boolean dns1035) {
        if (name.length() > LONGEST_LABEL) {
            problems.invalid(field, Trees.valueOf(given), "must be no more than " + LONGEST_LABEL + " characters");
        } else if (dns1035 && !name.matches(DNS_1035)) {
            problems.invalid(
                    field,
                    Trees.valueOf(given),
                    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
                            + " alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
                            + " 'abc-123', regex used for validation is '" + DNS_1035 + "')");
        } else if (!name.matches(LABEL)) {
            problems.invalid(
                    field,
                    Trees.valueOf(given),
                    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must"
                            + " start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used"
                            + " for validation is '" + LABEL + "')");
        }
    }

    private void content() {
        if (WORKLOADS.contains(type.key())) {
            workload();
        }
        switch (type.key()) {
            case "pods" -> podSpec("spec", object.path("spec"));
            case "horizontalpodautoscalers.autoscaling" -> autoscaler();
            case "cronjobs.batch" -> cronJob();
            case "jobs.batch" -> podSpec("spec.template.spec", Trees.at(object, "spec", "template", "spec"));
            case "services" -> service();
            case "configmaps" -> DataRules.ofConfigMap(object, problems);
            case "secrets" -> DataRules.ofSecret(object, problems);
            case "persistentvolumeclaims" -> {
                if (Trees.at(object, "spec", "accessModes").isEmpty()) {
                    problems.required("spec.accessModes", "at least 1 access mode is required");
                }
            }
            case "storageclasses.storage.k8s.io" -> {
                if (Trees.text(object, "provisioner").isEmpty()) {
                    problems.required("provisioner", "");
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
            problems.required("spec.selector", "");
            notMatched(Trees.at(object, "spec", "template", "metadata", "labels"));
        } else {
            JsonNode labels = Trees.at(object, "spec", "template", "metadata", "labels");
            Map<String, String> given = Trees.strings(labels);
            if (!LabelSelector.of(selector).matches(given)) {
                notMatched(labels);
            }
        }
        podSpec("spec.template.spec", Trees.at(object, "spec", "template", "spec"));
        JsonNode replicas = Trees.at(object, "spec", "replicas");
        if (replicas.isNumber() && replicas.intValue() < 0) {
            problems.invalid("spec.replicas", replicas, "must be greater than or equal to 0");
        }
    }

    private void notMatched(JsonNode labels) {
        problems.invalid(
                "spec.template.metadata.labels",
                labels.isMissingNode() ? NullNode.getInstance() : labels,
                "`selector` does not match template `labels`");
    }

    private void podSpec(String path, JsonNode spec) {
        JsonNode containers = spec.path("containers");
        if (containers.isMissingNode() || containers.isEmpty()) {
            problems.required(path + ".containers", "");
        }
        int i = 0;
        for (JsonNode container : containers) {
            String at = path + ".containers[" + i++ + "]";
            if (Trees.text(container, "name").isEmpty()) {
                problems.required(at + ".name", "");
            }
            if (Trees.text(container, "image").isEmpty()) {
                problems.required(at + ".image", "");
            }
        }
    }

    private void service() {
        String kind = Trees.text(object, "spec", "type");
        boolean headless = Trees.text(object, "spec", "clusterIP").equals("None");
        if (Trees.at(object, "spec", "ports").isEmpty() && !kind.equals("ExternalName") && !headless) {
            problems.required("spec.ports", "");
        }
        if (kind.equals("ExternalName")
                && Trees.text(object, "spec", "externalName").isEmpty()) {
            problems.required("spec.externalName", "");
        }
    }

    private void autoscaler() {
        int most = Trees.number(object, 0, "spec", "maxReplicas");
        int least = Trees.number(object, 1, "spec", "minReplicas");
        if (most < 1) {
            problems.invalid("spec.maxReplicas", Trees.valueOf(most), "must be greater than 0");
        } else if (most < least) {
            problems.invalid("spec.maxReplicas", Trees.valueOf(most), "must be greater than or equal to `minReplicas`");
        }
        for (String field : List.of("kind", "name")) {
            if (Trees.text(object, "spec", "scaleTargetRef", field).isEmpty()) {
                problems.required("spec.scaleTargetRef." + field, "");
            }
        }
    }

    private void cronJob() {
        String schedule = Trees.text(object, "spec", "schedule");
        if (schedule.isEmpty()) {
            problems.required("spec.schedule", "");
        } else {
            CronSchedule.problem(schedule)
                    .ifPresent(why -> problems.invalid("spec.schedule", Trees.valueOf(schedule), why));
        }
        podSpec(
                "spec.jobTemplate.spec.template.spec",
                Trees.at(object, "spec", "jobTemplate", "spec", "template", "spec"));
    }

    private void definition() {
        String expected = Trees.text(object, "spec", "names", "plural") + "." + Trees.text(object, "spec", "group");
        if (!Trees.name(object).equals(expected)) {
            problems.invalid(
                    "metadata.name",
                    Trees.at(object, "metadata", "name"),
                    "must be spec.names.plural+\".\"+spec.group");
        }
        if (Trees.at(object, "spec", "versions").isEmpty()) {
            problems.required("spec.versions", "");
        }
    }
}
