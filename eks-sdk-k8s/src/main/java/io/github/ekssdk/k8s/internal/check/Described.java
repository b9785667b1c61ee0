package io.github.ekssdk.k8s.internal.check;

import io.github.ekssdk.spec.KubernetesObject;
import java.util.Optional;

/** An object and the component that wants it. */
record Described(String component, KubernetesObject object) {

    String path() {
        return "components[" + component + "]." + object.kind() + " "
                + object.namespace().map(namespace -> namespace + "/").orElse("") + object.name();
    }

    boolean is(String group, String kind) {
        return object.group().equals(group) && object.kind().equals(kind);
    }

    String namespace() {
        return object.namespace().orElse("default");
    }

    Optional<String> annotation(String key) {
        return Tree.text(object.manifest(), "metadata", "annotations", key);
    }

    Optional<String> text(String... path) {
        return Tree.text(object.manifest(), path);
    }
}
