package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Deletes what nobody owns any more, and sees to owners that wait for their dependents or leave them as orphans. */
final class GarbageCollector implements Controller, Consumer<Change> {
    private final ClusterObjects objects;
    private final Deletion deletion;
    private boolean due;

    GarbageCollector(ClusterObjects objects, Deletion deletion) {
        this.objects = objects;
        this.deletion = deletion;
        objects.store().listen(this);
    }

    /** Owners matter only when they go. */
    @Override
    public void accept(Change change) {
        boolean owned = change.before() == null
                && !Trees.at(change.object(), "metadata", "ownerReferences").isEmpty();
        due |= owned || change.after() == null || Trees.isDeleting(change.object());
    }

    @Override
    public List<String> types() {
        return due ? objects.store().types() : List.of();
    }

    @Override
    public void reconcile() {
        if (!due) {
            return;
        }
        due = false;
        Set<String> uids = new HashSet<>();
        List<Owned> owned = new ArrayList<>();
        for (String key : objects.store().types()) {
            ResourceType type = objects.types().require(key);
            for (ObjectNode object : objects.all(key)) {
                uids.add(Trees.uid(object));
                if (!Trees.at(object, "metadata", "ownerReferences").isEmpty()) {
                    owned.add(new Owned(object, type));
                }
            }
        }
        owners(owned);
        owned.forEach(one -> collect(one, uids));
    }

    private record Owned(ObjectNode object, ResourceType type) {}

    private void owners(List<Owned> owned) {
        for (String key : objects.store().types()) {
            ResourceType type = objects.types().require(key);
            for (ObjectNode owner : objects.all(key)) {
                if (Trees.isDeleting(owner)) {
                    orphan(owner, type, owned);
                    waitFor(owner, type, owned);
                }
            }
        }
    }

    private void orphan(ObjectNode owner, ResourceType type, List<Owned> owned) {
        if (!Deletion.finalizers(owner).contains(Deletion.ORPHAN)) {
            return;
        }
        owned.stream().filter(one -> Pods.isOwnedBy(one.object(), owner)).forEach(one -> {
            ObjectNode copy = one.object().deepCopy();
            ArrayNode left = Trees.array();
            Trees.at(copy, "metadata", "ownerReferences").forEach(reference -> {
                if (!Trees.text(reference, "uid").equals(Trees.uid(owner))) {
                    left.add(reference);
                }
            });
            ObjectNode metadata = Trees.child(copy, "metadata");
            metadata.remove("ownerReferences");
            if (!left.isEmpty()) {
                metadata.set("ownerReferences", left);
            }
            objects.store().put(one.type().key(), copy);
        });
        deletion.release(owner, type, Deletion.ORPHAN);
        due = true;
    }

    private void waitFor(ObjectNode owner, ResourceType type, List<Owned> owned) {
        if (!Deletion.finalizers(owner).contains(Deletion.FOREGROUND)) {
            return;
        }
        boolean blocked = false;
        for (Owned one : owned) {
            if (Pods.isOwnedBy(one.object(), owner)
                    && objects.get(one.type().key(), Trees.namespace(one.object()), Trees.name(one.object()))
                            .isPresent()) {
                blocked |= blocks(one.object(), owner);
                delete(one, "Foreground");
            }
        }
        if (!blocked) {
            deletion.release(owner, type, Deletion.FOREGROUND);
        }
        due = true;
    }

    private static boolean blocks(ObjectNode object, ObjectNode owner) {
        for (JsonNode reference : Trees.at(object, "metadata", "ownerReferences")) {
            if (Trees.text(reference, "uid").equals(Trees.uid(owner))) {
                return reference.path("blockOwnerDeletion").asBoolean();
            }
        }
        return false;
    }

    private void collect(Owned one, Set<String> uids) {
        boolean hasOwner = false;
        for (JsonNode reference : Trees.at(one.object(), "metadata", "ownerReferences")) {
            hasOwner |= uids.contains(Trees.text(reference, "uid"));
        }
        if (!hasOwner) {
            delete(one, "Background");
        }
    }

    private void delete(Owned one, String propagation) {
        objects.get(one.type().key(), Trees.namespace(one.object()), Trees.name(one.object()))
                .filter(present -> Trees.uid(present).equals(Trees.uid(one.object())) && !Trees.isDeleting(present))
                .ifPresent(present -> {
                    var unused = deletion.delete(present, one.type(), new Deletion.Options(propagation, -1, "", ""));
                });
    }
}
