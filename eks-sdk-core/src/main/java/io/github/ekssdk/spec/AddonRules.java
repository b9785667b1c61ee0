package io.github.ekssdk.spec;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What EKS asks of add-ons. */
final class AddonRules {

    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9_-]{0,98}[a-z0-9])?");
    private static final Pattern VERSION = Pattern.compile("v\\d+\\.\\d+\\.\\d+(?:-[A-Za-z0-9.]+)*");
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final List<String> DEFAULTS = List.of("vpc-cni", "kube-proxy", "coredns", "eks-pod-identity-agent");

    private AddonRules() {}

    /** Checks the add-ons of a cluster, each also by itself. */
    static void checkAll(ClusterSpec cluster, Problems problems) {
        Set<String> names = new HashSet<>();
        for (AddonSpec addon : cluster.addons()) {
            Problems own = problems.element(addon.name());
            if (!addon.name().isEmpty() && !names.add(addon.name())) {
                own.at("name").add("The add-on '" + addon.name() + "' is described twice.", "Describe it once.");
            }
            if (cluster.omittedAddons().contains(addon.name())) {
                own.add(
                        "The add-on is described, and withoutAddon(\"" + addon.name() + "\") leaves it out.",
                        "Say one or the other.");
            }
            check(addon, cluster.tags(), own);
            if (!addon.podIdentities().isEmpty()
                    || addon.recommendedPodIdentities().orElse(false)) {
                WorkloadRules.checkAgent(cluster, own.at("podIdentities"));
            }
        }
    }

    /** Checks the names that are left out. */
    static void checkOmitted(ClusterSpec cluster, Problems problems) {
        for (String name : cluster.omittedAddons()) {
            if (!DEFAULTS.contains(name)) {
                problems.element(name)
                        .add(
                                "'" + name + "' is not installed by default, so it cannot be left out.",
                                "Those that can are " + String.join(", ", DEFAULTS) + ".");
            }
        }
    }

    static void check(AddonSpec addon, Map<String, String> clusterTags, Problems problems) {
        if (!NAME.matcher(addon.name()).matches()) {
            problems.at("name")
                    .add(
                            "'" + addon.name() + "' is not the name of an add-on.",
                            "Use lower-case letters, digits, hyphens and underscores, for example vpc-cni.");
        }
        addon.version()
                .filter(version -> !version.equals(AddonSpec.LATEST))
                .filter(version -> !VERSION.matcher(version).matches())
                .ifPresent(version -> problems.at("version")
                        .add(
                                "'" + version + "' is not the version of an add-on.",
                                "Write it as EKS does, for example v1.21.1-eksbuild.1, or use latestVersion()."));
        addon.configurationValues().ifPresent(json -> checkJson(json, problems.at("configurationValues")));
        addon.serviceAccountRoleArn().ifPresent(arn -> ArnRules.checkRole(arn, problems.at("serviceAccountRoleArn")));
        addon.podIdentities()
                .forEach((account, role) ->
                        WorkloadRules.check(role, problems.at("podIdentities").element(account)));
        boolean byPodIdentity = !addon.podIdentities().isEmpty()
                || addon.recommendedPodIdentities().orElse(false);
        if (byPodIdentity && addon.serviceAccountRoleArn().isPresent()) {
            problems.at("serviceAccountRoleArn")
                    .add(
                            "The add-on gets a role by IRSA and by Pod Identity.",
                            "Leave one of them out; Pod Identity is what EKS recommends.");
        }
        addon.namespace()
                .filter(namespace -> !NAMESPACE.matcher(namespace).matches())
                .ifPresent(namespace -> problems.at("namespace")
                        .add(
                                "'" + namespace + "' is not a namespace.",
                                "Use lower-case letters, digits and hyphens, at most 63."));
        TagRules.check(clusterTags, addon.tags(), problems.at("tags"));
    }

    /** Checks that a text is a JSON object. */
    static void checkJson(String json, Problems problems) {
        JsonText.notAnObject(json)
                .ifPresent(at -> problems.add(
                        "It is not a JSON object: something is wrong at character " + at + ".",
                        "Write an object in braces, or give a Map."));
    }
}
