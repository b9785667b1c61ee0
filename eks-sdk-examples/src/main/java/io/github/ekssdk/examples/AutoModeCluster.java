package io.github.ekssdk.examples;

import io.github.ekssdk.Eks;
import io.github.ekssdk.spec.ClusterSpec;

/** A cluster whose nodes, disks and load balancers EKS looks after: Auto Mode. */
public final class AutoModeCluster {

    private AutoModeCluster() {}

    /** Runs the example; {@code --help} lists what it takes. */
    public static void main(String[] args) {
        Demo.main(AutoModeCluster::spec, args);
    }

    static ClusterSpec spec(String name) {
        return Eks.cluster(name).autoMode().build();
    }
}
