package io.github.ekssdk.eksctl;

import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.EndpointAccess;
import io.github.ekssdk.spec.ExistingVpcSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Writes the network of a spec in eksctl's format. */
final class NetworkWriter {

    private static final int USUAL_ZONES = 3;

    private NetworkWriter() {}

    /** Adds the network to a document; what cannot be said is told with its path and why. */
    static void write(ClusterSpec spec, Document document, BiConsumer<String, String> lose) {
        EndpointAccess access = spec.endpointAccess();
        Document vpc =
                spec.vpc().existing().map(existing -> existing(existing, lose)).orElseGet(() -> made(spec, lose));
        vpc.set("controlPlaneSecurityGroupIDs", spec.vpc().controlPlaneSecurityGroupIds())
                .set("controlPlaneEgressMode", spec.controlPlaneEgressMode().name())
                .set(
                        "clusterEndpoints",
                        new Document()
                                .set("publicAccess", access.publicEndpoint())
                                .set("privateAccess", access.privateEndpoint()));
        if (access.publicEndpoint()) {
            vpc.set("publicAccessCIDRs", access.publicAccessCidrs());
        }
        document.set("availabilityZones", spec.vpc().availabilityZones()).set("vpc", vpc);
        if (!spec.vpc().tags().isEmpty()) {
            lose.accept("vpc.tags", "eksctl's format has no tags for the network alone.");
        }
        NetworkLosses.of(spec.vpc()).forEach(lose);
        if (!spec.vpc().publicSubnets()) {
            document.set(
                    "privateCluster",
                    new Document()
                            .set("enabled", true)
                            .set("additionalEndpointServices", spec.vpc().endpoints()));
        }
        if (!spec.vpc().controlPlaneIngress().isEmpty()) {
            lose.accept(
                    "vpc.controlPlaneIngress", "eksctl's format has no rules for the control plane's security group.");
        }
    }

    private static Document made(ClusterSpec spec, BiConsumer<String, String> lose) {
        if (spec.vpc().availabilityZones().isEmpty() && spec.vpc().availabilityZoneCount() != USUAL_ZONES) {
            lose.accept(
                    "vpc.availabilityZoneCount",
                    "eksctl's format has no number of zones; name them with availabilityZones(...).");
        }
        return new Document()
                .set("cidr", spec.vpc().cidr())
                .set(
                        "nat",
                        new Document()
                                .set(
                                        "gateway",
                                        switch (spec.vpc().natGateways()) {
                                            case NONE -> "Disable";
                                            case SINGLE -> "Single";
                                            case ONE_PER_ZONE -> "HighlyAvailable";
                                        }));
    }

    private static Document existing(ExistingVpcSpec existing, BiConsumer<String, String> lose) {
        if (existing.publicSubnetIds().isEmpty() && existing.privateSubnetIds().isEmpty()) {
            lose.accept(
                    "vpc.existing",
                    "eksctl's format names the subnets of a VPC by id, public and private ones apart; use"
                            + " publicSubnetIds and privateSubnetIds.");
        }
        if (existing.addMissingTags()) {
            lose.accept("vpc.existing.addMissingTags", "eksctl's format cannot ask for that; it has a command for it.");
        }
        return new Document()
                .set("id", existing.vpcId())
                .set(
                        "subnets",
                        new Document()
                                .set("public", subnets("public", existing.publicSubnetIds()))
                                .set("private", subnets("private", existing.privateSubnetIds())))
                .set("controlPlaneSubnetIDs", existing.controlPlaneSubnetIds());
    }

    private static Map<String, Document> subnets(String kind, List<String> ids) {
        Map<String, Document> subnets = new LinkedHashMap<>();
        ids.forEach(id -> subnets.put(kind + "-" + (subnets.size() + 1), new Document().set("id", id)));
        return subnets;
    }
}
