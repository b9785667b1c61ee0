package io.github.ekssdk.examples;

import io.github.ekssdk.event.ProgressEvent;
import io.github.ekssdk.event.ProgressEvent.OperationCompleted;
import io.github.ekssdk.event.ProgressEvent.OperationFailed;
import io.github.ekssdk.event.ProgressEvent.OperationStarted;
import io.github.ekssdk.event.ProgressEvent.StepCompleted;
import io.github.ekssdk.event.ProgressEvent.StepFailed;
import io.github.ekssdk.event.ProgressEvent.StepStarted;
import io.github.ekssdk.event.ProgressEvent.StepWaiting;
import io.github.ekssdk.event.ProgressListener;
import io.github.ekssdk.internal.DurationText;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.state.NodeUpdate;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import me.tongfei.progressbar.InteractiveConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;

/** Progress for a terminal: a bar for the whole and one for each step that takes long. */
final class ProgressBars implements ProgressListener {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int REFRESH_MILLIS = 100;
    private static final int BAR = 24;
    private static final String WHOLE = "";

    private final Clock clock;
    private final PrintStream out;
    private final int labelWidth;
    private final Map<String, ProgressBar> running = new LinkedHashMap<>();

    ProgressBars(Plan plan, Clock clock, PrintStream out) {
        this.clock = clock;
        this.out = out;
        this.labelWidth = plan.changes().stream()
                .filter(step -> step.estimate().compareTo(LONG) >= 0)
                .mapToInt(step -> step.id().length())
                .max()
                .orElse(0);
    }

    @Override
    public void on(ProgressEvent event) {
        if (event instanceof OperationStarted started) {
            running.put(WHOLE, whole(started));
        } else if (event instanceof StepStarted started && started.estimate().compareTo(LONG) >= 0) {
            running.put(started.stepId(), one(started));
        } else if (event instanceof StepWaiting waiting && running.containsKey(waiting.stepId())) {
            String doing = waiting.nodeUpdate().map(NodeUpdate::toString).orElse(waiting.status());
            running.get(waiting.stepId()).setExtraMessage(doing + ", " + about(waiting.estimate()));
        } else if (event instanceof StepCompleted completed) {
            step(completed.stepId());
            end(completed.stepId(), "done in " + DurationText.of(completed.elapsed()));
            step(WHOLE);
        } else if (event instanceof StepFailed failed) {
            end(failed.stepId(), "failed after " + DurationText.of(failed.elapsed()));
        } else if (event instanceof OperationCompleted completed) {
            end(WHOLE, "done in " + DurationText.of(completed.elapsed()));
        } else if (event instanceof OperationFailed) {
            List.copyOf(running.keySet()).forEach(bar -> end(bar, "stopped"));
        }
    }

    private ProgressBar whole(OperationStarted started) {
        int steps = started.stepIds().size();
        return bar(
                "all " + steps + " steps",
                steps,
                state -> state.getNormalizedProgress(),
                state -> state.getCurrent() + " done");
    }

    private ProgressBar one(StepStarted started) {
        return bar(
                started.stepId(),
                1,
                state -> state.getCurrent() == state.getMax() ? 1 : expected(started),
                state -> about(started.estimate()));
    }

    private static String about(Duration estimate) {
        return "about " + DurationText.about(estimate) + " in all";
    }

    private double expected(StepStarted started) {
        Duration passed = Duration.between(started.at(), clock.instant());
        return Math.min(0.99, (double) passed.toMillis() / started.estimate().toMillis());
    }

    private ProgressBar bar(
            String label, int max, ToDoubleFunction<ProgressState> fraction, Function<ProgressState, String> text) {
        return new ProgressBarBuilder()
                .setTaskName(label)
                .setInitialMax(max)
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .continuousUpdate()
                .setConsumer(new InteractiveConsoleProgressBarConsumer(out))
                .setRenderer((state, width) -> line(state, fraction.applyAsDouble(state), text.apply(state), width))
                .build();
    }

    private String line(ProgressState state, double fraction, String text, int width) {
        int filled = (int) Math.round(fraction * BAR);
        String message = state.getExtraMessage().isEmpty() ? text : state.getExtraMessage();
        String line = state.getTaskName()
                + " ".repeat(Math.max(0, labelWidth - state.getTaskName().length())) + "  "
                + "█".repeat(filled) + "░".repeat(BAR - filled)
                + String.format(Locale.ROOT, " %3d%%  %s", Math.round(fraction * 100), message);
        return line + " ".repeat(Math.max(0, width - line.length()));
    }

    private void step(String stepId) {
        ProgressBar bar = running.get(stepId);
        if (bar != null) {
            bar.step();
        }
    }

    private void end(String stepId, String message) {
        ProgressBar bar = running.remove(stepId);
        if (bar != null) {
            bar.setExtraMessage(message);
            bar.close();
        }
    }
}
