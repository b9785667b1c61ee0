package io.github.ekssdk.examples;

import io.github.ekssdk.Eks;
import io.github.ekssdk.spec.ClusterSpec;

/** A cluster without any way to or from the internet. */
public final class PrivateCluster {

    private PrivateCluster() {}

    /** Runs the example; {@code --help} lists what it takes. */
    public static void main(String[] args) {
        Demo.main(PrivateCluster::spec, args);
    }

    static ClusterSpec spec(String name) {
        return Eks.cluster(name)
                .privateCluster()
                .managedNodeGroup(
                        "general", group -> group.instanceTypes("m7g.large").scaling(2))
                .build();
    }
}
