package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives namespaces their service account and certificate, and empties those that are deleted. */
final class NamespaceController implements Controller {
    private final ClusterObjects objects;
    private final Deletion deletion;
    private final String authority;

    NamespaceController(ClusterObjects objects, Deletion deletion, String authority) {
        this.objects = objects;
        this.deletion = deletion;
        this.authority = authority;
    }

    /** All namespaced types: what is left in a namespace counts. */
    @Override
    public List<String> types() {
        List<String> types = new ArrayList<>(List.of("namespaces", "serviceaccounts"));
        if (objects.all("namespaces").stream().anyMatch(Trees::isDeleting)) {
            types.addAll(objects.store().types());
        }
        return types;
    }

    @Override
    public void reconcile() {
        for (ObjectNode namespace : objects.all("namespaces")) {
            if (Trees.isDeleting(namespace)) {
                empty(namespace);
            } else {
                furnish(Trees.name(namespace));
            }
        }
    }

    private void furnish(String namespace) {
        if (objects.get("serviceaccounts", namespace, "default").isEmpty()) {
            objects.create("serviceaccounts", named(namespace, "default"));
        }
        if (objects.get("configmaps", namespace, "kube-root-ca.crt").isEmpty()) {
            ObjectNode map = named(namespace, "kube-root-ca.crt");
            map.putObject("data").put("ca.crt", authority);
            objects.create("configmaps", map);
        }
    }

    static ObjectNode named(String namespace, String name) {
        ObjectNode object = Trees.object();
        ObjectNode metadata = object.putObject("metadata").put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        return object;
    }

    private void empty(ObjectNode namespace) {
        String name = Trees.name(namespace);
        List<String> left = new ArrayList<>();
        for (ResourceType type : List.copyOf(objects.types().all())) {
            if (type.namespaced() && !left.contains(type.key())) {
                for (ObjectNode object : objects.in(type.key(), name)) {
                    boolean gone = Trees.isDeleting(object)
                            ? deletion.finish(object, type)
                            : remove(object, type).isEmpty();
                    if (!gone) {
                        left.add(type.key());
                    }
                }
            }
        }
        objects.get("namespaces", "", name).ifPresent(now -> end(now, left));
    }

    private Optional<ObjectNode> remove(ObjectNode object, ResourceType type) {
        return deletion.delete(object, type, Deletion.Options.BACKGROUND);
    }

    private void end(ObjectNode namespace, List<String> left) {
        if (left.isEmpty()) {
            deletion.finish(withoutFinalizers(namespace), objects.types().require("namespaces"));
            return;
        }
        String what = String.join(", ", left.stream().distinct().sorted().toList());
        objects.status(
                "namespaces",
                namespace,
                status -> Pods.condition(
                        status,
                        "NamespaceContentRemaining",
                        "True",
                        "SomeResourcesRemain",
                        "Some resources are remaining: " + what,
                        objects.time()));
    }

    private ObjectNode withoutFinalizers(ObjectNode namespace) {
        ObjectNode copy = namespace.deepCopy();
        Trees.child(copy, "spec").remove("finalizers");
        return objects.store().put("namespaces", copy);
    }
}
