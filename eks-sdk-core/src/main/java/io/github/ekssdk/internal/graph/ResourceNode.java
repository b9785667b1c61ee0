package io.github.ekssdk.internal.graph;

import java.util.Set;
import java.util.TreeSet;

/**
 * One resource that a spec wants.
 *
 * @param kind what knows how to find, make, change and delete it
 * @param name its name among its kind
 * @param wanted its settings
 */
public record ResourceNode(ResourceKind kind, String name, Properties wanted) {

    /** Returns the id that plans, events and errors use, such as {@code subnet/private-a}. */
    public String id() {
        return kind.name() + "/" + name;
    }

    /** Returns the ids of the resources whose outputs this one needs. */
    public Set<String> references() {
        Set<String> ids = new TreeSet<>();
        wanted.outputs().forEach(output -> ids.add(output.resourceId()));
        return ids;
    }

    /** Returns an output of this resource, to be known once it exists. */
    public Output output(String output) {
        return new Output(id(), output);
    }

    @Override
    public String toString() {
        return id();
    }
}
