package io.github.ekssdk.k8s.internal.component;

import io.github.ekssdk.error.AwsError;
import io.github.ekssdk.internal.aws.AwsFault;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The kinds of objects that a Kubernetes API serves, each group version asked for once, and again where a kind is missing in it. */
final class ApiResources {

    /**
     * How a kind is served.
     *
     * @param apiVersion its group and version
     * @param plural its name in paths
     * @param namespaced whether its objects are in namespaces
     */
    record ApiResource(String apiVersion, String plural, boolean namespaced) {

        /** Returns the path of all objects, or of those in one namespace. */
        String path(Optional<String> namespace) {
            return groupVersion(apiVersion)
                    + namespace.map(name -> "/namespaces/" + name).orElse("") + "/" + plural;
        }

        /** Returns the path of an object. */
        String path(Optional<String> namespace, String name) {
            return path(namespaced ? Optional.of(namespace.orElse("default")) : Optional.empty()) + "/" + name;
        }
    }

    private final KubernetesApi api;
    private final Map<String, Map<String, ApiResource>> known = new ConcurrentHashMap<>();
    private final Map<String, String> preferred = new ConcurrentHashMap<>();

    ApiResources(KubernetesApi api) {
        this.api = api;
    }

    /** Returns how a kind is served; nothing where the API does not know it (yet). */
    Optional<ApiResource> find(String apiVersion, String kind) {
        return Optional.ofNullable(known.getOrDefault(apiVersion, Map.of()).get(kind))
                .or(() -> {
                    ask(apiVersion);
                    return Optional.ofNullable(
                            known.getOrDefault(apiVersion, Map.of()).get(kind));
                });
    }

    /** Returns how a kind is served that has to be. */
    ApiResource get(String apiVersion, String kind) {
        return find(apiVersion, kind)
                .orElseThrow(() -> new AwsFault(
                        new AwsError(
                                "kubernetes",
                                "get " + groupVersion(apiVersion),
                                "NotFound",
                                404,
                                "The cluster knows no kind " + kind + " in " + apiVersion
                                        + "; what defines it (a CustomResourceDefinition, an add-on) is not there",
                                Optional.empty()),
                        true,
                        null));
    }

    /** Returns how a kind of a group is served in the version that the API prefers; nothing where it knows none. */
    Optional<ApiResource> findInGroup(String group, String kind) {
        if (group.isEmpty()) {
            return find("v1", kind);
        }
        String version = preferred.get(group);
        if (version == null) {
            Optional<Map<String, Object>> answer = api.get("/apis/" + group);
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            version = Tree.text(answer.get(), "preferredVersion", "groupVersion");
            preferred.put(group, version);
        }
        return find(version, kind);
    }

    private void ask(String apiVersion) {
        Map<String, ApiResource> served = new HashMap<>();
        api.get(groupVersion(apiVersion))
                .ifPresent(answer -> Tree.list(answer, "resources").forEach(item -> {
                    String plural = Tree.text(item, "name");
                    if (!plural.contains("/")) {
                        served.put(
                                Tree.text(item, "kind"),
                                new ApiResource(apiVersion, plural, Boolean.TRUE.equals(Tree.at(item, "namespaced"))));
                    }
                }));
        known.put(apiVersion, served);
    }

    private static String groupVersion(String apiVersion) {
        return apiVersion.contains("/") ? "/apis/" + apiVersion : "/api/" + apiVersion;
    }
}
