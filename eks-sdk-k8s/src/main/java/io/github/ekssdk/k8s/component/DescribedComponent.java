package io.github.ekssdk.k8s.component;

import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.Component;
import io.github.ekssdk.spec.ComponentContext;
import io.github.ekssdk.spec.KubernetesObject;
import java.util.List;
import java.util.Set;

/** A component that was put together of parts. */
record DescribedComponent(String name, Set<String> after, List<Part> parts) implements Component {

    @Override
    public void addTo(ClusterSpec.Builder cluster) {
        parts.forEach(part -> part.addTo(cluster));
    }

    @Override
    public List<KubernetesObject> objects(ComponentContext context) {
        return parts.stream().flatMap(part -> part.objects(context).stream()).toList();
    }
}
