package io.github.ekssdk.internal.graph;

/**
 * A value that is known once another resource exists. It is also the edge of the graph.
 *
 * @param resourceId the resource that will know it
 * @param name the name among that resource's outputs
 */
public record Output(String resourceId, String name) {

    @Override
    public String toString() {
        return "(known after apply)";
    }
}
