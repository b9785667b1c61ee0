package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Serves the types of CustomResourceDefinitions as soon as they are there, and deletes the objects of those that go. */
final class DefinitionController implements Controller {
    private static final String DEFINITIONS = "customresourcedefinitions.apiextensions.k8s.io";
    private static final String FINALIZER = "customresourcecleanup.apiextensions.k8s.io";

    private final ClusterObjects objects;
    private final Deletion deletion;

    DefinitionController(ClusterObjects objects, Deletion deletion) {
        this.objects = objects;
        this.deletion = deletion;
    }

    /** Also the objects that a definition waits for which is being deleted. */
    @Override
    public List<String> types() {
        List<String> types = new ArrayList<>(List.of(DEFINITIONS));
        objects.all(DEFINITIONS).stream()
                .filter(Trees::isDeleting)
                .map(Trees::name)
                .forEach(types::add);
        return types;
    }

    @Override
    public void reconcile() {
        for (ObjectNode definition : objects.all(DEFINITIONS)) {
            if (Trees.isDeleting(definition)) {
                remove(definition);
            } else if (!Pods.hasCondition(definition, "Established")) {
                establish(definition);
            }
        }
        objects.types().define(objects.all(DEFINITIONS));
    }

    private void establish(ObjectNode definition) {
        objects.change(DEFINITIONS, definition, copy -> {
            ObjectNode status = Trees.child(copy, "status");
            String time = objects.time();
            Pods.condition(status, "NamesAccepted", "True", "NoConflicts", "no conflicts found", time);
            Pods.condition(
                    status,
                    "Established",
                    "True",
                    "InitialNamesAccepted",
                    "the initial names have been accepted",
                    time);
            status.set("acceptedNames", Trees.at(copy, "spec", "names").deepCopy());
            for (JsonNode version : Trees.at(copy, "spec", "versions")) {
                if (version.path("storage").asBoolean()) {
                    status.set("storedVersions", Trees.arrayOf(List.of(Trees.text(version, "name"))));
                }
            }
            if (!Deletion.finalizers(copy).contains(FINALIZER)) {
                Trees.child(copy, "metadata").withArray("finalizers").add(FINALIZER);
            }
        });
    }

    private void remove(ObjectNode definition) {
        ResourceType definitions = objects.types().require(DEFINITIONS);
        String key = Trees.name(definition);
        ResourceType type = objects.types().require(key);
        objects.all(key).stream().filter(object -> !Trees.isDeleting(object)).forEach(object -> {
            var unused = deletion.delete(object, type, Deletion.Options.BACKGROUND);
        });
        if (objects.all(key).isEmpty() && Deletion.finalizers(definition).contains(FINALIZER)) {
            deletion.release(definition, definitions, FINALIZER);
        }
    }
}
