package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What may stand in the metadata of any object. */
final class MetadataRules {
    private static final Set<String> STANDARD_FINALIZERS = Set.of("kubernetes", Deletion.ORPHAN, Deletion.FOREGROUND);
    private static final int MOST_ANNOTATIONS = 256 * 1024;

    private final JsonNode metadata;
    private final ResourceType type;
    private final Problems problems;

    private MetadataRules(ObjectNode object, ResourceType type, Problems problems) {
        this.metadata = object.path("metadata");
        this.type = type;
        this.problems = problems;
    }

    /** Collects what is wrong with the labels, annotations, owners and finalizers of an object. */
    static void check(ObjectNode object, ResourceType type, Problems problems) {
        MetadataRules rules = new MetadataRules(object, type, problems);
        rules.labels();
        rules.annotations();
        rules.owners();
        rules.finalizers();
    }

    /** Collects what a change may not do to the metadata of an object. */
    static void checkChange(ObjectNode before, ObjectNode after, ResourceType type, Problems problems) {
        List<String> old = Deletion.finalizers(before);
        List<String> added = Deletion.finalizers(after).stream()
                .filter(finalizer -> !old.contains(finalizer))
                .toList();
        if (Trees.isDeleting(before) && !added.isEmpty()) {
            String words = String.join(
                    ", ", added.stream().map(one -> "\"" + one + "\"").toList());
            problems.forbidden(
                    "metadata.finalizers",
                    "no new finalizers can be added if the object is being deleted, found new finalizers []string{"
                            + words + "}");
        }
        check(after, type, problems);
    }

    private void labels() {
        metadata.path("labels").properties().forEach(label -> {
            QualifiedNames.ofKey(label.getKey())
                    .forEach(why -> problems.invalid("metadata.labels", Trees.valueOf(label.getKey()), why));
            QualifiedNames.ofValue(label.getValue().asText())
                    .forEach(why -> problems.invalid("metadata.labels", label.getValue(), why));
        });
    }

    private void annotations() {
        long size = 0;
        for (Map.Entry<String, JsonNode> annotation :
                metadata.path("annotations").properties()) {
            String key = annotation.getKey();
            QualifiedNames.ofKey(key.toLowerCase(Locale.ROOT))
                    .forEach(why -> problems.invalid("metadata.annotations", Trees.valueOf(key), why));
            size += Trees.bytesOf(key) + Trees.bytesOf(annotation.getValue().asText());
        }
        if (size > MOST_ANNOTATIONS) {
            problems.tooLong("metadata.annotations", MOST_ANNOTATIONS);
        }
    }

    private void owners() {
        List<String> controllers = new ArrayList<>();
        for (JsonNode owner : metadata.path("ownerReferences")) {
            String apiVersion = Trees.text(owner, "apiVersion");
            if (apiVersion.isEmpty() || apiVersion.split("/", -1).length > 2) {
                notEmpty("apiVersion", "version", apiVersion);
            }
            for (String field : List.of("kind", "name", "uid")) {
                if (Trees.text(owner, field).isEmpty()) {
                    notEmpty(field, field, "");
                }
            }
            if (apiVersion.equals("v1") && Trees.text(owner, "kind").equals("Event")) {
                problems.invalid(
                        "metadata.ownerReferences", owner, "/v1, Kind=Event is disallowed from being an owner");
            }
            if (owner.path("controller").asBoolean()) {
                controllers.add(Trees.text(owner, "name"));
            }
        }
        if (controllers.size() > 1) {
            problems.invalid(
                    "metadata.ownerReferences",
                    metadata.path("ownerReferences"),
                    "Only one reference can have Controller set to true. Found \"true\" in references for "
                            + controllers.get(0) + " and " + controllers.get(1));
        }
    }

    private void notEmpty(String field, String word, String value) {
        problems.invalid("metadata.ownerReferences." + field, Trees.valueOf(value), word + " must not be empty");
    }

    /** Types that the API server does not keep itself. */
    private boolean allowsShortFinalizers() {
        return type.isCustom()
                || type.group().equals("apiextensions.k8s.io")
                || type.group().equals("apiregistration.k8s.io");
    }

    private void finalizers() {
        List<String> finalizers = Trees.list(metadata.path("finalizers"));
        finalizers.forEach(finalizer -> QualifiedNames.ofKey(finalizer)
                .forEach(why -> problems.invalid("metadata.finalizers", Trees.valueOf(finalizer), why)));
        if (finalizers.containsAll(List.of(Deletion.ORPHAN, Deletion.FOREGROUND))) {
            problems.invalid(
                    "metadata.finalizers",
                    metadata.path("finalizers"),
                    "finalizer orphan and foregroundDeletion cannot be both set");
        }
        for (int i = 0; i < finalizers.size() && !allowsShortFinalizers(); i++) {
            String finalizer = finalizers.get(i);
            if (!finalizer.contains("/") && !STANDARD_FINALIZERS.contains(finalizer)) {
                problems.invalid(
                        "metadata.finalizers[" + i + "]",
                        Trees.valueOf(finalizer),
                        "name is neither a standard finalizer name nor is it fully qualified");
            }
        }
    }
}
