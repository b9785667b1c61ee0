package io.github.ekssdk.testing.internal.service.cloudformation;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;

/** Makes resources of a stack, each as soon as those that it needs are there. */
final class Creation {
    static final Duration STEP = Duration.ofSeconds(5);

    private final StackState stack;
    private final Template template;
    private final Evaluator evaluator;
    private final Aws aws;
    private final Map<String, Made> resources;
    private final Set<String> waiting;
    private final Map<Made, Instant> notBefore = new HashMap<>();
    private final Set<Made> running = new LinkedHashSet<>();
    private final Consumer<Creation> whenDone;
    private final Set<Made> created = new LinkedHashSet<>();
    private final Map<Made, Map<String, Object>> before = new LinkedHashMap<>();
    private @Nullable String failure;

    /**
     * @param resources what is there already; what is made joins it
     * @param wanted logical ids of what shall be made, or changed if it is there already
     */
    Creation(
            StackState stack,
            Template template,
            Evaluator evaluator,
            Aws aws,
            Map<String, Made> resources,
            Set<String> wanted,
            Consumer<Creation> whenDone) {
        this.stack = stack;
        this.template = template;
        this.evaluator = evaluator;
        this.aws = aws;
        this.resources = resources;
        this.waiting = new LinkedHashSet<>(wanted);
        this.whenDone = whenDone;
    }

    /** What was made, whether it became complete or not. */
    Set<Made> created() {
        return created;
    }

    /** Why it ended before everything was made. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** Does what can be done now, and comes back later for the rest. */
    void advance() {
        boolean progress = true;
        while (progress && failure == null) {
            boolean started = startFree();
            progress = finishReady() || started;
        }
        if (failure != null) {
            for (Made made : running) {
                boolean changes = before.containsKey(made);
                stack.turn(
                        made,
                        changes ? ResourceStatus.UPDATE_FAILED : ResourceStatus.CREATE_FAILED,
                        changes ? "Resource update cancelled" : "Resource creation cancelled",
                        aws.account());
            }
            whenDone.accept(this);
        } else if (waiting.isEmpty() && running.isEmpty()) {
            whenDone.accept(this);
        } else {
            aws.account().transitions().at(now().plus(STEP), "stack/" + stack.name() + " goes on", this::advance);
        }
    }

    private boolean startFree() {
        boolean progress = false;
        for (String id : List.copyOf(waiting)) {
            boolean free = template.needs(id).stream().noneMatch(need -> waiting.contains(need) || isRunning(need));
            if (free && failure == null) {
                waiting.remove(id);
                if (evaluator.holds(template.resource(id).get("Condition"))) {
                    start(id);
                }
                progress = true;
            }
        }
        return progress;
    }

    private boolean isRunning(String logicalId) {
        return running.stream().anyMatch(made -> made.logicalId().equals(logicalId));
    }

    private void start(String id) {
        Made present = resources.get(id);
        if (present == null) {
            make(id);
        } else {
            change(present);
        }
    }

    private void change(Made made) {
        stack.turn(made, ResourceStatus.UPDATE_IN_PROGRESS, null, aws.account());
        before.put(made, made.properties());
        try {
            apply(made, evaluator.map(template.resource(made.logicalId()).get("Properties")));
        } catch (AwsRefusal refusal) {
            fail(made, refusal, ResourceStatus.UPDATE_FAILED, "update");
            return;
        }
        running.add(made);
        notBefore.put(made, soonest(made.logicalId()));
    }

    private void apply(Made made, Map<String, Object> properties) {
        made.kind().change(made, new Kind.Order(stack.name(), stack.id(), made.logicalId(), properties), aws);
        made.properties(properties);
    }

    /** Brings what was changed back to what it was; tells what could not be brought back. */
    Set<String> undo() {
        Set<String> failed = new LinkedHashSet<>();
        before.forEach((made, properties) -> {
            try {
                apply(made, properties);
                stack.turn(made, ResourceStatus.UPDATE_COMPLETE, null, aws.account());
            } catch (AwsRefusal refusal) {
                stack.turn(made, ResourceStatus.UPDATE_FAILED, reason(refusal), aws.account());
                failed.add(made.logicalId());
            }
        });
        return failed;
    }

    private Instant soonest(String id) {
        return now().plus(aws.account().latencies().peek("cloudformation.resource", stack.name() + "/" + id));
    }

    private void make(String id) {
        Kind kind = Kinds.get(template.typeOf(id));
        Made made = new Made(id, kind, Map.of(), now());
        try {
            Map<String, Object> properties = evaluator.map(template.resource(id).get("Properties"));
            made = new Made(id, kind, properties, now());
            stack.turn(made, ResourceStatus.CREATE_IN_PROGRESS, null, aws.account());
            made.physicalId(kind.make(new Kind.Order(stack.name(), stack.id(), id, properties), aws));
        } catch (AwsRefusal refusal) {
            resources.put(id, made);
            fail(made, refusal, ResourceStatus.CREATE_FAILED, "create");
            return;
        }
        resources.put(id, made);
        created.add(made);
        running.add(made);
        notBefore.put(made, soonest(id));
        stack.turn(made, ResourceStatus.CREATE_IN_PROGRESS, "Resource creation Initiated", aws.account());
    }

    private boolean finishReady() {
        boolean progress = false;
        for (Made made : List.copyOf(running)) {
            if (failure == null && !now().isBefore(notBefore.getOrDefault(made, now()))) {
                progress |= finish(made);
            }
        }
        return progress;
    }

    private boolean finish(Made made) {
        try {
            if (!made.kind().isReady(made, aws)) {
                return false;
            }
        } catch (AwsRefusal refusal) {
            running.remove(made);
            boolean changes = before.containsKey(made);
            fail(
                    made,
                    refusal,
                    changes ? ResourceStatus.UPDATE_FAILED : ResourceStatus.CREATE_FAILED,
                    changes ? "update" : "create");
            return true;
        }
        running.remove(made);
        ResourceStatus complete =
                before.containsKey(made) ? ResourceStatus.UPDATE_COMPLETE : ResourceStatus.CREATE_COMPLETE;
        stack.turn(made, complete, null, aws.account());
        return true;
    }

    private void fail(Made made, AwsRefusal refusal, ResourceStatus status, String verb) {
        stack.turn(made, status, reason(refusal), aws.account());
        failure = "The following resource(s) failed to " + verb + ": [" + made.logicalId() + "]. ";
    }

    private static String reason(AwsRefusal refusal) {
        return refusal.message() + " (Error Code: " + refusal.code() + "; Status Code: " + refusal.status() + ")";
    }

    private Instant now() {
        return aws.account().transitions().now();
    }
}
