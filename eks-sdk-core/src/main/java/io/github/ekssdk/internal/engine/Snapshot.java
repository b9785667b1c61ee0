package io.github.ekssdk.internal.engine;

import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.internal.graph.ResourceNode;
import io.github.ekssdk.state.ResourceState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was found in AWS at one time: at most one resource of each id, the superfluous ones under ids of their own. */
public final class Snapshot {

    private static final String DUPLICATE = "#";

    private final Map<String, ResourceState> states = new LinkedHashMap<>();
    private final Map<String, ResourceKind> kinds = new HashMap<>();
    private final List<Unlisted> unlisted = new ArrayList<>();

    private Snapshot() {}

    /**
     * Sorts out what was listed, kind by kind.
     *
     * @param unlisted what could not be listed
     */
    static Snapshot of(Map<ResourceKind, List<ResourceState>> listed, List<Unlisted> unlisted) {
        List<ResourceState> all = new ArrayList<>();
        listed.values().forEach(all::addAll);
        Snapshot snapshot = new Snapshot();
        snapshot.unlisted.addAll(unlisted);
        listed.forEach((kind, states) -> {
            snapshot.kinds.put(kind.name(), kind);
            Map<String, List<ResourceState>> byId = new LinkedHashMap<>();
            states.forEach(state ->
                    byId.computeIfAbsent(state.id(), id -> new ArrayList<>()).add(state));
            byId.values().forEach(same -> snapshot.add(kind, same, all));
        });
        return snapshot;
    }

    /** Takes states that were found before. */
    static Snapshot of(
            Collection<ResourceKind> kinds, Map<String, ResourceState> states, Collection<Unlisted> unlisted) {
        Snapshot snapshot = new Snapshot();
        kinds.forEach(kind -> snapshot.kinds.put(kind.name(), kind));
        snapshot.states.putAll(states);
        snapshot.unlisted.addAll(unlisted);
        return snapshot;
    }

    /** Returns this with resources that no listing shows. */
    public Snapshot with(Collection<ResourceState> found) {
        Snapshot all = Snapshot.of(kinds.values(), states, unlisted);
        found.forEach(state -> all.states.put(state.id(), state));
        return all;
    }

    /** Keeps the one that is in use, or healthy, or has the smaller id; the others are superfluous. */
    private void add(ResourceKind kind, List<ResourceState> same, List<ResourceState> all) {
        List<ResourceState> best = same.stream()
                .sorted(Comparator.comparing((ResourceState state) -> !used(state, all))
                        .thenComparing(state -> kind.phase(state))
                        .thenComparing(ResourceState::physicalId))
                .toList();
        states.put(best.get(0).id(), best.get(0));
        best.subList(1, best.size()).forEach(extra -> {
            String id = extra.id() + DUPLICATE + extra.physicalId();
            states.put(
                    id,
                    new ResourceState(
                            id,
                            extra.physicalId(),
                            extra.status(),
                            extra.properties(),
                            extra.outputs(),
                            extra.issues()));
        });
    }

    private static boolean used(ResourceState state, List<ResourceState> all) {
        return all.stream().anyMatch(other -> References.refersTo(other, state));
    }

    /** Returns the resource of that id. */
    Optional<ResourceState> find(String id) {
        return Optional.ofNullable(states.get(id));
    }

    /** Returns the resources that must go before the wanted one can be made. */
    List<ResourceState> inTheWayOf(ResourceNode node) {
        return states.values().stream()
                .filter(state -> state.kind().equals(node.kind().name()))
                .filter(state -> !state.id().equals(node.id()))
                .filter(state -> node.kind().excludes(node.wanted(), state))
                .toList();
    }

    /** Returns everything that was found, by id. */
    public Map<String, ResourceState> states() {
        return Collections.unmodifiableMap(states);
    }

    /** Returns the kinds that could not be listed. */
    List<Unlisted> unlisted() {
        return List.copyOf(unlisted);
    }

    /** Returns the kind of a resource that was found. */
    ResourceKind kind(ResourceState state) {
        ResourceKind kind = kinds.get(state.kind());
        if (kind == null) {
            throw new IllegalArgumentException("Nothing is known of the kind of " + state.id() + ".");
        }
        return kind;
    }

    /** Tells whether nothing of that kind was found. */
    boolean lacks(String kind) {
        return states.values().stream().noneMatch(state -> state.kind().equals(kind));
    }

    /** Returns the queue in which AWS takes up work on resources of that kind, if there is one. */
    Optional<String> queue(String kind) {
        return Optional.ofNullable(kinds.get(kind)).flatMap(ResourceKind::queue);
    }

    /** Tells whether the resource is a superfluous second one of its id. */
    static boolean duplicate(ResourceState state) {
        return state.id().contains(DUPLICATE);
    }
}
