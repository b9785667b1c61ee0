package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One type of objects in one version of its API.
 *
 * @param group group of the API, empty for the core
 * @param subresources {@code status}, {@code scale}, {@code eviction}, {@code binding}, {@code token}, {@code log}
 * @param definition the version in its CustomResourceDefinition; missing for built-in types
 */
record ResourceType(
        String group,
        String version,
        String kind,
        String plural,
        String singular,
        List<String> shortNames,
        boolean namespaced,
        Set<String> subresources,
        List<String> categories,
        JsonNode definition) {

    /** Reads a line of {@code resource-types.txt}. */
    static ResourceType parse(String line) {
        String[] words = line.trim().split("\\s+");
        String api = words[0].equals("v1") ? "/v1" : words[0];
        return new ResourceType(
                api.substring(0, api.indexOf('/')),
                api.substring(api.indexOf('/') + 1),
                words[1],
                words[2],
                words[1].toLowerCase(Locale.ROOT),
                words(words[4]),
                words[3].equals("namespaced"),
                Set.copyOf(words(words[5])),
                words.length > 6 ? words(words[6]) : List.of(),
                MissingNode.getInstance());
    }

    private static List<String> words(String text) {
        return text.equals("-") ? List.of() : List.of(text.split(","));
    }

    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** What objects of the type are kept under, in whatever version they are asked for. */
    String key() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** The kind with its group, as in messages about invalid objects. */
    String qualifiedKind() {
        return group.isEmpty() ? kind : kind + "." + group;
    }

    boolean isCustom() {
        return definition.isObject();
    }

    boolean has(String subresource) {
        return subresources.contains(subresource);
    }
}
