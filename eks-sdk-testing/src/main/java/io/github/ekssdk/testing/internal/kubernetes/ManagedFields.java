package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps {@code metadata.managedFields} of objects that are created, updated or patched. */
final class ManagedFields {
    private ManagedFields() {}

    static List<Manager> read(JsonNode object) {
        List<Manager> managers = new ArrayList<>();
        for (JsonNode entry : Trees.at(object, "metadata", "managedFields")) {
            if (entry.has("manager") || entry.has("fieldsV1")) {
                managers.add(Manager.of(entry));
            }
        }
        return managers;
    }

    /** Writes down who manages what: who applies first, then by time and by name. */
    static void write(ObjectNode object, List<Manager> managers) {
        ObjectNode metadata = Trees.child(object, "metadata");
        metadata.remove("managedFields");
        ArrayNode entries = Trees.array();
        managers.stream()
                .filter(manager -> !manager.fields().isEmpty())
                .sorted(Comparator.comparing(Manager::operation)
                        .thenComparing(Manager::time)
                        .thenComparing(Manager::name)
                        .thenComparing(Manager::subresource))
                .forEach(manager -> entries.add(manager.entry()));
        if (!entries.isEmpty()) {
            metadata.set("managedFields", entries);
        }
    }

    /** Notes who changed what by an update: it is theirs now, and nobody else's. */
    static void updated(ObjectNode before, ObjectNode after, ResourceType type, Writer writer) {
        Structure structure = new Structure(type);
        Map<List<String>, JsonNode> old = Leaves.of(before, structure);
        Map<List<String>, JsonNode> now = Leaves.of(after, structure);
        Set<List<String>> changed = new LinkedHashSet<>();
        now.forEach((path, value) -> {
            if (!value.equals(old.get(path))) {
                changed.add(path);
            }
        });
        JsonNode given = Trees.at(after, "metadata", "managedFields");
        if (given.isArray() && read(after).isEmpty() && !read(before).isEmpty()) {
            write(after, List.of());
            return;
        }
        if (Trees.isSet(before, "metadata", "uid") && read(before).isEmpty()) {
            write(after, List.of());
            return;
        }
        List<Manager> managers = new ArrayList<>();
        Manager own = null;
        for (Manager manager : read(given.isArray() ? after : before)) {
            Set<List<String>> left = new LinkedHashSet<>(manager.fields());
            left.removeIf(path -> (old.containsKey(path) && !now.containsKey(path)));
            if (manager.isSameAs(writer.manager(), "Update", writer.subresource())) {
                own = manager.with(left);
            } else {
                left.removeAll(changed);
                managers.add(manager.with(left));
            }
        }
        managers.add(merged(own, changed, type, writer));
        write(after, managers);
    }

    private static Manager merged(@Nullable Manager own, Set<List<String>> changed, ResourceType type, Writer writer) {
        Set<List<String>> fields = new LinkedHashSet<>(own == null ? Set.of() : own.fields());
        boolean grew = fields.addAll(changed);
        String time = own == null || grew || !changed.isEmpty() ? writer.time() : own.time();
        return new Manager(writer.manager(), "Update", type.apiVersion(), writer.subresource(), time, fields);
    }
}
