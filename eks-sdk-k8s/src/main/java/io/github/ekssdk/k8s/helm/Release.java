package io.github.ekssdk.k8s.helm;

import static java.util.Objects.requireNonNull;

import io.github.ekssdk.spec.ComponentContext;
import io.github.ekssdk.spec.KubernetesObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * How a chart is installed.
 *
 * @param name the name of the release
 * @param namespace the namespace that it goes into
 * @param namespaceMade whether the namespace is made with it
 * @param crds whether the CustomResourceDefinitions beside the templates are installed
 * @param after the components that must be ready before
 * @param sources what gives values, the stronger later
 * @param change what happens to its objects
 */
record Release(
        String name,
        String namespace,
        boolean namespaceMade,
        boolean crds,
        Set<String> after,
        List<Function<? super ComponentContext, ? extends Map<String, ?>>> sources,
        UnaryOperator<KubernetesObject> change) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,51}[a-z0-9])?");
    private static final Set<String> ALWAYS_THERE = Set.of("default", "kube-system", "kube-public", "kube-node-lease");

    Release {
        requireNonNull(namespace, "namespace");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not the name of a Helm release. Use at most 53 lower-case"
                            + " letters, digits and hyphens.");
        }
    }

    static Release named(String name) {
        return new Release(name, "default", false, true, Set.of(), List.of(), UnaryOperator.identity());
    }

    Release name(String changed) {
        return new Release(changed, namespace, namespaceMade, crds, after, sources, change);
    }

    Release namespace(String changed, boolean made) {
        return new Release(name, changed, made && !ALWAYS_THERE.contains(changed), crds, after, sources, change);
    }

    Release withoutCrds() {
        return new Release(name, namespace, namespaceMade, false, after, sources, change);
    }

    Release after(Set<String> components) {
        return new Release(name, namespace, namespaceMade, crds, components, sources, change);
    }

    Release values(Function<? super ComponentContext, ? extends Map<String, ?>> source) {
        List<Function<? super ComponentContext, ? extends Map<String, ?>>> more = new ArrayList<>(sources);
        more.add(source);
        return new Release(name, namespace, namespaceMade, crds, after, List.copyOf(more), change);
    }

    Release changing(UnaryOperator<KubernetesObject> next) {
        UnaryOperator<KubernetesObject> both = object -> next.apply(change.apply(object));
        return new Release(name, namespace, namespaceMade, crds, after, sources, both);
    }

    /** Returns the values for a cluster. */
    Map<String, Object> values(ComponentContext context) {
        Map<String, Object> values = new LinkedHashMap<>();
        sources.forEach(source -> Values.merge(source.apply(context), values));
        return values;
    }
}
