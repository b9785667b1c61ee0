package io.github.ekssdk.examples;

import io.github.ekssdk.Eks;
import io.github.ekssdk.spec.ClusterSpec;

/** Nodes on Spot capacity, of several instance types, beside a few that always stay. */
public final class SpotAndMixed {

    private SpotAndMixed() {}

    /** Runs the example; {@code --help} lists what it takes. */
    public static void main(String[] args) {
        Demo.main(SpotAndMixed::spec, args);
    }

    static ClusterSpec spec(String name) {
        return Eks.cluster(name)
                .managedNodeGroup(
                        "steady", group -> group.instanceTypes("m7i.large").scaling(2, 2, 4))
                .managedNodeGroup(
                        "spot",
                        group -> group.instanceTypes("m7i.large", "m6i.large", "m5.large")
                                .spot()
                                .scaling(0, 3, 20)
                                .taint("capacity=spot:PreferNoSchedule"))
                .build();
    }
}
