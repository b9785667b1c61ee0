package io.github.ekssdk.k8s.helm;

import java.nio.file.Path;

/** Where a chart comes from. */
sealed interface ChartSource permits LocalChart, ArchiveChart, RepositoryChart, OciChart {

    /**
     * Returns the chart as a directory or a packed file on this machine.
     *
     * @param workspace a directory of our own, in which it may be put
     */
    Path locate(Path workspace);

    /** Names the chart and where it comes from. */
    @Override
    String toString();
}
