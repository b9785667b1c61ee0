package io.github.ekssdk.examples;

import io.github.ekssdk.event.ProgressEvent;
import io.github.ekssdk.event.ProgressEvent.OperationStarted;
import io.github.ekssdk.event.ProgressEvent.StepStarted;
import io.github.ekssdk.event.ProgressEvent.StepWaiting;
import io.github.ekssdk.event.ProgressListener;
import io.github.ekssdk.state.NodeUpdate;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Progress for a log: a line for everything that ended, and now and then one for what takes long. */
final class ProgressLines implements ProgressListener {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration REMINDER = Duration.ofMinutes(2);

    private static final int WIDTH = 110;

    private final PrintStream out;
    private final Map<String, Instant> lastSaid = new HashMap<>();
    private final Map<String, NodeUpdate.Phase> phases = new HashMap<>();
    private Optional<Instant> start = Optional.empty();

    ProgressLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void on(ProgressEvent event) {
        if (event instanceof OperationStarted) {
            start = Optional.of(event.at());
        }
        if (worthALine(event)) {
            Duration passed = Duration.between(start.orElse(event.at()), event.at());
            out.printf("%3d:%02d  %s%n", passed.toMinutes(), passed.toSecondsPart(), cut(event.describe()));
        }
    }

    private static String cut(String text) {
        return text.length() <= WIDTH ? text : text.substring(0, WIDTH - 1) + "…";
    }

    private boolean worthALine(ProgressEvent event) {
        if (event instanceof StepStarted started) {
            lastSaid.put(started.stepId(), started.at());
            return started.estimate().compareTo(LONG) >= 0;
        }
        if (event instanceof StepWaiting waiting) {
            Instant last = lastSaid.getOrDefault(waiting.stepId(), waiting.at());
            boolean due = Duration.between(last, waiting.at()).compareTo(REMINDER) >= 0 || newPhase(waiting);
            if (due) {
                lastSaid.put(waiting.stepId(), waiting.at());
            }
            return due;
        }
        return true;
    }

    private boolean newPhase(StepWaiting waiting) {
        return waiting.nodeUpdate()
                .map(NodeUpdate::phase)
                .filter(phase -> phase != phases.put(waiting.stepId(), phase))
                .isPresent();
    }
}
