package io.github.ekssdk.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ekssdk.Golden;
import io.github.ekssdk.event.ProgressEvent.OperationStarted;
import io.github.ekssdk.event.ProgressEvent.StepCompleted;
import io.github.ekssdk.event.ProgressEvent.StepFailed;
import io.github.ekssdk.event.ProgressEvent.StepStarted;
import io.github.ekssdk.event.ProgressEvent.StepWaiting;
import io.github.ekssdk.event.Timeline.Entry;
import io.github.ekssdk.event.Timeline.Outcome;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.plan.SamplePlans;
import io.github.ekssdk.plan.Step;
import io.github.ekssdk.plan.StepAction;
import io.github.ekssdk.state.NodeUpdate;
import io.github.ekssdk.state.NodeUpdate.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Timeline timeline = Timeline.of(SamplePlans.create());

    @Test
    void it_draws_what_ran_when_and_the_longest_chain() {
        ran("vpc/main", 0, 4);
        ran("iamRole/cluster", 0, 12);
        ran("subnet/private-a", 4, 6);
        ran("cluster/demo", 12, 560);
        ran("managedNodeGroup/general", 560, 683);

        Golden.assertMatches("timeline.txt", timeline.render());
    }

    @Test
    void the_longest_chain_goes_back_to_whatever_ended_last_before_each_step() {
        ran("vpc/main", 0, 4);
        ran("iamRole/cluster", 0, 5);
        ran("subnet/private-a", 4, 6);
        ran("cluster/demo", 6, 560);

        assertThat(timeline.longestChain())
                .extracting(Entry::stepId)
                .containsExactly("vpc/main", "subnet/private-a", "cluster/demo");
        assertThat(timeline.total()).isEqualTo(Duration.ofSeconds(560));
    }

    @Test
    void the_chain_looks_through_steps_that_change_nothing() {
        Timeline kept = Timeline.of(Plan.builder("demo", "123456789012", "eu-west-1")
                .step(step("iamRole/cluster", StepAction.UPDATE))
                .step(step("cluster/demo", StepAction.KEEP, "iamRole/cluster"))
                .step(step("managedNodeGroup/general", StepAction.UPDATE, "cluster/demo"))
                .build());

        kept.on(new StepStarted(at(0), "iamRole/cluster", StepAction.UPDATE, Duration.ZERO));
        kept.on(new StepCompleted(at(3), "iamRole/cluster", StepAction.UPDATE, Duration.ofSeconds(3)));
        kept.on(new StepStarted(at(3), "managedNodeGroup/general", StepAction.UPDATE, Duration.ZERO));
        kept.on(new StepCompleted(at(9), "managedNodeGroup/general", StepAction.UPDATE, Duration.ofSeconds(6)));

        assertThat(kept.longestChain())
                .extracting(Entry::stepId)
                .containsExactly("iamRole/cluster", "managedNodeGroup/general");
    }

    @Test
    void a_replacement_has_one_entry_for_its_deletion_and_one_for_its_creation() {
        Timeline replacement = Timeline.of(SamplePlans.replace());

        replacement.on(started("managedNodeGroup/general", StepAction.DELETE, 0));
        replacement.on(completed("managedNodeGroup/general", StepAction.DELETE, 180));
        replacement.on(started("managedNodeGroup/general", StepAction.CREATE, 180));
        replacement.on(completed("managedNodeGroup/general", StepAction.CREATE, 300));

        assertThat(replacement.longestChain()).hasSize(2).isEqualTo(replacement.entries());
        assertThat(replacement.entries())
                .extracting(Entry::action)
                .containsExactly(StepAction.DELETE, StepAction.CREATE);
    }

    @Test
    void what_failed_and_what_still_runs_is_marked() {
        timeline.on(new OperationStarted(at(0), "demo", List.of(), Duration.ZERO));
        timeline.on(started("vpc/main", StepAction.CREATE, 0));
        timeline.on(started("iamRole/cluster", StepAction.CREATE, 0));
        timeline.on(new StepFailed(at(2), "iamRole/cluster", "access denied", Duration.ofSeconds(2)));
        timeline.on(new StepWaiting(at(5), "vpc/main", "pending", Duration.ofSeconds(5), Duration.ofSeconds(3)));

        assertThat(timeline.entries())
                .extracting(Entry::outcome, Entry::duration)
                .containsExactly(
                        tuple(Outcome.RUNNING, Duration.ofSeconds(5)), tuple(Outcome.FAILED, Duration.ofSeconds(2)));
        assertThat(timeline.render()).contains("5 s, running", "2 s, failed");
    }

    @Test
    void the_phases_of_an_update_of_nodes_are_drawn_below_it() {
        timeline.on(started("managedNodeGroup/general", StepAction.UPDATE, 0));
        waiting(2, Phase.SETUP);
        waiting(12, Phase.SCALE_UP);
        waiting(32, Phase.SCALE_UP);
        waiting(62, Phase.UPGRADE);
        timeline.on(completed("managedNodeGroup/general", StepAction.UPDATE, 122));

        assertThat(timeline.render().lines().skip(1).limit(4).map(line -> line.replaceAll("[ █]+", " ")))
                .containsExactly(
                        "~ managedNodeGroup/general 2 min 2 s",
                        " setup phase 10 s",
                        " scale up phase 50 s",
                        " upgrade phase 1 min");
    }

    private void waiting(int second, Phase phase) {
        timeline.on(new StepWaiting(
                at(second),
                "managedNodeGroup/general",
                "UPDATING",
                Duration.ofSeconds(second),
                Duration.ofSeconds(60),
                Optional.of(new NodeUpdate(phase, 1, 2, 2))));
    }

    @Test
    void an_empty_timeline_says_so() {
        assertThat(timeline.render()).isEqualTo("Nothing ran.\n");
        assertThat(timeline.total()).isZero();
        assertThat(timeline.longestChain()).isEmpty();
    }

    @Test
    void steps_that_took_no_time_are_drawn_too() {
        ran("vpc/main", 0, 0);

        assertThat(timeline.render()).contains("+ vpc/main  █");
    }

    private void ran(String stepId, int from, int to) {
        timeline.on(started(stepId, StepAction.CREATE, from));
        timeline.on(completed(stepId, StepAction.CREATE, to));
    }

    private static StepStarted started(String stepId, StepAction action, int second) {
        return new StepStarted(at(second), stepId, action, Duration.ZERO);
    }

    private static StepCompleted completed(String stepId, StepAction action, int second) {
        return new StepCompleted(at(second), stepId, action, Duration.ZERO);
    }

    private static Step step(String id, StepAction action, String... after) {
        return new Step(id, action, "", List.of(), false, true, List.of(), List.of(), Duration.ZERO, List.of(after));
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
