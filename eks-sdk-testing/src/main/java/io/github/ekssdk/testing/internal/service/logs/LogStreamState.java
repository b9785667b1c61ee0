package io.github.ekssdk.testing.internal.service.logs;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/** One log stream with its events, in the order of their times. */
final class LogStreamState {
    /** What CloudWatch Logs counts for an event beside its message. */
    private static final int OVERHEAD = 26;

    private final String name;
    private final String arn;
    private final Instant createdAt;
    private final List<OutputLogEvent> events = new ArrayList<>();

    LogStreamState(String name, String arn, Instant createdAt) {
        this.name = name;
        this.arn = arn;
        this.createdAt = createdAt;
    }

    String name() {
        return name;
    }

    void put(long timestamp, String message, Instant now) {
        events.add(OutputLogEvent.builder()
                .timestamp(timestamp)
                .message(message)
                .ingestionTime(now.toEpochMilli())
                .build());
        events.sort(Comparator.comparing(OutputLogEvent::timestamp));
    }

    /** The events from one time on and before another, where given. */
    List<OutputLogEvent> between(@Nullable Long start, @Nullable Long end) {
        return events.stream()
                .filter(event -> start == null || event.timestamp() >= start)
                .filter(event -> end == null || event.timestamp() < end)
                .toList();
    }

    long bytes() {
        return events.stream()
                .mapToLong(event -> event.message().getBytes(StandardCharsets.UTF_8).length + OVERHEAD)
                .sum();
    }

    LogStream describe() {
        LogStream.Builder stream =
                LogStream.builder().logStreamName(name).arn(arn).creationTime(createdAt.toEpochMilli());
        if (!events.isEmpty()) {
            OutputLogEvent last = events.get(events.size() - 1);
            stream.firstEventTimestamp(events.get(0).timestamp())
                    .lastEventTimestamp(last.timestamp())
                    .lastIngestionTime(last.ingestionTime());
        }
        return stream.build();
    }
}
