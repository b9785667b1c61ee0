package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the server tells of itself: its version, its APIs and their types. */
final class Discovery {
    private static final List<String> READ_WRITE =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
    private static final Set<String> CHECKS = Set.of("ping", "log", "etcd");
    private static final Map<String, String> REVIEWS = Map.of(
            "selfsubjectaccessreviews", "SelfSubjectAccessReview",
            "subjectaccessreviews", "SubjectAccessReview",
            "selfsubjectrulesreviews", "SelfSubjectRulesReview",
            "selfsubjectreviews", "SelfSubjectReview",
            "tokenreviews", "TokenReview");

    private final ResourceTypes types;
    private final String version;

    /** @param version Kubernetes version, such as {@code 1.33} */
    Discovery(ResourceTypes types, String version) {
        this.types = types;
        this.version = version;
    }

    Optional<ApiAnswer> answer(String path) {
        List<String> words = List.of(path.substring(1).split("/"));
        return switch (words.get(0)) {
            case "healthz", "livez", "readyz" ->
                words.size() == 1 || (words.size() == 2 && CHECKS.contains(words.get(1)))
                        ? Optional.of(ApiAnswer.text(200, "ok"))
                        : Optional.empty();
            case "version" -> words.size() == 1 ? Optional.of(ApiAnswer.json(200, version())) : Optional.empty();
            case "" -> Optional.of(ApiAnswer.json(200, paths()));
            case "api" -> core(words);
            case "apis" -> groups(words);
            case "openapi" -> OpenApi.answer(words, types);
            default -> Optional.empty();
        };
    }

    private ObjectNode version() {
        String[] parts = version.split("\\.");
        return Trees.object()
                .put("major", parts[0])
                .put("minor", parts[1])
                .put("gitVersion", "v" + version + ".1-eks-fake")
                .put("gitCommit", "fake")
                .put("gitTreeState", "clean")
                .put("goVersion", "none")
                .put("compiler", "none")
                .put("platform", "linux/amd64");
    }

    private ObjectNode paths() {
        ArrayNode paths = Trees.array().add("/api").add("/api/v1").add("/apis");
        types.versions().forEach((group, versions) -> {
            if (!group.isEmpty()) {
                paths.add("/apis/" + group);
                versions.forEach(one -> paths.add("/apis/" + group + "/" + one));
            }
        });
        paths.add("/healthz")
                .add("/livez")
                .add("/metrics")
                .add("/openapi/v3")
                .add("/readyz")
                .add("/version");
        return Trees.object().set("paths", paths);
    }

    private Optional<ApiAnswer> core(List<String> words) {
        if (words.size() == 1) {
            ObjectNode versions = Trees.object().put("kind", "APIVersions").put("apiVersion", "v1");
            versions.putArray("versions").add("v1");
            versions.putArray("serverAddressByClientCIDRs");
            return Optional.of(ApiAnswer.json(200, versions));
        }
        return words.size() == 2 ? resources("", words.get(1)) : Optional.empty();
    }

    private Optional<ApiAnswer> groups(List<String> words) {
        if (words.size() == 1) {
            ObjectNode list = Trees.object().put("kind", "APIGroupList").put("apiVersion", "v1");
            ArrayNode groups = list.putArray("groups");
            types.versions().keySet().stream()
                    .filter(group -> !group.isEmpty())
                    .forEach(group -> groups.add(group(group)));
            groups.add(reviewGroup(Reviews.AUTHENTICATION));
            groups.add(reviewGroup(Reviews.AUTHORIZATION));
            return Optional.of(ApiAnswer.json(200, list));
        }
        boolean review = isReview(words.get(1));
        if (!review && !types.versions().containsKey(words.get(1))) {
            return Optional.empty();
        }
        if (words.size() == 2) {
            ObjectNode group = review ? reviewGroup(words.get(1)) : group(words.get(1));
            return Optional.of(ApiAnswer.json(200, group.put("kind", "APIGroup").put("apiVersion", "v1")));
        }
        return words.size() == 3 ? resources(words.get(1), words.get(2)) : Optional.empty();
    }

    private static boolean isReview(String group) {
        return group.equals(Reviews.AUTHENTICATION) || group.equals(Reviews.AUTHORIZATION);
    }

    private ObjectNode group(String name) {
        return group(name, types.versions().getOrDefault(name, List.of()));
    }

    private static ObjectNode reviewGroup(String name) {
        return group(name, List.of("v1"));
    }

    private static ObjectNode group(String name, List<String> versions) {
        ObjectNode group = Trees.object().put("name", name);
        ArrayNode all = group.putArray("versions");
        versions.forEach(
                one -> all.addObject().put("groupVersion", name + "/" + one).put("version", one));
        group.putObject("preferredVersion")
                .put("groupVersion", name + "/" + versions.get(0))
                .put("version", versions.get(0));
        return group;
    }

    private Optional<ApiAnswer> resources(String group, String apiVersion) {
        ObjectNode list = Trees.object()
                .put("kind", "APIResourceList")
                .put("apiVersion", "v1")
                .put("groupVersion", group.isEmpty() ? apiVersion : group + "/" + apiVersion);
        ArrayNode resources = list.putArray("resources");
        if (isReview(group)) {
            REVIEWS.forEach((plural, kind) -> {
                boolean identity = kind.equals("SelfSubjectReview") || kind.equals("TokenReview");
                if (identity == group.equals(Reviews.AUTHENTICATION)) {
                    resource(resources, plural, kind, "", false, List.of("create"));
                }
            });
        }
        for (ResourceType type : types.of(group, apiVersion)) {
            ObjectNode own =
                    resource(resources, type.plural(), type.kind(), type.singular(), type.namespaced(), READ_WRITE);
            if (!type.shortNames().isEmpty()) {
                own.set("shortNames", Trees.arrayOf(type.shortNames()));
            }
            if (!type.categories().isEmpty()) {
                own.set("categories", Trees.arrayOf(type.categories()));
            }
            type.subresources().stream().sorted().forEach(sub -> subresource(resources, type, sub));
        }
        return resources.isEmpty() ? Optional.empty() : Optional.of(ApiAnswer.json(200, list));
    }

    private static ObjectNode resource(
            ArrayNode into, String plural, String kind, String singular, boolean namespaced, List<String> verbs) {
        ObjectNode resource = into.addObject()
                .put("name", plural)
                .put("singularName", singular)
                .put("namespaced", namespaced)
                .put("kind", kind);
        resource.set("verbs", Trees.arrayOf(verbs));
        return resource;
    }

    private static void subresource(ArrayNode into, ResourceType type, String subresource) {
        String name = type.plural() + "/" + subresource;
        switch (subresource) {
            case "scale" ->
                resource(into, name, "Scale", "", type.namespaced(), List.of("get", "patch", "update"))
                        .put("group", "autoscaling")
                        .put("version", "v1");
            case "eviction" ->
                resource(into, name, "Eviction", "", type.namespaced(), List.of("create"))
                        .put("group", "policy")
                        .put("version", "v1");
            case "binding" -> resource(into, name, "Binding", "", type.namespaced(), List.of("create"));
            case "token" ->
                resource(into, name, "TokenRequest", "", type.namespaced(), List.of("create"))
                        .put("group", Reviews.AUTHENTICATION)
                        .put("version", "v1");
            case "log" -> resource(into, name, type.kind(), "", type.namespaced(), List.of("get"));
            default -> resource(into, name, type.kind(), "", type.namespaced(), List.of("get", "patch", "update"));
        }
    }
}
