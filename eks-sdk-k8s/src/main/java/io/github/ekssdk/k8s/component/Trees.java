package io.github.ekssdk.k8s.component;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.ekssdk.k8s.internal.manifest.Manifests;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes manifests. */
final class Trees {

    private Trees() {}

    static Map<String, Object> of(HasMetadata object) {
        return Manifests.wished(object);
    }

    static Map<String, Object> of(String apiVersion, String kind, Object spec) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("apiVersion", apiVersion);
        manifest.put("kind", kind);
        manifest.put("spec", spec);
        return manifest;
    }

    /** Takes keys and values in turn; an empty list or map is left out. */
    static Map<String, Object> tree(Object... keysAndValues) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            Object value = keysAndValues[i + 1];
            boolean empty = (value instanceof Map<?, ?> map && map.isEmpty())
                    || (value instanceof List<?> list && list.isEmpty());
            if (!empty) {
                tree.put((String) keysAndValues[i], value);
            }
        }
        return tree;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
