package io.github.ekssdk.testing.internal.service.eks;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.eks.model.AddonInfo;
import software.amazon.awssdk.services.eks.model.DescribeAddonConfigurationRequest;
import software.amazon.awssdk.services.eks.model.DescribeAddonConfigurationResponse;
import software.amazon.awssdk.services.eks.model.DescribeAddonVersionsRequest;
import software.amazon.awssdk.services.eks.model.DescribeAddonVersionsResponse;

/** Shows what add-ons there are, in which versions, and how they can be configured. */
public final class AddonVersions {
    AddonVersions() {}

    public DescribeAddonVersionsResponse describe(DescribeAddonVersionsRequest request) {
        String kubernetes = request.kubernetesVersion();
        List<String> shown = kubernetes == null ? KubernetesVersions.names() : List.of(kubernetes);
        if (!KubernetesVersions.names().containsAll(shown)) {
            throw EksRefusals.invalidParameter("Kubernetes version " + kubernetes + " is not supported");
        }
        if (request.addonName() != null) {
            offer(request.addonName());
        }
        List<AddonInfo> found = new ArrayList<>();
        for (AddonOffer offer : AddonCatalogue.all()) {
            List<AddonVersion> versions = kubernetes == null ? offer.versions() : offer.versionsFor(kubernetes);
            if (isAskedFor(offer, request) && !versions.isEmpty()) {
                found.add(offer.describe(versions, shown));
            }
        }
        EksPages<AddonInfo> page = EksPages.of(found, request.maxResults(), request.nextToken());
        return DescribeAddonVersionsResponse.builder()
                .addons(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    public DescribeAddonConfigurationResponse describe(DescribeAddonConfigurationRequest request) {
        AddonOffer offer = offer(EksInput.required("addonName", request.addonName()));
        String version = EksInput.required("addonVersion", request.addonVersion());
        if (offer.version(version).isEmpty()) {
            throw EksRefusals.notFound("No add-on version found for add-on: " + offer.name() + ", version: " + version)
                    .with("addonName", offer.name());
        }
        return DescribeAddonConfigurationResponse.builder()
                .addonName(offer.name())
                .addonVersion(version)
                .configurationSchema(offer.schemaText())
                .podIdentityConfiguration(offer.podIdentity())
                .build();
    }

    private static AddonOffer offer(String name) {
        return AddonCatalogue.find(name)
                .orElseThrow(() -> EksRefusals.notFound("No add-on found for name: " + name)
                        .with("addonName", name));
    }

    private static boolean isAskedFor(AddonOffer offer, DescribeAddonVersionsRequest request) {
        return (request.addonName() == null || request.addonName().equals(offer.name()))
                && (!request.hasTypes() || request.types().contains(offer.type()))
                && (!request.hasPublishers() || request.publishers().contains(offer.publisher()))
                && (!request.hasOwners() || request.owners().contains(offer.owner()));
    }
}
