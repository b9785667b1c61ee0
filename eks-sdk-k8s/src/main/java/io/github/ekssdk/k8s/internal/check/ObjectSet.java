package io.github.ekssdk.k8s.internal.check;

import io.github.ekssdk.spec.KubernetesObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** All objects of the components of a spec. */
record ObjectSet(Set<String> components, List<Described> all) {

    static ObjectSet of(Map<String, List<KubernetesObject>> byComponent) {
        List<Described> all = new ArrayList<>();
        byComponent.forEach(
                (component, objects) -> objects.forEach(object -> all.add(new Described(component, object))));
        return new ObjectSet(Set.copyOf(byComponent.keySet()), List.copyOf(all));
    }

    Stream<Described> of(String group, String kind) {
        return all.stream().filter(object -> object.is(group, kind));
    }

    /** Tells whether a component has that name, or an object the recommended label of software of that name. */
    boolean hasSoftware(String name) {
        return components.contains(name)
                || all.stream()
                        .anyMatch(object -> object.text("metadata", "labels", "app.kubernetes.io/name")
                                .filter(name::equals)
                                .isPresent());
    }
}
