package io.github.ekssdk.eksctl;

import io.github.ekssdk.spec.VpcSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/** What eksctl's format cannot say of a network. */
final class NetworkLosses {

    private static final String SIZES = "eksctl's format has no sizes of subnets.";

    private NetworkLosses() {}

    /** Returns why settings cannot be said, by their paths. */
    static Map<String, String> of(VpcSpec vpc) {
        Map<String, String> losses = new LinkedHashMap<>();
        note(losses, vpc.publicSubnetPrefix().isPresent(), "publicSubnetPrefix", SIZES);
        note(losses, vpc.privateSubnetPrefix().isPresent(), "privateSubnetPrefix", SIZES);
        note(
                losses,
                vpc.controlPlaneSubnets(),
                "controlPlaneSubnets",
                "eksctl makes no subnets for the control plane.");
        note(losses, !vpc.secondaryCidrs().isEmpty(), "secondaryCidrs", "eksctl makes no further ranges.");
        note(losses, !vpc.publicSubnetTags().isEmpty(), "publicSubnetTags", "eksctl's format has no tags for subnets.");
        note(
                losses,
                !vpc.privateSubnetTags().isEmpty(),
                "privateSubnetTags",
                "eksctl's format has no tags for subnets.");
        note(
                losses,
                vpc.karpenterDiscovery(),
                "karpenterDiscovery",
                "Add the tag karpenter.sh/discovery to the cluster.");
        note(
                losses,
                !vpc.clusterSecurityGroupTags().isEmpty(),
                "clusterSecurityGroupTags",
                "eksctl's format has no tags for the cluster security group.");
        note(
                losses,
                vpc.publicSubnets() && !vpc.endpoints().isEmpty(),
                "endpoints",
                "eksctl makes VPC endpoints in private clusters only.");
        return losses;
    }

    private static void note(Map<String, String> losses, boolean lost, String setting, String reason) {
        if (lost) {
            losses.put("vpc." + setting, reason);
        }
    }
}
