package io.github.ekssdk.eksctl;

import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.EndpointAccess;
import java.util.function.BiConsumer;

/** Writes the network of a spec in eksctl's format. */
final class NetworkWriter {

    private NetworkWriter() {}

    /** Adds the network to a document; what cannot be said is told with its path and why. */
    static void write(ClusterSpec spec, Document document, BiConsumer<String, String> lose) {
        EndpointAccess access = spec.endpointAccess();
        Document vpc = new Document()
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
                                        }))
                .set(
                        "clusterEndpoints",
                        new Document()
                                .set("publicAccess", access.publicEndpoint())
                                .set("privateAccess", access.privateEndpoint()));
        if (access.publicEndpoint()) {
            vpc.set("publicAccessCIDRs", access.publicAccessCidrs());
        }
        document.set("availabilityZones", spec.vpc().availabilityZones()).set("vpc", vpc);
        if (spec.vpc().availabilityZones().isEmpty() && spec.vpc().availabilityZoneCount() != 3) {
            lose.accept(
                    "vpc.availabilityZoneCount",
                    "eksctl's format has no number of zones; name them with availabilityZones(...).");
        }
        if (!spec.vpc().tags().isEmpty()) {
            lose.accept("vpc.tags", "eksctl's format has no tags for the network alone.");
        }
    }
}
