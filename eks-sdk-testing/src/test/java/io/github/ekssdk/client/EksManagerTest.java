package io.github.ekssdk.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.error.AwsConfigurationException;
import io.github.ekssdk.error.ClusterNotFoundException;
import io.github.ekssdk.error.CredentialsRefusedException;
import io.github.ekssdk.error.OperationCancelledException;
import io.github.ekssdk.event.ProgressEvent;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spi.Time;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.RecordedCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

class EksManagerTest extends ClusterScenario {
    private static final ClusterSpec SPEC = prod().build();

    @Nested
    class Connect {
        @Test
        void without_credentials_says_where_to_put_them() {
            AwsCredentialsProvider none = () -> {
                throw SdkClientException.create("Unable to load credentials from any of the providers in the chain");
            };
            try (EksManager eks = Eks.connect(to -> to.region("eu-west-1")
                    .credentials(none)
                    .httpClient(aws.httpClient())
                    .time(aws.clock()))) {

                assertThatThrownBy(() -> eks.plan(SPEC))
                        .isInstanceOf(AwsConfigurationException.class)
                        .hasMessageContaining("No AWS credentials were found")
                        .hasMessageContaining("Eks.connect(aws -> aws.credentials(...))")
                        .hasMessageNotContaining("\n")
                        .hasRootCauseInstanceOf(SdkClientException.class);
            }
            assertThat(aws.ledger().calls()).isEmpty();
        }

        @Test
        void to_another_region_does_not_apply_a_plan_of_this_one() {
            Plan plan = eks().plan(SPEC);
            try (EksManager elsewhere = Eks.connect(to -> to.region("us-east-1")
                    .credentials(aws.credentials())
                    .httpClient(aws.httpClient())
                    .time(aws.clock()))) {

                assertThatThrownBy(() -> elsewhere.apply(plan))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("The plan is for account 123456789012 in eu-west-1, but this manager works in"
                                + " account 123456789012 in us-east-1.");
            }
            assertThat(aws.ledger().mutatingCalls()).isEmpty();
        }

        @Test
        void without_a_region_says_where_to_put_it() {
            assumeThat(System.getenv("AWS_REGION")).isNull();
            Map<String, String> nowhere = Map.of(
                    "aws.disableEc2Metadata",
                    "true",
                    "aws.configFile",
                    "/nowhere",
                    "aws.sharedCredentialsFile",
                    "/nowhere");
            nowhere.forEach(System::setProperty);
            try {
                assertThatThrownBy(() -> Eks.connect(to -> to.credentials(aws.credentials())))
                        .isInstanceOf(AwsConfigurationException.class)
                        .hasMessageContaining("No AWS region was found")
                        .hasMessageContaining("AWS_REGION");
            } finally {
                nowhere.keySet().forEach(System::clearProperty);
            }
        }

        @Test
        void credentials_that_expired_for_good_are_told_from_other_refusals() {
            aws.faults().onAny().expireCredentials();

            assertThatThrownBy(() -> eks().plan(SPEC))
                    .isInstanceOf(CredentialsRefusedException.class)
                    .hasMessageContaining("log in again")
                    .hasMessageContaining("what was made so far stands");
        }

        @Test
        void credentials_that_are_renewed_in_time_are_waited_for() {
            aws.faults().on("ec2", "DescribeVpcs").nth(1).expireCredentials();

            assertThat(eks().plan(SPEC).changes()).isNotEmpty();
        }

        @Test
        void calls_nobody() {
            Eks.connect(to -> to.region("eu-west-1")
                            .credentials(aws.credentials())
                            .httpClient(aws.httpClient())
                            .time(aws.clock()))
                    .close();

            assertThat(aws.ledger().calls()).isEmpty();
        }

        @Test
        void knows_the_account_and_the_region() {
            assertThat(eks().accountId()).isEqualTo("123456789012");
            assertThat(eks().region()).isEqualTo("eu-west-1");
        }
    }

