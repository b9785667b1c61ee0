package io.github.ekssdk.k8s.helm;

import java.nio.file.Files;
import java.nio.file.Path;

/** Charts to try things with. */
public final class Charts {

    private Charts() {}

    /** Returns one of the charts among the resources of the tests. */
    public static Path path(String name) {
        Path chart = Path.of("src/test/resources/charts", name).toAbsolutePath();
        if (!Files.exists(chart.resolve("Chart.yaml"))) {
            throw new IllegalArgumentException(chart + " is no chart.");
        }
        return chart;
    }

    /** Returns a chart that has a Deployment, a webhook with its certificate, a CustomResourceDefinition and hooks. */
    public static HelmChart hello() {
        return HelmChart.fromPath("hello", path("hello"));
    }
}
