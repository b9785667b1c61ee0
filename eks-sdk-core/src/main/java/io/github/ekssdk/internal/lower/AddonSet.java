package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.resource.eks.JsonMeaning;
import io.github.ekssdk.spec.AddonSpec;
import io.github.ekssdk.spec.ClusterSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The add-ons of a cluster: those described, and those that it gets without a word. */
final class AddonSet {

    static final String VPC_CNI = "vpc-cni";
    static final String COREDNS = "coredns";
    static final String POD_IDENTITY_AGENT = "eks-pod-identity-agent";
    private static final List<String> NOTHING_WITHOUT_ROLE = List.of("aws-ebs-csi-driver", "aws-efs-csi-driver");
    private static final String POD_ENI = "\"ENABLE_POD_ENI\":\"true\"";
    private static final List<String> DEFAULTS = List.of(VPC_CNI, "kube-proxy", COREDNS, POD_IDENTITY_AGENT);

    private AddonSet() {}

    /** Returns the add-ons that are wanted, the default ones first. */
    static List<AddonSpec> of(ClusterSpec spec) {
        Map<String, AddonSpec> addons = new LinkedHashMap<>();
        if (spec.defaultAddons()) {
            defaults(spec)
                    .forEach(name -> addons.put(name, AddonSpec.builder(name).build()));
        }
        spec.addons().forEach(addon -> addons.put(addon.name(), addon));
        Set<String> omitted = spec.omittedAddons();
        return addons.values().stream()
                .filter(addon -> !omitted.contains(addon.name()))
                .toList();
    }

    private static List<String> defaults(ClusterSpec spec) {
        if (autoModeOnly(spec)) {
            return List.of();
        }
        return fargateOnly(spec) ? List.of(COREDNS) : DEFAULTS;
    }

    /** Tells whether all Pods run on nodes of EKS Auto Mode, which has inside what these add-ons do. */
    private static boolean autoModeOnly(ClusterSpec spec) {
        return spec.autoMode().isPresent()
                && !spec.hasNodes()
                && spec.fargateProfiles().isEmpty();
    }

    /** Tells whether the service accounts of an add-on get the roles that EKS recommends. */
    static boolean recommended(AddonSpec addon, ClusterSpec spec) {
        return addon.recommendedPodIdentities()
                .orElseGet(() -> NOTHING_WITHOUT_ROLE.contains(addon.name())
                        && addon.podIdentities().isEmpty()
                        && addon.serviceAccountRoleArn().isEmpty()
                        && of(spec).stream().anyMatch(other -> other.name().equals(POD_IDENTITY_AGENT)));
    }

    /** Tells whether the CNI plugin has a role of its own, so that nodes need not have its permissions. */
    static boolean cniHasRole(ClusterSpec spec) {
        return of(spec).stream()
                .filter(addon -> addon.name().equals(VPC_CNI))
                .anyMatch(cni -> cni.serviceAccountRoleArn().isPresent()
                        || !cni.podIdentities().isEmpty()
                        || recommended(cni, spec));
    }

    /** Tells whether Pods get security groups of their own, for which EKS attaches network interfaces to nodes. */
    static boolean podSecurityGroups(ClusterSpec spec) {
        return of(spec).stream()
                .filter(addon -> addon.name().equals(VPC_CNI))
                .flatMap(cni -> cni.configurationValues().stream())
                .anyMatch(json -> JsonMeaning.canonical(json).contains(POD_ENI));
    }

    /** Tells whether all Pods run on Fargate, which needs neither a CNI plugin nor a proxy of the cluster's own. */
    static boolean fargateOnly(ClusterSpec spec) {
        return !spec.fargateProfiles().isEmpty() && !spec.hasNodes();
    }
}
