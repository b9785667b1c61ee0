package io.github.ekssdk.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.Cluster;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.client.Operation;
import io.github.ekssdk.error.EksSdkException;
import io.github.ekssdk.error.ForeignResourceException;
import io.github.ekssdk.error.OperationCancelledException;
import io.github.ekssdk.error.PlanOutdatedException;
import io.github.ekssdk.error.StepFailedException;
import io.github.ekssdk.error.UnsupportedChangeException;
import io.github.ekssdk.event.ProgressListener;
import io.github.ekssdk.event.Timeline;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.plan.Step;
import io.github.ekssdk.plan.StepAction;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.junit.EksTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;

/** The code of docs/guide/plan-and-apply.md. */
@EksTest
class PlanAndApplyGuideTest {

    private final FakeAws aws;
    private final EksManager eks;
    private final List<String> lines = new ArrayList<>();
    private final Log log = new Log(lines);
    private final ClusterSpec spec =
            Eks.cluster("demo").managedNodeGroup("general").build();

    PlanAndApplyGuideTest(FakeAws aws, EksManager eks) {
        this.aws = aws;
        this.eks = eks;
    }

    @Test
    void a_plan_can_be_read_by_people_and_programs() {
        // tag::plan
        Plan plan = eks.plan(spec); // reads AWS, changes nothing
        String forPeople = plan.render();
        String forPrograms = plan.toJson();
        String forDiagrams = plan.toMermaid();
        boolean nothingToDo = plan.isEmpty();
        // end::plan

        assertThat(forPeople).contains("+ cluster/demo");
        assertThat(forPrograms).contains("\"schemaVersion\" : 1");
        assertThat(forDiagrams).startsWith("flowchart");
        assertThat(nothingToDo).isFalse();
    }

    @Test
    void a_second_apply_changes_nothing() {
        eks.apply(eks.plan(spec));
        int calls = aws.ledger().size();

        // tag::again
        Plan again = eks.plan(spec);
        eks.apply(again); // again.isEmpty(), so nothing is changed
        // end::again

        assertThat(again.isEmpty()).isTrue();
        assertThat(aws.ledger().since(calls)).noneMatch(call -> call.mutating());
    }

    @Test
    void progress_and_timeline() {
        Plan plan = eks.plan(spec);

        // tag::progress
        Timeline timeline = Timeline.of(plan);
        ProgressListener progress = event -> log.info(event.describe());
        Cluster cluster = eks.apply(plan, progress.and(timeline));
        log.info(timeline.render());
        // end::progress

        assertThat(cluster.status()).isEqualTo("ACTIVE");
        assertThat(lines).last().asString().contains("cluster/demo", "The longest chain");
    }

    @Test
    void only_what_differs_is_changed() {
        eks.apply(eks.plan(spec));

        // tag::change
        ClusterSpec larger = spec.toBuilder()
                .changeManagedNodeGroup("general", group -> group.scaling(2, 4, 9))
                .build();
        Plan plan = eks.plan(larger);
        // end::change

        assertThat(plan.changes()).extracting(Step::id).containsExactly("managedNodeGroup/general");
        assertThat(plan.changes().get(0).action()).isEqualTo(StepAction.UPDATE);
    }

    @Test
    void a_replacement_needs_the_callers_word() {
        eks.apply(eks.plan(spec));

        // tag::replace
        ClusterSpec cheaper = spec.toBuilder()
                .changeManagedNodeGroup("general", group -> group.spot())
                .build();
        Plan plan = eks.plan(cheaper); // shows -/+ managedNodeGroup/general
        Plan allowed = plan.allowingReplacement("managedNodeGroup/general");
        Cluster cluster = eks.apply(allowed); // eks.apply(plan) would refuse
        // end::replace

        assertThat(plan.changes()).extracting(Step::action).contains(StepAction.REPLACE);
        assertThatThrownBy(() -> eks.apply(plan)).isInstanceOf(EksSdkException.class);
        assertThat(cluster.managedNodeGroups().get(0).properties()).containsEntry("capacityType", "SPOT");
    }

    @Test
    void a_replacement_that_is_not_allowed_is_refused_before_anything_is_changed() {
        eks.apply(eks.plan(spec));
        Plan plan = eks.plan(spec.toBuilder()
                .changeManagedNodeGroup("general", group -> group.spot())
                .build());
        int calls = aws.ledger().size();

        assertThatThrownBy(() -> eks.apply(plan))
                .isInstanceOf(UnsupportedChangeException.class)
                .hasMessageContaining("allowingReplacement");
        assertThat(aws.ledger().since(calls)).noneMatch(call -> call.mutating());
    }

