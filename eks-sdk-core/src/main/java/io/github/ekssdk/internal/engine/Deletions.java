package io.github.ekssdk.internal.engine;

import io.github.ekssdk.error.ForeignResourceException;
import io.github.ekssdk.error.UnsupportedChangeException;
import io.github.ekssdk.error.UnsupportedChangeException.Replacement;
import io.github.ekssdk.internal.graph.ResourceGraph;
import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.state.ResourceState;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Sees what is there and nobody wants any more. */
final class Deletions {

    private final ResourceGraph graph;
    private final Snapshot snapshot;

    Deletions(ResourceGraph graph, Snapshot snapshot) {
        this.graph = graph;
        this.snapshot = snapshot;
    }

    /** Refuses the deletion of a cluster that must not be deleted, or could not be. */
    static void refuse(Snapshot snapshot) {
        refuseForeign(snapshot);
        refuseProtected(snapshot);
    }

    /** What is ours and no longer wanted goes; what holds on to it goes first. */
    void add(Plan.Builder plan) {
        Set<String> going = new HashSet<>();
        snapshot.states().values().stream()
                .filter(state -> graph.find(state.id()).isEmpty())
                .filter(state -> !bystander(snapshot, state) && !stays(state) && !outlivesCluster(state))
                .forEach(state -> {
                    if (snapshot.kind(state).foreign(state)) {
                        plan.warning(state.id() + " is not this SDK's own and stays as it is.");
                    } else {
                        going.add(state.id());
                    }
                });
        Set<String> kinds = kinds(going);
        going.removeIf(id -> goesAlong(snapshot.find(id).orElseThrow(), kinds));
        for (ResourceState state : Tasks.holdersFirst(snapshot, going)) {
            List<String> holders = snapshot.holders(state).stream()
                    .filter(id -> going.contains(id) || graph.find(id).isPresent())
                    .toList();
            snapshot.kind(state).deletionLoses(state).ifPresent(loss -> {
                plan.deletionToAllow(state.id());
                plan.warning(state.id() + " is to be deleted. " + loss);
            });
            String reason = Snapshot.duplicate(state)
                    ? "is a superfluous second one"
                    : snapshot.kind(state).givenUp(state).orElse("is no longer wanted");
            plan.step(Steps.delete(snapshot.kind(state), state, holders, reason));
        }
    }

    private boolean outlivesCluster(ResourceState state) {
        return snapshot.kind(state).outlivesCluster(List.of(state)).isPresent();
    }

    private boolean stays(ResourceState state) {
        return !graph.nodes().isEmpty() && snapshot.kind(state).staysWithCluster();
    }

    private Set<String> kinds(Set<String> ids) {
        return ids.stream()
                .map(id -> snapshot.find(id).orElseThrow().kind())
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Tells whether a resource need not be deleted, because what it is a part of is, or is gone already. */
    private boolean goesAlong(ResourceState state, Set<String> goingKinds) {
        ResourceKind kind = snapshot.kind(state);
        return kind.goesAlong()
                && kind.within()
                        .filter(whole -> goingKinds.contains(whole) || snapshot.lacks(whole))
                        .isPresent();
    }

    /** Tells whether a resource is somebody else's and in nobody's way, as it goes along with the cluster. */
    private static boolean bystander(Snapshot snapshot, ResourceState state) {
        ResourceKind kind = snapshot.kind(state);
        return kind.goesAlong() && kind.foreign(state);
    }

    private static void refuseProtected(Snapshot snapshot) {
        List<Replacement> refused = snapshot.states().values().stream()
                .flatMap(state ->
                        snapshot
                                .kind(state)
                                .deletionRefusal(state)
                                .map(why -> new Replacement(state.id(), why))
                                .stream())
                .toList();
        if (!refused.isEmpty()) {
            throw new UnsupportedChangeException(
                    refused, "Apply a spec with deletionProtection(false) first, then plan the deletion again.");
        }
    }

    /** Refuses the deletion of a cluster in which somebody else has put something that EKS will not delete with it. */
    private static void refuseForeign(Snapshot snapshot) {
        snapshot.states().values().stream()
                .filter(state -> snapshot.kind(state).foreign(state))
                .filter(state -> !bystander(snapshot, state))
                .findFirst()
                .ifPresent(state -> {
                    throw new ForeignResourceException(
                            state.id(),
                            state.physicalId(),
                            "Delete it with the tool that made it, or adopt it with EksManager.planAdoption(spec), then"
                                    + " plan the deletion again.");
                });
    }
}
