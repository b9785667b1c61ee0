package io.github.ekssdk.internal.lower;

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
                && spec.managedNodeGroups().isEmpty()
                && spec.fargateProfiles().isEmpty();
    }

    /** Tells whether all Pods run on Fargate, which needs neither a CNI plugin nor a proxy of the cluster's own. */
    static boolean fargateOnly(ClusterSpec spec) {
        return !spec.fargateProfiles().isEmpty() && spec.managedNodeGroups().isEmpty();
    }
}
