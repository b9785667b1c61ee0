package io.github.ekssdk.testing.internal.service.eks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.AddonInfo;
import software.amazon.awssdk.services.eks.model.AddonPodIdentityConfiguration;
import software.amazon.awssdk.services.eks.model.AddonVersionInfo;
import software.amazon.awssdk.services.eks.model.Compatibility;
import software.amazon.awssdk.services.eks.model.MarketplaceInformation;

/**
 * One add-on of the catalogue.
 *
 * @param needsReplicas whether it is healthy only with somewhere to run, unlike one that runs once on each node
 * @param selfManagedObject what EKS puts into new clusters by itself, empty for most add-ons
 * @param versions newest first
 */
record AddonOffer(
        String name,
        String type,
        String owner,
        String publisher,
        String namespace,
        boolean needsReplicas,
        String selfManagedObject,
        List<AddonPodIdentityConfiguration> podIdentity,
        String schemaText,
        AddonSchema schema,
        List<AddonVersion> versions,
        JsonNode facts) {

    static AddonOffer of(JsonNode addon) {
        List<AddonVersion> versions = new ArrayList<>();
        addon.get("versions").forEach(version -> versions.add(AddonVersion.of(version)));
        List<AddonPodIdentityConfiguration> podIdentity = new ArrayList<>();
        addon.get("podIdentity").forEach(account -> podIdentity.add(podIdentity(account)));
        JsonNode schema = addon.get("configurationSchema");
        return new AddonOffer(
                addon.get("name").asText(),
                addon.get("type").asText(),
                addon.get("owner").asText(),
                addon.get("publisher").asText(),
                addon.get("namespace").asText(),
                addon.get("workload").asText().equals("deployment"),
                addon.path("selfManagedObject").asText(""),
                List.copyOf(podIdentity),
                schema.toString(),
                new AddonSchema(schema),
                List.copyOf(versions),
                addon);
    }

    /** Versions for a Kubernetes version, newest first. */
    List<AddonVersion> versionsFor(String kubernetes) {
        return versions.stream()
                .filter(version -> version.kubernetes().contains(kubernetes))
                .toList();
    }

    /** The version that is installed when none is asked for. */
    Optional<AddonVersion> defaultFor(String kubernetes) {
        return versions.stream()
                .filter(version -> version.defaultFor().contains(kubernetes))
                .findFirst();
    }

    Optional<AddonVersion> version(String version) {
        return versions.stream().filter(v -> v.version().equals(version)).findFirst();
    }

    boolean hasServiceAccount(String serviceAccount) {
        return podIdentity.stream().anyMatch(account -> account.serviceAccount().equals(serviceAccount));
    }

    Optional<MarketplaceInformation> marketplace() {
        String productId = facts.path("marketplaceProductId").asText("");
        return productId.isEmpty()
                ? Optional.empty()
                : Optional.of(MarketplaceInformation.builder()
                        .productId(productId)
                        .productUrl("https://aws.amazon.com/marketplace/pp/prodview-" + productId)
                        .build());
    }

    AddonInfo describe(List<AddonVersion> shown, List<String> kubernetesVersions) {
        return AddonInfo.builder()
                .addonName(name)
                .type(type)
                .owner(owner)
                .publisher(publisher)
                .defaultNamespace(namespace)
                .marketplaceInformation(marketplace().orElse(null))
                .addonVersions(shown.stream()
                        .map(version -> describe(version, kubernetesVersions))
                        .toList())
                .build();
    }

    private AddonVersionInfo describe(AddonVersion version, List<String> kubernetesVersions) {
        List<Compatibility> compatibilities = version.kubernetes().stream()
                .filter(kubernetesVersions::contains)
                .map(version::compatibility)
                .toList();
        return AddonVersionInfo.builder()
                .addonVersion(version.version())
                .architecture(words("architectures"))
                .computeTypes(words("computeTypes"))
                .compatibilities(compatibilities)
                .requiresConfiguration(facts.get("requiresConfiguration").asBoolean())
                .requiresIamPermissions(!podIdentity.isEmpty())
                .build();
    }

    private List<String> words(String member) {
        List<String> words = new ArrayList<>();
        facts.get(member).forEach(word -> words.add(word.asText()));
        return words;
    }

    private static AddonPodIdentityConfiguration podIdentity(JsonNode account) {
        List<String> policies = new ArrayList<>();
        account.get("policies").forEach(policy -> policies.add("arn:aws:iam::aws:policy/" + policy.asText()));
        return AddonPodIdentityConfiguration.builder()
                .serviceAccount(account.get("serviceAccount").asText())
                .recommendedManagedPolicies(policies)
                .build();
    }
}
