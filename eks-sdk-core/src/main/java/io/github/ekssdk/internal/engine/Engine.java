package io.github.ekssdk.internal.engine;

import io.github.ekssdk.error.LockOutException;
import io.github.ekssdk.error.PlanOutdatedException;
import io.github.ekssdk.error.UnsupportedChangeException;
import io.github.ekssdk.event.ProgressEvent;
import io.github.ekssdk.event.ProgressEvent.StepNoted;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.ResourceGraph;
import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.plan.Step;
import io.github.ekssdk.plan.StepAction;
import io.github.ekssdk.state.ResourceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Observes the resources of one cluster and carries out plans for it. */
public final class Engine {

    private final Scope scope;
    private final Collection<ResourceKind> kinds;

    /** Makes an engine for a cluster made of resources of these kinds. */
    public Engine(Scope scope, Collection<ResourceKind> kinds) {
        this.scope = scope;
        this.kinds = kinds;
    }

    /** Reads everything the cluster owns, all kinds at once. */
    public CompletableFuture<Snapshot> observe() {
        return onLoop(() -> observe(new Reads(scope, false), kinds, Map.of()));
    }

    /** Reads everything the cluster owns, and looks for what a process that died may have left without a name. */
    public CompletableFuture<Snapshot> observeForDeletion() {
        return onLoop(() -> observe(new Reads(scope, true), kinds, Map.of()));
    }

    private CompletableFuture<Snapshot> observe(
            Reads reads, Collection<ResourceKind> kinds, Map<String, ResourceState> before) {
        Map<ResourceKind, CompletableFuture<Listed>> listings = new LinkedHashMap<>();
        kinds.stream()
                .filter(kind -> kind.listedIn().isEmpty())
                .forEach(kind -> listings.put(kind, list(kind, () -> reads.list(kind, before))));
        kinds.forEach(kind ->
                kind.listedIn().ifPresent(whole -> listings.put(kind, listIn(whole, reads, kind, listings, before))));
        CompletableFuture<Void> all = CompletableFuture.allOf(listings.values().toArray(CompletableFuture[]::new));
        listings.values()
                .forEach(listing -> listing.exceptionally(failure -> {
                    all.completeExceptionally(Persistence.unwrap(failure));
                    return Listed.of(List.of());
                }));
        return all.thenApply(done -> {
            Map<ResourceKind, List<ResourceState>> listed = new LinkedHashMap<>();
            List<Unlisted> unlisted = new ArrayList<>();
            listings.forEach((kind, listing) -> {
                listed.put(kind, listing.join().states());
                listing.join().unlisted().ifPresent(unlisted::add);
            });
            return Snapshot.of(listed, unlisted);
        });
    }

    /** Lists a kind by what was found of the one resource that it is in, now if that is looked for, else before. */
    private CompletableFuture<Listed> listIn(
            String whole,
            Reads reads,
            ResourceKind kind,
            Map<ResourceKind, CompletableFuture<Listed>> listings,
            Map<String, ResourceState> before) {
        Optional<CompletableFuture<Listed>> looked = listings.entrySet().stream()
                .filter(listing -> listing.getKey().name().equals(whole))
                .map(Map.Entry::getValue)
                .findFirst();
        Optional<ResourceState> known = before.values().stream()
                .filter(state -> state.kind().equals(whole))
                .findFirst();
        if (looked.isEmpty() && known.isEmpty()) {
            return list(kind, () -> reads.list(kind, before));
        }
        return looked.map(listing ->
                        listing.thenApply(listed -> listed.states().stream().findFirst()))
                .orElseGet(() -> CompletableFuture.completedFuture(known))
                .thenCompose(found -> list(kind, () -> reads.list(kind, found, before)));
    }

    private CompletableFuture<Listed> list(ResourceKind kind, Supplier<CompletionStage<List<ResourceState>>> listing) {
        return Persistence.ofListing(kind.name(), scope)
                .run(listing)
                .thenApply(Listed::of)
                .exceptionally(failure -> without(kind, failure))
                .toCompletableFuture();
    }

    private static Listed without(ResourceKind kind, Throwable failure) {
        if (Persistence.unwrap(failure) instanceof AwsFault fault) {
            Optional<String> meaning = kind.withoutListing(fault);
            if (meaning.isPresent()) {
                return new Listed(List.of(), Optional.of(new Unlisted(kind, fault, meaning.get())));
            }
        }
        throw failure instanceof CompletionException wrapped ? wrapped : new CompletionException(failure);
    }

    /** What was listed of a kind, or that it could not be. */
    private record Listed(List<ResourceState> states, Optional<Unlisted> unlisted) {

        static Listed of(List<ResourceState> states) {
            return new Listed(states, Optional.empty());
        }
    }

    /** Asks something of AWS on a worker, again where the answer did not come through. */
    public <T> CompletableFuture<T> ask(Supplier<T> question) {
        return onLoop(() -> Persistence.ofQuestion("question", scope)
                .run(() -> scope.call(question))
                .toCompletableFuture());
    }

    /** Returns the present. */
    public Instant now() {
        return scope.now();
    }

    /** Returns a future that is done after the delay, on the loop. No thread waits for it. */
    public CompletableFuture<Void> after(Duration delay) {
        return scope.after(delay);
    }

