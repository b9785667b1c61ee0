package io.github.ekssdk.examples;

import io.github.ekssdk.client.Cluster;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.FakeAws;
import java.util.List;

/** A cluster to be shown. */
@FunctionalInterface
interface Example {

    /** Describes the cluster. */
    ClusterSpec spec(String name);

    /** Makes on a fake account what the cluster needs and the SDK does not make; on a real account it has to be there. */
    default void beforehand(FakeAws aws) {}

    /** Does and shows what is worth it once the cluster is there; nothing unless said. */
    default void show(EksManager eks, Cluster cluster, Screen screen) {}

    /** Says what to read back of the inside of the cluster, each as kubectl's arguments; nothing unless said. */
    default List<List<String>> readBack() {
        return List.of();
    }
}
