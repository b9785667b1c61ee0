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
import java.util.Set;
import java.util.TreeSet;

/** What was found in AWS at one time: at most one resource of each id, the superfluous ones under ids of their own. */
public final class Snapshot {

    private static final String DUPLICATE = "#";

    private final Map<String, ResourceState> states = new LinkedHashMap<>();
    private final Map<String, Map<String, ResourceState>> byKind = new HashMap<>();
    private final Mentions mentions = new Mentions();
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
        states.values().forEach(snapshot::put);
        snapshot.unlisted.addAll(unlisted);
        return snapshot;
    }

    /** Returns this with resources that no listing shows. */
    public Snapshot with(Collection<ResourceState> found) {
        Snapshot all = Snapshot.of(kinds.values(), states, unlisted);
        found.forEach(all::put);
        return all;
    }

    private void put(ResourceState state) {
        ResourceState before = states.put(state.id(), state);
        if (before != null) {
            mentions.remove(before);
        }
        mentions.add(state);
        byKind.computeIfAbsent(state.kind(), kind -> new LinkedHashMap<>()).put(state.id(), state);
    }

    /** Keeps the one that is in use, or healthy, or has the smaller id; the others are superfluous. */
    private void add(ResourceKind kind, List<ResourceState> same, List<ResourceState> all) {
        List<ResourceState> best = same.stream()
                .sorted(Comparator.comparing((ResourceState state) -> !used(state, all))
                        .thenComparing(state -> kind.phase(state))
                        .thenComparing(ResourceState::physicalId))
                .toList();
        put(best.get(0));
        best.subList(1, best.size()).forEach(extra -> {
            String id = extra.id() + DUPLICATE + extra.physicalId();
            put(new ResourceState(
                    id, extra.physicalId(), extra.status(), extra.properties(), extra.outputs(), extra.issues()));
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
        return of(node.kind().name()).stream()
                .filter(state -> !state.id().equals(node.id()))
                .filter(state -> node.kind().excludes(node.wanted(), state))
                .toList();
    }

    private Collection<ResourceState> of(String kind) {
        return byKind.getOrDefault(kind, Map.of()).values();
    }

    /** Returns the ids of the resources that hold on to one: they must go before it can. */
    Set<String> holders(ResourceState held) {
        Set<String> ids = new TreeSet<>();
        mentions.of(held).forEach(state -> ids.add(state.id()));
        kinds.values().stream()
                .filter(kind -> kind.after().contains(held.kind()))
                .forEach(kind -> of(kind.name()).forEach(state -> ids.add(state.id())));
        kinds.values()
                .forEach(kind ->
                        of(kind.name()).stream().filter(kind.goingBefore(held)).forEach(state -> ids.add(state.id())));
        return ids;
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
        return of(kind).isEmpty();
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
