package io.github.ekssdk.internal.engine;

import io.github.ekssdk.error.ForeignResourceException;
import io.github.ekssdk.error.HealthIssue;
import io.github.ekssdk.error.PlanOutdatedException;
import io.github.ekssdk.error.StepFailedException;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.engine.Classifier.Meaning;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.ResourceKind.Phase;
import io.github.ekssdk.internal.graph.ResourceNode;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.plan.Step;
import io.github.ekssdk.plan.StepAction;
import io.github.ekssdk.state.ResourceState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Brings a resource to what is wanted, from wherever it stands. */
final class Ensuring extends StepRun<ResourceState> {

    /** How long AWS may take to show everywhere what was just made. */
    private static final Duration VISIBLE_WITHIN = Duration.ofMinutes(5);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /** When to look at what is not healthy although nothing that heals it has been finished. */
    private static final Duration WHILE_HEALERS_COME = Duration.ofMinutes(2);

    /** How often and how long to look at it afterwards. */
    private static final Duration LOOK_AFTER_HEALERS = Duration.ofSeconds(5);

    private static final Duration HEALED_WITHIN = Duration.ofMinutes(5);

    /** How often to look for a resource whose creation was not answered before it is created again. */
    private static final int LOOK_UPS = 3;

    /** How often to make the same change before saying that AWS does not take it. */
    private static final int SAME_CHANGE = 5;

    private final ResourceNode node;
    private final Properties properties;
    private final Map<List<String>, Integer> made = new HashMap<>();
    private @Nullable ResourceState seen;
    private @Nullable Instant madeAt;
    private @Nullable Instant firstMadeAt;
    private @Nullable Instant healers;
    private int lookUps;
    private int incarnation;

    Ensuring(Run run, Step step, ResourceNode node, Properties properties) {
        super(run, step, node.kind(), Verb.CREATE);
        this.node = node;
        this.properties = properties;
    }

    @Override
    ResourceState known() {
        return seen != null ? seen : new ResourceState(node.id(), "", "", properties.asMap(), Map.of(), List.of());
    }

    @Override
    void failed(AwsFault fault) {
        Meaning meaning = Classifier.classify(fault);
        if (meaning == Meaning.AMBIGUOUS && seen == null) {
            lookUps = LOOK_UPS;
        }
    }

    @Override
    CompletionStage<ResourceState> decide(Optional<ResourceState> found) {
        if (found.isEmpty()) {
            return absent();
        }
        ResourceState state = found.get();
        if (run.removed(step, state)) {
            return again(state.status());
        }
        if (seen == null && kind.phase(state) == Phase.BUSY) {
            resume(state);
        }
        seen = state;
        if (kind.foreign(state)
                && !kind.takesOver(state, properties)
                && !(run.adopting() && step.action() == StepAction.UPDATE)) {
            return fail(foreign(state));
        }
        return switch (kind.phase(state)) {
            case BUSY -> again(state);
            case DELETING -> deleting(state);
            case FAILED -> failed(state);
            case READY -> settle(state);
        };
    }

    /** Takes up a wait that another process began. */
    private void resume(ResourceState state) {
        Instant created = createdAt(state);
        waitFor(
                state.status().startsWith("UPDATING") ? Verb.UPDATE : Verb.CREATE,
                created != null
                        ? created
                        : run.scope().now().minus(kind.work(Verb.CREATE).quiet()));
    }

    private CompletionStage<ResourceState> absent() {
        if (madeAt != null && run.scope().now().isBefore(madeAt.plus(VISIBLE_WITHIN))) {
            return againIn(LOOK_AGAIN);
        }
        if (seen != null) {
            incarnation++;
            seen = null;
        }
        if (lookUps > 0) {
            lookUps--;
            return againIn(LOOK_AGAIN.multipliedBy(1L << (LOOK_UPS - 1 - lookUps)));
        }
        if (!run.mayCreate(step)) {
            return fail(outdated("does not exist any more"));
        }
        return change(() -> kind.create(run.scope().aws(), wanted()), this::made);
    }

    private CompletionStage<ResourceState> made(ResourceState state) {
        madeAt = run.scope().now();
        firstMadeAt = firstMadeAt == null ? madeAt : firstMadeAt;
        waitFor(Verb.CREATE, madeAt);
        seen = state;
        run.reads().made(kind);
        return decide(Optional.of(state));
    }

    /** A resource of that name is on its way out; its place is free when it is gone. */
    private CompletionStage<ResourceState> deleting(ResourceState state) {
        madeAt = null;
        return again(state.status());
    }

