package io.github.ekssdk.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.error.OperationCancelledException;
import io.github.ekssdk.error.PermissionDeniedException;
import io.github.ekssdk.error.StepFailedException;
import io.github.ekssdk.error.WaitTimedOutException;
import io.github.ekssdk.event.ProgressEvent.OperationCompleted;
import io.github.ekssdk.event.ProgressEvent.OperationStarted;
import io.github.ekssdk.event.ProgressEvent.StepSkipped;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.FakeAws;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OperationTest extends ClusterScenario {
    private static final ClusterSpec SPEC = prod().build();

    @Nested
    class Await {
        @Test
        void returns_the_cluster() {
            Operation<Cluster> operation = eks().start(eks().plan(SPEC), events);

            Cluster cluster = operation.await();

            assertThat(cluster.status()).isEqualTo("ACTIVE");
            assertThat(operation.isDone()).isTrue();
            assertThat(operation.latest()).containsInstanceOf(OperationCompleted.class);
        }

        @Test
        void with_a_limit_gives_up_while_the_work_goes_on() {
            Operation<Cluster> operation = eks().start(eks().plan(SPEC), events);

            WaitTimedOutException timeout =
                    catchThrowableOfType(WaitTimedOutException.class, () -> operation.await(Duration.ofMinutes(2)));

            assertThat(timeout.retryable()).isTrue();
            assertThat(timeout.elapsed()).isEqualTo(Duration.ofMinutes(2));
            assertThat(timeout).hasMessageContaining("2 min 0 s");
            assertThat(operation.isDone()).isFalse();
            assertThat(operation.await(Duration.ofHours(1)).status()).isEqualTo("ACTIVE");
            settled(SPEC);
        }

        @Test
        void can_be_asked_for_again_and_says_the_same() {
            aws.faults().on("ec2", "CreateVpc").failWith("VpcLimitExceeded");
            Operation<Cluster> operation = eks().start(eks().plan(SPEC), events);

            assertThatThrownBy(operation::await).isInstanceOf(StepFailedException.class);
            assertThatThrownBy(operation::await).isInstanceOf(StepFailedException.class);
            assertThatThrownBy(() -> operation.toFuture().join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(StepFailedException.class);
        }

        @Test
        void tells_what_happened_last_before_anything_is_awaited() {
            Operation<Cluster> operation = eks().start(eks().plan(SPEC), events);
            pass(Duration.ofMillis(1));

            assertThat(operation.latest()).containsInstanceOf(OperationStarted.class);
            assertThat(operation.isDone()).isFalse();

            operation.await();
        }
    }

    @Nested
    class Cancel {
        @Test
        void ends_at_once_changes_nothing_more_and_leaves_what_can_be_gone_on_from() {
            Operation<Cluster> operation = startUntil(eks().plan(SPEC), "cluster/prod");
            pass(Duration.ofSeconds(30));
            int mark = aws.ledger().size();

            boolean inTime = operation.cancel();
            OperationCancelledException cancelled = catchThrowableOfType(
                    OperationCancelledException.class, () -> operation.await(Duration.ofSeconds(10)));

            assertThat(inTime).isTrue();
            assertThat(changesSince(mark)).isEmpty();
            assertThat(cancelled.completedStepIds())
                    .contains("vpc/main", "iamRole/cluster")
                    .doesNotContain("cluster/prod");
            assertThat(cancelled).hasMessageContaining("apply again to go on");
            assertThat(events.all(StepSkipped.class))
                    .extracting(StepSkipped::stepId)
                    .contains("managedNodeGroup/general");
            apply(SPEC);
            settled(SPEC);
        }

        @Test
        void at_the_very_start_does_nothing_at_all() {
            Operation<Cluster> operation = eks().start(eks().plan(SPEC), events);

            operation.cancel();

            assertThatThrownBy(operation::await).isInstanceOf(OperationCancelledException.class);
            assertThat(changesSince(0)).isEmpty();
        }

        @Test
        void waits_for_calls_that_are_under_way() {
            aws.faults().on("ec2", "CreateVpc").delay(Duration.ofSeconds(5));
            Operation<Cluster> operation = eks().start(eks().plan(SPEC), events);
            pass(Duration.ofSeconds(3));

            operation.cancel();

            assertThatThrownBy(operation::await).isInstanceOf(OperationCancelledException.class);
            assertThat(ours("ec2:vpc")).hasSize(1);
        }

        @Test
        void a_second_time_or_after_the_end_is_too_late() {
            Operation<Cluster> operation = eks().start(eks().plan(SPEC), events);

            assertThat(operation.cancel()).isTrue();
            assertThat(operation.cancel()).isFalse();
            assertThatThrownBy(operation::await).isInstanceOf(OperationCancelledException.class);
            assertThat(operation.cancel()).isFalse();
        }

        @Test
        void of_the_future_does_not_cancel_the_work() {
            Operation<Cluster> operation = eks().start(eks().plan(SPEC), events);
            CompletableFuture<Cluster> future = operation.toFuture();

            future.cancel(true);

            assertThat(operation.await().status()).isEqualTo("ACTIVE");
        }
    }

    @Nested
    class Interrupt {
        @Test
        void cancels_the_work_and_sets_the_flag_again() {
            Operation<Cluster> operation = startUntil(eks().plan(SPEC), "cluster/prod");
            pass(Duration.ofSeconds(30));
            int mark = aws.ledger().size();
            Thread.currentThread().interrupt();

            OperationCancelledException cancelled =
                    catchThrowableOfType(OperationCancelledException.class, operation::await);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(cancelled).hasCauseInstanceOf(InterruptedException.class);
            pass(Duration.ofMinutes(20));
            assertThat(operation.isDone()).isTrue();
            assertThat(changesSince(mark)).isEmpty();
            apply(SPEC);
            settled(SPEC);
        }

        @Test
        void keeps_a_plan_from_being_made() {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> eks().plan(SPEC)).isInstanceOf(OperationCancelledException.class);

            assertThat(Thread.interrupted()).isTrue();
            pass(Duration.ofMinutes(1));
        }
    }

    @Nested
    class Future {
        @Test
        void fails_in_the_same_words() {
            aws.faults().onService("ec2").failWith("UnauthorizedOperation");
            Plan plan = anotherAccountsPlan();
            CompletableFuture<Cluster> future = eks().start(plan, events).toFuture();

            pass(Duration.ofMinutes(1));

            assertThatThrownBy(future::join).hasCauseInstanceOf(PermissionDeniedException.class);
        }

        private Plan anotherAccountsPlan() {
            try (FakeAws same = FakeAws.create();
                    EksManager other = same.connect()) {
                return other.plan(SPEC);
            }
        }

        @Test
        void is_done_with_the_work() {
            Operation<Cluster> operation = eks().start(eks().plan(SPEC), events);
            CompletableFuture<String> status = operation.toFuture().thenApply(Cluster::status);

            assertThat(status).isNotDone();
            pass(Duration.ofHours(1));

            assertThat(status).isCompletedWithValue("ACTIVE");
        }
    }
}
