package io.github.ekssdk.internal.engine;

import io.github.ekssdk.error.ForeignResourceException;
import io.github.ekssdk.error.UnsupportedChangeException;
import io.github.ekssdk.error.UnsupportedChangeException.Replacement;
import io.github.ekssdk.internal.graph.Output;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.ResourceGraph;
import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.internal.graph.ResourceKind.Mutability;
import io.github.ekssdk.internal.graph.ResourceKind.Phase;
import io.github.ekssdk.internal.graph.ResourceNode;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.plan.Step;
import io.github.ekssdk.plan.StepAction;
import io.github.ekssdk.state.ResourceState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares what is wanted with what is there, resource by resource. */
public final class Planner {

    private final ResourceGraph graph;
    private final Snapshot snapshot;
    private final boolean adopting;
    private final Map<String, Map<String, String>> outputs = new HashMap<>();
    private final Set<String> goingFirst = new HashSet<>();
    private final Set<String> replacedKinds = new HashSet<>();

    private Planner(ResourceGraph graph, Snapshot snapshot, boolean adopting) {
        this.graph = graph;
        this.snapshot = snapshot;
        this.adopting = adopting;
    }

    /**
     * Adds the steps that bring what is there to what is wanted.
     *
     * @param adopting whether a resource of somebody else's that stands in the place of a wanted one is to become ours
     */
    public static void plan(ResourceGraph graph, Snapshot snapshot, boolean adopting, Plan.Builder plan) {
        new Planner(graph, snapshot, adopting).plan(plan);
    }

    /** Adds the steps that bring a part of a cluster to what is wanted; what is there besides stays. */
    public static void planPart(ResourceGraph graph, Snapshot snapshot, Plan.Builder plan) {
        new Planner(graph, snapshot, false).planWanted(plan);
        plan.observed(snapshot.states());
    }

    private void plan(Plan.Builder plan) {
        planWanted(plan);
        new Deletions(graph, snapshot).add(plan);
        plan.observed(snapshot.states());
    }

    private void planWanted(Plan.Builder plan) {
        refuseUnlisted();
        refuseImpossible();
        snapshot.unlisted().stream()
                .filter(unlisted -> matters(unlisted.kind()))
                .map(Unlisted::meaning)
                .distinct()
                .forEach(plan::warning);
        for (ResourceNode node : graph.nodes()) {
            Step step = step(node);
            plan.step(step);
            warn(node, step, plan);
        }
    }

    /** Nobody can tell what to do about what is wanted and could not be looked at. */
    private void refuseUnlisted() {
        for (Unlisted unlisted : snapshot.unlisted()) {
            graph.nodes().stream()
                    .filter(node -> node.kind().name().equals(unlisted.kind().name()))
                    .findFirst()
                    .ifPresent(node -> {
                        throw Failures.explain(node.id(), unlisted.fault());
                    });
        }
    }

    /** What goes along with the cluster need not be known by those who delete that. */
    private boolean matters(ResourceKind kind) {
        return !graph.nodes().isEmpty() || !kind.goesAlong();
    }

    private void refuseImpossible() {
        List<Replacement> refused = new ArrayList<>();
        for (ResourceNode node : graph.nodes()) {
            snapshot.find(node.id()).ifPresent(state -> refuseImpossible(node, state, refused));
        }
        if (!refused.isEmpty()) {
            throw new UnsupportedChangeException(
                    refused, "Describe the cluster as it is in these points, and plan again.");
        }
    }

    private void refuseImpossible(ResourceNode node, ResourceState state, List<Replacement> refused) {
        Properties all = seen(node);
        all.asMap().forEach((property, wanted) -> {
            Object present = state.properties().get(property);
            if (present != null && !node.kind().same(property, wanted, present)) {
                node.kind()
                        .refusal(property, all, present)
                        .ifPresent(why -> refused.add(new Replacement(node.id(), why)));
            }
        });
    }

    /** Returns what is wanted with the outputs of the resources that are there. */
    private Properties seen(ResourceNode node) {
        return node.wanted()
                .resolve(output -> snapshot.find(output.resourceId())
                        .map(state -> state.outputs().get(output.name())));
    }

    private Step step(ResourceNode node) {
        Properties wanted = node.wanted().resolve(this::known);
        List<String> needs = List.copyOf(graph.dependencies(node));
        Optional<ResourceState> found = snapshot.find(node.id());
        if (found.isEmpty()) {
            snapshot.inTheWayOf(node).forEach(state -> goingFirst.add(state.physicalId()));
            return Steps.create(node, wanted, needs, "does not exist");
        }
        ResourceState state = found.get();
        boolean adopted = foreign(node, state);
        return switch (node.kind().phase(state)) {
            case FAILED -> replace(node, wanted, state, needs, "failed: " + String.join("; ", state.issues()));
            case DELETING -> Steps.create(node, wanted, needs, "is being deleted, then made again");
            case BUSY -> busy(node, wanted, state, needs);
            case READY -> ready(node, wanted, state, needs, adopted);
        };
    }

