package io.github.ekssdk.internal.engine;

import io.github.ekssdk.internal.graph.ResourceGraph;
import io.github.ekssdk.internal.graph.ResourceNode;
import io.github.ekssdk.plan.Step;
import io.github.ekssdk.plan.StepAction;
import io.github.ekssdk.state.ResourceState;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Turns the steps of a plan into tasks, each with those that must be done before it. */
final class Tasks {

    /** What a task does to its resource. */
    enum Kind {
        ENSURE,
        REMOVE
    }

    /**
     * One thing to do; a step that replaces a resource is two.
     *
     * @param step the step it belongs to
     * @param kind what to do
     * @param needs the keys of the tasks that must be done before
     */
    record Task(Step step, Kind kind, Set<String> needs) {

        String key() {
            return key(kind, step.id());
        }

        static String key(Kind kind, String id) {
            return kind + " " + id;
        }
    }

    /** Returns the kind of the resource that the task with that key is about. */
    static String kindOf(String key) {
        return key.substring(key.indexOf(' ') + 1, key.indexOf('/'));
    }

    private final ResourceGraph graph;
    private final Snapshot snapshot;
    private final Map<String, Step> steps = new LinkedHashMap<>();

    private Tasks(Collection<Step> steps, ResourceGraph graph, Snapshot snapshot) {
        this.graph = graph;
        this.snapshot = snapshot;
        steps.forEach(step -> this.steps.put(step.id(), step));
    }

    static List<Task> of(Collection<Step> steps, ResourceGraph graph, Snapshot snapshot) {
        return new Tasks(steps, graph, snapshot).tasks();
    }

    private List<Task> tasks() {
        Map<String, Task> tasks = new LinkedHashMap<>();
        for (Step step : steps.values()) {
            if (removes(step)) {
                add(tasks, new Task(step, Kind.REMOVE, beforeRemoval(step)));
            }
            if (ensures(step)) {
                add(tasks, new Task(step, Kind.ENSURE, beforeEnsuring(step)));
            }
        }
        letGoFirst(tasks);
        return List.copyOf(tasks.values());
    }

    private static void add(Map<String, Task> tasks, Task task) {
        tasks.put(task.key(), task);
    }

    /** Those who stay let go of what goes for good before it does, unless they need its place to be free for that. */
    private void letGoFirst(Map<String, Task> tasks) {
        for (Task removal : List.copyOf(tasks.values())) {
            if (removal.step().action() == StepAction.DELETE) {
                for (String holder : holders(removal)) {
                    Task update = tasks.get(Task.key(Kind.ENSURE, holder));
                    if (update != null
                            && update.step().action() == StepAction.UPDATE
                            && !needs(tasks, update, removal, new HashSet<>())) {
                        removal.needs().add(update.key());
                    }
                }
            }
        }
    }

    private static boolean needs(Map<String, Task> tasks, Task task, Task other, Set<String> seen) {
        return task.key().equals(other.key())
                || task.needs().stream()
                        .filter(seen::add)
                        .map(tasks::get)
                        .anyMatch(needed -> needed != null && needs(tasks, needed, other, seen));
    }

    private static boolean removes(Step step) {
        return step.action() == StepAction.DELETE || step.action() == StepAction.REPLACE;
    }

    private static boolean ensures(Step step) {
        return step.action() != StepAction.KEEP && step.action() != StepAction.DELETE;
    }

    private Set<String> beforeEnsuring(Step step) {
        Set<String> needs = new LinkedHashSet<>();
        if (removes(step)) {
            needs.add(Task.key(Kind.REMOVE, step.id()));
        }
        ResourceNode node = graph.find(step.id()).orElseThrow();
        graph.dependencies(node).stream()
                .filter(id -> steps.containsKey(id) && ensures(steps.get(id)))
                .forEach(id -> needs.add(Task.key(Kind.ENSURE, id)));
        if (step.action() != StepAction.UPDATE) {
            snapshot.inTheWayOf(node).stream()
                    .filter(state -> steps.containsKey(state.id()) && removes(steps.get(state.id())))
                    .forEach(state -> needs.add(Task.key(Kind.REMOVE, state.id())));
        }
        return needs;
    }

    /** Those who hold on to a resource and go too, go first. */
    private Set<String> beforeRemoval(Step step) {
        Set<String> needs = new LinkedHashSet<>();
        snapshot.holders(snapshot.find(step.id()).orElseThrow()).stream()
                .filter(holder -> steps.containsKey(holder) && removes(steps.get(holder)))
                .forEach(holder -> needs.add(Task.key(Kind.REMOVE, holder)));
        return needs;
    }

    private Set<String> holders(Task task) {
        return snapshot.holders(snapshot.find(task.step().id()).orElseThrow());
    }

    /** Returns resources in an order in which each comes after those that hold on to it. */
    static List<ResourceState> holdersFirst(Snapshot snapshot, Set<String> ids) {
        Map<String, ResourceState> ordered = new LinkedHashMap<>();
        new TreeSet<>(ids).forEach(id -> visit(snapshot, ids, id, ordered, new TreeSet<>()));
        return List.copyOf(ordered.values());
    }

    private static void visit(
            Snapshot snapshot, Set<String> ids, String id, Map<String, ResourceState> ordered, Set<String> path) {
        if (ordered.containsKey(id) || !path.add(id)) {
            return;
        }
        ResourceState state = snapshot.find(id).orElseThrow();
        snapshot.holders(state).stream()
                .filter(ids::contains)
                .forEach(holder -> visit(snapshot, ids, holder, ordered, path));
        ordered.put(id, state);
    }
}
