package io.github.ekssdk.testing.internal.service.cloudformation;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.service.cloudformation.UpdatePlan.Action;
import io.github.ekssdk.testing.internal.service.cloudformation.UpdatePlan.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.Export;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** Brings stacks to life, changes them and takes them down, as time passes. */
final class StackRuns {
    private final StackStore store;
    private final Account account;

    StackRuns(StackStore store) {
        this.store = store;
        this.account = store.account();
    }

    /** @param onFailure {@code ROLLBACK}, {@code DO_NOTHING} or {@code DELETE} */
    void create(StackState stack, OnFailure onFailure) {
        stack.turn(StackStatus.CREATE_IN_PROGRESS, "User Initiated", account);
        later(stack, () -> {
            Template template = stack.template().orElseThrow();
            creation(
                            stack,
                            template,
                            stack.resources(),
                            template.resources().keySet(),
                            done -> created(stack, done, onFailure))
                    .ifPresent(Creation::advance);
        });
    }

    private void created(StackState stack, Creation creation, OnFailure onFailure) {
        Optional<String> failure = creation.failure().or(() -> publish(stack));
        if (failure.isEmpty()) {
            stack.turn(StackStatus.CREATE_COMPLETE, null, account);
            return;
        }
        if (onFailure == OnFailure.DO_NOTHING) {
            stack.turn(StackStatus.CREATE_FAILED, failure.get(), account);
            return;
        }
        if (onFailure == OnFailure.DELETE) {
            stack.turn(StackStatus.CREATE_FAILED, failure.get(), account);
            delete(stack, Set.of());
            return;
        }
        stack.turn(StackStatus.ROLLBACK_IN_PROGRESS, failure.get() + "Rollback requested by user.", account);
        new Removal(
                        stack,
                        stack.template().orElseThrow(),
                        aws(stack),
                        creation.created(),
                        failed -> stack.turn(
                                failed.isEmpty() ? StackStatus.ROLLBACK_COMPLETE : StackStatus.ROLLBACK_FAILED,
                                reason(failed),
                                account))
                .advance();
    }

    void delete(StackState stack, Set<String> retained) {
        stack.turn(StackStatus.DELETE_IN_PROGRESS, "User Initiated", account);
        later(stack, () -> {
            Optional<Template> template = stack.template();
            if (template.isEmpty()) {
                stack.turn(StackStatus.DELETE_COMPLETE, null, account);
                return;
            }
            List<Made> resources = stack.resources().values().stream()
                    .filter(made -> !retained.contains(made.logicalId()))
                    .toList();
            new Removal(
                            stack,
                            template.get(),
                            aws(stack),
                            resources,
                            failed -> stack.turn(
                                    failed.isEmpty() ? StackStatus.DELETE_COMPLETE : StackStatus.DELETE_FAILED,
                                    reason(failed),
                                    account))
                    .advance();
        });
    }

    /** Makes what is new or other than before, then deletes what is no longer wanted; on failure goes back. */
    void update(
            StackState stack, Template template, Map<String, String> parameters, List<Tag> tags, List<String> allowed) {
        Template before = stack.template().orElse(template);
        Map<String, String> parametersBefore = stack.parameters();
        List<Tag> tagsBefore = stack.tags();
        Map<String, Made> resourcesBefore = new LinkedHashMap<>(stack.resources());
        stack.updatedAt(account.transitions().now());
        stack.turn(StackStatus.UPDATE_IN_PROGRESS, "User Initiated", account);
        stack.want(template, parameters, tags, allowed);
        later(stack, () -> {
            List<Step> steps = plan(stack, before, template, parameters);
            Map<String, Made> kept = new LinkedHashMap<>(resourcesBefore);
            steps.stream()
                    .filter(step -> step.action() != Action.MODIFY)
                    .forEach(step -> kept.remove(step.logicalId()));
            Set<String> wanted = steps.stream()
                    .filter(step -> step.action() != Action.REMOVE)
                    .map(Step::logicalId)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            stack.resources().clear();
            stack.resources().putAll(kept);
            creation(stack, template, stack.resources(), wanted, creation -> {
                        Optional<String> failure = creation.failure().or(() -> publish(stack));
                        if (failure.isEmpty()) {
                            cleanUp(stack, before, resourcesBefore, kept);
                        } else {
                            goBack(stack, creation, failure.get(), () -> {
                                stack.want(before, parametersBefore, tagsBefore, allowed);
                                stack.resources().clear();
                                stack.resources().putAll(resourcesBefore);
                            });
                        }
                    })
                    .ifPresent(Creation::advance);
        });
    }

