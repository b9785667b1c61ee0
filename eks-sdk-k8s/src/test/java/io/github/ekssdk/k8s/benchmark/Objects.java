package io.github.ekssdk.k8s.benchmark;

import io.github.ekssdk.Eks;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.Component;
import io.github.ekssdk.spec.ComponentContext;
import io.github.ekssdk.spec.KubernetesObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The objects that are applied: small ones, so that nothing but the applying is measured. */
record Objects(String name, List<KubernetesObject> objects) implements Component {

    @Override
    public List<KubernetesObject> objects(ComponentContext context) {
        return objects;
    }

    /** Returns a cluster without any. */
    static ClusterSpec none(String cluster) {
        return Eks.cluster(cluster).build();
    }

    /** Returns a cluster with so many. */
    static ClusterSpec inside(String cluster, String prefix, int count) {
        List<KubernetesObject> objects = IntStream.range(0, count)
                .mapToObj(i -> KubernetesObject.of(Map.of(
                        "apiVersion",
                        "v1",
                        "kind",
                        "ConfigMap",
                        "metadata",
                        Map.of("name", prefix + "-" + i, "namespace", "default"),
                        "data",
                        Map.of("number", String.valueOf(i)))))
                .toList();
        return Eks.cluster(cluster).component(new Objects("objects", objects)).build();
    }

    /** Returns so many as a file. */
    static String yaml(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> """
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: %1$s-%2$d
              namespace: default
            data:
              number: "%2$d"
            """.formatted(prefix, i)).collect(Collectors.joining());
    }
}
