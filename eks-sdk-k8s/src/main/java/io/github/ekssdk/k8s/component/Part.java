package io.github.ekssdk.k8s.component;

import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.ComponentContext;
import io.github.ekssdk.spec.KubernetesObject;
import java.util.List;

/** One thing that a component consists of. */
interface Part {

    List<KubernetesObject> objects(ComponentContext context);

    default void addTo(ClusterSpec.Builder cluster) {}

    static Part of(List<KubernetesObject> objects) {
        return new Fixed(List.copyOf(objects));
    }

    /** Objects that are the same in every cluster. */
    record Fixed(List<KubernetesObject> all) implements Part {

        @Override
        public List<KubernetesObject> objects(ComponentContext context) {
            return all;
        }
    }
}
