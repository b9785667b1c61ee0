package io.github.ekssdk.k8s.internal.component;

import io.github.ekssdk.internal.graph.Sensitive;
import io.github.ekssdk.spec.ObjectOwnership;
import io.github.ekssdk.state.ResourceState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts an object that was read into the words of the engine. */
final class ObjectState {

    static final String OWNERSHIP = "ownership";
    static final String READY = "ready";
    static final String BROKEN = "broken";
    static final String PATH = "path";
    static final String API_VERSION = "apiVersion";

    /** Holds the ownership of an object that is not wholly the SDK's. */
    static final String OWNERSHIP_ANNOTATION = "eks-sdk/ownership";

    /** Holds, as JSON by path, what was written into fields that Kubernetes writes in another way; null for what it filled in. */
    static final String AS_WRITTEN_ANNOTATION = "eks-sdk/as-written";

    /** The ownerships that an object bears in an annotation. */
    static final Set<ObjectOwnership> MARKED =
            Set.of(ObjectOwnership.SHARE, ObjectOwnership.KEEP, ObjectOwnership.INITIAL);

    private static final String CERTIFICATE = ".crt";
    private static final Set<String> NOT_SETTINGS = Set.of("apiVersion", "kind", "status", "metadata");
    private static final Set<String> METADATA = Set.of("labels", "annotations", "finalizers", "ownerReferences");

    private ObjectState() {}

    static ResourceState of(Map<String, Object> object, String path, ApiAddress address) {
        Map<String, String> outputs = address.outputs();
        outputs.put(PATH, path);
        outputs.put(API_VERSION, Tree.text(object, "apiVersion"));
        outputs.put("name", Tree.text(object, "metadata", "name"));
        String ownership = Tree.text(object, "metadata", "annotations", OWNERSHIP_ANNOTATION);
        if (member(object)) {
            outputs.put(OWNERSHIP, ownership.isEmpty() ? "OWN" : ownership);
        }
        boolean initial = ownership.equals(ObjectOwnership.INITIAL.name());
        if (initial) {
            outputs.putAll(certificates(object));
        }
        Optional<String> broken = Readiness.hopeless(object);
        broken.ifPresent(why -> outputs.put(BROKEN, why));
        Optional<String> unready = Readiness.unready(object);
        unready.ifPresent(what -> outputs.put(READY, what));
        return new ResourceState(
                ObjectKind.NAME + "/" + ObjectName.of(object),
                Tree.text(object, "metadata", "uid"),
                Tree.at(object, "metadata", "deletionTimestamp") != null ? "Terminating" : unready.orElse("available"),
                initial ? Map.of(Members.LABEL_PATH, ApplySet.id()) : properties(object),
                outputs,
                broken.map(List::of).orElse(List.of()));
    }

    /** Returns the certificates of a Secret that is made once, for those who are to trust them; none of it is secret. */
    private static Map<String, String> certificates(Map<String, Object> object) {
        Map<String, String> certificates = new LinkedHashMap<>();
        Tree.mapAt(object, "data").forEach((key, value) -> {
            if (key.endsWith(CERTIFICATE)) {
                certificates.put("data." + key, String.valueOf(value));
            }
        });
        return certificates;
    }

    /** Tells whether an object is one of the SDK's. */
    static boolean member(Map<String, Object> object) {
        return Tree.text(object, "metadata", "labels", ApplySet.MEMBER_LABEL).equals(ApplySet.id());
    }

    private static Map<String, Object> properties(Map<String, Object> object) {
        ManagedFields fields = ManagedFields.of(object);
        Map<String, Object> written = written(object);
        Map<String, Object> properties = new LinkedHashMap<>();
        leaves(object).forEach((path, value) -> {
            Object asWritten = written.get(path);
            if (!fields.ours(path) || (written.containsKey(path) && asWritten == null)) {
                properties.put(path, new Others(value, fields.managers(path)));
            } else if (asWritten != null) {
                properties.put(path, asWritten);
            } else {
                properties.put(
                        path, fields.ourItems(path).<Object>map(ArrayList::new).orElse(value));
            }
        });
        written.forEach((path, value) -> {
            if (value != null && Field.saysNothing(value)) {
                properties.putIfAbsent(path, value);
            }
        });
        properties.keySet().removeIf(ObjectState::bookkeeping);
        return secretsHidden(object, properties);
    }

    /** Returns the fields of an object that can be wanted, by their paths. */
    static Map<String, Object> leaves(Map<String, Object> object) {
        Map<String, Object> settings = new LinkedHashMap<>(object);
        settings.keySet().removeAll(NOT_SETTINGS);
        Map<String, Object> metadata = new LinkedHashMap<>(Tree.mapAt(object, "metadata"));
        metadata.keySet().retainAll(METADATA);
        Map<String, Object> leaves = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            Field.flatten("metadata", metadata, leaves);
        }
        leaves.putAll(Field.flatten(settings));
        return leaves;
    }

    static boolean bookkeeping(String path) {
        return path.equals("metadata.annotations[" + AS_WRITTEN_ANNOTATION + "]");
    }

    /** What a Secret holds is compared and never shown. */
    static Map<String, Object> secretsHidden(Map<String, Object> object, Map<String, Object> properties) {
        if (ObjectName.of(object).groupKind().equals("Secret")) {
            properties.replaceAll((path, value) -> path.startsWith("data") ? new Sensitive(value) : value);
        }
        return properties;
    }

    private static Map<String, Object> written(Map<String, Object> object) {
        String json = Tree.text(object, "metadata", "annotations", AS_WRITTEN_ANNOTATION);
        return json.isEmpty() ? Map.of() : Json.map(json);
    }
}
