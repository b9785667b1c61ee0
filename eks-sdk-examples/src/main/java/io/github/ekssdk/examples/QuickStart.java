package io.github.ekssdk.examples;

import io.github.ekssdk.Eks;
import io.github.ekssdk.spec.ClusterSpec;

/** A cluster with one managed node group: planned, created, shown and deleted again. */
public final class QuickStart {

    private QuickStart() {}

    /** Runs the example; {@code --help} lists what it takes. */
    public static void main(String[] args) {
        Demo.main(QuickStart::spec, args);
    }

    static ClusterSpec spec(String name) {
        // tag::spec
        return Eks.cluster(name)
                .vpc(vpc -> vpc.cidr("10.42.0.0/16").availabilityZones(3))
                .managedNodeGroup(
                        "general", group -> group.instanceTypes("t3.medium").scaling(1, 2, 4))
                .build();
        // end::spec
    }
}
