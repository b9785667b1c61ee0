package io.github.ekssdk.testing.internal.service.eks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.eks.model.Compatibility;

/**
 * One version of an add-on.
 *
 * @param kubernetes Kubernetes versions that it can be used with
 * @param defaultFor those of them for which it is installed when no version is asked for
 */
record AddonVersion(String version, List<String> kubernetes, List<String> defaultFor) {
    static AddonVersion of(JsonNode version) {
        return new AddonVersion(
                version.get("version").asText(), words(version, "kubernetes"), words(version, "defaultFor"));
    }

    Compatibility compatibility(String kubernetesVersion) {
        return Compatibility.builder()
                .clusterVersion(kubernetesVersion)
                .platformVersions("*")
                .defaultVersion(defaultFor.contains(kubernetesVersion))
                .build();
    }

    private static List<String> words(JsonNode node, String member) {
        List<String> words = new ArrayList<>();
        node.get(member).forEach(word -> words.add(word.asText()));
        return List.copyOf(words);
    }
}
