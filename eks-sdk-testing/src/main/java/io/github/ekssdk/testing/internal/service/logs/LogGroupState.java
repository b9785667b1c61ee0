package io.github.ekssdk.testing.internal.service.logs;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/** One log group with its streams. */
final class LogGroupState {
    private final Map<String, String> tags = new TreeMap<>();
    private final NavigableMap<String, LogStreamState> streams = new TreeMap<>();
    private LogGroup group;

    LogGroupState(LogGroup group, Map<String, String> tags) {
        this.group = group;
        this.tags.putAll(tags);
    }

    String name() {
        return group.logGroupName();
    }

    /** ARN without the asterisk that stands for all streams. */
    String arn() {
        return group.logGroupArn();
    }

    LogGroup describe() {
        long bytes = streams.values().stream().mapToLong(LogStreamState::bytes).sum();
        return group.copy(b -> b.storedBytes(bytes));
    }

    void change(Consumer<LogGroup.Builder> change) {
        group = group.copy(change);
    }

    Map<String, String> tags() {
        return tags;
    }

    NavigableMap<String, LogStreamState> streams() {
        return streams;
    }

    LogStreamState stream(@Nullable String name) {
        LogStreamState found = streams.get(LogsInput.required("logStreamName", name));
        if (found == null) {
            throw LogsRefusals.noStream();
        }
        return found;
    }

    LogStreamState addStream(String name, Instant now) {
        LogStreamState stream = new LogStreamState(name, group.logGroupArn() + ":log-stream:" + name, now);
        streams.put(name, stream);
        return stream;
    }
}
