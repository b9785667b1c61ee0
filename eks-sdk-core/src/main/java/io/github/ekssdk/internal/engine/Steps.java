package io.github.ekssdk.internal.engine;

import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.internal.graph.ResourceNode;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.plan.FieldChange;
import io.github.ekssdk.plan.Step;
import io.github.ekssdk.plan.StepAction;
import io.github.ekssdk.state.ResourceState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Writes down the steps of a plan. */
final class Steps {

    private Steps() {}

    static Step keep(ResourceNode node, List<String> needs) {
        return new Step(
                node.id(),
                StepAction.KEEP,
                "is as wanted",
                List.of(),
                false,
                true,
                List.of(),
                List.of(),
                Duration.ZERO,
                needs);
    }

    static Step await(ResourceNode node, String reason, List<String> needs) {
        return new Step(
                node.id(),
                StepAction.AWAIT,
                reason,
                List.of(),
                false,
                true,
                List.of(),
                List.of(),
                node.kind().work(Verb.CREATE).typical(),
                needs);
    }

    static Step create(ResourceNode node, Properties wanted, List<String> needs, String reason) {
        return create(node, wanted, needs, reason, false);
    }

    private static Step create(
            ResourceNode node, Properties wanted, List<String> needs, String reason, boolean changed) {
        List<FieldChange> changes = wanted.asMap().entrySet().stream()
                .filter(entry -> node.kind().shown(entry.getKey()))
                .map(entry -> change(entry.getKey(), null, entry.getValue(), false))
                .toList();
        Work work = node.kind().work(Verb.CREATE);
        Set<String> calls = new LinkedHashSet<>(work.calls());
        if (changed) {
            calls.addAll(node.kind().work(Verb.UPDATE).calls());
        }
        return step(
                node.id(), StepAction.CREATE, reason, changes, false, true, List.copyOf(calls), work.typical(), needs);
    }

    /** The resource is at work; whatever it lacks is seen to when it has come to rest. */
    static Step underWay(ResourceNode node, Properties wanted, ResourceState state, List<String> needs) {
        String reason = "is " + state.status();
        if (!state.status().startsWith("UPDATING")) {
            return create(node, wanted, needs, reason, true);
        }
        Work work = node.kind().work(Verb.UPDATE);
        return step(node.id(), StepAction.UPDATE, reason, List.of(), false, true, work.calls(), work.typical(), needs);
    }

    static Step update(
            ResourceNode node,
            Properties wanted,
            ResourceState state,
            List<String> differences,
            List<String> needs,
            String reason) {
        List<FieldChange> changes = changes(wanted, state, differences, property -> false);
        ResourceKind kind = node.kind();
        Work work = kind.changing(differences, wanted, state);
        boolean disruptive = differences.stream()
                .anyMatch(property -> wanted.has(property)
                        ? kind.disrupts(
                                property,
                                wanted.get(property),
                                state.properties().get(property))
                        : kind.disrupts(property));
        boolean reversible = differences.stream().noneMatch(kind::oneWay);
        return step(
                node.id(),
                StepAction.UPDATE,
                reason,
                changes,
                disruptive,
                reversible,
                work.calls(),
                work.typical(),
                needs);
    }

    static Step replace(
            ResourceNode node,
            Properties wanted,
            ResourceState state,
            Predicate<String> forcing,
            List<String> needs,
            String reason) {
        List<String> differences = node.kind().differences(wanted, state.properties());
        List<FieldChange> changes = changes(wanted, state, differences, forcing);
        Work removal = node.kind().work(Verb.DELETE);
        Work creation = node.kind().work(Verb.CREATE);
        List<String> calls = new ArrayList<>(removal.calls());
        calls.addAll(creation.calls());
        boolean worthless = worthless(node.kind(), state);
        return step(
                node.id(),
                StepAction.REPLACE,
                reason,
                changes,
                !worthless,
                worthless,
                calls,
                removal.typical().plus(creation.typical()),
                needs);
    }

    /** Tells whether the resource may be deleted without the caller's word: it never came to anything. */
    static boolean worthless(ResourceKind kind, ResourceState state) {
        return kind.losesNothing() || (kind.failedIsWorthless() && kind.phase(state) == ResourceKind.Phase.FAILED);
    }

    static Step delete(ResourceKind kind, ResourceState state, List<String> holders, String reason) {
        Work work = kind.work(Verb.DELETE);
        return step(
                state.id(),
                StepAction.DELETE,
                reason,
                List.of(),
                work.disruptive(),
                false,
                work.calls(),
                work.typical(),
                holders);
    }

    private static Step step(
            String id,
            StepAction action,
            String reason,
            List<FieldChange> changes,
            boolean disruptive,
            boolean reversible,
            List<String> calls,
            Duration estimate,
            List<String> needs) {
        List<String> actions = new TreeSet<>(calls)
                .stream().filter(call -> !call.startsWith("kubernetes:")).toList();
        List<String> operations = calls.stream()
                .filter(call -> !call.equals("iam:PassRole") && !reads(call))
                .toList();
        return new Step(id, action, reason, changes, disruptive, reversible, operations, actions, estimate, needs);
    }

    private static boolean reads(String call) {
        return call.contains(":Describe") || call.contains(":List");
    }

    private static List<FieldChange> changes(
            Properties wanted, ResourceState state, List<String> differences, Predicate<String> forcing) {
        return differences.stream()
                .map(property -> change(
                        property,
                        state.properties().get(property),
                        wanted.asMap().get(property),
                        forcing.test(property)))
                .toList();
    }

    private static FieldChange change(
            String property, @Nullable Object before, @Nullable Object after, boolean replaces) {
        return new FieldChange(
                property,
                Optional.ofNullable(before).map(Steps::text),
                Optional.ofNullable(after).map(Steps::text),
                replaces);
    }

    /** Whole documents are told apart by their digests. */
    private static String text(Object value) {
        String text = value.toString();
        return text.indexOf('\n') < 0
                ? text
                : text.length() + " characters with SHA-256 "
                        + Owner.sha256(text).substring(0, 12);
    }
}
