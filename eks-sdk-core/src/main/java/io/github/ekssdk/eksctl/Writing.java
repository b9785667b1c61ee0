package io.github.ekssdk.eksctl;

import io.github.ekssdk.spec.ClusterSpec;
import java.util.List;

/**
 * A spec in eksctl's format.
 *
 * @param yaml the text
 * @param notCarriedOver what the spec says and the format cannot
 */
record Writing(String yaml, List<NotCarriedOver> notCarriedOver) {

    /** Writes a spec. */
    static Writing of(ClusterSpec spec, String region) {
        ClusterWriter writer = new ClusterWriter(spec, region);
        return new Writing(writer.document().yaml(), writer.losses());
    }
}
