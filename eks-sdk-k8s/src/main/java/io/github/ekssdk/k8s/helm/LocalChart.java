package io.github.ekssdk.k8s.helm;

import io.github.ekssdk.error.ChartUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A chart on this machine. */
record LocalChart(Path path) implements ChartSource {

    @Override
    public Path locate(Path workspace) {
        if (!Files.exists(path)) {
            throw new ChartUnavailableException(
                    "There is no Helm chart at " + path.toAbsolutePath()
                            + ". Name a directory with a Chart.yaml, or a .tgz.",
                    false,
                    null);
        }
        return path;
    }

    @Override
    public String toString() {
        return "the chart " + path;
    }
}
