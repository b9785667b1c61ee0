package io.github.ekssdk.internal.engine;

import io.github.ekssdk.error.EksSdkException;
import io.github.ekssdk.error.OperationCancelledException;
import io.github.ekssdk.error.StepFailedException;
import io.github.ekssdk.event.ProgressEvent;
import io.github.ekssdk.event.ProgressEvent.StepCompleted;
import io.github.ekssdk.event.ProgressEvent.StepFailed;
import io.github.ekssdk.event.ProgressEvent.StepSkipped;
import io.github.ekssdk.event.ProgressEvent.StepStarted;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.engine.Tasks.Task;
import io.github.ekssdk.internal.graph.Output;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.ResourceGraph;
import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.internal.graph.ResourceNode;
import io.github.ekssdk.plan.FieldChange;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.plan.Step;
import io.github.ekssdk.plan.StepAction;
import io.github.ekssdk.state.ResourceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plan being carried out: what is ready runs, in parallel; what fails holds up only what needs it. Lives on the loop. */
final class Run {

    private final Scope scope;
    private final Plan approved;
    private final ResourceGraph graph;
    private final Snapshot snapshot;
    private final Reads reads;
    private final Consumer<ProgressEvent> events;
    private final boolean adopting;
    private final Map<String, Task> waiting = new LinkedHashMap<>();
    private final Set<String> running = new HashSet<>();
    private final Set<String> done = new HashSet<>();
    private final Map<String, Map<String, String>> outputs = new HashMap<>();
    private final Map<String, CompletableFuture<Void>> ends = new HashMap<>();
    private final List<String> completed = new ArrayList<>();
    private final List<StepFailedException> failures = new ArrayList<>();
    private final CompletableFuture<Void> result = new CompletableFuture<>();
    private final CompletableFuture<Void> stop = new CompletableFuture<>();
    private final Instant started;
    private final Turns turns;
    private boolean cancelled;

    Run(
            Scope scope,
            Plan approved,
            ResourceGraph graph,
            Snapshot snapshot,
            Reads reads,
            boolean adopting,
            Consumer<ProgressEvent> events) {
        this.scope = scope;
        this.approved = approved;
        this.graph = graph;
        this.snapshot = snapshot;
        this.reads = reads;
        this.adopting = adopting;
        this.events = events;
        this.started = scope.now();
        this.turns = new Turns(snapshot, waiting, running, done);
    }

    /** Starts what is ready; the future is done when nothing is left to do, or with the first failure when nothing runs. */
    CompletableFuture<Void> start(Plan now) {
        List<Step> doing = now.changes().stream().filter(this::planned).toList();
        Tasks.of(doing, graph, snapshot).forEach(task -> waiting.put(task.key(), task));
        now.steps().stream()
                .filter(step -> step.action() == StepAction.KEEP || step.action() == StepAction.AWAIT)
                .forEach(step -> snapshot.find(step.id()).ifPresent(state -> outputs.put(step.id(), state.outputs())));
        proceed();
        return result;
    }

    /** What is not ready any more is waited for only if the approved plan had something to do about it. */
    private boolean planned(Step step) {
        return step.action() != StepAction.AWAIT
                || approved.step(step.id())
                        .filter(agreed -> agreed.action() != StepAction.KEEP)
                        .isPresent();
    }

    /** Starts nothing more; nobody waits for AWS any longer, only for calls that are under way. */
    void cancel() {
        cancelled = true;
        stop.complete(null);
        if (running.isEmpty()) {
            proceed();
        }
    }

    /** Returns a future that is done after the delay, or when the run is cancelled. */
    CompletableFuture<?> after(Duration delay) {
        return CompletableFuture.anyOf(scope.after(delay), stop);
    }

    boolean cancelled() {
        return cancelled;
    }

    boolean adopting() {
        return adopting;
    }

    Scope scope() {
        return scope;
    }

    Reads reads() {
        return reads;
    }

    List<String> completed() {
        return List.copyOf(completed);
    }

    void publish(ProgressEvent event) {
        events.accept(event);
    }

    /** Tells how it stands with what heals a degraded resource. */
    Healing healing(ResourceKind kind) {
        List<String> healers = graph.nodes().stream()
                .filter(kind::healedBy)
                .map(ResourceNode::id)
                .toList();
        if (healers.stream().anyMatch(this::isComing)) {
            return Healing.COMING;
        }
        return healers.stream().anyMatch(this::isThere) ? Healing.THERE : Healing.NONE;
    }

    /** Returns a future that is done when something that heals resources of a kind has come to an end, or after a while. */
    CompletableFuture<?> afterHealer(ResourceKind kind, Duration atMost) {
        Stream<CompletableFuture<Void>> healers = graph.nodes().stream()
                .filter(kind::healedBy)
                .filter(node -> isComing(node.id()))
                .map(node ->
                        ends.computeIfAbsent(Task.key(Tasks.Kind.ENSURE, node.id()), key -> new CompletableFuture<>()));
        return CompletableFuture.anyOf(
                Stream.concat(healers, Stream.of(after(atMost))).toArray(CompletableFuture[]::new));
    }

    private boolean isComing(String id) {
        String key = Task.key(Tasks.Kind.ENSURE, id);
        return running.contains(key) || (waiting.containsKey(key) && failures.isEmpty());
    }

    private boolean isThere(String id) {
        String key = Task.key(Tasks.Kind.ENSURE, id);
        return done.contains(key) || (outputs.containsKey(id) && !waiting.containsKey(key));
    }

