package io.github.ekssdk.eksctl;

import io.github.ekssdk.spec.AddonSpec;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.ResolveConflicts;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads add-ons in eksctl's format. eksctl installs vpc-cni, kube-proxy and coredns by itself, and metrics-server once there are
 * nodes, each in its newest version.
 */
final class AddonReader {

    private static final List<String> USUAL = List.of("vpc-cni", "kube-proxy", "coredns");
    private static final String METRICS_SERVER = "metrics-server";

    private final Section document;
    private final ClusterSpec.Builder spec;

    AddonReader(Section document, ClusterSpec.Builder spec) {
        this.document = document;
        this.spec = spec;
    }

    void read() {
        List<Section> addons = document.sections("addons");
        List<String> named =
                addons.stream().map(addon -> addon.text("name").orElse("")).toList();
        for (int i = 0; i < addons.size(); i++) {
            Section addon = addons.get(i);
            boolean last = named.get(i).equals(METRICS_SERVER);
            spec.addon(named.get(i), settings -> addon(addon, last ? settings.afterCompute() : settings));
        }
        spec.defaultAddons(false);
        boolean autoMode = document.section("autoModeConfig").on("enabled");
        if (!document.section("addonsConfig").on("disableDefaultAddons")) {
            usual(named, autoMode);
        }
        document.section("addonsConfig").expect("autoApplyPodIdentityAssociations", false);
    }

    private void usual(List<String> named, boolean autoMode) {
        if (!autoMode) {
            USUAL.stream()
                    .filter(name -> !named.contains(name))
                    .forEach(name -> spec.addon(name, AddonSpec.Builder::latestVersion));
        }
        if (!named.contains(METRICS_SERVER)) {
            spec.addon(METRICS_SERVER, addon -> addon.latestVersion().afterCompute());
        }
    }

    private static void addon(Section addon, AddonSpec.Builder settings) {
        addon.expect("version", "");
        settings.version(addon.text("version").orElse(AddonSpec.LATEST));
        addon.text("configurationValues").map(Plain::configuration).ifPresent(settings::configuration);
        Arrays.stream(ResolveConflicts.values())
                .filter(policy -> addon.says("resolveConflicts", policy.name().toLowerCase(Locale.ROOT)))
                .forEach(settings::resolveConflicts);
        addon.text("serviceAccountRoleARN").ifPresent(settings::serviceAccountRoleArn);
        addon.section("namespaceConfig").text("namespace").ifPresent(settings::namespace);
        addon.flag("useDefaultPodIdentityAssociations").ifPresent(settings::recommendedPodIdentities);
        addon.sections("podIdentityAssociations")
                .forEach(pod -> settings.podIdentity(
                        pod.text("serviceAccountName").orElse(""), role -> WorkloadReader.podRole(pod, role)));
        addon.textMap("tags").forEach(settings::tag);
    }
}
