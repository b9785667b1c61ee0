package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Refuses objects that the API server would, with all that is wrong with them. */
final class Validation {
    private static final String DEFINITIONS = "customresourcedefinitions.apiextensions.k8s.io";
    private static final Set<String> LABEL_NAMES = Set.of("namespaces", "services");
    private static final Set<String> WORKLOADS =
            Set.of("deployments.apps", "replicasets.apps", "statefulsets.apps", "daemonsets.apps");
    private static final Set<String> OPERATORS = Set.of("In", "NotIn", "Exists", "DoesNotExist");
    private static final int LONGEST_CRON_JOB = 52;

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
        if (type.key().equals(DEFINITIONS)) {
            DefinitionRules.name(object, validation.problems);
        }
        MetadataRules.check(object, type, validation.problems);
        validation.content();
        validation.onlyOneClass();
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
        nameProblems(name).forEach(problem -> problems.invalid(field, Trees.valueOf(given), problem));
    }

    private List<String> nameProblems(String name) {
        if (type.group().equals("rbac.authorization.k8s.io")) {
            return segment(name);
        }
        if (LABEL_NAMES.contains(type.key())) {
            return type.key().equals("services") ? Formats.dns1035(name) : Formats.label(name);
        }
        if (type.key().equals("cronjobs.batch") && name.length() > LONGEST_CRON_JOB) {
            return List.of(Formats.tooLong(LONGEST_CRON_JOB));
        }
        return QualifiedNames.ofSubdomain(name);
    }

    private static List<String> segment(String name) {
        if (name.equals(".") || name.equals("..")) {
            return List.of("may not be '" + name + "'");
        }
        return Stream.of("/", "%")
                .filter(name::contains)
                .map(letter -> "may not contain '" + letter + "'")
                .toList();
    }

    private void content() {
        if (type.isCustom()) {
            return;
        }
        if (WORKLOADS.contains(type.key())) {
            selector();
        }
        if (type.key().equals(DEFINITIONS)) {
            DefinitionRules.check(object, problems);
        }
        switch (type.key()) {
            case "configmaps" -> DataRules.ofConfigMap(object, problems);
            case "secrets" -> DataRules.ofSecret(object, problems);
            default -> FieldRules.check(object, type, problems);
        }
    }

    /** A new Ingress names its class in one place. */
    private void onlyOneClass() {
        String annotation = "kubernetes.io/ingress.class";
        String named = Trees.text(object, "metadata", "annotations", annotation);
        if (type.key().equals("ingresses.networking.k8s.io")
                && !named.isEmpty()
                && Trees.isSet(object, "spec", "ingressClassName")) {
            problems.invalid(
                    "annotations." + annotation,
                    Trees.valueOf(named),
                    "can not be set when the class field is also set");
        }
    }

    private void selector() {
        JsonNode selector = Trees.at(object, "spec", "selector");
        JsonNode labels = Trees.at(object, "spec", "template", "metadata", "labels");
        boolean missing = selector.isMissingNode() || selector.isNull();
        if (missing && !type.kind().equals("DaemonSet")) {
            problems.required("spec.selector", "");
        } else if (!missing && selector.isEmpty()) {
            problems.invalid(
                    "spec.selector",
                    selector,
                    "empty selector is invalid for " + type.kind().toLowerCase(Locale.ROOT));
        }
        boolean sound = true;
        for (JsonNode requirement : selector.path("matchExpressions")) {
            sound &= OPERATORS.contains(Trees.text(requirement, "operator"));
        }
        boolean matches = sound && !missing && LabelSelector.of(selector).matches(Trees.strings(labels));
        if (!matches && sound) {
            problems.invalid(
                    "spec.template.metadata.labels",
                    labels.isMissingNode() ? NullNode.getInstance() : labels,
                    "`selector` does not match template `labels`");
        }
    }
}
