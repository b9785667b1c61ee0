package io.github.ekssdk.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.fixture.Everything;
import io.github.ekssdk.internal.lower.Kinds;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.RecordedCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cluster that uses everything at once may cost in time and in calls. */
class FiguresTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everything_stands_after_hardly_more_than_the_least_possible_time(int seed) {
        try (FakeAws aws = FakeAws.builder()
                        .seed(seed)
                        .latency(LatencyProfile.typical())
                        .build();
                EksManager eks = aws.connect()) {
            Everything.furnish(aws);
            int mark = aws.ledger().size();
            Plan plan = eks.plan(Everything.in(aws, Everything.BEFORE));
            Instant started = aws.clock().now();

            eks.apply(plan);

            Duration took = Duration.between(started, aws.clock().now());
            Duration least = CriticalPath.of(plan, aws.samples());
            assertThat((double) took.toMillis() / least.toMillis()).isBetween(1.0, 1.02);
            assertThat(aws.ledger().since(mark)).hasSizeLessThanOrEqualTo(380);
            assertThat(collisions(aws)).isEmpty();
        }
    }

    private static List<String> collisions(FakeAws aws) {
        return aws.ledger().calls().stream()
                .filter(call -> call.errorCode()
                        .filter("ResourceInUseException"::equals)
                        .isPresent())
                .map(RecordedCall::toText)
                .toList();
    }

    @Test
    void when_nothing_changed_each_resource_is_read_once_and_each_kind_listed_once() {
        try (FakeAws aws = FakeAws.builder().build();
                EksManager eks = aws.connect()) {
            Everything.furnish(aws);
            eks.apply(eks.plan(Everything.in(aws, Everything.BEFORE)));
            int mark = aws.ledger().size();

            Plan plan = eks.plan(Everything.in(aws, Everything.BEFORE));

            List<RecordedCall> calls = aws.ledger().since(mark);
            assertThat(plan.changes()).isEmpty();
            assertThat(calls).noneMatch(RecordedCall::mutating);
            assertThat(calls.stream().map(FiguresTest::request)).doesNotHaveDuplicates();
            assertThat(calls)
                    .hasSizeLessThanOrEqualTo(
                            plan.observed().size() + Kinds.all().size());
        }
    }

    private static String request(RecordedCall call) {
        return call.service() + ":" + call.operation() + call.request();
    }

    @Test
    void applying_a_plan_without_changes_reads_the_cluster_and_no_more() {
        try (FakeAws aws = FakeAws.builder().build();
                EksManager eks = aws.connect()) {
            Everything.furnish(aws);
            eks.apply(eks.plan(Everything.in(aws, Everything.BEFORE)));
            Plan plan = eks.plan(Everything.in(aws, Everything.BEFORE));
            int mark = aws.ledger().size();

            eks.apply(plan);

            assertThat(aws.ledger().since(mark))
                    .extracting(RecordedCall::operation)
                    .containsExactly("DescribeCluster");
        }
    }
}