    @Nested
    class Describe {
        @Test
        void a_cluster_that_is_not_there_is_an_error_of_its_own() {
            assertThatThrownBy(() -> eks().cluster("nobody"))
                    .isInstanceOf(ClusterNotFoundException.class)
                    .hasMessageContaining("nobody")
                    .hasMessageContaining("eu-west-1");
        }

        @Test
        void a_cluster_tells_what_aws_knows_of_it() {
            apply(SPEC);

            Cluster cluster = eks().cluster("prod");

            assertThat(cluster.name()).isEqualTo("prod");
            assertThat(cluster.arn()).isEqualTo("arn:aws:eks:eu-west-1:123456789012:cluster/prod");
            assertThat(cluster.endpoint())
                    .hasValueSatisfying(url -> assertThat(url).startsWith("https://"));
            assertThat(cluster.certificateAuthority()).isPresent();
            assertThat(cluster.managedNodeGroups())
                    .singleElement()
                    .satisfies(group -> assertThat(group.status()).isEqualTo("ACTIVE"));
            assertThat(cluster.refresh().status()).isEqualTo("ACTIVE");
        }

        @Test
        void a_deleted_cluster_cannot_be_refreshed() {
            Cluster cluster = apply(SPEC);

            cluster.delete(events);

            assertThatThrownBy(cluster::refresh).isInstanceOf(ClusterNotFoundException.class);
        }
    }

