package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.ResourceGraph;
import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.spec.ComponentContext;
import java.util.List;

/**
 * What a module beside the core adds to the graph of a cluster. Found by {@link java.util.ServiceLoader}; {@code eks-sdk-k8s} has
 * the one for what is inside.
 */
public interface ClusterExtension {

    /** Returns the kinds of resources it knows. */
    List<ResourceKind> kinds();

    /** Adds what the components of a spec want to the graph, in which everything outside of the cluster stands already. */
    void lower(ComponentContext context, Owner owner, ResourceGraph graph);

    /**
     * Adds what lets nodes in that log in with a role to the graph of a cluster whose authentication mode is {@code CONFIG_MAP}: a
     * mapping in the ConfigMap {@code aws-auth}, once for each role.
     *
     * @param principal the ARN that the role has, or will have
     * @param roleArn the ARN, perhaps known later
     * @param windows whether there are nodes with Windows among them
     */
    void letNodesIn(ResourceGraph graph, String clusterName, String principal, Object roleArn, boolean windows);

    /** Asks what only the service knows of the components, and notes what it would refuse. */
    void ask(Inquiry inquiry, ComponentContext context);
}
