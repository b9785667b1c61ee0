package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which fields an object must have; only those that the API server knows for the type. */
final class FieldSelector {
    private static final Set<String> ANY = Set.of("metadata.name", "metadata.namespace");
    private static final Map<String, Set<String>> KNOWN = Map.of(
            "pods",
            Set.of(
                    "spec.nodeName",
                    "spec.restartPolicy",
                    "spec.schedulerName",
                    "spec.serviceAccountName",
                    "status.phase",
                    "status.podIP",
                    "status.nominatedNodeName"),
            "events",
            Set.of(
                    "involvedObject.kind",
                    "involvedObject.namespace",
                    "involvedObject.name",
                    "involvedObject.uid",
                    "involvedObject.apiVersion",
                    "involvedObject.resourceVersion",
                    "involvedObject.fieldPath",
                    "reason",
                    "reportingComponent",
                    "source",
                    "type"),
            "nodes",
            Set.of("spec.unschedulable"),
            "namespaces",
            Set.of("status.phase"),
            "secrets",
            Set.of("type"),
            "services",
            Set.of("spec.clusterIP", "spec.type"),
            "jobs.batch",
            Set.of("status.successful"),
            "replicasets.apps",
            Set.of("status.replicas"),
            "replicationcontrollers",
            Set.of("status.replicas"),
            "certificatesigningrequests.certificates.k8s.io",
            Set.of("spec.signerName"));

    private record Term(List<String> path, String value, boolean equal) {}

    private final List<Term> terms = new ArrayList<>();

    private FieldSelector() {}

    /** The name that a selector wants objects to have; empty if it does not care. */
    static String name(String text) {
        for (String part : text.split(",")) {
            String[] sides = part.split("==|=", 2);
            if (sides.length == 2 && sides[0].trim().equals("metadata.name")) {
                return sides[1].trim();
            }
        }
        return "";
    }

    static FieldSelector parse(String text, ResourceType type) {
        FieldSelector selector = new FieldSelector();
        for (String part : text.split(",")) {
            if (!part.isBlank()) {
                selector.add(part, type);
            }
        }
        return selector;
    }

    private void add(String part, ResourceType type) {
        String[] sides = part.split("!=|==|=", 2);
        String field = sides[0].trim();
        if (sides.length < 2) {
            throw ApiFailure.badRequest("invalid selector: '" + part + "'; can't understand '" + part + "'");
        }
        if (!ANY.contains(field) && !KNOWN.getOrDefault(type.key(), Set.of()).contains(field)) {
            throw ApiFailure.badRequest(unknown(field, type));
        }
        terms.add(new Term(List.of(field.split("\\.")), sides[1].trim(), !part.contains("!=")));
    }

    /** Types that have fields of their own to select by say less. */
    private static String unknown(String field, ResourceType type) {
        if (type.key().equals("jobs.batch")) {
            return "field label \"" + field + "\" not supported for batchv1.Job";
        }
        return type.isCustom() || KNOWN.containsKey(type.key())
                ? "field label not supported: " + field
                : "\"" + field + "\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"";
    }

    boolean selects(ObjectNode object) {
        for (Term term : terms) {
            JsonNode found = Trees.at(object, term.path().toArray(String[]::new));
            String value = found.isMissingNode() && term.path().contains("unschedulable") ? "false" : found.asText("");
            if (value.equals(term.value()) != term.equal()) {
                return false;
            }
        }
        return true;
    }
}
