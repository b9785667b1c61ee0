package io.github.ekssdk.testing.internal.service.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ekssdk.testing.FakeAws;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

class LogsServiceTest {
    private final FakeAws aws = FakeAws.create();
    private final CloudWatchLogsClient logs = aws.client(CloudWatchLogsClient.builder());

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void a_log_group_is_created_described_and_deleted() {
        logs.createLogGroup(r -> r.logGroupName("/app/web").tags(Map.of("team", "one")));

        LogGroup group = only();
        assertThat(group.logGroupName()).isEqualTo("/app/web");
        assertThat(group.arn()).isEqualTo("arn:aws:logs:eu-west-1:123456789012:log-group:/app/web:*");
        assertThat(group.logGroupArn()).isEqualTo("arn:aws:logs:eu-west-1:123456789012:log-group:/app/web");
        assertThat(group.creationTime()).isEqualTo(aws.clock().now().toEpochMilli());
        assertThat(group.retentionInDays()).isNull();
        assertThat(aws.inventory())
                .filteredOn(resource -> resource.type().equals("logs:log-group"))
                .singleElement()
                .satisfies(resource -> assertThat(resource.tags()).containsEntry("team", "one"));
        logs.deleteLogGroup(r -> r.logGroupName("/app/web"));

        assertThat(logs.describeLogGroups().logGroups()).isEmpty();
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> logs.deleteLogGroup(r -> r.logGroupName("/app/web")))
                .withMessageContaining("The specified log group does not exist.");
    }

    @Test
    void log_groups_come_in_pages_by_prefix_or_pattern() {
        for (String name : List.of("/b/2", "/a/1", "/b/1", "/b/3")) {
            logs.createLogGroup(r -> r.logGroupName(name));
        }

        DescribeLogGroupsResponse first =
                logs.describeLogGroups(r -> r.logGroupNamePrefix("/b").limit(2));
        DescribeLogGroupsResponse second =
                logs.describeLogGroups(r -> r.logGroupNamePrefix("/b").limit(2).nextToken(first.nextToken()));

        assertThat(names(first)).containsExactly("/b/1", "/b/2");
        assertThat(names(second)).containsExactly("/b/3");
        assertThat(second.nextToken()).isNull();
        assertThat(names(logs.describeLogGroups(r -> r.logGroupNamePattern("/1"))))
                .containsExactly("/a/1", "/b/1");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> logs.describeLogGroups(r -> r.limit(51)));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> logs.describeLogGroups(r -> r.nextToken("nonsense")));
    }

    @Test
    void retention_key_and_tags_change() {
        logs.createLogGroup(r -> r.logGroupName("web"));
        String arn = only().logGroupArn();
        String key = "arn:aws:kms:eu-west-1:123456789012:key/0f4c1d6e-0000-4000-8000-000000000000";

        logs.putRetentionPolicy(r -> r.logGroupName("web").retentionInDays(90));
        logs.associateKmsKey(r -> r.logGroupName("web").kmsKeyId(key));
        logs.tagResource(r -> r.resourceArn(arn).tags(Map.of("a", "1", "b", "2")));
        logs.untagResource(r -> r.resourceArn(arn).tagKeys("a"));

        assertThat(only().retentionInDays()).isEqualTo(90);
        assertThat(only().kmsKeyId()).isEqualTo(key);
        assertThat(logs.listTagsForResource(r -> r.resourceArn(arn)).tags()).containsExactly(Map.entry("b", "2"));
        logs.deleteRetentionPolicy(r -> r.logGroupName("web"));
        logs.disassociateKmsKey(r -> r.logGroupName("web"));
        assertThat(only().retentionInDays()).isNull();
        assertThat(only().kmsKeyId()).isNull();
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(
                        () -> logs.putRetentionPolicy(r -> r.logGroupName("web").retentionInDays(2)));
    }

    @Test
    void events_are_put_got_and_filtered() {
        logs.createLogGroup(r -> r.logGroupName("web"));
        logs.createLogStream(r -> r.logGroupName("web").logStreamName("one"));
        logs.putLogEvents(r -> r.logGroupName("web")
                .logStreamName("one")
                .logEvents(event(3, "third error"), event(1, "first"), event(2, "second error")));

        GetLogEventsResponse head = logs.getLogEvents(r ->
                r.logGroupName("web").logStreamName("one").startFromHead(true).limit(2));
        GetLogEventsResponse rest = logs.getLogEvents(
                r -> r.logGroupName("web").logStreamName("one").nextToken(head.nextForwardToken()));

        assertThat(head.events()).extracting(OutputLogEvent::message).containsExactly("first", "second error");
        assertThat(rest.events()).extracting(OutputLogEvent::message).containsExactly("third error");
        assertThat(logs.filterLogEvents(r -> r.logGroupName("web").filterPattern("error"))
                        .events())
                .extracting(FilteredLogEvent::message)
                .containsExactly("second error", "third error");
        LogStream stream =
                logs.describeLogStreams(r -> r.logGroupName("web")).logStreams().get(0);
        assertThat(stream.firstEventTimestamp()).isEqualTo(1);
        assertThat(stream.lastEventTimestamp()).isEqualTo(3);
        logs.deleteLogStream(r -> r.logGroupName("web").logStreamName("one"));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> logs.getLogEvents(r -> r.logGroupName("web").logStreamName("one")))
                .withMessageContaining("log stream does not exist");
    }

    @Test
    void names_are_checked_and_taken_once() {
        logs.createLogGroup(r -> r.logGroupName("web"));
        logs.createLogStream(r -> r.logGroupName("web").logStreamName("one"));

        assertThatExceptionOfType(ResourceAlreadyExistsException.class)
                .isThrownBy(
                        () -> logs.createLogStream(r -> r.logGroupName("web").logStreamName("one")));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> logs.createLogGroup(r -> r.logGroupName("not ok")));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> logs.createLogGroup(r -> r.logGroupName("aws/web")));
    }

    @Test
    void a_protected_log_group_stays() {
        logs.createLogGroup(r -> r.logGroupName("web").deletionProtectionEnabled(true));

        assertThatExceptionOfType(CloudWatchLogsException.class)
                .isThrownBy(() -> logs.deleteLogGroup(r -> r.logGroupName("web")))
                .withMessageContaining("protection");
        assertThat(only().deletionProtectionEnabled()).isTrue();
    }

    private LogGroup only() {
        return logs.describeLogGroups().logGroups().get(0);
    }

    private static List<String> names(DescribeLogGroupsResponse response) {
        return response.logGroups().stream().map(LogGroup::logGroupName).toList();
    }

    private static InputLogEvent event(long time, String message) {
        return InputLogEvent.builder().timestamp(time).message(message).build();
    }
}
