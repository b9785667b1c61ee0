package io.github.ekssdk.testing.kubernetes;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A fake cluster that is driven with kubectl; skipped where there is none. */
abstract class KubectlScenario {
    final KubernetesWorld world = new KubernetesWorld();
    Kubectl kubectl;

    @TempDir
    private Path folder;

    @BeforeEach
    void look_for_kubectl() {
        kubectl = Kubectl.of(world.kubernetes(), folder);
    }

    @AfterEach
    void close() {
        world.close();
    }
}
