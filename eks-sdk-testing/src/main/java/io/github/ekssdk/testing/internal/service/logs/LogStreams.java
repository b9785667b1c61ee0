package io.github.ekssdk.testing.internal.service.logs;

import io.github.ekssdk.testing.internal.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;

/** Creates, shows and deletes log streams, and keeps the events that are put into them. */
final class LogStreams {
    private static final int LARGEST_PAGE = 50;
    private static final int MOST_EVENTS = 10_000;

    private final LogStore store;

    LogStreams(LogStore store) {
        this.store = store;
    }

    public CreateLogStreamResponse create(CreateLogStreamRequest request, Call call) {
        LogGroupState group = store.group(request.logGroupName());
        String name = LogsInput.streamName(request.logStreamName());
        if (group.streams().containsKey(name)) {
            throw LogsRefusals.streamExists();
        }
        group.addStream(name, call.now());
        return CreateLogStreamResponse.builder().build();
    }

    public DescribeLogStreamsResponse describe(DescribeLogStreamsRequest request) {
        LogGroupState group = store.named(request.logGroupName(), request.logGroupIdentifier());
        String prefix = request.logStreamNamePrefix() == null ? "" : request.logStreamNamePrefix();
        NavigableMap<String, LogStreamState> order =
                Boolean.TRUE.equals(request.descending()) ? group.streams().descendingMap() : group.streams();
        LogsPages<LogStreamState> page = LogsPages.of(
                order,
                stream -> stream.name().startsWith(prefix),
                LogsInput.limit(request.limit(), LARGEST_PAGE),
                request.nextToken());
        return DescribeLogStreamsResponse.builder()
                .logStreams(page.items().stream().map(LogStreamState::describe).toList())
                .nextToken(page.nextToken())
                .build();
    }

    public DeleteLogStreamResponse delete(DeleteLogStreamRequest request) {
        LogGroupState group = store.group(request.logGroupName());
        group.streams().remove(group.stream(request.logStreamName()).name());
        return DeleteLogStreamResponse.builder().build();
    }

    public PutLogEventsResponse put(PutLogEventsRequest request, Call call) {
        LogStreamState stream = store.group(request.logGroupName()).stream(request.logStreamName());
        for (InputLogEvent event : request.logEvents()) {
            if (event.timestamp() == null
                    || event.message() == null
                    || event.message().isEmpty()) {
                throw LogsRefusals.invalidParameter("Log events need a timestamp and a message.");
            }
            stream.put(event.timestamp(), event.message(), call.now());
        }
        return PutLogEventsResponse.builder()
                .nextSequenceToken(store.account().ids().hex("logs-sequence", 56))
                .build();
    }

    public GetLogEventsResponse get(GetLogEventsRequest request) {
        LogStreamState stream =
                store.named(request.logGroupName(), request.logGroupIdentifier()).stream(request.logStreamName());
        List<OutputLogEvent> all = stream.between(request.startTime(), request.endTime());
        int size = LogsInput.limit(request.limit(), MOST_EVENTS);
        Window window = Window.of(request.nextToken(), Boolean.TRUE.equals(request.startFromHead()), all.size(), size);
        return GetLogEventsResponse.builder()
                .events(all.subList(window.from(), window.to()))
                .nextForwardToken("f/" + window.to())
                .nextBackwardToken("b/" + window.from())
                .build();
    }

    public FilterLogEventsResponse filter(FilterLogEventsRequest request) {
        LogGroupState group = store.named(request.logGroupName(), request.logGroupIdentifier());
        String wanted =
                request.filterPattern() == null ? "" : request.filterPattern().replace("\"", "");
        List<FilteredLogEvent> found = new ArrayList<>();
        for (LogStreamState stream : group.streams().values()) {
            if (isAskedFor(stream, request)) {
                stream.between(request.startTime(), request.endTime()).stream()
                        .filter(event -> event.message().contains(wanted))
                        .forEach(event -> found.add(filtered(stream, event)));
            }
        }
        found.sort(Comparator.comparing(FilteredLogEvent::timestamp));
        int most = LogsInput.limit(request.limit(), MOST_EVENTS);
        return FilterLogEventsResponse.builder()
                .events(found.subList(0, Math.min(most, found.size())))
                .build();
    }

    private static boolean isAskedFor(LogStreamState stream, FilterLogEventsRequest request) {
        boolean named =
                request.logStreamNames().isEmpty() || request.logStreamNames().contains(stream.name());
        String prefix = request.logStreamNamePrefix();
        return named && (prefix == null || stream.name().startsWith(prefix));
    }

    private static FilteredLogEvent filtered(LogStreamState stream, OutputLogEvent event) {
        return FilteredLogEvent.builder()
                .logStreamName(stream.name())
                .timestamp(event.timestamp())
                .message(event.message())
                .ingestionTime(event.ingestionTime())
                .eventId(stream.name() + "/" + event.timestamp())
                .build();
    }

    /** Which events of a stream a caller sees: those after or before a token, else the first or the last ones. */
    private record Window(int from, int to) {
        static Window of(@Nullable String token, boolean fromHead, int count, int size) {
            if (token == null) {
                return fromHead ? new Window(0, Math.min(size, count)) : new Window(Math.max(0, count - size), count);
            }
            int position = position(token, count);
            return token.startsWith("f/")
                    ? new Window(position, Math.min(count, position + size))
                    : new Window(Math.max(0, position - size), position);
        }

        private static int position(String token, int count) {
            if (!token.matches("[fb]/\\d{1,9}")) {
                throw LogsRefusals.invalidParameter("The specified nextToken is invalid.");
            }
            return Math.min(count, Integer.parseInt(token.substring(2)));
        }
    }
}
