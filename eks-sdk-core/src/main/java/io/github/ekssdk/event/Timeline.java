package io.github.ekssdk.event;

import io.github.ekssdk.event.ProgressEvent.StepCompleted;
import io.github.ekssdk.event.ProgressEvent.StepFailed;
import io.github.ekssdk.event.ProgressEvent.StepStarted;
import io.github.ekssdk.event.ProgressEvent.StepWaiting;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.plan.Step;
import io.github.ekssdk.plan.StepAction;
import io.github.ekssdk.state.NodeUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers which step of a plan ran when, and draws it.
 *
 * <pre>{@code
 * Timeline timeline = Timeline.of(plan);
 * eks.apply(plan, timeline);
 * log.info(timeline.render());
 * }</pre>
 *
 * <p>May be read while the plan is still being applied, from any thread.
 *
 * @since 0.1
 */
public final class Timeline implements ProgressListener {

    /** How the run of a step ended. */
    public enum Outcome {
        /** It has not ended yet. */
        RUNNING,
        /** It did what the plan says. */
        COMPLETED,
        /** It failed. */
        FAILED
    }

    /**
     * One run of a step. A step that replaces its resource has two, one that deletes and one that creates.
     *
     * @param stepId the step
     * @param action what it did
     * @param start when it began
     * @param end when it ended, or when the last event came if it still runs
     * @param outcome how it ended
     * @since 0.1
     */
    public record Entry(String stepId, StepAction action, Instant start, Instant end, Outcome outcome) {

        /** Returns how long it took, or has taken so far. */
        public Duration duration() {
            return Duration.between(start, end);
        }
    }

    /**
     * A phase in the run of a step.
     *
     * @param stepId the step
     * @param phase what went on
     * @param start when it was seen first
     * @param end when something else was seen, or the run ended
     */
    record Span(String stepId, NodeUpdate.Phase phase, Instant start, Optional<Instant> end) {}

    private final Map<String, Set<String>> related = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();
    private Optional<Instant> latest = Optional.empty();

    private Timeline(Plan plan) {
        Map<String, Step> steps = new HashMap<>();
        plan.steps().forEach(step -> steps.put(step.id(), step));
        for (Step step : plan.changes()) {
            for (String needed : changesBefore(step, steps, new HashSet<>())) {
                related.computeIfAbsent(step.id(), id -> new HashSet<>()).add(needed);
                related.computeIfAbsent(needed, id -> new HashSet<>()).add(step.id());
            }
        }
    }

    /** Starts a timeline of the plan's steps, whose dependencies tell which of them the whole waited for. */
    public static Timeline of(Plan plan) {
        return new Timeline(plan);
    }

    /** Looks through steps that change nothing, for they are not run. */
    private static Set<String> changesBefore(Step step, Map<String, Step> steps, Set<String> found) {
        for (String id : step.dependsOn()) {
            Step needed = steps.get(id);
            if (needed != null && needed.action() == StepAction.KEEP) {
                changesBefore(needed, steps, found);
            } else if (needed != null) {
                found.add(id);
            }
        }
        return found;
    }

    @Override
    public synchronized void on(ProgressEvent event) {
        latest = Optional.of(event.at());
        if (event instanceof StepStarted started) {
            entries.add(new Entry(started.stepId(), started.action(), started.at(), started.at(), Outcome.RUNNING));
        } else if (event instanceof StepWaiting waiting) {
            waiting.nodeUpdate().ifPresent(update -> phase(waiting.stepId(), update.phase(), waiting.at()));
        } else if (event instanceof StepCompleted completed) {
            end(completed.stepId(), completed.at(), Outcome.COMPLETED);
        } else if (event instanceof StepFailed failed) {
            end(failed.stepId(), failed.at(), Outcome.FAILED);
        }
    }

    private void phase(String stepId, NodeUpdate.Phase phase, Instant at) {
        if (spans.stream()
                .noneMatch(span -> span.stepId().equals(stepId)
                        && span.phase() == phase
                        && span.end().isEmpty())) {
            endPhase(stepId, at);
            spans.add(new Span(stepId, phase, at, Optional.empty()));
        }
    }

    private void endPhase(String stepId, Instant at) {
        spans.replaceAll(span -> span.stepId().equals(stepId) && span.end().isEmpty()
                ? new Span(stepId, span.phase(), span.start(), Optional.of(at))
                : span);
    }

    private void end(String stepId, Instant at, Outcome outcome) {
        endPhase(stepId, at);
        entries.replaceAll(entry -> entry.stepId().equals(stepId) && entry.outcome() == Outcome.RUNNING
                ? new Entry(stepId, entry.action(), entry.start(), at, outcome)
                : entry);
    }

    /** Returns the runs so far in the order they began. */
    public synchronized List<Entry> entries() {
        return entries.stream()
                .map(entry -> entry.outcome() == Outcome.RUNNING
                        ? new Entry(
                                entry.stepId(),
                                entry.action(),
                                entry.start(),
                                latest.orElse(entry.start()),
                                Outcome.RUNNING)
                        : entry)
                .toList();
    }

    /** Returns the phases that were seen while the step ran, in their order. */
    synchronized List<Span> phases(Entry entry) {
        return spans.stream()
                .filter(span -> span.stepId().equals(entry.stepId()))
                .filter(span ->
                        !span.start().isBefore(entry.start()) && !span.start().isAfter(entry.end()))
                .map(span -> new Span(
                        span.stepId(), span.phase(), span.start(), span.end().or(() -> latest)))
                .toList();
    }

    /** Returns the time from the first step's beginning to the last step's end. */
    public Duration total() {
        List<Entry> all = entries();
        return all.isEmpty()
                ? Duration.ZERO
                : Duration.between(first(all), last(all).end());
    }

    /**
     * Returns the runs that the whole had to wait for: the one that ended last, before it the one that it waited for
     * longest, and so on, in the order they ran.
     */
    public List<Entry> longestChain() {
        List<Entry> all = entries();
        List<Entry> chain = new ArrayList<>();
        Optional<Entry> next = all.isEmpty() ? Optional.empty() : Optional.of(last(all));
        while (next.isPresent()) {
            chain.add(0, next.get());
            next = awaitedBy(next.get(), all, chain);
        }
        return List.copyOf(chain);
    }

    private Optional<Entry> awaitedBy(Entry entry, List<Entry> all, List<Entry> chain) {
        Set<String> ids = related.getOrDefault(entry.stepId(), Set.of());
        return all.stream()
                .filter(other -> ids.contains(other.stepId()) || other.stepId().equals(entry.stepId()))
                .filter(other -> !chain.contains(other) && !other.end().isAfter(entry.start()))
                .max(Comparator.comparing(Entry::end));
    }

    /**
     * Draws a bar for each run, as a text of some 100 columns; those of the longest chain are drawn solid. Below a managed node group that
     * moved to new nodes there is a bar for each phase of that.
     */
    public String render() {
        return TimelineText.render(this);
    }

    private static Instant first(List<Entry> all) {
        return all.stream().map(Entry::start).min(Comparator.naturalOrder()).orElseThrow();
    }

    private static Entry last(List<Entry> all) {
        return all.stream().max(Comparator.comparing(Entry::end)).orElseThrow();
    }
}
