package io.github.ekssdk.internal.engine;

import static io.github.ekssdk.spec.LogType.AUDIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.error.CredentialsRefusedException;
import io.github.ekssdk.error.EksSdkException;
import io.github.ekssdk.error.OperationCancelledException;
import io.github.ekssdk.error.StepFailedException;
import io.github.ekssdk.event.ProgressEvent.StepRetrying;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.plan.StepAction;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.FaultRule;
import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eks.EksClient;

class RetryTest extends ClusterScenario {
    private static final ClusterSpec SPEC = prod().build();

    /** How many of each type there are. */
    private Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        for (Resource resource : aws.inventory()) {
            counts.merge(resource.type(), 1, Integer::sum);
        }
        return counts;
    }

    private static Map<String, Integer> undisturbed() {
        try (FakeAws calm = FakeAws.builder().latency(LatencyProfile.typical()).build();
                var eks = calm.connect()) {
            eks.apply(eks.plan(SPEC));
            Map<String, Integer> counts = new TreeMap<>();
            calm.inventory().forEach(resource -> counts.merge(resource.type(), 1, Integer::sum));
            return counts;
        }
    }

    private void endsAsIfNothingHadHappened(FaultRule rule) {
        apply(SPEC);

        assertThat(rule.fired()).isPositive();
        rule.remove();
        settled(SPEC);
        assertThat(counts()).isEqualTo(undisturbed());
    }

    @Nested
    class Transport {
        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void throttled_calls_are_made_again(long seed) {
            endsAsIfNothingHadHappened(
                    aws.faults().onAny().withProbability(0.2, seed).throttle());
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void calls_that_aws_failed_to_do_are_made_again(long seed) {
            endsAsIfNothingHadHappened(
                    aws.faults().onAny().withProbability(0.2, seed).failBefore(500, "InternalFailure", "Try later."));
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void calls_that_took_effect_although_aws_says_that_they_failed_are_not_made_twice(long seed) {
            endsAsIfNothingHadHappened(aws.faults()
                    .onMutating()
                    .withProbability(0.2, seed)
                    .failAfterEffect(500, "InternalFailure", "Try later."));
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void calls_whose_answers_were_lost_are_not_made_twice(long seed) {
            endsAsIfNothingHadHappened(
                    aws.faults().onMutating().withProbability(0.2, seed).loseResponse());
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void requests_that_got_lost_are_sent_again(long seed) {
            endsAsIfNothingHadHappened(
                    aws.faults().onAny().withProbability(0.2, seed).loseRequest());
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void reads_that_show_the_past_do_no_harm(long seed) {
            endsAsIfNothingHadHappened(
                    aws.faults().onReads().withProbability(0.2, seed).staleRead());
        }

        @Test
        void a_plan_waits_for_a_service_that_is_busy_for_a_while() {
            aws.faults().onService("ec2").times(200).throttle();

            Plan plan = eks().plan(SPEC);

            assertThat(plan.changes()).isNotEmpty();
        }

        @Test
        void a_request_that_takes_effect_a_little_late_is_found() {
            endsAsIfNothingHadHappened(
                    aws.faults().on("ec2", "CreateVpc").nth(1).lateEffect(Duration.ofSeconds(3)));
        }

        @Test
        void a_request_that_takes_effect_much_too_late_leaves_a_second_one_that_the_next_plan_deletes() {
            FaultRule rule = aws.faults().on("ec2", "AllocateAddress").nth(1).lateEffect(Duration.ofMinutes(2));
            apply(SPEC);
            assertThat(all("ec2:elastic-ip")).hasSize(2);
            assertThat(rule.fired()).isOne();

            Plan plan = eks().plan(SPEC);
            eks().apply(plan, events);

            assertThat(plan.changes()).singleElement().satisfies(step -> {
                assertThat(step.action()).isEqualTo(StepAction.DELETE);
                assertThat(step.id()).startsWith("elasticIp/nat-a#eipalloc-");
                assertThat(step.reason()).contains("second");
            });
            settled(SPEC);
            assertThat(counts()).isEqualTo(undisturbed());
        }

        @Test
        void a_service_that_stays_down_ends_the_run_and_a_later_one_goes_on() {
            FaultRule down = aws.faults().on("eks", "CreateCluster").failBefore(503, "ServiceUnavailable", "Down.");

            StepFailedException failure = failure(StepFailedException.class, SPEC);

            assertThat(failure.stepId()).isEqualTo("cluster/prod");
            assertThat(failure.retryable()).isTrue();
            assertThat(down.fired()).as("tries in five minutes").isBetween(10, 150);
            down.remove();
            apply(SPEC);
            settled(SPEC);
        }

        @Test
        void credentials_that_expire_end_the_run_and_a_later_one_goes_on() {
            FaultRule expired = aws.faults().where(call -> call.number() > 60).expireCredentials();

            StepFailedException failure = failure(StepFailedException.class, SPEC);

            assertThat(failure)
                    .hasCauseInstanceOf(CredentialsRefusedException.class)
                    .hasMessageContaining("expired");
            expired.remove();
            apply(SPEC);
            settled(SPEC);
            assertThat(counts()).isEqualTo(undisturbed());
        }
    }

    @Nested
    class Propagation {
        @Test
        void a_role_that_eks_has_not_heard_of_yet_is_waited_for() {
            use(FakeAws.builder().latency(LatencyProfile.typical().with("iam.role.usable", Duration.ofMinutes(3), 0)));

            apply(SPEC);

            settled(SPEC);
            assertThat(events.all(StepRetrying.class))
                    .extracting(StepRetrying::stepId)
                    .contains("cluster/prod");
        }

        @Test
        void a_role_that_eks_never_hears_of_ends_the_run_after_some_minutes() {
            use(FakeAws.builder().latency(LatencyProfile.typical().with("iam.role.usable", Duration.ofMinutes(30), 0)));

            StepFailedException failure = failure(StepFailedException.class, SPEC);

            assertThat(failure.stepId()).isEqualTo("cluster/prod");
            assertThat(failure.retryable()).isTrue();
            assertThat(failure).hasMessageContaining("could not be assumed");
            pass(Duration.ofMinutes(30));
            apply(SPEC);
            settled(SPEC);
        }

        @Test
        void what_was_just_made_is_waited_for_until_it_is_visible_everywhere() {
            use(FakeAws.builder().latency(LatencyProfile.typical().with("ec2.visible", Duration.ofSeconds(20), 0)));

            apply(SPEC);

            settled(SPEC);
            assertThat(counts()).isEqualTo(undisturbed());
        }
    }

    @Nested
    class OthersAtWork {
        @Test
        void an_update_that_somebody_else_started_is_waited_for() {
            apply(SPEC);
            ClusterSpec audit = prod().logging(AUDIT).build();
            Plan plan = eks().plan(audit);
            stranger(EksClient.builder())
                    .associateIdentityProviderConfig(request -> request.clusterName("prod")
                            .oidc(oidc -> oidc.identityProviderConfigName("theirs")
                                    .issuerUrl("https://idp.example.com")
                                    .clientId("eks")));

            eks().apply(plan, events);

            assertThat(cluster().attributes()).containsEntry("logging", "[audit]");
            assertThat(events.all(StepRetrying.class))
                    .extracting(StepRetrying::reason)
                    .anyMatch(reason -> reason.contains("in progress"));
        }

        @Test
        void a_node_group_that_somebody_else_updates_is_waited_for() {
            apply(SPEC);
            stranger(EksClient.builder())
                    .updateNodegroupConfig(request -> request.clusterName("prod")
                            .nodegroupName("general")
                            .labels(labels -> labels.addOrUpdateLabels(Map.of("theirs", "yes"))));
            ClusterSpec labelled = prod().changeManagedNodeGroup("general", group -> group.label("team", "payments"))
                    .build();
            Plan plan = eks().plan(labelled);

            eks().apply(plan, events);

            assertThat(step(plan, "managedNodeGroup/general").reason()).contains("UPDATING");
            settled(labelled);
        }

        @Test
        void the_same_update_by_another_process_is_not_made_twice() {
            apply(SPEC);
            ClusterSpec audit = prod().logging(AUDIT).build();
            Plan plan = eks().plan(audit);
            var other = anotherProcess();
            var operation = other.start(other.plan(audit), event -> {});

            eks().apply(plan, events);
            operation.await();

            assertThat(stranger(EksClient.builder())
                            .listUpdates(request -> request.name("prod"))
                            .updateIds())
                    .hasSize(1);
            settled(audit);
        }

        @Test
        void two_processes_that_create_the_same_cluster_come_to_one() {
            var other = anotherProcess();
            var first = eks().start(eks().plan(SPEC), events);
            var second = other.start(other.plan(SPEC), event -> {});

            List<Throwable> failures = Stream.of(first, second)
                    .map(operation -> catchThrowableOfType(Throwable.class, operation::await))
                    .filter(Objects::nonNull)
                    .toList();

            failures.forEach(failure -> assertThat(failure).isInstanceOf(EksSdkException.class));
            for (int i = 0; i < 3 && !eks().plan(SPEC).isEmpty(); i++) {
                eks().apply(eks().plan(SPEC).allowingReplacements(), events);
            }
            settled(SPEC);
            assertThat(counts()).isEqualTo(undisturbed());
        }
    }

    @Nested
    class Delete {
        @Test
        void interfaces_that_outlive_the_cluster_are_waited_for() {
            use(FakeAws.builder()
                    .latency(LatencyProfile.typical().with("eks.cluster.interfaces", Duration.ofMinutes(5), 0)));
            Map<String, Integer> before = counts();
            apply(SPEC);

            delete("prod");

            assertThat(counts()).isEqualTo(before);
            assertThat(events.all(StepRetrying.class)).isNotEmpty();
        }

        @Test
        void interfaces_that_stay_for_too_long_end_the_run_and_a_later_one_goes_on() {
            use(FakeAws.builder()
                    .latency(LatencyProfile.typical().with("eks.cluster.interfaces", Duration.ofMinutes(50), 0)));
            Map<String, Integer> before = counts();
            apply(SPEC);

            StepFailedException failure = catchThrowableOfType(StepFailedException.class, () -> delete("prod"));

            assertThat(failure).hasMessageContaining("DependencyViolation");
            assertThat(failure.retryable()).isTrue();
            pass(Duration.ofMinutes(50));
            delete("prod");
            assertThat(counts()).isEqualTo(before);
        }

        @Test
        void a_cluster_that_is_still_being_created_is_deleted_once_it_can_be() {
            var operation = startUntil(eks().plan(SPEC), "cluster/prod");
            pass(Duration.ofSeconds(30));
            operation.cancel();
            assertThatThrownBy(operation::await).isInstanceOf(OperationCancelledException.class);
            assertThat(cluster().status()).isEqualTo("CREATING");

            delete("prod");

            pass(Duration.ofMinutes(10));
            assertThat(aws.inventory()).noneMatch(resource -> resource.tags().containsKey("eks-sdk/cluster"));
            assertThat(all("eks:cluster")).isEmpty();
        }

        @Test
        void a_node_group_that_is_still_being_created_is_deleted() {
            var operation = startUntil(eks().plan(SPEC), "managedNodeGroup/general");
            pass(Duration.ofSeconds(30));
            operation.cancel();
            assertThatThrownBy(operation::await).isInstanceOf(OperationCancelledException.class);

            delete("prod");

            assertThat(ours("ec2:vpc")).isEmpty();
            assertThat(all("iam:role")).isEmpty();
        }

        @Test
        void what_somebody_deletes_at_the_same_time_is_no_failure() {
            apply(SPEC);
            var other = anotherProcess();
            var operation = other.start(other.planDelete("prod"), event -> {});

            delete("prod");
            operation.await();

            assertThat(ours("ec2:vpc")).isEmpty();
            assertThat(all("eks:cluster")).isEmpty();
        }
    }
}
