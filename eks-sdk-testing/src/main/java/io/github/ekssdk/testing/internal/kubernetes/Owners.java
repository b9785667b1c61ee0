package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ekssdk.testing.internal.Seeds;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Pods and their owners. */
final class Owners {
    static final String HASH = "pod-template-hash";

    private final ClusterObjects objects;
    private final Deletion deletion;
    private final PodAdmission admission;

    Owners(ClusterObjects objects, Deletion deletion) {
        this.objects = objects;
        this.deletion = deletion;
        this.admission = new PodAdmission(objects);
    }

    ClusterObjects objects() {
        return objects;
    }

    /** The pods of an owner that are neither over nor on their way out, oldest first. */
    List<ObjectNode> pods(ObjectNode owner) {
        return objects.in("pods", Trees.namespace(owner)).stream()
                .filter(pod -> Pods.isOwnedBy(pod, owner) && !Trees.isDeleting(pod) && !Pods.isOver(pod))
                .sorted(Comparator.comparing((ObjectNode pod) -> Trees.text(pod, "metadata", "creationTimestamp"))
                        .thenComparing(Trees::name))
                .toList();
    }

    /** Those of another type that belong to an owner. */
    List<ObjectNode> owned(String typeKey, ObjectNode owner) {
        return objects.in(typeKey, Trees.namespace(owner)).stream()
                .filter(one -> Pods.isOwnedBy(one, owner))
                .toList();
    }

    /** What tells the pods of a template from those of another. */
    static String hash(JsonNode template) {
        return ClusterObjects.letters(Seeds.mix(0, template.toString()), 9);
    }

    static void own(ObjectNode object, ObjectNode owner) {
        Trees.child(object, "metadata")
                .withArray("ownerReferences")
                .addObject()
                .put("apiVersion", Trees.text(owner, "apiVersion"))
                .put("kind", Trees.text(owner, "kind"))
                .put("name", Trees.name(owner))
                .put("uid", Trees.uid(owner))
                .put("controller", true)
                .put("blockOwnerDeletion", true);
    }

    /** A pod of an owner's template that is not made yet. */
    ObjectNode fromTemplate(ObjectNode owner, String name, Map<String, String> moreLabels) {
        JsonNode template = Trees.at(owner, "spec", "template");
        ObjectNode pod = Trees.object();
        ObjectNode metadata = pod.putObject("metadata").put("namespace", Trees.namespace(owner));
        if (name.endsWith("-")) {
            metadata.put("generateName", name).put("name", name + objects.suffix());
        } else {
            metadata.put("name", name);
        }
        for (String field : List.of("labels", "annotations")) {
            if (Trees.isSet(template, "metadata", field)) {
                metadata.set(field, Trees.at(template, "metadata", field).deepCopy());
            }
        }
        moreLabels.forEach((key, value) -> Trees.child(metadata, "labels").put(key, value));
        pod.set("spec", template.path("spec").deepCopy());
        own(pod, owner);
        return pod;
    }

    /** Makes a pod as the API server completes it. */
    void createPod(ObjectNode pod) {
        ResourceType type = objects.types().require("pods");
        Defaults.fill(pod, type);
        admission.complete(pod, type);
        objects.create("pods", pod);
    }

    void delete(String typeKey, ObjectNode object) {
        var unused = deletion.delete(object, objects.types().require(typeKey), Deletion.Options.BACKGROUND);
    }

    static int ready(List<ObjectNode> pods) {
        return (int) pods.stream().filter(Pods::isReady).count();
    }

    static int replicas(JsonNode object) {
        return Trees.number(object, 1, "spec", "replicas");
    }
}
