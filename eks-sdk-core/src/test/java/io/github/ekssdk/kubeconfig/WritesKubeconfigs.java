package io.github.ekssdk.kubeconfig;

import java.nio.file.Path;

/** A process that writes some clusters into a kubeconfig, one after the other. */
final class WritesKubeconfigs {

    static final int CLUSTERS = 10;

    private WritesKubeconfigs() {}

    public static void main(String[] arguments) {
        for (int i = 0; i < CLUSTERS; i++) {
            Kubeconfigs.of(arguments[1] + i).writeTo(Path.of(arguments[0]));
        }
    }
}
