package io.github.ekssdk.k8s.nodes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What draining came to.
 *
 * @param nodes the nodes, all of them cordoned and empty, in the order in which they became so
 * @param pods the pods that were evicted or deleted, each with its namespace and a slash before its name
 * @param elapsed how long it took
 * @since 0.1
 */
public record DrainResult(List<String> nodes, List<String> pods, Duration elapsed) {

    /** Copies the lists. */
    public DrainResult {
        nodes = Collections.unmodifiableList(new ArrayList<>(nodes));
        pods = Collections.unmodifiableList(new ArrayList<>(pods));
    }
}
