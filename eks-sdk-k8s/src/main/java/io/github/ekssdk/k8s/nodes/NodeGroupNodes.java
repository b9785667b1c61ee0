package io.github.ekssdk.k8s.nodes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The nodes of one node group or node pool.
 *
 * @param computeType what sort of group it is
 * @param name the group's name; nothing for nodes of no group, as those of Fargate
 * @param nodes its nodes, by name
 * @since 0.1
 */
public record NodeGroupNodes(ComputeType computeType, Optional<String> name, List<ClusterNode> nodes) {

    /** Copies the list. */
    public NodeGroupNodes {
        nodes = Collections.unmodifiableList(new ArrayList<>(nodes));
    }

    /** Returns how many of the nodes are ready. */
    public long ready() {
        return nodes.stream().filter(ClusterNode::ready).count();
    }
}