    private CompletionStage<ResourceState> settle(ResourceState state) {
        List<String> differences = kind.differences(properties, state.properties());
        boolean adoption = kind.foreign(state) || kind.unmarked(state);
        if (differences.isEmpty() && !adoption) {
            return degraded(state) ? unhealthy(state) : serve(state);
        }
        List<String> replaced = differences.stream()
                .filter(property -> Planner.replaces(node, property, state))
                .toList();
        if (!replaced.isEmpty()) {
            return fail(outdated("has another " + String.join(", ", replaced)));
        }
        if (!run.mayUpdate(step, differences)) {
            return fail(outdated("has another " + String.join(", ", differences)));
        }
        List<String> change = differences.stream()
                .map(property -> property + " of " + state.properties().get(property))
                .toList();
        if (made.getOrDefault(change, 0) >= SAME_CHANGE) {
            return fail(ineffective(differences));
        }
        LinkedHashSet<String> changes = new LinkedHashSet<>(differences);
        if (adoption) {
            changes.add("tags");
        }
        return change(() -> kind.update(run.scope().aws(), wanted(), state, changes), after -> {
            made.merge(change, 1, Integer::sum);
            waitFor(kind.changing(differences, properties, state), run.scope().now());
            return decide(Optional.of(after));
        });
    }

    private CompletionStage<ResourceState> serve(ResourceState state) {
        Optional<String> hopeless = kind.hopeless(state, properties);
        if (hopeless.isPresent()) {
            return fail(new StepFailedException(step.id(), hopeless.get(), run.completed(), List.of(), null));
        }
        return kind.unready(state, properties)
                .map(this::again)
                .orElseGet(() -> CompletableFuture.completedFuture(state));
    }

    /** What others heal is waited for while they come; where nothing will heal it, it is there, and that is all there is to it. */
    private CompletionStage<ResourceState> unhealthy(ResourceState state) {
        if (!kind.awaitsHealing(state)) {
            return fail(broken(state));
        }
        Healing healing = run.healing(kind);
        if (healing == Healing.COMING) {
            healers = null;
            return waiting(state, run.afterHealer(kind, WHILE_HEALERS_COME));
        }
        if (healing == Healing.NONE) {
            return CompletableFuture.completedFuture(state);
        }
        Instant since = healers == null ? run.scope().now() : healers;
        healers = since;
        return run.scope().now().isBefore(since.plus(HEALED_WITHIN))
                ? waiting(state, run.after(LOOK_AFTER_HEALERS))
                : fail(broken(state));
    }

    /** Deletes what failed for want of something that AWS will know of soon, so that it is made again. */
    private CompletionStage<ResourceState> failed(ResourceState state) {
        boolean tooEarly = madeAt != null
                && kind.failedTooEarly(state)
                && run.scope().now().isBefore(firstMade().plus(VISIBLE_WITHIN));
        if (!tooEarly) {
            return fail(broken(state));
        }
        madeAt = null;
        return change(
                () -> {
                    kind.delete(run.scope().aws(), run.scope().owner(), state);
                    return state;
                },
                deleted -> againIn(LOOK_AGAIN));
    }

    private Instant firstMade() {
        Instant first = firstMadeAt;
        return first == null ? run.scope().now() : first;
    }

    private static boolean degraded(ResourceState state) {
        return state.status().equals("DEGRADED");
    }

    private Wanted wanted() {
        return new Wanted(run.scope().owner(), node.id(), properties, run.incarnation(node) + incarnation);
    }

    private StepFailedException broken(ResourceState state) {
        List<HealthIssue> issues = state.issues().stream()
                .map(issue -> new HealthIssue(
                        issue.substring(0, Math.max(0, issue.indexOf(':'))),
                        issue.substring(issue.indexOf(':') + 1).strip(),
                        kind.affected(state)))
                .toList();
        String phase = nodes.latest().map(update -> " after the " + update).orElse("");
        return new StepFailedException(
                step.id(), "AWS reports the status " + state.status() + phase + ".", run.completed(), issues, null);
    }

    private StepFailedException ineffective(List<String> differences) {
        return new StepFailedException(
                step.id(),
                "AWS accepts the change of " + String.join(", ", differences)
                        + " but goes on showing another value; see whether somebody else changes it back.",
                run.completed(),
                List.of(),
                null);
    }

    private ForeignResourceException foreign(ResourceState state) {
        return new ForeignResourceException(
                step.id(),
                state.physicalId(),
                "Plan again to see what can be done about a cluster or a managed node group; of anything else, remove"
                        + " it or give the cluster another name.");
    }

    private PlanOutdatedException outdated(String what) {
        return new PlanOutdatedException(run.scope().owner().cluster(), List.of(step.id() + " " + what));
    }
}