    /** Tells whether the approved plan lets the step make its resource. */
    boolean mayCreate(Step step) {
        return approved.step(step.id())
                .map(Step::action)
                .filter(action -> action == StepAction.CREATE || action == StepAction.REPLACE)
                .isPresent();
    }

    /** Tells whether the approved plan lets the step change these properties. */
    boolean mayUpdate(Step step, List<String> properties) {
        Optional<Step> agreed = approved.step(step.id());
        if (agreed.isEmpty() || agreed.get().action() != StepAction.UPDATE) {
            return mayCreate(step);
        }
        List<String> fields =
                agreed.get().changes().stream().map(FieldChange::field).toList();
        return fields.isEmpty() || fields.containsAll(properties);
    }

    /** Tells whether what was read is the resource that the step has deleted, which AWS may go on showing for a moment. */
    boolean removed(Step step, ResourceState found) {
        return step.action() == StepAction.REPLACE
                && !snapshot.kind(found).deletionTakesTime()
                && snapshot.find(step.id())
                        .filter(former -> former.physicalId().equals(found.physicalId()))
                        .isPresent();
    }

    /** Returns what tells the resource about to be made from one of the same id that was there before. */
    String incarnation(ResourceNode node) {
        String former = snapshot.find(node.id()).map(ResourceState::physicalId).orElse("");
        return former + "/" + (node.kind().tokenPerRun() ? started + "/" : "");
    }

    private void proceed() {
        if (!cancelled) {
            ready().stream().filter(turns::has).forEach(this::launch);
        }
        if (running.isEmpty() && !result.isDone()) {
            finish();
        }
    }

    private List<Task> ready() {
        return waiting.values().stream()
                .filter(task -> task.needs().stream().noneMatch(need -> !done.contains(need)))
                .toList();
    }

    private void launch(Task task) {
        waiting.remove(task.key());
        running.add(task.key());
        Instant started = scope.now();
        Step step = task.step();
        publish(new StepStarted(started, step.id(), action(task), step.estimate()));
        var unused = run(task).whenComplete((value, failure) -> {
            running.remove(task.key());
            if (failure == null) {
                succeeded(task, started);
            } else {
                failed(task, started, Persistence.unwrap(failure));
            }
            proceed();
            Optional.ofNullable(ends.remove(task.key())).ifPresent(end -> end.complete(null));
        });
    }

    private static StepAction action(Task task) {
        if (task.step().action() != StepAction.REPLACE) {
            return task.step().action();
        }
        return task.kind() == Tasks.Kind.REMOVE ? StepAction.DELETE : StepAction.CREATE;
    }

    private CompletionStage<?> run(Task task) {
        if (task.kind() == Tasks.Kind.REMOVE) {
            ResourceState state = snapshot.find(task.step().id()).orElseThrow();
            return new Removing(this, task.step(), snapshot.kind(state), state).start();
        }
        ResourceNode node = graph.find(task.step().id()).orElseThrow();
        Properties properties = node.wanted().resolve(this::output);
        return new Ensuring(this, task.step(), node, properties)
                .start()
                .thenAccept(state -> outputs.put(node.id(), state.outputs()));
    }

    private Optional<String> output(Output output) {
        return ResourceGraph.lookUp(outputs, output);
    }

    private void succeeded(Task task, Instant started) {
        done.add(task.key());
        if (task.kind() == Tasks.Kind.ENSURE || task.step().action() == StepAction.DELETE) {
            completed.add(task.step().id());
        }
        publish(new StepCompleted(scope.now(), task.step().id(), action(task), Duration.between(started, scope.now())));
    }

    private void failed(Task task, Instant started, Throwable failure) {
        if (failure instanceof Error) {
            cancelled = true;
            result.completeExceptionally(failure);
            return;
        }
        String id = task.step().id();
        String message;
        if (failure instanceof OperationCancelledException) {
            message = "It was cancelled; AWS may still be at work on it.";
        } else {
            StepFailedException explained = explain(id, failure);
            failures.add(explained);
            message = String.valueOf(explained.getMessage());
        }
        publish(new StepFailed(scope.now(), id, message, Duration.between(started, scope.now())));
    }

    private StepFailedException explain(String id, Throwable failure) {
        if (failure instanceof StepFailedException explained) {
            return explained;
        }
        EksSdkException cause = failure instanceof AwsFault fault
                ? Failures.explain(id, fault)
                : failure instanceof EksSdkException own ? own : null;
        String reason = String.valueOf(cause == null ? failure : cause.getMessage());
        return new StepFailedException(id, reason, completed(), List.of(), cause == null ? failure : cause);
    }

    private void finish() {
        if (failures.isEmpty() && cancelled) {
            skipTheRest("the run was cancelled");
            result.completeExceptionally(new OperationCancelledException(
                    "Applying the plan for " + approved.clusterName(), completed(), null));
        } else if (failures.isEmpty() && !waiting.isEmpty()) {
            result.completeExceptionally(
                    new IllegalStateException("These steps wait for each other: " + waiting.keySet()));
        } else if (failures.isEmpty()) {
            result.complete(null);
        } else {
            skipTheRest("it needs what failed: "
                    + failures.stream().map(StepFailedException::stepId).collect(Collectors.joining(", ")));
            StepFailedException first = failures.get(0).withCompletedSteps(completed());
            failures.stream()
                    .skip(1)
                    .map(failure -> failure.withCompletedSteps(completed()))
                    .forEach(first::addSuppressed);
            result.completeExceptionally(first);
        }
    }

    private void skipTheRest(String reason) {
        waiting.values().stream()
                .map(task -> task.step().id())
                .distinct()
                .forEach(id -> publish(new StepSkipped(scope.now(), id, reason)));
    }
}
