package io.github.ekssdk.k8s.component;

import static java.util.Objects.requireNonNull;

import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.ComponentContext;
import io.github.ekssdk.spec.KubernetesObject;
import io.github.ekssdk.spec.ObjectOwnership;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What can be said of every object: labels, annotations, and whose it is.
 *
 * @param <S> the settings themselves
 * @since 0.1
 */
public abstract class ObjectSettings<S extends ObjectSettings<S>> {

    private final String name;
    private final Map<String, String> labels = new LinkedHashMap<>();
    private final Map<String, String> annotations = new LinkedHashMap<>();
    private ObjectOwnership ownership = ObjectOwnership.OWN;
    private boolean force;

    ObjectSettings(String name) {
        this.name = requireNonNull(name, "name");
    }

    /** Adds a label; an earlier value of the same key is replaced. */
    public S label(String key, String value) {
        labels.put(requireNonNull(key, "key"), requireNonNull(value, "value"));
        return self();
    }

    /** Adds an annotation; an earlier value of the same key is replaced. */
    public S annotation(String key, String value) {
        annotations.put(requireNonNull(key, "key"), requireNonNull(value, "value"));
        return self();
    }

    /** Says whose the object is; this SDK's unless set. */
    public S ownership(ObjectOwnership ownership) {
        this.ownership = requireNonNull(ownership, "ownership");
        return self();
    }

    /** Takes fields that another field manager has set otherwise; without it they are refused, with the manager's name. */
    public S forced() {
        force = true;
        return self();
    }

    @SuppressWarnings("unchecked")
    final S self() {
        return (S) this;
    }

    final String name() {
        return name;
    }

    /** Returns the object without what is kept here, its name among it. */
    abstract Map<String, Object> manifest(Place place);

    /** Tells whether the object is in a namespace. */
    boolean namespaced() {
        return true;
    }

    /** Adds what the object takes on the side of AWS. */
    void addTo(ClusterSpec.Builder cluster, String namespace) {}

    /** Returns the object, and what goes with it. */
    List<KubernetesObject> objects(Place place) {
        return List.of(finished(manifest(place), place));
    }

    final KubernetesObject finished(Map<String, Object> manifest, Place place) {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("apiVersion", requireNonNull(manifest.get("apiVersion")));
        whole.put("kind", requireNonNull(manifest.get("kind")));
        whole.put("metadata", metadata(manifest, place));
        manifest.forEach(whole::putIfAbsent);
        return new KubernetesObject(whole, ownership, force, true);
    }

    private Map<String, Object> metadata(Map<String, Object> manifest, Place place) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        if (namespaced()) {
            place.namespace().ifPresent(namespace -> metadata.put("namespace", namespace));
        }
        Map<String, Object> own = Trees.map(manifest.get("metadata"));
        metadata.putAll(own);
        join(metadata, "labels", own, labels);
        join(metadata, "annotations", own, annotations);
        return metadata;
    }

    private static void join(
            Map<String, Object> metadata, String part, Map<String, Object> own, Map<String, String> more) {
        Map<String, Object> joined = new LinkedHashMap<>(Trees.map(own.get(part)));
        joined.putAll(more);
        if (!joined.isEmpty()) {
            metadata.put(part, joined);
        }
    }

    final Part in(Optional<String> namespace) {
        S settings = self();
        return new Part() {
            @Override
            public List<KubernetesObject> objects(ComponentContext context) {
                return settings.objects(new Place(context, namespace));
            }

            @Override
            public void addTo(ClusterSpec.Builder cluster) {
                settings.addTo(cluster, namespace.orElse("default"));
            }
        };
    }
}
