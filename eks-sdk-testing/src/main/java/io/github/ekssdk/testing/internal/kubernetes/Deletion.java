package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Deletes objects: at once, or when their finalizers, dependents, pods or contents are gone. */
final class Deletion {
    static final String FOREGROUND = "foregroundDeletion";
    static final String ORPHAN = "orphan";

    private final ClusterObjects objects;

    Deletion(ClusterObjects objects) {
        this.objects = objects;
    }

    /**
     * How something is deleted.
     *
     * @param propagation Background, Foreground or Orphan
     * @param graceSeconds how long pods have, negative for what they ask for
     */
    record Options(String propagation, int graceSeconds, String uid, String resourceVersion) {
        static final Options BACKGROUND = new Options("Background", -1, "", "");

        static Options of(ApiRequest request, ResourceType type) {
            JsonNode body = request.tree();
            String grace = request.option("gracePeriodSeconds", body);
            String orphans = request.option("orphanDependents", body);
            String propagation = request.option("propagationPolicy", body);
            if (propagation.isEmpty()) {
                boolean jobs = type.key().equals("jobs.batch") || type.key().equals("replicationcontrollers");
                propagation = orphans.equals("true") || (jobs && orphans.isEmpty()) ? "Orphan" : "Background";
            }
            if (!grace.isEmpty() && !grace.matches("-?\\d{1,9}")) {
                throw ApiFailure.badRequest("strconv.ParseInt: parsing \"" + grace + "\": invalid syntax");
            }
            return new Options(
                    propagation,
                    grace.isEmpty() ? -1 : Integer.parseInt(grace),
                    Trees.text(body, "preconditions", "uid"),
                    Trees.text(body, "preconditions", "resourceVersion"));
        }
    }

    /** Deletes an object or begins to; what is left of it, if it is not gone yet. */
    Optional<ObjectNode> delete(ObjectNode object, ResourceType type, Options options) {
        precondition(object, type, options);
        ObjectNode copy = object.deepCopy();
        addFinalizer(copy, options.propagation());
        if (type.key().equals("namespaces")) {
            Trees.child(copy, "status").put("phase", "Terminating");
        }
        int grace = grace(object, type, options);
        if (!mustWait(copy, type) && grace == 0) {
            objects.store().remove(type.key(), object);
            return Optional.empty();
        }
        ObjectNode metadata = Trees.child(copy, "metadata");
        boolean sooner = grace < Trees.number(metadata, Integer.MAX_VALUE, "deletionGracePeriodSeconds");
        if (!Trees.isDeleting(object) || sooner) {
            metadata.put("deletionTimestamp", ClusterObjects.time(objects.now().plusSeconds(grace)));
            metadata.put("deletionGracePeriodSeconds", grace);
        }
        if (!Trees.isDeleting(object) && ClusterObjects.hasGeneration(type)) {
            metadata.put("generation", Trees.number(metadata, 0, "generation") + 1);
        }
        return Optional.of(copy.equals(object) ? object : objects.store().put(type.key(), copy));
    }

    private static void precondition(ObjectNode object, ResourceType type, Options options) {
        String name = Trees.name(object);
        if (!options.uid().isEmpty() && !options.uid().equals(Trees.uid(object))) {
            throw ApiFailure.conflictOfKind(
                    type,
                    name,
                    "the UID in the precondition (" + options.uid() + ") does not match the UID in record ("
                            + Trees.uid(object) + "). The object might have been deleted and then recreated");
        }
        String revision = Trees.text(object, "metadata", "resourceVersion");
        if (!options.resourceVersion().isEmpty() && !options.resourceVersion().equals(revision)) {
            throw ApiFailure.conflictOfKind(
                    type,
                    name,
                    "the ResourceVersion in the precondition (" + options.resourceVersion()
                            + ") does not match the ResourceVersion in record (" + revision
                            + "). The object might have been modified");
        }
    }

    private static void addFinalizer(ObjectNode object, String propagation) {
        String finalizer = switch (propagation) {
            case "Foreground" -> FOREGROUND;
            case "Orphan" -> ORPHAN;
            default -> "";
        };
        if (!finalizer.isEmpty() && !finalizers(object).contains(finalizer)) {
            Trees.child(object, "metadata").withArray("finalizers").add(finalizer);
        }
    }

    static List<String> finalizers(JsonNode object) {
        return Trees.list(Trees.at(object, "metadata", "finalizers"));
    }

    private static boolean mustWait(ObjectNode object, ResourceType type) {
        return !finalizers(object).isEmpty()
                || (type.key().equals("namespaces")
                        && !Trees.at(object, "spec", "finalizers").isEmpty());
    }

    private static int grace(ObjectNode object, ResourceType type, Options options) {
        String phase = Trees.text(object, "status", "phase");
        boolean runs = type.key().equals("pods")
                && Trees.isSet(object, "spec", "nodeName")
                && !phase.equals("Succeeded")
                && !phase.equals("Failed");
        if (!runs) {
            return 0;
        }
        return options.graceSeconds() >= 0
                ? options.graceSeconds()
                : Trees.number(object, 30, "spec", "terminationGracePeriodSeconds");
    }

    /** Takes an object away that is being deleted, if nothing holds it any more. */
    boolean finish(ObjectNode object, ResourceType type) {
        boolean over = isOver(object, type);
        if (over) {
            objects.store().remove(type.key(), object);
        }
        return over;
    }

    /** Whether an object is being deleted and nothing holds it any more. */
    boolean isOver(ObjectNode object, ResourceType type) {
        boolean running =
                type.key().equals("pods") && Trees.number(object, 0, "metadata", "deletionGracePeriodSeconds") > 0;
        return Trees.isDeleting(object) && !mustWait(object, type) && !running;
    }

    /** Takes a finalizer away, and the object with its last one. */
    void release(ObjectNode object, ResourceType type, String finalizer) {
        ObjectNode copy = object.deepCopy();
        ArrayNode left = Trees.array();
        finalizers(copy).stream().filter(one -> !one.equals(finalizer)).forEach(left::add);
        ObjectNode metadata = Trees.child(copy, "metadata");
        metadata.remove("finalizers");
        if (!left.isEmpty()) {
            metadata.set("finalizers", left);
        }
        if (Trees.isDeleting(copy) && !mustWait(copy, type)) {
            objects.store().remove(type.key(), object);
        } else {
            objects.store().put(type.key(), copy);
        }
    }
}
