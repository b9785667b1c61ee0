package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The types that a cluster knows: the built-in ones, and those of its CustomResourceDefinitions. */
final class ResourceTypes {
    private static final List<ResourceType> BUILT_IN = Trees.resource("resource-types.txt")
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(ResourceType::parse)
            .toList();

    private final Map<String, ResourceType> byPath = new LinkedHashMap<>();

    ResourceTypes() {
        BUILT_IN.forEach(type -> byPath.put(path(type.group(), type.version(), type.plural()), type));
    }

    private static String path(String group, String version, String plural) {
        return group + "/" + version + "/" + plural;
    }

    Optional<ResourceType> find(String group, String version, String plural) {
        return Optional.ofNullable(byPath.get(path(group, version, plural)));
    }

    /** A built-in type by the name that its objects are kept under. */
    ResourceType require(String key) {
        return byPath.values().stream()
                .filter(type -> type.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no type " + key + "."));
    }

    Optional<ResourceType> ofKind(String apiVersion, String kind) {
        return byPath.values().stream()
                .filter(type -> type.kind().equals(kind) && type.apiVersion().equals(apiVersion))
                .findFirst();
    }

    Collection<ResourceType> all() {
        return byPath.values();
    }

    List<ResourceType> of(String group, String version) {
        return byPath.values().stream()
                .filter(type -> type.group().equals(group) && type.version().equals(version))
                .toList();
    }

    static boolean isBuiltIn(String apiVersion, String kind) {
        return BUILT_IN.stream()
                .anyMatch(type -> type.kind().equals(kind) && type.apiVersion().equals(apiVersion));
    }

    /** Whether the API server has a group of its own, and not by definitions. */
    static boolean isBuiltIn(String group) {
        return BUILT_IN.stream().anyMatch(type -> type.group().equals(group));
    }

    /** The versions of each group, newest first, groups in the order of their first type. */
    Map<String, List<String>> versions() {
        Map<String, List<String>> versions = new LinkedHashMap<>();
        for (ResourceType type : byPath.values()) {
            List<String> known = versions.computeIfAbsent(type.group(), group -> new ArrayList<>());
            if (!known.contains(type.version())) {
                known.add(type.version());
            }
        }
        return versions;
    }

    /** Takes the served versions of CustomResourceDefinitions for types, and forgets those of others. */
    void define(Collection<? extends JsonNode> definitions) {
        byPath.values().removeIf(ResourceType::isCustom);
        for (JsonNode definition : definitions) {
            JsonNode spec = definition.path("spec");
            for (JsonNode version : spec.path("versions")) {
                if (version.path("served").asBoolean()) {
                    ResourceType type = custom(spec, version);
                    byPath.putIfAbsent(path(type.group(), type.version(), type.plural()), type);
                }
            }
        }
    }

    private static ResourceType custom(JsonNode spec, JsonNode version) {
        JsonNode names = spec.path("names");
        Set<String> subresources = new HashSet<>();
        version.path("subresources").fieldNames().forEachRemaining(subresources::add);
        String kind = Trees.text(names, "kind");
        String singular = Trees.text(names, "singular");
        return new ResourceType(
                Trees.text(spec, "group"),
                Trees.text(version, "name"),
                kind,
                Trees.text(names, "plural"),
                singular.isEmpty() ? kind.toLowerCase(Locale.ROOT) : singular,
                Trees.list(names.path("shortNames")),
                Trees.text(spec, "scope").equals("Namespaced"),
                subresources,
                Trees.list(names.path("categories")),
                version);
    }
}
