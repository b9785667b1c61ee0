package io.github.ekssdk.k8s.internal.component;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells from {@code metadata.managedFields} who has set which field of an object.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management">Field management</a>
 */
final class ManagedFields {

    private final Map<String, Set<String>> managers = new HashMap<>();
    private final Set<String> ours = new TreeSet<>();
    private final Map<String, List<Object>> ourItems = new HashMap<>();

    private ManagedFields() {}

    static ManagedFields of(Map<String, Object> object) {
        ManagedFields fields = new ManagedFields();
        for (Object entry : Tree.list(object, "metadata", "managedFields")) {
            String manager = Tree.text(entry, "manager");
            boolean apply = Tree.text(entry, "operation").equals("Apply");
            boolean own = apply
                    && manager.equals(KubernetesApi.MANAGER)
                    && Tree.text(entry, "subresource").isEmpty();
            fields.walk("", object, Tree.mapAt(entry, "fieldsV1"), own ? "" : manager);
        }
        return fields;
    }

    /** Tells whether a field is this SDK's. */
    boolean ours(String path) {
        return ours.contains(path);
    }

    /** Returns the items that are this SDK's of a list that others may add to; nothing where the list is one value. */
    Optional<List<Object>> ourItems(String path) {
        return Optional.ofNullable(ourItems.get(path));
    }

    /** Returns who else has set a field. */
    Set<String> managers(String path) {
        return managers.getOrDefault(path, Set.of());
    }

    private void walk(String path, Object value, Map<String, Object> fields, String manager) {
        fields.forEach((key, below) -> {
            Map<String, Object> inner = Tree.map(below);
            if (key.startsWith("f:")) {
                String name = key.substring(2);
                Object child = Tree.at(value, name);
                if (child != null) {
                    visit(Field.step(path, name), child, inner, manager);
                }
            } else if (key.startsWith("k:") && value instanceof List<?> list) {
                item(path, list, Json.map(key.substring(2)), inner, manager);
            } else if (key.startsWith("v:")) {
                claim(path, manager);
                if (manager.isEmpty()) {
                    ourItems.computeIfAbsent(path, first -> new ArrayList<>())
                            .add(Json.read(key.substring(2), Object.class));
                }
            }
        });
    }

    private void visit(String path, Object value, Map<String, Object> inner, String manager) {
        boolean leaf = inner.isEmpty() || inner.keySet().equals(Set.of("."));
        if (leaf) {
            Map<String, Object> leaves = new HashMap<>();
            Field.flatten(path, value, leaves);
            if (inner.isEmpty()) {
                leaves.keySet().forEach(whole -> claim(whole, manager));
            } else if (leaves.containsKey(path)) {
                claim(path, manager);
            }
        } else {
            walk(path, value, inner, manager);
        }
    }

    private void item(String path, List<?> list, Map<String, Object> keys, Map<String, Object> inner, String manager) {
        Optional<String> key = Field.ofMaps(list) ? Field.key(list) : Optional.empty();
        for (int i = 0; i < list.size(); i++) {
            Object item = list.get(i);
            boolean meant = keys.entrySet().stream().allMatch(entry -> {
                Object present = Tree.at(item, entry.getKey());
                return present != null && Field.same(entry.getValue(), present);
            });
            if (meant) {
                visit(Field.item(path, item, key, i), item, inner, manager);
            }
        }
    }

    private void claim(String path, String manager) {
        if (manager.isEmpty()) {
            ours.add(path);
        } else {
            managers.computeIfAbsent(path, first -> new TreeSet<>()).add(manager);
        }
    }
}