    /** What an update to a template would do, with the stack as it is now. */
    List<Step> plan(StackState stack, Template before, Template after, Map<String, String> parameters) {
        Aws aws = aws(stack);
        return UpdatePlan.of(
                stack.resources(), before, after, evaluator(stack, after, parameters, stack.resources(), aws));
    }

    private void cleanUp(StackState stack, Template before, Map<String, Made> resourcesBefore, Map<String, Made> kept) {
        stack.turn(StackStatus.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, null, account);
        List<Made> superfluous = resourcesBefore.values().stream()
                .filter(made -> !kept.containsValue(made))
                .toList();
        new Removal(
                        stack,
                        before,
                        aws(stack),
                        superfluous,
                        failed -> stack.turn(StackStatus.UPDATE_COMPLETE, null, account))
                .advance();
    }

    private void goBack(StackState stack, Creation creation, String failure, Runnable restore) {
        stack.turn(StackStatus.UPDATE_ROLLBACK_IN_PROGRESS, failure, account);
        Template template = stack.template().orElseThrow();
        Set<String> stuck = creation.undo();
        new Removal(stack, template, aws(stack), creation.created(), failed -> {
                    restore.run();
                    failed.addAll(stuck);
                    stack.turn(
                            failed.isEmpty()
                                    ? StackStatus.UPDATE_ROLLBACK_COMPLETE
                                    : StackStatus.UPDATE_ROLLBACK_FAILED,
                            reason(failed),
                            account);
                })
                .advance();
    }

    /** Works the outputs out and shows them; tells what is wrong with an export. */
    private Optional<String> publish(StackState stack) {
        Template template = stack.template().orElseThrow();
        Evaluator evaluator = evaluator(stack, template, stack.resources(), aws(stack));
        List<Output> outputs = new ArrayList<>();
        try {
            template.section("Outputs").forEach((key, raw) -> {
                Map<String, Object> definition = Values.map(raw);
                if (evaluator.holds(definition.get("Condition"))) {
                    outputs.add(output(key, definition, evaluator));
                }
            });
        } catch (AwsRefusal refusal) {
            return Optional.of(refusal.message() + " ");
        }
        for (Output output : outputs) {
            Export taken = output.exportName() == null ? null : store.exports().get(output.exportName());
            if (taken != null && !taken.exportingStackId().equals(stack.id())) {
                return Optional.of("Export with name " + output.exportName() + " is already exported by stack "
                        + store.stack(taken.exportingStackId()).name() + ". ");
            }
        }
        stack.outputs(outputs);
        return Optional.empty();
    }

    private static Output output(String key, Map<String, Object> definition, Evaluator evaluator) {
        Object export = Values.at(definition, "Export.Name");
        Object value = definition.get("Value");
        return Output.builder()
                .outputKey(key)
                .outputValue(value == null ? "" : Values.text(evaluator.value(value)))
                .description(definition.containsKey("Description") ? Values.text(definition.get("Description")) : null)
                .exportName(export == null ? null : Values.text(evaluator.value(export)))
                .build();
    }

    private Optional<Creation> creation(
            StackState stack,
            Template template,
            Map<String, Made> resources,
            Set<String> wanted,
            Consumer<Creation> whenDone) {
        Aws aws = aws(stack);
        try {
            Evaluator evaluator = evaluator(stack, template, resources, aws);
            return Optional.of(new Creation(stack, template, evaluator, aws, resources, wanted, whenDone));
        } catch (AwsRefusal refusal) {
            stack.turn(StackStatus.CREATE_FAILED, refusal.message(), account);
            return Optional.empty();
        }
    }

    private Evaluator evaluator(StackState stack, Template template, Map<String, Made> resources, Aws aws) {
        return evaluator(stack, template, stack.parameters(), resources, aws);
    }

    private Evaluator evaluator(
            StackState stack, Template template, Map<String, String> parameters, Map<String, Made> resources, Aws aws) {
        Map<String, Object> resolved = Parameters.resolved(template, parameters, aws);
        return new Evaluator(template, resolved, new StackView(store, stack, resources, aws));
    }

    private Aws aws(StackState stack) {
        return new Aws(account, stack.creator());
    }

    private void later(StackState stack, Runnable run) {
        Instant at = account.transitions().now().plus(account.latencies().peek("cloudformation.start", stack.id()));
        account.transitions().at(at, "stack/" + stack.name() + " begins", run);
    }

    private static @Nullable String reason(Set<String> failed) {
        return failed.isEmpty() ? null : "The following resource(s) failed to delete: " + failed + ". ";
    }
}