    @Test
    void what_was_made_before_a_failure_stands() {
        aws.faults().on("eks", "CreateNodegroup").failWith("InvalidParameterException");

        applyWithCare();

        assertThat(lines).singleElement().asString().contains("managedNodeGroup/general");
        aws.faults().clear();
        assertThat(eks.plan(spec).changes()).extracting(Step::id).containsExactly("managedNodeGroup/general");
    }

    private void applyWithCare() {
        // tag::errors
        try {
            eks.apply(eks.plan(spec));
        } catch (StepFailedException e) {
            log.warn(e.stepId() + " failed; " + e.completedStepIds().size() + " steps stand: " + e.getMessage());
        } catch (EksSdkException e) {
            log.error((e.retryable() ? "Try again later: " : "Needs a person: ") + e.getMessage());
        }
        // end::errors
    }

    @Test
    void an_operation_can_be_cancelled_and_taken_up_again() {
        Plan plan = eks.plan(spec);

        // tag::cancel
        Operation<Cluster> operation = eks.start(plan, ProgressListener.none());
        operation.cancel(); // starts nothing more; what was made stands
        // end::cancel

        assertThatThrownBy(operation::await).isInstanceOf(OperationCancelledException.class);
        assertThat(eks.apply(eks.plan(spec)).status()).isEqualTo("ACTIVE");
    }

    @Test
    void an_operation_is_waited_for_or_asked() {
        // tag::start
        Operation<Cluster> operation = eks.start(eks.plan(spec), ProgressListener.none());
        operation.latest().ifPresent(event -> log.info(event.describe()));
        Cluster cluster = operation.await(Duration.ofMinutes(40));
        // end::start

        assertThat(cluster.name()).isEqualTo("demo");
    }

    @Test
    void a_deletion_is_a_plan_too() {
        eks.apply(eks.plan(spec));

        // tag::delete
        Plan plan = eks.planDelete("demo");
        log.info(plan.render());
        eks.apply(plan);
        // end::delete

        assertThat(Fakes.madeByUs(aws)).isEmpty();
        assertThat(eks.planDelete("demo").isEmpty()).isTrue();
    }

    @Test
    void a_plan_that_the_world_has_overtaken_is_refused() {
        eks.apply(eks.plan(spec));
        Plan scaling = eks.plan(spec.toBuilder()
                .changeManagedNodeGroup("general", group -> group.scaling(2, 4, 9))
                .build());
        eks.apply(eks.plan(spec.toBuilder()
                .changeManagedNodeGroup("general", group -> group.label("team", "search"))
                .build()));
        int calls = aws.ledger().size();

        assertThatThrownBy(() -> eks.apply(scaling))
                .isInstanceOf(PlanOutdatedException.class)
                .hasMessageContaining("managedNodeGroup/general")
                .hasMessageContaining("Plan again");
        assertThat(aws.ledger().since(calls)).noneMatch(call -> call.mutating());
    }

    @Test
    void a_cluster_of_others_is_left_alone_until_it_is_adopted() {
        Cluster made = eks.apply(eks.plan(spec));
        aws.client(EksClient.builder())
                .untagResource(
                        request -> request.resourceArn(made.arn()).tagKeys("eks-sdk/cluster", "eks-sdk/resource"));

        assertThatThrownBy(() -> eks.plan(spec))
                .isInstanceOf(ForeignResourceException.class)
                .hasMessageContaining("cluster/demo")
                .hasMessageContaining("planAdoption");
        // tag::adopt
        Plan plan = eks.planAdoption(spec);
        log.info(plan.render());
        eks.apply(plan);
        // end::adopt

        assertThat(plan.changes()).extracting(Step::id).contains("cluster/demo");
        assertThat(eks.plan(spec).isEmpty()).isTrue();
    }

    // tag::gate
    private static boolean harmless(Plan plan) {
        return plan.changes().stream().noneMatch(step -> step.disruptive() || !step.reversible());
    }
    // end::gate

    @Test
    void a_program_can_decide_by_the_plan() {
        eks.apply(eks.plan(spec));

        assertThat(harmless(eks.plan(spec))).isTrue();
        assertThat(harmless(eks.planDelete("demo"))).isFalse();
    }
}