    @Nested
    class Closed {
        @Test
        void refuses_everything() {
            Plan plan = eks().plan(SPEC);
            eks().close();

            assertThatThrownBy(() -> eks().plan(SPEC)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> eks().planDelete("prod")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> eks().planAdoption(SPEC)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> eks().apply(plan, events)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> eks().start(plan, events)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> eks().cluster("prod"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
        }

        @Test
        void ends_what_goes_on_in_real_time_too() {
            try (FakeAws real = FakeAws.builder().time(Time.system()).build()) {
                EksManager manager = real.connect();
                Operation<Cluster> operation = manager.start(manager.plan(SPEC), events);

                manager.close();

                assertThatThrownBy(() -> operation.await(Duration.ofSeconds(20)))
                        .isInstanceOf(OperationCancelledException.class);
            }
        }

        @Test
        void can_be_closed_again() {
            eks().close();

            eks().close();
        }

        @Test
        void while_something_goes_on_cancels_it() {
            EksManager other = anotherProcess();
            Operation<Cluster> operation = other.start(other.plan(SPEC), events);
            pass(Duration.ofMinutes(2));
            int mark = aws.ledger().size();

            other.close();

            assertThatThrownBy(() -> operation.await(Duration.ofMinutes(1)))
                    .isInstanceOf(OperationCancelledException.class);
            assertThat(changesSince(mark)).isEmpty();
        }
    }

    @Nested
    class Listeners {
        @Test
        void that_throw_do_not_disturb_the_work() {
            Cluster cluster = eks().apply(eks().plan(SPEC), event -> {
                events.on(event);
                throw new IllegalArgumentException("I do not like " + event);
            });

            assertThat(cluster.status()).isEqualTo("ACTIVE");
        }

        @Test
        void hear_events_in_their_order_one_at_a_time() {
            List<ProgressEvent> heard = new ArrayList<>();

            eks().apply(eks().plan(SPEC), events.and(heard::add));

            assertThat(heard).isEqualTo(events.all());
            assertThat(heard.get(0)).isInstanceOf(ProgressEvent.OperationStarted.class);
            assertThat(heard).isSortedAccordingTo(java.util.Comparator.comparing(ProgressEvent::at));
        }

        @Test
        void may_use_the_manager_without_a_lock_in_their_way() {
            List<Boolean> locks = new ArrayList<>();
            Plan plan = eks().plan(SPEC);
            Operation<Cluster> operation =
                    eks().start(plan, event -> locks.add(holdsAny(eks(), plan, aws, aws.clock())));

            operation.await();

            assertThat(locks).isNotEmpty().doesNotContain(true);
        }

        private boolean holdsAny(Object... monitors) {
            return java.util.Arrays.stream(monitors).anyMatch(Thread::holdsLock);
        }

        @Test
        void of_an_empty_plan_hear_of_its_start_and_its_end() {
            apply(SPEC);
            Plan nothing = eks().plan(SPEC);
            List<ProgressEvent> heard = new ArrayList<>();

            eks().apply(nothing, heard::add);

            assertThat(heard).hasSize(2);
        }
    }

    @Nested
    class Load {
        @Test
        void no_more_calls_are_under_way_at_once_than_allowed() {
            try (EksManager narrow = Eks.connect(to -> to.region("eu-west-1")
                    .credentials(aws.credentials())
                    .httpClient(aws.httpClient())
                    .time(aws.clock())
                    .parallelism(3))) {
                narrow.apply(narrow.plan(SPEC), events);
            }

            assertThat(mostAtOnce()).isEqualTo(3);
        }

        @Test
        void one_call_at_a_time_is_enough_for_everything() {
            try (EksManager narrow = Eks.connect(to -> to.region("eu-west-1")
                    .credentials(aws.credentials())
                    .httpClient(aws.httpClient())
                    .time(aws.clock())
                    .parallelism(1))) {
                assertThat(narrow.apply(narrow.plan(SPEC), events).managedNodeGroups())
                        .hasSize(1);
                assertThat(narrow.cluster("prod").status()).isEqualTo("ACTIVE");
                narrow.cluster("prod").delete(events);
            }
        }

        @Test
        void eight_calls_are_under_way_at_once_by_default() {
            apply(SPEC);

            assertThat(mostAtOnce()).isEqualTo(8);
        }

        private int mostAtOnce() {
            List<RecordedCall> calls = aws.ledger().calls();
            int most = 0;
            for (RecordedCall call : calls) {
                Instant at = call.at();
                int under = (int) calls.stream()
                        .filter(other -> !other.at().isAfter(at)
                                && other.at().plus(other.latency()).isAfter(at))
                        .count();
                most = Math.max(most, under);
            }
            return most;
        }

        @Test
        void many_clusters_at_once_stay_below_the_rates_that_aws_allows() {
            use(FakeAws.builder()
                    .latency(LatencyProfile.typical())
                    .quota("ec2.vpcs", 50)
                    .quota("ec2.addresses", 50)
                    .quota("ec2.internetGateways", 50)
                    .quota("ec2.natGatewaysPerZone", 50));
            aws.rateLimits(true);
            List<Operation<Cluster>> operations = new ArrayList<>();

            for (int i = 0; i < 12; i++) {
                ClusterSpec spec = Eks.cluster("prod-" + i)
                        .managedNodeGroup("general", group -> group.scaling(1))
                        .build();
                operations.add(eks().start(eks().plan(spec), event -> {}));
            }
            operations.forEach(Operation::await);

            assertThat(aws.ledger().calls())
                    .noneMatch(call -> call.errorCode().equals(java.util.Optional.of("RequestLimitExceeded")));
            assertThat(all("eks:cluster")).hasSize(12);
        }

        @Test
        void a_new_cluster_takes_at_most_170_calls_and_a_second_apply_at_most_45_reads() {
            ClusterSpec standard = Eks.cluster("prod")
                    .managedNodeGroup(
                            "general", group -> group.instanceTypes("m7g.large").scaling(2, 3, 9))
                    .managedNodeGroup(
                            "batch", group -> group.instanceTypes("c7i.xlarge").scaling(0, 1, 9))
                    .build();

            apply(standard);
            assertThat(aws.ledger().size()).isLessThanOrEqualTo(170);
            int mark = aws.ledger().size();
            settled(standard);

            assertThat(aws.ledger().since(mark)).hasSizeLessThanOrEqualTo(46);
        }
    }
}
