package io.github.ekssdk.k8s.internal.check;

import io.github.ekssdk.spec.AddonSpec;
import io.github.ekssdk.spec.CapabilitySpec;
import io.github.ekssdk.spec.CapabilityType;
import io.github.ekssdk.spec.ClusterSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where the kinds come from that the API server does not have by itself. */
final class CustomKinds {

    /** Groups that every EKS cluster has, by the VPC resource controller and the VPC CNI plugin. */
    private static final Set<String> OF_EKS =
            Set.of("vpcresources.k8s.aws", "crd.k8s.amazonaws.com", "networking.k8s.aws", "metrics.eks.amazonaws.com");

    private static final Set<String> OF_AUTO_MODE = Set.of("eks.amazonaws.com", "karpenter.sh");

    /** Groups of software that is called by the same name as component, chart and add-on. */
    private static final Map<String, List<String>> BY_SOFTWARE = Map.of(
            "elbv2.k8s.aws", List.of("aws-load-balancer-controller"),
            "gateway.k8s.aws", List.of("aws-load-balancer-controller"),
            "karpenter.sh", List.of("karpenter"),
            "karpenter.k8s.aws", List.of("karpenter"),
            "cert-manager.io", List.of("cert-manager"),
            "acme.cert-manager.io", List.of("cert-manager"),
            "snapshot.storage.k8s.io", List.of("snapshot-controller"),
            "monitoring.coreos.com", List.of("kube-prometheus-stack", "prometheus-operator"),
            "opentelemetry.io", List.of("adot"),
            "cloudwatch.aws.amazon.com", List.of("amazon-cloudwatch-observability"));

    private final ObjectSet objects;
    private final ClusterSpec spec;

    CustomKinds(ObjectSet objects, ClusterSpec spec) {
        this.objects = objects;
        this.spec = spec;
    }

    /** Returns the versions that a definition in the spec serves; empty where there is none. */
    List<String> definedVersions(String group, String kind) {
        return definition(group, kind)
                .map(definition -> Tree.items(definition.object().manifest(), "spec", "versions")
                        .filter(version -> !Boolean.FALSE.equals(
                                Tree.find(version, "served").orElse(true)))
                        .flatMap(version -> Tree.text(version, "name").stream())
                        .toList())
                .orElse(List.of());
    }

    /** Tells whether objects of a kind that is defined in the spec are in namespaces. */
    Optional<Boolean> namespaced(String group, String kind) {
        return definition(group, kind)
                .flatMap(definition -> definition.text("spec", "scope"))
                .map("Namespaced"::equals);
    }

    private Optional<Described> definition(String group, String kind) {
        return objects.of("apiextensions.k8s.io", "CustomResourceDefinition")
                .filter(definition -> definition.text("spec", "group").equals(Optional.of(group))
                        && definition.text("spec", "names", "kind").equals(Optional.of(kind)))
                .findFirst();
    }

    /** Returns what would bring a kind that nothing brings; nothing where something does. */
    Optional<String> missing(String group, String kind) {
        if (OF_EKS.contains(group)
                || (OF_AUTO_MODE.contains(group) && spec.autoMode().isPresent())
                || byCapability(group)) {
            return Optional.empty();
        }
        if (group.equals("eks.amazonaws.com")) {
            return Optional.of("EKS Auto Mode has it; switch that on with autoMode().");
        }
        List<String> software = BY_SOFTWARE.getOrDefault(group, List.of());
        if (software.stream().anyMatch(this::isInstalled)) {
            return Optional.empty();
        }
        return Optional.of(
                software.isEmpty()
                        ? "Add the definition, or the component that has it."
                        : "It comes with " + String.join(" or ", software) + ".");
    }

    private boolean isInstalled(String software) {
        return hasAddon(software) || objects.hasSoftware(software);
    }

    boolean hasAddon(String name) {
        return spec.addons().stream().map(AddonSpec::name).anyMatch(name::equals);
    }

    private boolean byCapability(String group) {
        Set<CapabilityType> types = Set.copyOf(
                spec.capabilities().stream().map(CapabilitySpec::type).toList());
        return (group.equals("argoproj.io") && types.contains(CapabilityType.ARGOCD))
                || (group.endsWith("services.k8s.aws") && types.contains(CapabilityType.ACK))
                || (group.equals("kro.run") && types.contains(CapabilityType.KRO));
    }
}
