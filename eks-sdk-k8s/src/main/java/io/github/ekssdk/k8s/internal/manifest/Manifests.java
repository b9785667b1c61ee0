package io.github.ekssdk.k8s.internal.manifest;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.github.ekssdk.spec.KubernetesObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What of an object is a wish: not what the API server writes itself. */
public final class Manifests {

    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    private static final Set<String> OF_THE_SERVER =
            Set.of("managedFields", "resourceVersion", "uid", "creationTimestamp", "generation", "selfLink");

    private Manifests() {}

    /** Returns an object of Fabric8's models as it would be sent. */
    public static KubernetesObject of(HasMetadata object) {
        return KubernetesObject.of(wished(object));
    }

    /** Returns an object of Fabric8's models as a tree. */
    public static Map<String, Object> wished(HasMetadata object) {
        Map<?, ?> tree = SERIALIZATION.convertValue(object, Map.class);
        return wished(tree);
    }

    /** Returns an object in a namespace. */
    public static KubernetesObject in(String namespace, KubernetesObject object) {
        Map<String, Object> manifest = new LinkedHashMap<>(object.manifest());
        if (manifest.get("metadata") instanceof Map<?, ?> metadata) {
            Map<String, Object> placed = withoutNulls(metadata);
            placed.put("namespace", namespace);
            manifest.put("metadata", placed);
        }
        return new KubernetesObject(manifest, object.ownership(), object.force(), object.awaited());
    }

    /** Returns a manifest without status, without metadata that the API server writes, and without nothing. */
    public static Map<String, Object> wished(Map<?, ?> manifest) {
        Map<String, Object> wished = withoutNulls(manifest);
        wished.remove("status");
        if (wished.get("metadata") instanceof Map<?, ?> metadata) {
            Map<String, Object> kept = withoutNulls(metadata);
            kept.keySet().removeAll(OF_THE_SERVER);
            wished.put("metadata", kept);
        }
        return wished;
    }

    private static Map<String, Object> withoutNulls(Map<?, ?> map) {
        Map<String, Object> kept = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (value != null) {
                kept.put(String.valueOf(key), cleaned(value));
            }
        });
        return kept;
    }

    private static Object cleaned(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return withoutNulls(map);
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .filter(item -> item != null)
                    .map(Manifests::cleaned)
                    .toList();
        }
        return value == null ? "" : value;
    }
}
