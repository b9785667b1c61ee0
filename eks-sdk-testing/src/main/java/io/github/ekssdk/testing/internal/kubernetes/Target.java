package io.github.ekssdk.testing.internal.kubernetes;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the path of a request names.
 *
 * @param namespace empty for objects of the cluster and for all namespaces
 * @param name empty for all objects
 * @param subresource empty for the object itself
 * @param watch whether the path begins with {@code watch}, as it did of old
 */
record Target(ResourceType type, String namespace, String name, String subresource, boolean watch) {

    /** Reads a path below {@code /api} or {@code /apis}; empty if no type is meant. */
    static Optional<Target> of(String path, ResourceTypes types) {
        List<String> words = List.of(path.substring(1).split("/"));
        boolean core = words.get(0).equals("api");
        int first = core ? 2 : 3;
        if ((!core && !words.get(0).equals("apis")) || words.size() <= first) {
            return Optional.empty();
        }
        String group = core ? "" : words.get(1);
        String version = words.get(first - 1);
        List<String> rest = words.subList(first, words.size());
        boolean watch = rest.get(0).equals("watch") && rest.size() > 1;
        if (watch) {
            rest = rest.subList(1, rest.size());
        }
        String namespace = "";
        if (rest.get(0).equals("namespaces") && rest.size() > 2 && !isOfNamespace(rest)) {
            namespace = rest.get(1);
            rest = rest.subList(2, rest.size());
        }
        Optional<ResourceType> type = types.find(group, version, rest.get(0));
        if (type.isEmpty() && !core && !ResourceTypes.isBuiltIn(group)) {
            throw Reviews.GROUPS.contains(group) ? ApiFailure.noSuchResource() : ApiFailure.pageNotFound();
        }
        if (type.isEmpty() || (!namespace.isEmpty() && !type.get().namespaced())) {
            throw ApiFailure.noSuchResource();
        }
        return Optional.of(new Target(type.get(), namespace, word(rest, 1), word(rest, 2), watch).checked());
    }

    private static boolean isOfNamespace(List<String> rest) {
        return rest.size() == 3 && (rest.get(2).equals("status") || rest.get(2).equals("finalize"));
    }

    private static String word(List<String> words, int at) {
        return at < words.size() ? words.get(at) : "";
    }

    /** The one object of that name, where a list or watch asks for no other: who may read only that one may ask so. */
    Target selectedBy(ApiRequest request, String verb) {
        boolean lists = name.isEmpty() && (verb.equals("list") || verb.equals("watch"));
        String selected = lists ? FieldSelector.name(request.parameter("fieldSelector")) : "";
        return selected.isEmpty() ? this : new Target(type, namespace, selected, subresource, watch);
    }

    private Target checked() {
        if (!subresource.isEmpty() && !type.has(subresource)) {
            throw ApiFailure.noSuchResource();
        }
        if (type.namespaced() && namespace.isEmpty() && !name.isEmpty()) {
            throw ApiFailure.noSuchResource();
        }
        return this;
    }

    /** The verb that authorization is asked for. */
    String verb(ApiRequest request) {
        boolean collection = name.isEmpty();
        return switch (request.method()) {
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> collection ? "deletecollection" : "delete";
            default -> {
                if (watch || (collection && request.isTrue("watch"))) {
                    yield "watch";
                }
                yield collection ? "list" : request.method().toLowerCase(Locale.ROOT);
            }
        };
    }
}