    /**
     * Carries out a plan.
     *
     * @param graph what the plan's spec wants; empty for a deletion
     * @param replan makes the plan anew from what is found now
     * @param adopting whether resources of others become ours
     * @param events is told what happens, on the loop
     */
    public Application apply(
            Plan approved, ResourceGraph graph, Replanner replan, boolean adopting, Consumer<ProgressEvent> events) {
        Application application = new Application(scope);
        var unused = onLoop(() -> {
                    Reads reads = new Reads(scope, approved.spec().isEmpty());
                    return observe(reads, affected(approved), approved.observed())
                            .thenCompose(found -> {
                                Snapshot snapshot = complete(approved, found);
                                Plan now = replan.plan(snapshot);
                                refuseExcesses(approved, now);
                                note(approved, snapshot, events);
                                Run run = new Run(scope, approved, graph, snapshot, reads, adopting, events);
                                return application.running(run).start(now);
                            });
                })
                .whenComplete(application::ended);
        return application;
    }

    /** Applies a plan in which there is nothing to do. */
    public Application nothing() {
        Application application = new Application(scope);
        scope.loop().execute(() -> application.ended(null, null));
        return application;
    }

    /** Runs on the loop, and turns what is thrown there into the failure of the future. */
    private <T> CompletableFuture<T> onLoop(Supplier<CompletableFuture<T>> work) {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        scope.loop().execute(() -> turn.complete(null));
        return turn.thenCompose(now -> work.get());
    }

    /** Only what the plan would touch is looked at again; what it keeps is taken as the plan saw it. */
    private List<ResourceKind> affected(Plan plan) {
        return kinds.stream()
                .filter(kind ->
                        plan.changes().stream().anyMatch(step -> step.kind().equals(kind.name())))
                .toList();
    }

    private Snapshot complete(Plan approved, Snapshot found) {
        List<String> looked =
                affected(approved).stream().map(ResourceKind::name).toList();
        Map<String, ResourceState> states = new LinkedHashMap<>();
        approved.observed().forEach((id, state) -> {
            if (!looked.contains(state.kind())) {
                states.put(id, state);
            }
        });
        states.putAll(found.states());
        return Snapshot.of(kinds, states, found.unlisted());
    }

    /** Says of each step of a deletion that is not done why that is so; all else that is planned has to be done. */
    private void note(Plan approved, Snapshot snapshot, Consumer<ProgressEvent> events) {
        for (Unlisted unlisted : snapshot.unlisted()) {
            for (Step step : approved.changes()) {
                if (step.kind().equals(unlisted.kind().name())) {
                    if (!approved.deletesCluster()) {
                        throw Failures.explain(step.id(), unlisted.fault());
                    }
                    events.accept(new StepNoted(scope.now(), step.id(), unlisted.meaning()));
                }
            }
        }
    }

    /**
     * Refuses a plan that does what takes the caller's word, unless that was given.
     *
     * @throws LockOutException if somebody would not be let in any more
     * @throws UnsupportedChangeException if something is replaced that runs, or deleted that could never be recovered
     */
    public static void refuseUnallowed(Plan plan) {
        refuseLockOuts(plan);
        refuseReplacements(plan);
        refuseLosses(plan);
    }

    private static void refuseLockOuts(Plan plan) {
        if (!plan.lockOuts().isEmpty() && !plan.lockOutAllowed()) {
            throw new LockOutException(
                    "The cluster " + plan.clusterName(),
                    plan.lockOuts(),
                    "Describe the access entry as it is, or let somebody apply the plan who is not locked out; if it is"
                            + " wanted, apply plan.allowingLockOut().");
        }
    }

    private static void refuseReplacements(Plan plan) {
        List<UnsupportedChangeException.Replacement> refused = plan.steps().stream()
                .filter(step -> step.action() == StepAction.REPLACE && step.disruptive())
                .filter(step -> !plan.allowedReplacements().contains(step.id()))
                .map(step -> new UnsupportedChangeException.Replacement(step.id(), why(step)))
                .toList();
        if (!refused.isEmpty()) {
            throw new UnsupportedChangeException(
                    refused,
                    "To have these resources deleted and made again, apply plan.allowingReplacements(), or"
                            + " plan.allowingReplacement(\"" + refused.get(0).stepId() + "\") for one of them.");
        }
    }

    private static void refuseLosses(Plan plan) {
        List<UnsupportedChangeException.Replacement> refused = plan.deletionsToAllow().stream()
                .sorted()
                .map(id -> new UnsupportedChangeException.Replacement(
                        id, "what it is for could never be recovered once it is deleted"))
                .toList();
        if (!refused.isEmpty()) {
            throw new UnsupportedChangeException(
                    "The plan deletes for good:",
                    refused,
                    "To have it deleted all the same, apply plan.allowingDeletion(\""
                            + refused.get(0).stepId() + "\").");
        }
    }

    private static String why(Step step) {
        String fields = step.changes().stream()
                .filter(change -> change.forcesReplacement())
                .map(change -> change.field() + " " + change.before().orElse("(unset)") + " -> "
                        + change.after().orElse("(unset)"))
                .collect(Collectors.joining(", "));
        return fields.isEmpty() ? step.reason() : fields;
    }

    private void refuseExcesses(Plan approved, Plan now) {
        List<String> excesses = Approval.excesses(
                approved,
                now,
                step -> kinds.stream().anyMatch(kind -> kind.name().equals(step.kind()) && kind.createdWhole()));
        if (!excesses.isEmpty()) {
            throw new PlanOutdatedException(approved.clusterName(), excesses);
        }
    }

    /** Makes a plan from what was found. */
    @FunctionalInterface
    public interface Replanner {

        /** Returns the plan that brings what was found to what the approved plan wants. */
        Plan plan(Snapshot snapshot);
    }
}
