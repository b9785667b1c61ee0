package io.github.ekssdk.internal.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The resources a spec wants, each after those it needs. */
public final class ResourceGraph {

    private final Map<String, ResourceNode> nodes = new LinkedHashMap<>();
    private final Map<String, List<String>> idsByKind = new HashMap<>();
    private final Map<String, Set<String>> order = new HashMap<>();

    /** Adds a resource; those whose outputs it needs must be in the graph already. */
    public ResourceNode add(ResourceKind kind, String name, Properties wanted) {
        ResourceNode node = new ResourceNode(kind, name, wanted);
        for (String needed : node.references()) {
            if (!nodes.containsKey(needed)) {
                throw new IllegalArgumentException(node.id() + " needs " + needed + ", which is not in the graph.");
            }
        }
        if (nodes.putIfAbsent(node.id(), node) != null) {
            throw new IllegalArgumentException(node.id() + " is in the graph already.");
        }
        idsByKind.computeIfAbsent(kind.name(), first -> new ArrayList<>()).add(node.id());
        return node;
    }

    /** Has a resource wait for another one although no data flows from that and no rule of its kind says so. */
    public void order(String first, String then) {
        order.computeIfAbsent(then, id -> new TreeSet<>()).add(first);
    }

    /** Returns the resources in the order they were added. */
    public Collection<ResourceNode> nodes() {
        return Collections.unmodifiableCollection(nodes.values());
    }

    /** Returns the resource of that id. */
    public Optional<ResourceNode> find(String id) {
        return Optional.ofNullable(nodes.get(id));
    }

    /** Returns the ids of the resources that must be there before this one, by data, by the rule of its kind or by {@link #order}. */
    public Set<String> dependencies(ResourceNode node) {
        Set<String> ids = new TreeSet<>(node.references());
        ids.addAll(order.getOrDefault(node.id(), Set.of()));
        node.kind().after().forEach(kind -> ids.addAll(idsByKind.getOrDefault(kind, List.of())));
        return ids;
    }

    /** Returns the outputs that a resource of the graph has, by the values given for the resources that exist. */
    public static Optional<String> lookUp(Map<String, Map<String, String>> outputs, Output output) {
        return Optional.ofNullable(
                outputs.getOrDefault(output.resourceId(), Map.of()).get(output.name()));
    }

    @Override
    public String toString() {
        return new ArrayList<>(nodes.keySet()).toString();
    }

    /** Returns the nodes as a list, for those who walk it backwards. */
    public List<ResourceNode> inOrder() {
        return List.copyOf(nodes.values());
    }
}
