package io.github.ekssdk.eksctl;

import io.github.ekssdk.spec.AddonOrder;
import io.github.ekssdk.spec.AddonSpec;
import io.github.ekssdk.spec.ClusterSpec;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/** Writes add-ons in eksctl's format. */
final class AddonWriter {

    private static final String METRICS_SERVER = "metrics-server";

    private AddonWriter() {}

    /** Adds the add-ons to a document; what cannot be said is told with its path and why. */
    static void write(ClusterSpec spec, Document document, BiConsumer<String, String> lose) {
        if (spec.defaultAddons()) {
            lose.accept(
                    "defaultAddons",
                    "eksctl's usual add-ons are others than this SDK's; name each with addon(...), and set"
                            + " defaultAddons(false).");
        }
        if (spec.bootstrapSelfManagedAddons()) {
            lose.accept("bootstrapSelfManagedAddons", "eksctl never has EKS install self-managed add-ons.");
        }
        document.set("addonsConfig", new Document().set("disableDefaultAddons", true))
                .set(
                        "addons",
                        spec.addons().stream().map(addon -> addon(addon, lose)).toList());
    }

    private static Document addon(AddonSpec addon, BiConsumer<String, String> lose) {
        String path = "addons[" + addon.name() + "].";
        if (addon.preserveOnDelete()) {
            lose.accept(
                    path + "preserveOnDelete",
                    "eksctl's format cannot ask for that; its command has an option for it.");
        }
        if (addon.order() != usualOrder(addon)) {
            lose.accept(path + "order", "eksctl installs add-ons before nodes, and metrics-server after them.");
        }
        if (addon.version().isEmpty()) {
            lose.accept(path + "version", "eksctl takes the newest version where none is named; use latestVersion().");
        }
        return new Document()
                .set("name", addon.name())
                .set("version", addon.version())
                .set("configurationValues", addon.configurationValues())
                .set(
                        "resolveConflicts",
                        addon.resolveConflicts().map(policy -> policy.name().toLowerCase(Locale.ROOT)))
                .set("serviceAccountRoleARN", addon.serviceAccountRoleArn())
                .set("namespaceConfig", new Document().set("namespace", addon.namespace()))
                .set("useDefaultPodIdentityAssociations", addon.recommendedPodIdentities())
                .set("podIdentityAssociations", associations(addon, path, lose))
                .set("tags", addon.tags());
    }

    private static List<Document> associations(AddonSpec addon, String path, BiConsumer<String, String> lose) {
        WorkloadWriter roles = new WorkloadWriter(lose);
        return addon.podIdentities().entrySet().stream()
                .map(pod -> roles.podRole(pod.getValue(), path + "podIdentities[" + pod.getKey() + "]")
                        .set("serviceAccountName", pod.getKey()))
                .toList();
    }

    private static AddonOrder usualOrder(AddonSpec addon) {
        return addon.name().equals(METRICS_SERVER) ? AddonOrder.AFTER_COMPUTE : AddonOrder.WITH_COMPUTE;
    }
}
