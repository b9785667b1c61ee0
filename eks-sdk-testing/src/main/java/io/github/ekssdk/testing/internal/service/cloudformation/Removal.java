package io.github.ekssdk.testing.internal.service.cloudformation;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;

/** Deletes resources of a stack, each as soon as none that needs it is left; what is in use is tried for a while. */
final class Removal {
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final StackState stack;
    private final Template template;
    private final Aws aws;
    private final Set<Made> open;
    private final Set<Made> leaving = new LinkedHashSet<>();
    private final Map<Made, Instant> triedSince = new HashMap<>();
    private final Set<String> failed = new LinkedHashSet<>();
    private final Consumer<Set<String>> whenDone;

    /** @param whenDone gets the logical ids of what could not be deleted */
    Removal(StackState stack, Template template, Aws aws, Collection<Made> resources, Consumer<Set<String>> whenDone) {
        this.stack = stack;
        this.template = template;
        this.aws = aws;
        this.open = new LinkedHashSet<>(resources);
        this.whenDone = whenDone;
    }

    void advance() {
        boolean progress = true;
        while (progress) {
            boolean started = startFree();
            progress = finishGone() || started;
        }
        if (open.isEmpty() && leaving.isEmpty()) {
            whenDone.accept(failed);
        } else {
            aws.account()
                    .transitions()
                    .at(now().plus(Creation.STEP), "stack/" + stack.name() + " goes on", this::advance);
        }
    }

    private boolean startFree() {
        boolean progress = false;
        for (Made made : List.copyOf(open)) {
            if (!isNeeded(made)) {
                progress |= start(made);
            }
        }
        return progress;
    }

    private boolean isNeeded(Made made) {
        return open.stream().anyMatch(other -> other != made && needs(other, made))
                || leaving.stream().anyMatch(other -> needs(other, made));
    }

    private boolean needs(Made other, Made made) {
        return template.needs(other.logicalId()).contains(made.logicalId());
    }

    private boolean start(Made made) {
        if (!made.exists()) {
            open.remove(made);
            return true;
        }
        if (Values.text(template.resource(made.logicalId()).get("DeletionPolicy"))
                .startsWith("Retain")) {
            open.remove(made);
            stack.turn(made, ResourceStatus.DELETE_SKIPPED, null, aws.account());
            return true;
        }
        if (!triedSince.containsKey(made)) {
            triedSince.put(made, now());
            stack.turn(made, ResourceStatus.DELETE_IN_PROGRESS, null, aws.account());
        }
        try {
            made.kind().startDeletion(made, aws);
        } catch (AwsRefusal refusal) {
            return refused(made, refusal);
        }
        open.remove(made);
        leaving.add(made);
        return true;
    }

    private boolean refused(Made made, AwsRefusal refusal) {
        if (isMissing(refusal)) {
            open.remove(made);
            stack.turn(made, ResourceStatus.DELETE_COMPLETE, null, aws.account());
            return true;
        }
        Instant since = triedSince.getOrDefault(made, now());
        if (now().isBefore(since.plus(PATIENCE))) {
            return false;
        }
        open.remove(made);
        failed.add(made.logicalId());
        stack.turn(made, ResourceStatus.DELETE_FAILED, refusal.message(), aws.account());
        return true;
    }

    private static boolean isMissing(AwsRefusal refusal) {
        return refusal.status() == 404
                || refusal.code().contains("NotFound")
                || refusal.code().equals("NoSuchEntity");
    }

    private boolean finishGone() {
        boolean progress = false;
        for (Made made : List.copyOf(leaving)) {
            if (made.kind().isGone(made, aws)) {
                leaving.remove(made);
                stack.turn(made, ResourceStatus.DELETE_COMPLETE, null, aws.account());
                progress = true;
            }
        }
        return progress;
    }

    private Instant now() {
        return aws.account().transitions().now();
    }
}