    /** A resource at work shows some of its settings only later, so what it lacks is seen to when it has come to rest. */
    private Step busy(ResourceNode node, Properties wanted, ResourceState state, List<String> needs) {
        outputs.put(node.id(), state.outputs());
        List<String> differences = node.kind().differences(wanted, state.properties());
        if (differences.stream()
                .anyMatch(property -> node.kind().mutability(property) == Mutability.REPLACE
                        && state.properties().containsKey(property))) {
            return ready(node, wanted, state, needs, false);
        }
        return Steps.underWay(node, wanted, state, needs);
    }

    private Step ready(ResourceNode node, Properties wanted, ResourceState state, List<String> needs, boolean adopted) {
        List<String> differences = node.kind().differences(wanted, state.properties());
        if (differences.stream().anyMatch(property -> replaces(node, property, state))) {
            return replace(node, wanted, state, needs, "AWS cannot change it in place");
        }
        if (differences.stream().anyMatch(property -> holdsWhatGoes(node, property, state))) {
            return replace(node, wanted, state, needs, "it holds on to what is replaced");
        }
        if (node.kind().within().filter(replacedKinds::contains).isPresent()) {
            return replace(node, wanted, state, needs, "it is a part of what is replaced");
        }
        Map<String, String> stable = new HashMap<>(state.outputs());
        node.kind().outputsChangedBy(differences).forEach(stable::remove);
        outputs.put(node.id(), stable);
        boolean becomesOurs = adopted || node.kind().unmarked(state);
        if (differences.isEmpty() && !becomesOurs) {
            return node.kind()
                    .hopeless(state, wanted)
                    .or(() -> node.kind().unready(state, wanted))
                    .map(lacking -> Steps.await(node, "is not ready: " + lacking, needs))
                    .orElseGet(() -> Steps.keep(node, needs));
        }
        return Steps.update(
                node, wanted, state, differences, needs, becomesOurs ? "becomes this SDK's own" : "differs");
    }

    private Step replace(ResourceNode node, Properties wanted, ResourceState state, List<String> needs, String reason) {
        goingFirst.add(state.physicalId());
        replacedKinds.add(state.kind());
        snapshot.inTheWayOf(node).forEach(other -> goingFirst.add(other.physicalId()));
        return Steps.replace(
                node,
                wanted,
                state,
                property -> replaces(node, property, state) || holdsWhatGoes(node, property, state),
                needs,
                reason);
    }

    /** Tells whether a property names something that has to go before what is to take its place can be made. */
    private boolean holdsWhatGoes(ResourceNode node, String property, ResourceState state) {
        return node.kind().holds(property)
                && goingFirst.stream()
                        .anyMatch(id -> References.mentions(state.properties().getOrDefault(property, ""), id));
    }

    static boolean replaces(ResourceNode node, String property, ResourceState state) {
        Object present = state.properties().get(property);
        return present == null
                ? node.kind().mutability(property) == Mutability.REPLACE
                : node.kind().replaces(property, present);
    }

    private boolean foreign(ResourceNode node, ResourceState state) {
        if (!node.kind().foreign(state)) {
            return false;
        }
        if (!adopting && !node.kind().takesOver(state, node.wanted())) {
            throw new ForeignResourceException(
                    node.id(),
                    state.physicalId(),
                    "To have it managed by this SDK from now on, describe it as it is, look at the plan that"
                            + " EksManager.planAdoption(spec) makes, and apply it.");
        }
        return true;
    }

    private Optional<String> known(Output output) {
        return ResourceGraph.lookUp(outputs, output);
    }

    private void warn(ResourceNode node, Step step, Plan.Builder plan) {
        if (step.action() == StepAction.UPDATE) {
            ResourceState now = snapshot.find(node.id()).orElseThrow();
            Properties wanted = node.wanted().resolve(this::known);
            step.changes().stream()
                    .filter(change -> wanted.has(change.field()))
                    .forEach(change -> node.kind()
                            .warning(change.field(), wanted.get(change.field()), now)
                            .ifPresent(plan::warning));
        }
        snapshot.find(node.id())
                .filter(state -> node.kind().phase(state) == Phase.READY)
                .filter(state -> !state.issues().isEmpty())
                .ifPresent(state ->
                        plan.warning(node.id() + " is " + state.status() + ": " + String.join("; ", state.issues())));
    }

    /** Adds the steps that delete everything that was found. */
    public static void planDeletion(Snapshot snapshot, Plan.Builder plan) {
        Deletions.refuse(snapshot);
        new Planner(new ResourceGraph(), snapshot, false).plan(plan);
        snapshot.states().values().stream()
                .collect(Collectors.groupingBy(snapshot::kind, LinkedHashMap::new, Collectors.toList()))
                .forEach((kind, states) -> kind.outlivesCluster(states).ifPresent(plan::warning));
    }
}
