package io.github.ekssdk.internal.resource.eks;

import io.github.ekssdk.internal.aws.Aws;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.eks.model.AddonVersionInfo;
import software.amazon.awssdk.services.eks.model.DescribeAddonConfigurationResponse;

/**
 * The add-ons that EKS offers for a Kubernetes version.
 *
 * @param versions the versions of each add-on, newest first
 * @param defaults the version of each add-on that EKS installs when none is asked for
 */
public record AddonCatalogue(Map<String, List<String>> versions, Map<String, String> defaults) {

    /**
     * What EKS says about setting up a version of an add-on.
     *
     * @param schema the JSON schema of its configuration
     * @param podIdentities the ARNs of the managed policies that each of its service accounts should have
     */
    public record Setup(String schema, Map<String, List<String>> podIdentities) {}

    /** Asks for all add-ons at once. */
    public static AddonCatalogue of(Aws aws, String kubernetesVersion) {
        Map<String, List<String>> versions = new LinkedHashMap<>();
        Map<String, String> defaults = new LinkedHashMap<>();
        aws
                .eks()
                .describeAddonVersionsPaginator(request -> request.kubernetesVersion(kubernetesVersion))
                .addons()
                .stream()
                .forEach(addon -> {
                    versions.put(
                            addon.addonName(),
                            addon.addonVersions().stream()
                                    .map(AddonVersionInfo::addonVersion)
                                    .toList());
                    addon.addonVersions().stream()
                            .filter(version -> isDefault(version, kubernetesVersion))
                            .findFirst()
                            .ifPresent(version -> defaults.put(addon.addonName(), version.addonVersion()));
                });
        return new AddonCatalogue(versions, defaults);
    }

    private static boolean isDefault(AddonVersionInfo version, String kubernetesVersion) {
        return version.compatibilities().stream()
                .filter(compatibility -> kubernetesVersion.equals(compatibility.clusterVersion()))
                .anyMatch(compatibility -> Boolean.TRUE.equals(compatibility.defaultVersion()));
    }

    /** Returns the newest version of an add-on. */
    public Optional<String> latest(String addon) {
        return versions.getOrDefault(addon, List.of()).stream().findFirst();
    }

    /** Asks how a version of an add-on is set up. */
    public static Setup setup(Aws aws, String addon, String version) {
        DescribeAddonConfigurationResponse answer = aws.eks()
                .describeAddonConfiguration(request -> request.addonName(addon).addonVersion(version));
        Map<String, List<String>> podIdentities = new TreeMap<>();
        answer.podIdentityConfiguration()
                .forEach(account -> podIdentities.put(account.serviceAccount(), account.recommendedManagedPolicies()));
        return new Setup(answer.configurationSchema(), podIdentities);
    }
}
