package io.github.ekssdk.spec;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An object that a {@link Component} wants inside the cluster, as Kubernetes reads it. It is applied by the API server (server-side
 * apply) under the field manager {@code eks-sdk}: only the fields that stand in the manifest become this SDK's.
 *
 * @param manifest the object as a tree of maps, lists, texts, numbers and booleans; texts may hold values of {@link ComponentContext}
 *     that are not known yet
 * @param ownership whose the object is; {@link ObjectOwnership#OWN} unless changed
 * @param force whether fields that another field manager has set otherwise are taken from it; they are refused, with the manager's
 *     name, unless changed
 * @param awaited whether applying waits until it is ready, such as the Pods of a Deployment; unless changed, it does
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/">Server-Side Apply</a>
 * @since 0.1
 */
public record KubernetesObject(
        Map<String, Object> manifest, ObjectOwnership ownership, boolean force, boolean awaited) {

    /**
     * Takes the parts.
     *
     * @throws IllegalArgumentException if apiVersion, kind or metadata.name is not a text
     */
    public KubernetesObject {
        manifest = Collections.unmodifiableMap(new LinkedHashMap<>(manifest));
        requireNonNull(ownership, "ownership");
        text(manifest, "apiVersion");
        text(manifest, "kind");
        text(metadata(manifest), "name");
    }

    /**
     * Takes a manifest, for an object that is this SDK's own and waited for.
     *
     * @throws IllegalArgumentException if apiVersion, kind or metadata.name is not a text
     */
    public static KubernetesObject of(Map<String, Object> manifest) {
        return new KubernetesObject(manifest, ObjectOwnership.OWN, false, true);
    }

    /** Returns the group and version, such as {@code apps/v1}. */
    public String apiVersion() {
        return text(manifest, "apiVersion");
    }

    /** Returns the kind, such as {@code Deployment}. */
    public String kind() {
        return text(manifest, "kind");
    }

    /** Returns the API group; empty for the core one. */
    public String group() {
        int slash = apiVersion().indexOf('/');
        return slash < 0 ? "" : apiVersion().substring(0, slash);
    }

    /** Returns the name, unique among the objects of its kind in the namespace. */
    public String name() {
        return text(metadata(manifest), "name");
    }

    /** Returns the namespace; nothing for what is in none, or in the one that is called {@code default}. */
    public Optional<String> namespace() {
        return metadata(manifest).get("namespace") instanceof String namespace
                ? Optional.of(namespace)
                : Optional.empty();
    }

    /** Returns the object with another owner. */
    public KubernetesObject ownership(ObjectOwnership ownership) {
        return new KubernetesObject(manifest, ownership, force, awaited);
    }

    /** Returns the object, taking fields from other field managers. Their values are lost. */
    public KubernetesObject forced() {
        return new KubernetesObject(manifest, ownership, true, awaited);
    }

    /** Returns the object, done as soon as the API server has taken it. */
    public KubernetesObject notAwaited() {
        return new KubernetesObject(manifest, ownership, force, false);
    }

    private static Map<?, ?> metadata(Map<?, ?> manifest) {
        return manifest.get("metadata") instanceof Map<?, ?> metadata ? metadata : Map.of();
    }

    private static String text(Map<?, ?> map, String field) {
        if (map.get(field) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new IllegalArgumentException("A Kubernetes object needs a text as its " + field + ", but has "
                + (map.containsKey(field) ? map.get(field) : "none") + ".");
    }

    /** Names the object; its fields may be secret. */
    @Override
    public String toString() {
        return apiVersion() + " " + kind() + " "
                + namespace().map(namespace -> namespace + "/").orElse("") + name();
    }
}
