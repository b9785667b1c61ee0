package io.github.ekssdk.k8s.internal.component;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;

/** JSON as Fabric8's client writes and reads it. What that takes is made once. */
final class Json {

    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    private Json() {}

    static String write(Object tree) {
        return SERIALIZATION.asJson(tree);
    }

    /** Returns a text as a map of names; an empty one where it is something else. */
    static Map<String, Object> map(String text) {
        return Tree.map(read(text, Map.class));
    }

    static <T> T read(String text, Class<T> type) {
        return SERIALIZATION.unmarshal(text, type);
    }
}
