package io.github.ekssdk.testing.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ekssdk.testing.internal.service.eks.EksWorld;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OperationAbortedException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;

/** The faults around the logs of control planes, by the rows of the catalogue. */
class LogFaultsTest {
    private static final String GROUP = "/aws/eks/prod/cluster";
    private static final Duration FLUSH = Duration.ofSeconds(45);

    private final EksWorld world = new EksWorld("eu-west-1", profile -> profile.with("eks.logs.flush", FLUSH, 0));
    private final CloudWatchLogsClient logs = world.aws.client(CloudWatchLogsClient.builder());

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void X6_the_log_group_comes_back_while_the_cluster_lives() {
        world.cluster("prod", b -> b.logging(EksWorld.logging(true, "api")));
        assertThat(groups()).containsExactly(GROUP);

        logs.deleteLogGroup(r -> r.logGroupName(GROUP));
        assertThat(groups()).isEmpty();
        world.pass(FLUSH);

        assertThat(groups()).containsExactly(GROUP);
    }

    @Test
    void X6_the_log_group_comes_back_once_more_after_the_cluster_is_gone() {
        world.cluster("prod", b -> b.logging(EksWorld.logging(true, "api", "audit")));
        world.eks.deleteCluster(r -> r.name("prod"));
        world.pass(EksWorld.DELETE_CLUSTER);

        assertThatExceptionOfType(software.amazon.awssdk.services.eks.model.ResourceNotFoundException.class)
                .isThrownBy(() -> world.describe("prod"));
        logs.deleteLogGroup(r -> r.logGroupName(GROUP));
        world.pass(FLUSH);
        assertThat(groups()).containsExactly(GROUP);
        logs.deleteLogGroup(r -> r.logGroupName(GROUP));
        world.pass(FLUSH.multipliedBy(10));

        assertThat(groups()).isEmpty();
    }

    @Test
    void X6_a_cluster_made_again_finds_the_log_group_of_the_former_one() {
        world.cluster("prod", b -> b.logging(EksWorld.logging(true, "api")));
        logs.putRetentionPolicy(r -> r.logGroupName(GROUP).retentionInDays(90));
        world.eks.deleteCluster(r -> r.name("prod"));
        world.pass(EksWorld.DELETE_CLUSTER.plus(FLUSH));
        world.cluster("prod", b -> b.logging(EksWorld.logging(true, "api")));

        assertThat(logs.describeLogGroups().logGroups().get(0).retentionInDays())
                .isEqualTo(90);
        assertThat(logs.describeLogStreams(r -> r.logGroupName(GROUP)).logStreams())
                .hasSize(2);
    }

    @Test
    void K7_the_log_group_of_a_cluster_exists_already() {
        world.cluster("prod", b -> b.logging(EksWorld.logging(true, "api")));

        assertThatExceptionOfType(ResourceAlreadyExistsException.class)
                .isThrownBy(() -> logs.createLogGroup(r -> r.logGroupName(GROUP)))
                .withMessageContaining("The specified log group already exists");
    }

    @Test
    void K7_somebody_else_writes_the_log_group_at_the_same_time() {
        world.aws
                .faults()
                .on("logs", "PutRetentionPolicy")
                .nth(1)
                .failWith(
                        "OperationAbortedException",
                        "A conflicting operation is currently in progress against this resource. Please try again.");
        logs.createLogGroup(r -> r.logGroupName(GROUP));

        assertThatExceptionOfType(OperationAbortedException.class)
                .isThrownBy(
                        () -> logs.putRetentionPolicy(r -> r.logGroupName(GROUP).retentionInDays(90)));
        logs.putRetentionPolicy(r -> r.logGroupName(GROUP).retentionInDays(90));

        assertThat(logs.describeLogGroups().logGroups().get(0).retentionInDays())
                .isEqualTo(90);
    }

    @Test
    void logging_that_is_switched_on_later_makes_the_log_group_and_a_stream_for_each_type() {
        world.cluster("prod");
        assertThat(groups()).isEmpty();

        world.eks.updateClusterConfig(r -> r.name("prod").logging(EksWorld.logging(true, "audit", "scheduler")));
        world.pass(EksWorld.UPDATE);

        assertThat(logs.describeLogStreams(r -> r.logGroupName(GROUP)).logStreams())
                .extracting(LogStream::logStreamName)
                .satisfiesExactly(
                        name -> assertThat(name).startsWith("kube-apiserver-audit-"),
                        name -> assertThat(name).startsWith("kube-scheduler-"));
    }

    private List<String> groups() {
        return logs.describeLogGroups().logGroups().stream()
                .map(LogGroup::logGroupName)
                .toList();
    }
}
